// SPDX-License-Identifier: Apache-2.0

import GRDB
import Storage

/// The follow-up store's schema in SQLite.
enum FollowUpSchema {
    /// "VFUP": tells a follow-up store from every other SQLite file.
    static let applicationID: Int32 = 0x5646_5550

    /// Makes every table, trigger and the store's identity; call it in a transaction.
    ///
    /// Tables are clustered by study, subject and natural key, so that one subject's record is one range of pages
    /// however many subjects there are.
    static func create(in database: Database) throws {
        for table in FollowUpTable.all {
            try database.execute(sql: FollowUpSQL.createTable(table, options: " WITHOUT ROWID"))
        }
        try database.execute(sql: feed)
        for table in FollowUpTable.all {
            for trigger in FollowUpTriggers(table: table).statements {
                try database.execute(sql: trigger)
            }
        }
        try database.execute(sql: "PRAGMA application_id = \(applicationID)")
        try database.execute(sql: "PRAGMA user_version = \(FollowUpSQL.schemaVersion)")
    }

    private static let feed = """
        CREATE TABLE change_feed (
            seq INTEGER PRIMARY KEY AUTOINCREMENT,
            studyid TEXT NOT NULL,
            usubjid TEXT NOT NULL,
            domain TEXT NOT NULL,
            row_key TEXT NOT NULL,
            operation TEXT NOT NULL CHECK (operation IN ('insert', 'update', 'delete')),
            former TEXT CHECK ((former IS NULL) = (operation = 'insert')),
            at TEXT NOT NULL
        );
        CREATE INDEX change_feed_by_study ON change_feed (studyid, seq);
        CREATE TABLE replaced_row (
            feed_head INTEGER NOT NULL,
            differs INTEGER NOT NULL,
            former TEXT NOT NULL
        );
        CREATE TABLE store_identity (
            only INTEGER PRIMARY KEY CHECK (only = 1),
            identity TEXT NOT NULL,
            epoch INTEGER NOT NULL
        );
        INSERT INTO store_identity VALUES (1, lower(hex(randomblob(16))), 1);
        """
}

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

    /// Brings a store of an older version to this one; call it in a transaction.
    ///
    /// The feed learns nothing of it: no row changes before an import brings values for the new columns. Triggers name
    /// every column, so those of a table that grows are made anew.
    static func migrate(_ database: Database, from schema: Int) throws {
        for table in FollowUpTable.all {
            let additions = FollowUpSQL.addColumns(table, since: schema)
            guard !additions.isEmpty else { continue }
            let triggers = try String.fetchAll(
                database, sql: "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = $1",
                arguments: [table.name])
            for trigger in triggers { try database.execute(sql: "DROP TRIGGER \(trigger)") }
            for addition in additions { try database.execute(sql: addition) }
            for trigger in FollowUpTriggers(table: table).statements { try database.execute(sql: trigger) }
        }
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

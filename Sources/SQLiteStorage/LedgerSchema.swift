// SPDX-License-Identifier: Apache-2.0

import GRDB
import Storage

/// The ledger's schema in SQLite, made step by step from version to version.
enum LedgerSchema {
    /// "VLED": tells a ledger from every other SQLite file.
    static let applicationID: Int32 = 0x564C_4544

    /// Brings a ledger from its version to the present one; call it in a transaction.
    ///
    /// A step, once released, is never changed: the next version is one more.
    static func migrate(_ database: Database) throws {
        let steps: [(Database) throws -> Void] = [createTables]
        precondition(steps.count == LedgerSQL.schemaVersion, "each schema version has its step")
        let found = try version(of: database)
        for step in steps.dropFirst(found) { try step(database) }
        guard found < steps.count else { return }
        try database.execute(sql: "PRAGMA application_id = \(applicationID)")
        try database.execute(sql: "PRAGMA user_version = \(steps.count)")
    }

    static func version(of database: Database) throws -> Int {
        try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
    }

    static func isLedger(_ database: Database) throws -> Bool {
        try Int32.fetchOne(database, sql: "PRAGMA application_id") == applicationID
    }

    static func isEmpty(_ database: Database) throws -> Bool {
        try Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_master") == 0
    }

    private static func createTables(_ database: Database) throws {
        let dialect = LedgerSQL.Dialect(
            assignedKey: "INTEGER PRIMARY KEY", givenKey: "INTEGER PRIMARY KEY", clustered: " WITHOUT ROWID")
        for statement in LedgerSQL.createTables(dialect) + guards { try database.execute(sql: statement) }
        try database.execute(
            sql: LedgerSQL.insertIdentity, arguments: [randomHexadecimal(bytes: 16), randomHexadecimal(bytes: 32)])
        try database.execute(sql: LedgerSQL.insertAuditHead, arguments: [AuditLink.beginning])
    }

    /// Triggers that keep what was committed as it was.
    ///
    /// The insertion guards also stop `INSERT OR REPLACE`, which removes a row without firing deletion triggers.
    private static let guards = [
        """
        CREATE TRIGGER audit_follows BEFORE INSERT ON audit
        WHEN NEW.sequence IS NOT (SELECT entries + 1 FROM audit_head)
          OR NEW.previous_hash IS NOT (SELECT hash FROM audit_head)
        BEGIN SELECT RAISE(ABORT, 'an audit entry follows the last one'); END
        """,
        """
        CREATE TRIGGER audit_stays BEFORE UPDATE ON audit
        BEGIN SELECT RAISE(ABORT, 'audit entries are not changed'); END
        """,
        """
        CREATE TRIGGER audit_remains BEFORE DELETE ON audit
        BEGIN SELECT RAISE(ABORT, 'audit entries are not deleted'); END
        """,
        """
        CREATE TRIGGER alert_version_follows BEFORE INSERT ON alert_version
        WHEN NEW.version IS NOT (
            SELECT coalesce(max(version), 0) + 1 FROM alert_version WHERE alert_id = NEW.alert_id)
        BEGIN SELECT RAISE(ABORT, 'an alert version follows the last one'); END
        """,
        """
        CREATE TRIGGER alert_version_stays
        BEFORE UPDATE OF number, alert_id, version, study, committed_at, kinds, reasons, notification, change
        ON alert_version
        BEGIN SELECT RAISE(ABORT, 'alert versions are not changed'); END
        """,
        """
        CREATE TRIGGER alert_version_told BEFORE UPDATE OF is_summary_pending ON alert_version
        WHEN NEW.is_summary_pending > OLD.is_summary_pending
        BEGIN SELECT RAISE(ABORT, 'what was told stays told'); END
        """,
        """
        CREATE TRIGGER alert_version_remains BEFORE DELETE ON alert_version
        BEGIN SELECT RAISE(ABORT, 'alert versions are not deleted'); END
        """,
    ]
}

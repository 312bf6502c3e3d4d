// SPDX-License-Identifier: Apache-2.0

import GRDB
package import Storage
package import Trial

/// A follow-up store in an SQLite file, as the daemon reads it.
///
/// One connection that refuses writes; every method is one read transaction, so that a record is never half of one
/// commit and half of the next. A file that takes the place of another is read from then on, and told by its identity.
package struct SQLiteFollowUpStore: FollowUpStore {
    /// The file.
    package let path: String
    private let connection: FollowUpConnection

    /// Opens a store that exists.
    ///
    /// - Throws: `FollowUpStoreError` when there is no file, or the file is no follow-up store this program knows.
    package init(path: String) throws {
        self.path = path
        connection = try FollowUpConnection(path: path)
    }

    package func identity() throws -> StoreIdentity {
        try read { database in
            guard let row = try Row.fetchOne(database, sql: FollowUpSQL.identity) else {
                throw FollowUpStoreError.notAFollowUpStore(path: path)
            }
            return StoreIdentity(identity: row[0], epoch: row[1])
        }
    }

    package func head() throws -> Int64 {
        try read { try Int64.fetchOne($0.cachedStatement(sql: FollowUpSQL.head)) ?? 0 }
    }

    package func fingerprint(at sequence: Int64) throws -> String? {
        try read { database in
            let statement = try database.cachedStatement(sql: FollowUpSQL.entry)
            return try Row.fetchOne(statement, arguments: [sequence]).map { row in
                feedFingerprint((0..<row.count).map { row[$0] })
            }
        }
    }

    package func changes(study: String, after: Int64, through: Int64, limit: Int) throws -> [FeedEntry] {
        try read { database in
            let statement = try database.cachedStatement(sql: FollowUpSQL.changes)
            let rows = try Row.fetchCursor(statement, arguments: [study, after, through, limit])
            var entries: [FeedEntry] = []
            while let row = try rows.next() {
                // Triggers are the feed's only writers and name domains and operations of this schema version alone.
                guard let domain = Domain(rawValue: row[2]), let operation = FeedEntry.Operation(rawValue: row[4])
                else {
                    throw FollowUpStoreError.notAFollowUpStore(path: path)
                }
                let key = RowKey(domain: domain, text: row[3])
                entries.append(FeedEntry(sequence: row[0], subject: row[1], key: key, operation: operation))
            }
            return entries
        }
    }

    package func subjects(study: String) throws -> [String] {
        try read { database in
            var subjects: Set<String> = []
            for table in FollowUpTable.all {
                let statement = try database.cachedStatement(sql: FollowUpSQL.subjects(table))
                subjects.formUnion(try String.fetchAll(statement, arguments: [study]))
            }
            return subjects.sorted()
        }
    }

    package func record(study: String, subject: String) throws -> SubjectRecord {
        try read { database in
            try FollowUpRecordReader(database: database, study: study, subject: subject).record()
        }
    }

    package func changeCounter() throws -> Int64 {
        try FollowUpDatabase.explaining(path) {
            try connection.queue().inDatabase {
                try Int64.fetchOne($0.cachedStatement(sql: "PRAGMA data_version")) ?? 0
            }
        }
    }

    func read<Value>(_ body: (Database) throws -> Value) throws -> Value {
        try FollowUpDatabase.explaining(path) {
            try connection.queue().inDatabase { database in
                var value: Value?
                try database.inTransaction(.deferred) {
                    value = try body(database)
                    return .commit
                }
                guard let value else { preconditionFailure("a transaction that commits has run its body") }
                return value
            }
        }
    }
}

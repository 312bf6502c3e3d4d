// SPDX-License-Identifier: Apache-2.0

import GRDB
package import Storage
import Trial

/// Fills a follow-up store in an SQLite file.
///
/// Each call is one transaction that is on disk when the call returns; a daemon that reads the same file sees all of
/// it or nothing. Another process that writes at the same time is waited for, up to ten seconds.
package struct SQLiteFollowUpWriter: FollowUpWriter {
    /// The file.
    package let path: String
    let queue: DatabaseQueue

    /// Opens a store, or creates an empty one where no file stands.
    ///
    /// - Throws: `FollowUpStoreError` when the file is something else.
    package init(path: String) throws {
        self.path = path
        queue = try FollowUpDatabase.writer(path: path)
    }

    package func apply(_ rows: [SDTMRow]) throws -> WriteCounts {
        try counting(rows) { database, table, row in
            let statement = try database.cachedStatement(sql: FollowUpStatements.of(row.domain).upsert)
            try statement.execute(arguments: StatementArguments(row.storedValues(table.columns[...], of: table)))
        }
    }

    package func delete(_ rows: [SDTMRow]) throws -> WriteCounts {
        try counting(rows) { database, table, row in
            let statement = try database.cachedStatement(sql: FollowUpStatements.of(row.domain).delete)
            try statement.execute(arguments: StatementArguments(row.storedValues(table.identity, of: table)))
        }
    }

    /// What the connection answers to a pragma, so that its durability can be read back.
    package func pragma(_ name: String) throws -> String {
        try queue.inDatabase { try String.fetchOne($0, sql: "PRAGMA \(name)") ?? "" }
    }

    /// Writes rows in one transaction and counts by the feed, which knows what really changed.
    private func counting(
        _ rows: [SDTMRow], write: (Database, FollowUpTable, SDTMRow) throws -> Void
    ) throws -> WriteCounts {
        var counts = WriteCounts()
        try FollowUpDatabase.explaining(path) {
            try queue.inDatabase { database in
                try database.inTransaction(.immediate) {
                    let head = try Int64.fetchOne(database, sql: FollowUpSQL.head) ?? 0
                    for row in rows {
                        try row.requireIdentity()
                        try write(database, .of(row.domain), row)
                    }
                    counts = try WriteCounts.entered(after: head, in: database)
                    return .commit
                }
            }
        }
        counts.unchanged = rows.count - counts.inserted - counts.updated - counts.deleted
        return counts
    }
}

extension WriteCounts {
    /// What the feed says was written after a position.
    static func entered(after head: Int64, in database: Database) throws -> WriteCounts {
        let sql = """
            SELECT count(*) FILTER (WHERE operation = 'insert'), count(*) FILTER (WHERE operation = 'update'),
                count(*) FILTER (WHERE operation = 'delete')
            FROM change_feed WHERE seq > $1
            """
        guard let row = try Row.fetchOne(database, sql: sql, arguments: [head]) else { return WriteCounts() }
        return WriteCounts(inserted: row[0], updated: row[1], deleted: row[2])
    }
}

extension SDTMRow {
    /// The values of some columns as they are stored: absent and blank alike are no value, or a blank in a key.
    func storedValues(
        _ columns: ArraySlice<FollowUpTable.Column>, of table: FollowUpTable
    ) -> [(any DatabaseValueConvertible)?] {
        columns.indices.map { position in
            let text = values[columns[position].variable] ?? ""
            return text.isEmpty && position >= table.key.upperBound ? nil : text
        }
    }

    /// Refuses a row that the store's checks would refuse, by name.
    func requireIdentity() throws {
        let belongs = !(values["STUDYID"] ?? "").isEmpty && !(values["USUBJID"] ?? "").isEmpty
        guard belongs else { throw FollowUpStoreError.rowBelongsToNobody(domain: domain) }
    }
}

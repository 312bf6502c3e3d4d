// SPDX-License-Identifier: Apache-2.0

import GRDB
package import Storage
import Trial

extension SQLiteFollowUpWriter {
    /// Writes rows one by one in one transaction, and has the feed say that each was written at its own instant.
    ///
    /// For a store that is made up: the feed of a real one says when the store learned of a row, which nobody but the
    /// store's clock knows.
    package func enter(_ writes: [DatedWrite]) throws -> WriteCounts {
        var counts = WriteCounts()
        try FollowUpDatabase.explaining(path) {
            try queue.inDatabase { database in
                try database.inTransaction(.immediate) {
                    let head = try Int64.fetchOne(database, sql: FollowUpSQL.head) ?? 0
                    for write in writes { try enter(write, in: database) }
                    counts = try WriteCounts.entered(after: head, in: database)
                    return .commit
                }
            }
        }
        counts.unchanged = writes.count - counts.inserted - counts.updated - counts.deleted
        return counts
    }

    private func enter(_ write: DatedWrite, in database: Database) throws {
        try write.row.requireIdentity()
        let table = FollowUpTable.of(write.row.domain)
        let statements = FollowUpStatements.of(write.row.domain)
        let head = try Int64.fetchOne(database.cachedStatement(sql: FollowUpSQL.head)) ?? 0
        let statement = try database.cachedStatement(sql: write.isDeletion ? statements.delete : statements.upsert)
        let columns = write.isDeletion ? table.identity : table.columns[...]
        try statement.execute(arguments: StatementArguments(write.row.storedValues(columns, of: table)))
        try database.cachedStatement(sql: "UPDATE change_feed SET at = $1 WHERE seq > $2")
            .execute(arguments: [write.at.feedText, head])
    }
}

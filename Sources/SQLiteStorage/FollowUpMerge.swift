// SPDX-License-Identifier: Apache-2.0

import GRDB
package import Storage
import Trial

extension SQLiteFollowUpWriter {
    /// Steps: 1 rows wait in temporary tables, which lock nobody out; 2 rows of one key are reduced to one; 3 in one
    /// transaction rows are counted against what stands, absent ones are held against the limit, and all are merged.
    package func merge(_ options: MergeOptions, fill: (any FollowUpStage) throws -> Void) throws -> MergeOutcome {
        try FollowUpDatabase.explaining(path) {
            try queue.inDatabase { database in
                let stage = SQLiteFollowUpStage(database: database)
                try stage.open()
                // A stage that cannot be dropped now is dropped when the next one opens, or with the connection.
                defer { try? stage.close() }
                try database.inTransaction(.deferred) {
                    try fill(stage)
                    return .commit
                }
                var outcome = MergeOutcome()
                outcome.unmatchedQualifiers = try stage.joinQualifiers()
                let merges = try stage.tablesInUse().map { FollowUpTableMerge(database: database, table: $0) }
                try database.inTransaction(.immediate) {
                    for merge in merges { try merge.prepare(options, &outcome) }
                    try requireFewDeletions(outcome.deleted, options) { domain in
                        try merges.first { $0.table.domain == domain }?.storedCount() ?? 0
                    }
                    for merge in merges { try merge.write(options) }
                    for merge in merges { outcome.orphans += try merge.orphans() }
                    return .commit
                }
                return outcome
            }
        }
    }

    private func requireFewDeletions(
        _ absent: [Domain: Int], _ options: MergeOptions, stored: (Domain) throws -> Int
    ) throws {
        let deletions = absent.values.reduce(0, +)
        guard deletions > options.acceptedDeletions ?? 0 else { return }
        guard deletions <= options.deletionsMax else {
            throw FollowUpStoreError.tooManyDeletions(absent: absent, deletionsMax: options.deletionsMax)
        }
        for domain in Domain.allCases {
            guard let count = absent[domain], count > MergeOptions.shareRowsMin else { continue }
            let stored = try stored(domain)
            guard Double(count) <= Double(stored) * MergeOptions.shareMax else {
                throw FollowUpStoreError.tooLargeShareDeleted(absent: absent, domain: domain, stored: stored)
            }
        }
    }
}

/// Merges the staged rows of one table.
struct FollowUpTableMerge {
    let database: Database
    let table: FollowUpTable

    private var stage: String { "temp.stage_\(table.name)" }
    private var identity: String { FollowUpSQL.names(table.identity) }

    /// Decides each staged row's fate and counts what the merge will do.
    func prepare(_ options: MergeOptions, _ outcome: inout MergeOutcome) throws {
        try database.execute(sql: "CREATE INDEX temp.stage_\(table.name)_key ON stage_\(table.name) (\(identity))")
        try keepQualifiers()
        try settleDuplicates()
        outcome.files += try fileCounts()
        outcome.conflicts += try conflicts()
        let absent = try absentCount(options)
        guard absent > 0 else { return }
        if options.full {
            outcome.deleted[table.domain] = absent
        } else {
            outcome.absentButKept[table.domain] = absent
        }
    }

    /// Writes the staged rows, in key order so that pages fill one after another, and deletes absent ones.
    ///
    /// Rows that stand there already are left out first, because an upsert that changes nothing still runs triggers.
    func write(_ options: MergeOptions) throws {
        let columns = FollowUpSQL.names(table.columns[...])
        let differs = table.columns[table.key.upperBound...].map {
            "stored.\($0.name) IS DISTINCT FROM staged.\($0.name)"
        }
        try database.execute(
            sql: """
                INSERT INTO main.\(table.name) (\(columns)) SELECT \(columns) FROM \(stage) AS staged
                WHERE fate = '' AND NOT EXISTS (
                    SELECT 1 FROM main.\(table.name) AS stored WHERE \(FollowUpSQL.sameKey(table, "stored", "staged"))
                        AND NOT (\(differs.joined(separator: " OR "))))
                ORDER BY \(identity) \(FollowUpSQL.onConflict(table))
                """)
        guard options.full else { return }
        try database.execute(sql: "DELETE FROM main.\(table.name) AS stored WHERE \(absence(options))")
    }

    /// The first staged row of each subject that DM does not hold.
    func orphans() throws -> [MergeOutcome.Place] {
        guard table.domain != .dm else { return [] }
        let sql = """
            SELECT file, min(place) FROM \(stage) AS staged WHERE NOT EXISTS (
                SELECT 1 FROM main.dm WHERE dm.studyid = staged.studyid AND dm.usubjid = staged.usubjid)
            GROUP BY studyid, usubjid ORDER BY studyid, usubjid
            """
        return try Row.fetchAll(database, sql: sql).map {
            MergeOutcome.Place(file: $0[0], place: $0[1], domain: table.domain)
        }
    }

    /// Keeps the stored supplemental qualifiers when the import brings none, because they come in a file of their own.
    private func keepQualifiers() throws {
        for column in table.columns where column.isSupplemental {
            try database.execute(
                sql: """
                    UPDATE \(stage) AS staged SET \(column.name) = (
                        SELECT stored.\(column.name) FROM main.\(table.name) AS stored
                        WHERE \(FollowUpSQL.sameKey(table, "stored", "staged")))
                    WHERE NOT EXISTS (SELECT 1 FROM \(stage) WHERE \(column.name) IS NOT NULL)
                    """)
        }
    }

    /// Of staged rows with one key the one with the highest `--SEQ` stays, then the one with the greatest contents.
    ///
    /// The choice depends on the rows alone: neither the order of files nor of rows may change what is stored.
    private func settleDuplicates() throws {
        let sequence = table.sequence.map { ["CAST(\(table.columns[$0].name) AS REAL) DESC"] } ?? []
        let order = sequence + table.columns[table.key.upperBound...].map { "\($0.name) DESC" }
        try database.execute(
            sql: """
                UPDATE \(stage) SET fate = 'conflicting' WHERE rowid IN (
                    SELECT row FROM (
                        SELECT rowid AS row, row_number() OVER (
                            PARTITION BY \(identity) ORDER BY \(order.joined(separator: ", ")), rowid) AS rank
                        FROM \(stage) WHERE (\(identity)) IN (
                            SELECT \(identity) FROM \(stage) GROUP BY \(identity) HAVING count(*) > 1))
                    WHERE rank > 1);
                UPDATE \(stage) AS staged SET fate = 'repeated' WHERE fate = 'conflicting' AND EXISTS (
                    SELECT 1 FROM \(stage) AS kept WHERE kept.fate = ''
                        AND \(FollowUpSQL.sameKey(table, "kept", "staged"))
                        AND NOT \(FollowUpSQL.differs(table, "kept", "staged")))
                """)
    }

    private func fileCounts() throws -> [MergeOutcome.FileCounts] {
        let sql = """
            SELECT staged.file,
                count(*) FILTER (WHERE fate = '' AND stored.studyid IS NULL),
                count(*) FILTER (WHERE fate = '' AND stored.studyid IS NOT NULL
                    AND \(FollowUpSQL.differs(table, "stored", "staged"))),
                count(*) FILTER (WHERE fate = ''), count(*) FILTER (WHERE fate = 'repeated'),
                count(*) FILTER (WHERE fate = 'conflicting')
            FROM \(stage) AS staged LEFT JOIN main.\(table.name) AS stored
                ON \(FollowUpSQL.sameKey(table, "stored", "staged"))
            GROUP BY staged.file ORDER BY staged.file
            """
        return try Row.fetchAll(database, sql: sql).map { row in
            let inserted: Int = row[1]
            let updated: Int = row[2]
            let kept: Int = row[3]
            let counts = WriteCounts(inserted: inserted, updated: updated, unchanged: kept - inserted - updated)
            return MergeOutcome.FileCounts(
                file: row[0], domain: table.domain, rows: counts, repeated: row[4], conflicting: row[5])
        }
    }

    private func conflicts() throws -> [MergeOutcome.Conflict] {
        let key = table.columns[table.key].map { ", staged.\($0.name)" }.joined()
        let sql = """
            SELECT staged.file, staged.place, kept.file, kept.place\(key) FROM \(stage) AS staged
                JOIN \(stage) AS kept ON kept.fate = '' AND \(FollowUpSQL.sameKey(table, "kept", "staged"))
            WHERE staged.fate = 'conflicting' ORDER BY staged.file, staged.place
            """
        return try Row.fetchAll(database, sql: sql).map { row in
            let key = RowKey(domain: table.domain, text: jsonArray((4..<row.count).map { row[$0] }))
            let place = { (file: Int) in
                MergeOutcome.Place(file: row[file], place: row[file + 1], domain: table.domain, key: key)
            }
            return MergeOutcome.Conflict(left: place(0), kept: place(2))
        }
    }

    /// Stored rows of the studies that the import names.
    func storedCount() throws -> Int {
        let sql = "SELECT count(*) FROM main.\(table.name) WHERE studyid IN (SELECT studyid FROM \(stage))"
        return try Int.fetchOne(database, sql: sql) ?? 0
    }

    private func absentCount(_ options: MergeOptions) throws -> Int {
        let sql = "SELECT count(*) FROM main.\(table.name) AS stored WHERE \(absence(options))"
        return try Int.fetchOne(database, sql: sql) ?? 0
    }

    /// The condition that a stored row is not in the import: of the whole study when the import claims to be
    /// complete, else only of subjects the import names, so that a small import costs little.
    private func absence(_ options: MergeOptions) -> String {
        let scope =
            options.full
            ? "stored.studyid IN (SELECT studyid FROM \(stage))"
            : "(stored.studyid, stored.usubjid) IN (SELECT studyid, usubjid FROM \(stage))"
        return """
            \(scope) AND NOT EXISTS (
                SELECT 1 FROM \(stage) AS staged WHERE \(FollowUpSQL.sameKey(table, "staged", "stored")))
            """
    }
}

// SPDX-License-Identifier: Apache-2.0

import GRDB
import Storage
import Trial

/// Temporary tables of one connection that hold an import until it has been read to its end.
struct SQLiteFollowUpStage: FollowUpStage {
    let database: Database

    /// Makes the empty stage: tables with the columns of the store's, without their constraints.
    func open() throws {
        try close()
        for table in FollowUpTable.all {
            try database.execute(
                sql: """
                    CREATE TEMP TABLE stage_\(table.name) AS
                    SELECT \(FollowUpSQL.names(table.columns[...])), 0 AS file, 0 AS place, '' AS fate
                    FROM main.\(table.name) WHERE 0
                    """)
        }
        try database.execute(
            sql: """
                CREATE TEMP TABLE stage_qualifier (
                    domain TEXT, studyid TEXT, usubjid TEXT, seq INTEGER, variable TEXT, value TEXT)
                """)
    }

    /// Drops the stage, or what an import that failed left of it.
    func close() throws {
        for name in FollowUpTable.all.map(\.name) + ["qualifier"] {
            try database.execute(sql: "DROP TABLE IF EXISTS temp.stage_\(name)")
        }
    }

    func add(_ rows: [StagedRow]) throws {
        for staged in rows {
            try staged.row.requireIdentity()
            let table = FollowUpTable.of(staged.row.domain)
            let statement = try database.cachedStatement(sql: FollowUpStatements.of(staged.row.domain).stage)
            let stored = staged.row.storedValues(table.columns[...], of: table)
            try statement.execute(arguments: StatementArguments(stored + [staged.file, staged.place]))
        }
    }

    func add(_ qualifiers: [SupplementalQualifier]) throws {
        let statement = try database.cachedStatement(
            sql: "INSERT INTO temp.stage_qualifier VALUES ($1, $2, $3, $4, $5, $6)")
        for qualifier in qualifiers {
            try statement.execute(arguments: [
                qualifier.domain.rawValue, qualifier.study, qualifier.subject, qualifier.sequence,
                qualifier.variable, qualifier.value,
            ])
        }
    }

    /// The tables that have staged rows.
    func tablesInUse() throws -> [FollowUpTable] {
        try FollowUpTable.all.filter {
            try Bool.fetchOne(database, sql: "SELECT EXISTS (SELECT 1 FROM temp.stage_\($0.name))") == true
        }
    }

    /// Gives each staged row its supplemental qualifiers, and counts those that belong to none.
    func joinQualifiers() throws -> Int {
        let names = try Row.fetchAll(database, sql: "SELECT DISTINCT domain, variable FROM temp.stage_qualifier")
        guard !names.isEmpty else { return 0 }
        try database.execute(
            sql: "CREATE INDEX temp.stage_qualifier_row ON stage_qualifier (domain, variable, studyid, usubjid, seq)")
        var unmatched = try Int.fetchOne(database, sql: "SELECT count(*) FROM temp.stage_qualifier") ?? 0
        for name in names {
            guard let domain = Domain(rawValue: name[0]) else { continue }
            unmatched -= try join(domain, variable: name[1])
        }
        return unmatched
    }

    private func join(_ domain: Domain, variable: String) throws -> Int {
        let table = FollowUpTable.of(domain)
        guard let column = table.columns[table.values].first(where: { $0.variable == variable }) else { return 0 }
        let sequence = table.sequence.map { "AND qualifier.seq = staged.\(table.columns[$0].name)" } ?? ""
        let match = """
            qualifier.domain = '\(table.name)' AND qualifier.variable = '\(variable)'
            AND qualifier.studyid = staged.studyid AND qualifier.usubjid = staged.usubjid \(sequence)
            """
        try database.execute(
            sql: """
                UPDATE temp.stage_\(table.name) AS staged SET \(column.name) = qualifier.value
                FROM temp.stage_qualifier AS qualifier WHERE \(match)
                """)
        let sql = """
            SELECT count(*) FROM temp.stage_qualifier AS qualifier WHERE EXISTS (
                SELECT 1 FROM temp.stage_\(table.name) AS staged WHERE \(match))
            """
        return try Int.fetchOne(database, sql: sql) ?? 0
    }
}

// SPDX-License-Identifier: Apache-2.0

import Alerting
import GRDB
import Rules
import Storage
import Trial

/// One transaction on the ledger: the statements with their arguments and results.
struct LedgerTransaction {
    let database: Database
    let path: String
    let evidenceHash: EvidenceHash

    /// A value of a parameter.
    typealias Argument = (any DatabaseValueConvertible)?

    /// Runs a statement that gives nothing back.
    func run(_ sql: String, _ arguments: [Argument] = []) throws {
        try database.cachedStatement(sql: sql).execute(arguments: StatementArguments(arguments))
    }

    /// Every row of a result, as a value made of it.
    func values<Value>(_ sql: String, _ arguments: [Argument] = [], of row: (Row) throws -> Value) throws -> [Value] {
        let statement = try database.cachedStatement(sql: sql)
        let rows = try Row.fetchCursor(statement, arguments: StatementArguments(arguments))
        var values: [Value] = []
        while let next = try rows.next() { values.append(try row(next)) }
        return values
    }

    /// The first row of a result, as a value made of it.
    func value<Value>(_ sql: String, _ arguments: [Argument] = [], of row: (Row) throws -> Value) throws -> Value? {
        let statement = try database.cachedStatement(sql: sql)
        return try Row.fetchOne(statement, arguments: StatementArguments(arguments)).map(row)
    }

    /// The texts of a result's first column.
    func texts(_ sql: String, _ arguments: [Argument] = []) throws -> [String] {
        try values(sql, arguments) { $0[0] }
    }

    /// The alert with an id.
    func alert(_ id: AlertID) throws -> Alert? {
        try value(LedgerSQL.alert, [id.text]) { try alert(from: $0[0]) }
    }

    func alert(from text: String) throws -> Alert {
        try LedgerJSON.value(from: text, "an alert", in: path)
    }

    /// A committed version from its instant and change.
    func version(from row: Row) throws -> AlertVersion {
        let change: AlertChange = try LedgerJSON.value(from: row[1], "a version of an alert", in: path)
        return AlertVersion(at: Timestamp(milliseconds: row[0]), change: change)
    }
}

extension Severity {
    /// The severity as a number that orders it in the ledger.
    var rank: Int {
        switch self {
        case .digest: 0
        case .query: 1
        case .daily: 2
        case .urgent: 3
        case .critical: 4
        }
    }

    init?(rank: Int) {
        guard let severity = Severity.allCases.first(where: { $0.rank == rank }) else { return nil }
        self = severity
    }
}

extension Scope {
    /// The scope's kind as the ledger writes it.
    var kind: String {
        switch self {
        case .subject: "subject"
        case .arm: "arm"
        case .system: "system"
        }
    }

    /// The subject or arm; empty for the system.
    var name: String {
        switch self {
        case .subject(let name), .arm(let name): name
        case .system: ""
        }
    }
}

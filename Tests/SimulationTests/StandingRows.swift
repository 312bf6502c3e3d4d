// SPDX-License-Identifier: Apache-2.0

import Simulation
import Storage
import Trial

/// The follow-up store as the writes up to some moment leave it.
struct StandingRows {
    /// What makes a row the same row, across subjects.
    struct Identity: Hashable {
        let subject: String
        let key: RowKey
    }

    private(set) var rows: [Identity: SDTMRow] = [:]

    /// Everything that stands after these writes.
    init(after writes: [SimulatedWrite] = []) {
        for write in writes { apply(write) }
    }

    /// The row a write is about, as it stood before; nil when there was none.
    @discardableResult
    mutating func apply(_ write: SimulatedWrite) -> SDTMRow? {
        let identity = Self.identity(of: write.operation.row)
        switch write.operation {
        case .upsert(let row): return rows.updateValue(row, forKey: identity)
        case .delete: return rows.removeValue(forKey: identity)
        }
    }

    static func identity(of row: SDTMRow) -> Identity {
        Identity(subject: row.subject, key: FollowUpTable.of(row.domain).rowKey(of: row))
    }

    func of(_ domain: Domain) -> [SDTMRow] {
        rows.values.filter { $0.domain == domain }
    }
}

extension SDTMRow {
    /// SDTM USUBJID.
    var subject: String { self["USUBJID"] }

    /// A variable's text; empty when absent.
    subscript(variable: String) -> String { values[variable] ?? "" }

    /// The numeric result of a laboratory row in 10^9/L.
    func count(of test: String) -> Double? {
        guard domain == .lb, self["LBTESTCD"] == test, self["LBSTRESU"] == "10^9/L" else { return nil }
        return Double(self["LBSTRESN"])
    }

    /// Whether the row is a platelet count below 30 or a neutrophil count below 0.5.
    var isInAlertRange: Bool {
        if let platelets = count(of: "PLAT") { return platelets < 30 }
        return count(of: "NEUT").map { $0 < 0.5 } ?? false
    }
}

extension SimulatedTrial {
    /// The trial as registered, generated once for all tests.
    static let registered = SimulatedTrial(
        seed: 1, subjects: enrolment, start: firstDay, end: lastDay
    ).writes()

    /// What stands at the end of `registered`.
    static let outcome = StandingRows(after: registered)
}

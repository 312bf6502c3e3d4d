// SPDX-License-Identifier: Apache-2.0

/// A condition on doses against what was due.
package enum DoseCondition: Hashable, Sendable {
    /// Doses of some drugs, by id, that departed from what was due; the rule's levels say which departures are told.
    case deviations(of: Set<String>)
    /// Cycles that were begun although they might not, or although nothing tells whether they might.
    case gate(CycleGate)

    /// The permanent names of the kinds of finding that levels tell apart.
    package var kinds: [String] {
        switch self {
        case .deviations: DoseFinding.Kind.allCases.map(\.name)
        case .gate: [GateKind.failed.rawValue, GateKind.indeterminate.rawValue]
        }
    }
}

/// How a cycle's gate was not met; the raw value is the permanent name.
enum GateKind: String {
    case failed = "gate-failed"
    case indeterminate = "gate-indeterminate"
}

// SPDX-License-Identifier: Apache-2.0

import Statistics

extension BoundarySheet {
    /// The boundary as CSV, and after an empty line its characteristics.
    package var csv: String {
        let names = rule.names
        var lines = ["\(names.first),\(names.second)"]
        lines += rule.rows.map { "\($0.first),\(rule.isWhole ? "\(Int($0.second))" : "\($0.second)")" }
        if let first = characteristics.first {
            lines += ["", (["p"] + first.figures.map(\.name)).joined(separator: ",")]
            lines += characteristics.map { line in
                ([line.probability] + line.figures.map(\.value)).map { "\($0)" }.joined(separator: ",")
            }
        }
        return lines.map { $0 + "\n" }.joined()
    }
}

extension BoundarySheet.Rule {
    /// The permanent names of a row's two figures.
    package var names: (first: String, second: String) {
        switch self {
        case .bounds: ("n", "bound")
        case .followUp: ("events", "max_followup")
        case .effectiveSize: ("events", "max_ess")
        case .expectedEvents: ("events", "max_expected")
        }
    }

    /// Whether the second figure of a row is a count.
    package var isWhole: Bool { if case .bounds = self { true } else { false } }

    /// Every look with its bound, or every event count with its limit.
    package var rows: [(first: Int, second: Double)] {
        guard case .bounds(let boundary) = self else { return limits.map { ($0.events, $0.sizeMax) } }
        // A look that cannot stop has a bound of one event more than there are subjects.
        return zip(boundary.looks.subjects, boundary.bounds).map { ($0, Double(min($1, $0 + 1))) }
    }
}

// SPDX-License-Identifier: Apache-2.0

import Statistics

extension BoundarySheet {
    /// The sheet for a terminal: the design, the rule as a protocol says it, and beneath what it does.
    package var text: String {
        var lines = [title, "  " + arguments.map(\.words).joined(separator: ", ")]
        lines.append("  attained type I error \(decimal(attainedAlpha, places: 4))")
        lines += remarks.map { "  \($0)" }
        lines += [""] + rule.sentences
        if !characteristics.isEmpty { lines += ["", "Operating characteristics"] + table }
        return lines.map { $0 + "\n" }.joined()
    }

    private var table: [String] {
        let names = ["p"] + (characteristics.first?.figures.map(\.name) ?? [])
        let rows = characteristics.map { line in
            [plain(line.probability)]
                + line.figures.map { decimal($0.value, places: $0.name.hasPrefix("reject") ? 4 : 2) }
        }
        let widths = names.indices.map { column in ([names] + rows).map { $0[column].count }.max() ?? 0 }
        return ([names] + rows).map { row in
            "  " + zip(row, widths).map { String(repeating: " ", count: $1 - $0.count) + $0 }.joined(separator: "  ")
        }
    }

    private func plain(_ number: Double) -> String { "\(number)" }
}

extension BoundarySheet.Argument {
    fileprivate var words: String {
        switch value {
        case .text(let text): "\(name) \(text)"
        case .number(let number): "\(name) \(number)"
        case .whole(let number): "\(name) \(number)"
        case .numbers(let numbers): "\(name) \(numbers.map { "\($0)" }.joined(separator: ","))"
        }
    }
}

extension BoundarySheet.Rule {
    /// The rule as a protocol says it: `stop at 3 events within the first 14 subjects`.
    fileprivate var sentences: [String] {
        let limits = limits
        guard !limits.isEmpty else { return ["No look can stop."] }
        var opening: [String] = []
        if case .effectiveSize(_, let firstLook) = self, firstLook > 1 {
            opening = ["From an effective number of \(firstLook) on:"]
        }
        return opening
            + limits.enumerated().map { index, limit in
                let events = "\(limit.events) \(limit.events == 1 ? "event" : "events")"
                let isLast = index == limits.count - 1
                return "\(index == 0 ? "Stop at" : "     or") \(events) \(place(limit.sizeMax))\(isLast ? "." : ",")"
            }
    }

    private func place(_ size: Double) -> String {
        // Rounded up, a limit would stop where the boundary does not.
        let shown = decimal((size * 100).rounded(.down) / 100, places: 2)
        return switch self {
        case .bounds: "within the first \(Int(size)) subjects"
        case .followUp: "within the first \(shown) days under observation"
        case .effectiveSize: "within the first \(shown) effective subjects"
        case .expectedEvents: "before \(shown) are expected"
        }
    }
}

// SPDX-License-Identifier: Apache-2.0

import Foundation

/// Sets figures as the lines of an aligned table.
enum FigureTable {
    static let header = line("benchmark", "figure", "unit", "reference", "ratio", "must reach", "")

    static func row(_ figure: Figure) -> String {
        let reference = figure.reference.map { "\(number($0)) \(figure.unit): " } ?? ""
        return line(
            figure.name, number(figure.value), figure.unit, reference + figure.referenceName,
            figure.ratio.map(number) ?? "-", figure.goal.map(goal) ?? "-",
            figure.isReached.map { $0 ? "reached" : "MISSED" } ?? (figure.reference == nil ? "no reference" : ""))
    }

    private static func line(
        _ name: String, _ figure: String, _ unit: String, _ reference: String, _ ratio: String, _ goal: String,
        _ verdict: String
    ) -> String {
        let columns = [
            left(name, 48), right(figure, 11), left(unit, 8), left(reference, 52), right(ratio, 8), left(goal, 10),
        ]
        return (columns + [verdict]).joined(separator: "  ")
    }

    private static func goal(_ goal: Figure.Goal) -> String {
        switch goal {
        case .atLeast(let least): ">= \(number(least))"
        case .atMost(let most): "<= \(number(most))"
        }
    }

    /// Three significant digits, and whole numbers in groups of three.
    private static func number(_ value: Double) -> String {
        let decimals = value >= 100 || value == value.rounded() ? 0 : value >= 10 ? 1 : value >= 1 ? 2 : 4
        let text = String(format: "%.\(decimals)f", value)
        guard decimals == 0 else { return text }
        let groups = stride(from: text.count, to: 0, by: -3).map { end in
            String(text.prefix(end).suffix(min(3, end)))
        }
        return groups.reversed().joined(separator: ",")
    }

    private static func left(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.count))
    }

    private static func right(_ text: String, _ width: Int) -> String {
        String(repeating: " ", count: max(0, width - text.count)) + text
    }
}

/// Carries figures from the process that measures to the one that prints, one line each.
enum FigureLine {
    private static let mark = "figure "

    static func send(_ figure: Figure) throws {
        print(mark + String(decoding: try JSONEncoder().encode(figure), as: UTF8.self))
    }

    static func receive(_ output: String) throws -> [Figure] {
        try output.split(separator: "\n").filter { $0.hasPrefix(mark) }.map { line in
            try JSONDecoder().decode(Figure.self, from: Data(line.dropFirst(mark.count).utf8))
        }
    }
}

// SPDX-License-Identifier: Apache-2.0

/// Sets a table in a fixed number of columns: numbers to the right, words wrapped within their cells.
struct TextTable {
    private let table: Table
    private let widths: [Int]
    private let gap = 2

    init(_ table: Table, width: Int) {
        self.table = table
        let rows = table.groups.flatMap(\.rows)
        let columns = table.columns.enumerated().map { index, column in
            [column.title] + rows.map { $0[index].text }
        }
        let widest = columns.map { texts in max(1, texts.map { displayWidth(sanitized($0)) }.max() ?? 1) }
        let narrowest = columns.map { texts in max(2, texts.map(widestWord).max() ?? 2) }
        widths = fit(
            widest, narrowest: narrowest, isNumeric: table.columns.map { $0.alignment == .trailing },
            into: width - gap * (columns.count - 1))
    }

    func lines() -> [String] {
        let isGrouped = table.groups.contains { $0.title != nil }
        let total = widths.reduce(0, +) + gap * (widths.count - 1)
        let rule = String(repeating: "-", count: total)
        var lines = set(table.columns.map(\.title), isHeading: true) + [rule]
        for (index, group) in table.groups.enumerated() {
            if index > 0 { lines.append(isGrouped ? "" : rule) }
            if let title = group.title { lines += wrap(title, width: total) }
            for row in group.rows { lines += set(row.map(\.text), isHeading: false) }
        }
        return lines
    }

    /// One row, which is as high as its highest cell; headings stand on the rule below them.
    private func set(_ texts: [String], isHeading: Bool) -> [String] {
        let cells = zip(texts, widths).map { wrap($0, width: $1) }
        let height = cells.map(\.count).max() ?? 0
        return (0..<height).map { line in
            zip(cells, zip(widths, table.columns)).map { cell, setting in
                let index = isHeading ? line - (height - cell.count) : line
                let text = cell.indices.contains(index) ? cell[index] : ""
                let padding = String(repeating: " ", count: max(0, setting.0 - displayWidth(text)))
                return setting.1.alignment == .trailing ? padding + text : text + padding
            }.joined(separator: String(repeating: " ", count: gap)).trimmingTrailingSpaces()
        }
    }
}

extension String {
    func trimmingTrailingSpaces() -> String {
        var trimmed = Substring(self)
        while trimmed.last == " " { trimmed.removeLast() }
        return String(trimmed)
    }
}

/// Narrows columns until they fit: first the headings over numbers are wrapped, then texts, and only then are words
/// broken; always in the widest column that can still give.
private func fit(_ widest: [Int], narrowest: [Int], isNumeric: [Bool], into available: Int) -> [Int] {
    var widths = widest
    let canWrap = { (index: Int) in widths[index] > narrowest[index] }
    while widths.reduce(0, +) > available {
        let stages = [
            widths.indices.filter { isNumeric[$0] && canWrap($0) }, widths.indices.filter(canWrap),
            widths.indices.filter { widths[$0] > 2 },
        ]
        let candidates = stages.first { !$0.isEmpty } ?? []
        guard let index = candidates.max(by: { widths[$0] < widths[$1] }) else { break }
        widths[index] -= 1
    }
    return widths
}

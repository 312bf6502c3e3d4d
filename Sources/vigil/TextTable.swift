// SPDX-License-Identifier: Apache-2.0

/// Rows of words set in columns, as a terminal shows them.
struct TextTable {
    /// The heading, then the rows; every row has as many cells.
    var rows: [[String]]
    /// Columns whose cells stand at the right, as numbers do.
    var rightColumns: Set<Int> = []
    var margin = ""

    /// One line a row, the last column as long as it needs.
    var lines: [String] {
        let widths = (rows.first ?? []).indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
        return rows.map { row in
            let cells = row.enumerated().map { column, cell in
                let space = String(repeating: " ", count: widths[column] - cell.count)
                return rightColumns.contains(column) ? space + cell : cell + space
            }
            let line = margin + cells.joined(separator: "  ")
            return String(line.reversed().drop { $0 == " " }.reversed())
        }
    }
}

/// A text broken between words, with what follows set in.
func filled(_ text: String, width: Int = 100, margin: String = "", hanging: String = "") -> String {
    var lines = [margin]
    for word in text.split(separator: " ") {
        let isBegun = lines.count == 1 ? lines[0] != margin : lines[lines.count - 1] != margin + hanging
        if isBegun, (lines.last ?? "").count + 1 + word.count > width {
            lines.append(margin + hanging + word)
        } else {
            lines[lines.count - 1] += (isBegun ? " " : "") + word
        }
    }
    return lines.joined(separator: "\n")
}

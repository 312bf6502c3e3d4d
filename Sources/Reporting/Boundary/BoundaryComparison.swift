// SPDX-License-Identifier: Apache-2.0

/// Several boundaries side by side, so that a statistician chooses by looking.
package struct BoundaryComparison: Sendable {
    private let sheets: [(name: String, sheet: BoundarySheet)]

    /// Boundaries that hold events against the same kind of size, each under a name.
    package init(_ sheets: [(name: String, sheet: BoundarySheet)]) {
        self.sheets = sheets
    }

    /// For a terminal: what each spends, the size up to which so many events stop, and what comes of true rates.
    package var text: String {
        var tables = [
            [["", "type I error"]] + sheets.map { [$0.name, decimal($0.sheet.attainedAlpha, places: 4)] },
            [["events"] + sheets.map(\.name)] + limits,
        ]
        let figures = sheets.first?.sheet.characteristics.first?.figures.map(\.name) ?? []
        tables += figures.map { figure in [[figure] + sheets.map(\.name)] + rows(of: figure) }
        return tables.map { columns($0) }.joined(separator: "\n")
    }

    /// Every figure in one long table.
    package var csv: String {
        var lines = ["design,kind,key,value"]
        for (name, sheet) in sheets {
            lines.append("\(name),attained_alpha,,\(sheet.attainedAlpha)")
            lines += sheet.rule.limits.map { "\(name),limit,\($0.events),\($0.sizeMax)" }
            for line in sheet.characteristics {
                lines += line.figures.map { "\(name),\($0.name),\(line.probability),\($0.value)" }
            }
        }
        return lines.map { $0 + "\n" }.joined()
    }

    /// The boundaries and the rejection probability against the true rate, drawn beneath each other.
    package var svg: String {
        let boundaries = sheets.map { name, sheet in
            ComparedLine(
                name: name,
                points: sheet.rule.limits.reduce(into: []) { points, limit in
                    points += [(points.last?.x ?? 0, Double(limit.events)), (limit.sizeMax, Double(limit.events))]
                })
        }
        let powers = sheets.map { name, sheet in
            ComparedLine(
                name: name,
                points: sheet.characteristics.map { line in
                    (line.probability, line.figures.first { $0.name == "reject_prob" }?.value ?? 0)
                })
        }
        return comparedDrawing(
            above: (boundaries, sheets.first?.sheet.rule.sizeLabel ?? "", "events that stop"),
            below: (powers, "true event probability", "probability of stopping"))
    }

    /// For each event count the size up to which it stops, rounded down, by design.
    private var limits: [[String]] {
        let events = Set(sheets.flatMap { $0.sheet.rule.limits.map(\.events) }).sorted()
        return events.map { count in
            ["\(count)"]
                + sheets.map { _, sheet in
                    guard let limit = sheet.rule.limits.first(where: { $0.events == count }) else { return "-" }
                    return decimal((limit.sizeMax * 100).rounded(.down) / 100, places: 2)
                }
        }
    }

    private func rows(of figure: String) -> [[String]] {
        let rates = sheets.first?.sheet.characteristics.map(\.probability) ?? []
        return rates.indices.map { index in
            ["p \(rates[index])"]
                + sheets.map { _, sheet in
                    let value = sheet.characteristics[index].figures.first { $0.name == figure }?.value
                    return value.map { decimal($0, places: figure.hasPrefix("reject") ? 4 : 2) } ?? "-"
                }
        }
    }

    private func columns(_ rows: [[String]]) -> String {
        let widths = (rows.first ?? []).indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
        return rows.map { row in
            row.enumerated().map { column, cell in
                let space = String(repeating: " ", count: widths[column] - cell.count)
                return column == 0 ? cell + space : space + cell
            }.joined(separator: "  ") + "\n"
        }.joined()
    }
}

/// A line of a drawing that compares.
struct ComparedLine {
    var name: String
    var points: [(x: Double, y: Double)]
}

// SPDX-License-Identifier: Apache-2.0

/// Sets a table as HTML, with its title and note above the box that may scroll.
struct HTMLTable {
    let table: Table
    let id: String

    /// The table under its heading; a drawing stands beside it where there is room.
    func markup(beside drawing: String? = nil) -> String {
        let heading = element("h3", ["id": id], escaped(table.caption))
        let note = table.note.map { element("p", ["class": "text muted"], prose($0)) } ?? ""
        let box = element(
            "div", ["class": "box", "role": "region", "aria-labelledby": id, "tabindex": "0"], "\n\(body())\n")
        guard let drawing else { return "\(heading)\n\(note)\n\(box)" }
        return element("article", ["class": "rule"], "\n\(heading)\n\(note)\n\(box)\n\(drawing)\n")
    }

    private func body() -> String {
        let caption = element("caption", escaped(table.caption))
        let titles = table.columns.map { column in
            element("th", attributes("columnheader", column, scope: "col"), escaped(column.title))
        }
        let head = part("thead", row(titles.joined()))
        let groups = table.groups.map { group in
            let rows = (group.title.map { [title($0)] } ?? []) + group.rows.map(row)
            return part("tbody", isTotal: group.isTotal, rows.joined(separator: "\n"))
        }
        let name = table.stacksWhenNarrow ? "stacks" : "scrolls"
        return element(
            "table", ["class": name, "role": role("table")],
            "\n\(caption)\n\(head)\n\(groups.joined(separator: "\n"))\n")
    }

    private func title(_ title: String) -> String {
        row(
            element(
                "th", ["scope": "rowgroup", "colspan": "\(table.columns.count)", "role": role("rowheader")],
                element("span", escaped(title))))
    }

    private func row(_ cells: [Cell]) -> String {
        row(
            zip(cells, table.columns).map { cell, column in
                let name = column.isRowHeader ? "th" : "td"
                let attributes = attributes(
                    column.isRowHeader ? "rowheader" : "cell", column, scope: column.isRowHeader ? "row" : "", cell)
                return element(name, attributes, prose(cell.text))
            }.joined())
    }

    private func row(_ cells: String) -> String { element("tr", ["role": role("row")], cells) }

    private func part(_ name: String, isTotal: Bool = false, _ rows: String) -> String {
        element(name, ["class": isTotal ? "total" : "", "role": role("rowgroup")], rows)
    }

    private func attributes(
        _ role: String, _ column: Column, scope: String, _ cell: Cell? = nil
    ) -> KeyValuePairs<String, String> {
        let classes = [column.alignment == .trailing ? "number" : "", cell?.tone.rawValue ?? ""]
        let isNamed = cell != nil && table.stacksWhenNarrow && !column.isRowHeader
        return [
            "class": classes.filter { !$0.isEmpty && $0 != Tone.plain.rawValue }.joined(separator: " "),
            "scope": scope, "role": self.role(role), "data-name": isNamed ? column.title : "",
        ]
    }

    /// Said outright where a narrow screen sets cells as blocks, for browsers then forget what they are.
    private func role(_ role: String) -> String { table.stacksWhenNarrow ? role : "" }
}

// SPDX-License-Identifier: Apache-2.0

/// The digest as plain text for a terminal or a mail, no line wider than asked for.
///
/// - Parameter width: Columns; a wide East Asian character takes two. Narrower than 60 is set as 60.
package func renderText(_ digest: Digest, width: Int) -> String {
    let page = Layout(digest: digest, wording: Wording()).page()
    return TextPage(page: page, width: max(60, width)).lines().joined(separator: "\n") + "\n"
}

/// A page set in lines.
struct TextPage {
    let page: Page
    let width: Int
    private let indent = 2

    func lines() -> [String] {
        var lines = wrap("\(page.kind): \(page.title)", width: width) + wrap(page.subtitle, width: width)
        lines.append(String(repeating: "=", count: width))
        lines += definitions(page.facts)
        lines.append("")
        for notice in page.notices { lines += wrap("\(notice.title) \(notice.text)", width: width) + [""] }
        lines += wrap(">> \(page.verdict)", width: width)
        for (index, section) in page.sections.enumerated() {
            let title = "\(index + 1). \(section.title.uppercased())"
            lines += ["", "", title, String(repeating: "=", count: width)]
            for (position, block) in section.blocks.enumerated() {
                if position > 0, !section.blocks[position - 1].isHeading { lines.append("") }
                lines += set(block)
            }
        }
        return lines + ["", String(repeating: "-", count: width)] + wrap(page.footer, width: width)
    }

    private func set(_ block: Block) -> [String] {
        switch block {
        case .heading(let title): return wrap(title, width: width) + [underline(title)]
        case .text(let text, _): return wrap(text, width: width)
        case .figures(let figures): return set(figures)
        case .entries(let entries): return Array(entries.map(set).joined(separator: [""]))
        case .table(let table), .chart(_, let table): return set(table)
        }
    }

    private func set(_ table: Table) -> [String] {
        let note = table.note.map { wrap($0, width: width) } ?? []
        return wrap(table.caption, width: width) + [underline(table.caption)] + note + (note.isEmpty ? [] : [""])
            + TextTable(table, width: width).lines()
    }

    private func underline(_ title: String) -> String {
        String(repeating: "-", count: min(width, displayWidth(title)))
    }

    private func set(_ figures: [KeyFigure]) -> [String] {
        let numbers = figures.map { displayWidth($0.number) }.max() ?? 0
        let names = figures.map { displayWidth($0.name) }.max() ?? 0
        return figures.flatMap { figure in
            let number = String(repeating: " ", count: numbers - displayWidth(figure.number)) + figure.number
            let name = figure.name + String(repeating: " ", count: names - displayWidth(figure.name))
            return wrap("\(figure.detail)", width: width - numbers - names - 6).enumerated().map { line, detail in
                let head = line == 0 ? "\(number)  \(name)" : String(repeating: " ", count: numbers + names + 2)
                return "  \(head)  \(detail)"
            }
        }
    }

    private func set(_ entry: Entry) -> [String] {
        let lead = entry.badge.isEmpty ? "" : "[\(entry.badge.uppercased())] "
        let inner = width - indent
        let body =
            wrap(entry.facts, separator: " · ", width: inner)
            + entry.remarks.flatMap { remark in
                wrap(remark.name.isEmpty ? remark.text : "\(remark.name): \(remark.text)", width: inner)
            }
        return wrap(lead + entry.title, width: width) + body.map { String(repeating: " ", count: indent) + $0 }
    }

    /// A hash that needs several lines is cut into lines of one length.
    private func lineWidth(of fact: Fact, at width: Int) -> Int {
        let needed = displayWidth(fact.text)
        guard fact.isCode, needed > width, !fact.text.contains(" ") else { return width }
        let lines = (needed + width - 1) / width
        return (needed + lines - 1) / lines
    }

    private func definitions(_ facts: [Fact]) -> [String] {
        let names = facts.map { displayWidth($0.name) }.max() ?? 0
        return facts.flatMap { fact in
            wrap(fact.text, width: lineWidth(of: fact, at: width - names - 2)).enumerated().map { line, text in
                let name = line == 0 ? fact.name : ""
                return name + String(repeating: " ", count: names - displayWidth(name) + 2) + text
            }
        }
    }
}

extension Block {
    fileprivate var isHeading: Bool {
        if case .heading = self { true } else { false }
    }
}

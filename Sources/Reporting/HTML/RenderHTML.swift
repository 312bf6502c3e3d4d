// SPDX-License-Identifier: Apache-2.0

/// The digest as one HTML file that needs nothing else: no script, no link, no font, no image from elsewhere.
///
/// It follows the reader's light or dark setting, reads on a telephone and prints on A4. Every text is escaped, and
/// a content security policy forbids scripts and requests besides.
package func renderHTML(_ digest: Digest) -> String {
    let page = Layout(digest: digest, wording: Wording()).page()
    return HTMLPage(page: page).document()
}

/// A page set as HTML.
struct HTMLPage {
    let page: Page

    func document() -> String {
        """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
        <meta name="color-scheme" content="light dark">
        <meta name="referrer" content="no-referrer">
        <meta name="robots" content="noindex">
        <title>\(escaped("\(page.kind) \(page.title)"))</title>
        <style>
        \(styleSheet)
        </style>
        </head>
        <body>
        \(masthead())
        \(contents())
        <main>
        \(page.sections.enumerated().map(section).joined(separator: "\n"))
        </main>
        <footer>\(prose(page.footer))</footer>
        </body>
        </html>

        """
    }

    private func masthead() -> String {
        let facts = page.facts.map { fact in
            let text = element("dd", ["class": fact.isCode ? "code" : ""], prose(fact.text))
            return "<div>\(element("dt", escaped(fact.name)))\(text)</div>"
        }
        let notices = page.notices.map { notice in
            let title = element("strong", escaped(notice.title))
            return element("p", ["class": "notice \(notice.tone.rawValue)"], "\(title) \(prose(notice.text))")
        }
        return """
            <header>
            <p class="kind">\(escaped(page.kind))</p>
            <h1>\(escaped(page.title))</h1>
            <p class="subtitle">\(escaped(page.subtitle))</p>
            <p class="verdict \(page.verdictTone.rawValue)">\(prose(page.verdict))</p>
            \(element("dl", ["class": "provenance"], facts.joined(separator: "\n")))
            \(notices.joined(separator: "\n"))
            </header>
            """
    }

    private func contents() -> String {
        let items = page.sections.map { section in
            element("li", element("a", ["href": "#\(section.anchor)"], escaped(section.title)))
        }
        return element("nav", ["aria-label": page.contentsLabel], element("ol", items.joined()))
    }

    private func section(_ index: Int, _ section: PageSection) -> String {
        let number = element("span", ["class": "number"], "\(index + 1)")
        let heading = element("h2", ["id": "\(section.anchor)-title"], "\(number) \(escaped(section.title))")
        let blocks = section.blocks.enumerated().map { block($1, id: "\(section.anchor)-\($0 + 1)") }
        return element(
            "section", ["id": section.anchor, "aria-labelledby": "\(section.anchor)-title"],
            "\n\(heading)\n\(blocks.joined(separator: "\n"))\n")
    }

    private func block(_ block: Block, id: String) -> String {
        switch block {
        case .heading(let title): element("h3", escaped(title))
        case .text(let text, let tone): element("p", ["class": "text \(tone.rawValue)"], prose(text))
        case .figures(let figures):
            element("ul", ["class": "figures"], figures.map(figure).joined(separator: "\n"))
        case .entries(let entries): element("ul", ["class": "entries"], entries.map(entry).joined(separator: "\n"))
        case .table(let table): HTMLTable(table: table, id: id).markup()
        case .chart(let chart, let table): HTMLTable(table: table, id: id).markup(beside: drawing(of: chart))
        }
    }

    private func figure(_ figure: KeyFigure) -> String {
        element(
            "li", ["class": figure.tone.rawValue],
            element("strong", escaped(figure.number)) + " " + element("span", escaped(figure.name)) + " "
                + element("small", prose(figure.detail)))
    }

    private func entry(_ entry: Entry) -> String {
        let badge = entry.badge.isEmpty ? "" : element("span", ["class": "badge"], escaped(entry.badge))
        let facts = entry.facts.map { element("span", prose($0)) }.joined(separator: " ")
        let remarks = entry.remarks.map { remark in
            let name = remark.name.isEmpty ? "" : element("b", escaped(remark.name)) + " "
            return element("p", ["class": "remark"], name + prose(remark.text))
        }
        let body =
            element("p", ["class": "title"], prose(entry.title)) + element("p", ["class": "facts"], facts)
            + remarks.joined()
        return element("li", ["class": entry.tone.rawValue], badge + element("div", body))
    }
}

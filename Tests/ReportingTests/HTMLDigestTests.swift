// SPDX-License-Identifier: Apache-2.0

import Reporting
import Testing

struct HTMLDigestTests {
    @Test func `hostile terms stand in the page as text`() throws {
        let page = renderHTML(Digest(try SmallTrial.hostileSource()))
        #expect(!page.contains("<script"))
        #expect(!page.contains("<img"))
        #expect(!page.contains("\u{202E}"))
        #expect(page.contains("&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;"))
        #expect(page.contains("Salt &amp; pepper &#39;rash&#39;"))
        #expect(try defects(of: page) == [])
    }

    @Test func `every tag is closed where it was opened`() throws {
        for source in [try SmallTrial.source(), try SmallTrial.emptySource()] {
            #expect(try defects(of: renderHTML(Digest(source))) == [])
        }
    }

    @Test func `the page needs nothing from elsewhere`() throws {
        let page = renderHTML(Digest(try SmallTrial.source()))
        for word in ["http://", "https://", "src=", "url(", "@import", "<link", "<script", "<iframe", " on"] {
            let found = page.ranges(of: word).contains { range in
                // ` on` is an attribute that runs a script only inside a tag.
                word != " on"
                    || page[range.upperBound...].prefix { $0.isLetter }.count > 1 && isInTag(range.lowerBound, page)
            }
            #expect(!found, "\(word)")
        }
        #expect(page.contains("default-src 'none'"))
    }

    @Test func `ids are unique, and every reference finds its id`() throws {
        let page = renderHTML(Digest(try SmallTrial.source()))
        let ids = page.matches(of: /\bid="([^"]+)"/).map { String($0.1) }
        #expect(Set(ids).count == ids.count)
        let references =
            page.matches(of: /aria-labelledby="([^"]+)"/).map { String($0.1) }
            + page.matches(of: /href="#([^"]+)"/).map { String($0.1) }
        #expect(references.count >= 20)
        #expect(references.filter { !ids.contains($0) } == [])
    }

    @Test func `every table has a caption, and every heading cell a scope`() throws {
        let page = renderHTML(Digest(try SmallTrial.source()))
        #expect(page.ranges(of: "<table").count == page.ranges(of: "<caption>").count)
        let headings = page.matches(of: /<th[ >][^>]*>?/).map { String($0.0) }
        #expect(headings.count > 50)
        #expect(headings.filter { !$0.contains("scope=") } == [])
    }

    @Test func `dates are kept whole and powers of ten are set as such`() throws {
        let page = renderHTML(Digest(try SmallTrial.source()))
        #expect(page.contains("PLAT 8\u{A0}×\u{A0}10<sup>9</sup>/L, grade 4"))
        #expect(page.contains("since <time>2024-06-28</time> (2 days)"))
    }

    /// What is wrong with the nesting of tags, in words.
    private func defects(of page: String) throws -> [String] {
        var open: [Substring] = []
        var defects: [String] = []
        for tag in page.matches(of: /<(\/?)([a-zA-Z][a-zA-Z0-9]*)[^>]*?(\/?)>/) {
            let (isClosing, name, closesItself) = (!tag.1.isEmpty, tag.2, !tag.3.isEmpty)
            if name == "meta" || closesItself { continue }
            if !isClosing {
                open.append(name)
            } else if open.popLast() != name {
                defects.append("</\(name)> closes something else")
            }
        }
        return defects + open.map { "<\($0)> stays open" }
    }

    private func isInTag(_ index: String.Index, _ page: String) -> Bool {
        let before = page[..<index]
        guard let opening = before.lastIndex(of: "<") else { return false }
        return !before[opening...].contains(">")
    }
}

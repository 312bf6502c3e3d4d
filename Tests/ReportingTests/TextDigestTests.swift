// SPDX-License-Identifier: Apache-2.0

import Reporting
import Rules
import Testing
import Trial

struct TextDigestTests {
    @Test(arguments: [60, 72, 80, 120])
    func `no line is wider than asked for, whatever sites typed`(width: Int) throws {
        for source in [try SmallTrial.source(), try SmallTrial.emptySource(), try SmallTrial.hostileSource()] {
            let text = renderText(Digest(source), width: width)
            let widest = text.split(separator: "\n").max { columns($0) < columns($1) } ?? ""
            #expect(columns(widest) <= width, "\(widest)")
        }
    }

    @Test func `no line ends in a space`() throws {
        let lines = renderText(Digest(try SmallTrial.source()), width: 80).split(separator: "\n")
        #expect(lines.filter { $0.hasSuffix(" ") } == [])
    }

    @Test func `control characters and escape sequences of terms do not reach the terminal`() throws {
        let text = renderText(Digest(try SmallTrial.hostileSource()), width: 80)
        let controls = text.unicodeScalars.filter { $0.properties.generalCategory == .control && $0 != "\n" }
        #expect(controls.isEmpty)
        #expect(!text.unicodeScalars.contains("\u{202E}"))
    }

    @Test func `a word wider than its cell is broken and loses nothing`() throws {
        var source = try SmallTrial.source()
        let term = String(repeating: "Pneumonoultramicroscopicsilicovolcanoconiosis", count: 3)
        source.summaries[0].reportedGrades[term] = 4
        let text = renderText(Digest(source), width: 80)
        #expect(text.filter { !$0.isWhitespace }.contains(term))
    }

    @Test func `the columns of a table stand one below the other`() throws {
        let text = renderText(Digest(try SmallTrial.source()), width: 80)
        let lines = text.split(separator: "\n").map(String.init)
        let heading = try #require(lines.first { $0.hasPrefix("Arm     N  G1") })
        let rows = lines.filter { $0.hasPrefix("I-MT   25") || $0.hasPrefix("L-MT   25") || $0.hasPrefix("IL-MT  25") }
        #expect(rows.count == 30)
        #expect(rows.allSatisfy { $0.count == heading.count })
    }

    @Test(
        arguments: [
            (.impossibleGrade, "1, 2", "Impossible grade (the term takes 1, 2)"),
            (.termOfAnotherVersion, "Pneumonia", "Term of another CTCAE version (this one has “Pneumonia”)"),
            (.termOfAnotherVersion, nil, "Term of another CTCAE version"),
            (.unknownTerm, "Anemia", "Unknown term (perhaps “Anemia”)"),
            (.unknownTerm, nil, "Unknown term"),
        ] as [(RowDefect.Reason, String?, String)])
    func `a flag tells what may have been meant`(reason: RowDefect.Reason, suggestion: String?, told: String) throws {
        var source = try SmallTrial.emptySource()
        let key = RowKey(domain: .ae, text: "[\"row\"]")
        source.qualityFlags = [
            SubjectFlag(
                subject: "S",
                defect: RowDefect(key: key, variable: "AEDECOD", reason: reason, suggestion: suggestion))
        ]
        let text = renderText(Digest(source), width: 160)
        let row = try #require(text.split(separator: "\n").last { $0.contains("AEDECOD") })
        #expect(row.hasSuffix(told))
    }

    /// Columns of a terminal, for the few scripts of these tests.
    private func columns(_ line: some StringProtocol) -> Int {
        line.unicodeScalars.reduce(0) { $0 + ((0x2E80...0xFFEF).contains($1.value) ? 2 : 1) }
    }
}

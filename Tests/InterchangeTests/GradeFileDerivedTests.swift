// SPDX-License-Identifier: Apache-2.0

import CTCAE
import Interchange
import Testing

struct GradeFileDerivedTests {
    private static let calcium = [
        "P1,CA,1,2024-01-08T08:30,1.8,mmol/L,2.1,2.6,SERUM,F,60", "P1,ALB,2,2024-01-08T08:30,20,g/L,40,55,SERUM,F,60",
        "P2,CA,3,2024-01-08T08:30,1.8,mmol/L,2.1,2.6,SERUM,F,60",
        "P2,CREAT,4,2024-01-08T08:30,300,umol/L,45,84,SERUM,F,60",
    ]

    private func graded(_ rows: [String], derives: Bool, format: GradeFormat = .csv) throws -> [String] {
        let text = ([GradedFile.header + ",LBSPEC,SEX,AGE"] + rows).joined(separator: "\n")
        return try GradedFile(text, format: format, derives: derives).lines
    }

    @Test func `derived values follow the subject's own lines`() throws {
        let own = try graded(Self.calcium, derives: false)
        let all = try graded(Self.calcium, derives: true)
        // 1.8 + 0.02 x (40 - 20) is 2.2 mmol/L: low as it was measured, and normal once corrected.
        #expect(all.contains("P1,,CACR,Hypocalcemia,low,0,0,graded,derived"), "\(all)")
        #expect(all.contains { $0.hasPrefix("P2,,GFRE,Chronic kidney disease,low,") && $0.contains(",graded,derived") })
        #expect(all.filter { !$0.contains(",derived") } == own)
        let last = try #require(all.lastIndex { $0.hasPrefix("P1,") })
        #expect(all[last].hasPrefix("P1,,CACR,"))
    }

    @Test func `nothing is derived unless asked for`() throws {
        #expect(try !graded(Self.calcium, derives: false).contains { $0.contains("derived") })
    }

    @Test func `a derived line of JSON has no number`() throws {
        let lines = try graded(Self.calcium, derives: true, format: .json)
        #expect(
            lines.contains { $0.contains(#""lbseq":null,"lbtestcd":"CACR""#) && $0.contains(#""reason":"derived""#) })
    }

    @Test func `a subject whose rows stand apart is refused`() {
        let apart = [Self.calcium[0], Self.calcium[2], Self.calcium[1]]
        let wanted = """
            results.csv: line 4: rows of a subject that was graded before; --derive needs the rows of a subject \
            together: sort the file by USUBJID
            """
        #expect(throws: GradedFile.Refused(reason: wanted)) { try graded(apart, derives: true) }
    }
}

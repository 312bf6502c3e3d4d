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
        let calcium = "P1,1+2,CACR,Hypocalcemia,low,0,0,graded,derived;2.2 mmol/L;2024-01-08T08:30"
        #expect(all.contains(calcium), "\(all)")
        let filtration = try #require(all.first { $0.hasPrefix("P2,4,GFRE,Chronic kidney disease,low,") })
        #expect(filtration.contains(",graded,derived;"))
        #expect(all.filter { !$0.contains(",derived") } == own)
        let last = try #require(all.lastIndex { $0.hasPrefix("P1,") })
        #expect(all[last].hasPrefix("P1,1+2,CACR,"))
    }

    @Test func `nothing is derived unless asked for`() throws {
        #expect(try !graded(Self.calcium, derives: false).contains { $0.contains("derived") })
    }

    @Test func `a derived line of JSON names its rows`() throws {
        let lines = try graded(Self.calcium, derives: true, format: .json)
        let calcium = try #require(lines.first { $0.contains(#""lbseq":"1+2","lbtestcd":"CACR""#) })
        #expect(calcium.contains(#""reason":"derived;2.2 mmol/L;"#))
    }

    @Test func `a subject whose rows stand apart is refused`() {
        let apart = [Self.calcium[0], Self.calcium[2], Self.calcium[1]]
        let wanted = """
            results.csv: line 4: rows of a subject that was graded before; --derive needs the rows of a subject \
            together: sort the file by USUBJID
            """
        #expect(throws: GradedFile.Refused(reason: wanted)) { try graded(apart, derives: true) }
    }

    @Test(arguments: [("60,", "60"), ("720,MONTHS", "60"), (",YEARS", nil)] as [(String, String?)])
    func `eGFR takes the completed years of dates or age`(age: String, years: String?) throws {
        let header = GradedFile.header + ",LBSPEC,SEX,AGE,AGEU,BRTHDTC\n"
        let row = "P1,CREAT,4,2024-01-08T08:30,300,umol/L,45,84,SERUM,F,"
        let given = try GradedFile(header + row + age + ",\n", derives: true).lines.last
        // 59 completed years and 364 days are 59.
        let born = try GradedFile(header + row + ",,1964-01-08\n", derives: true).lines.last
        let day = try GradedFile(header + row + ",,1964-01-09\n", derives: true).lines.last
        #expect(born?.contains("GFRE") == true && born != day)
        if years == nil {
            #expect(given?.hasSuffix("derived;2024-01-08T08:30;ageMissing") == true, "\(given ?? "")")
        } else {
            #expect(given == born)
        }
    }
}

// SPDX-License-Identifier: Apache-2.0

import CTCAE
import Interchange
import Testing

struct GradeFileReportedTests {
    private static let columns = ",LBSPEC,LBSTRESC,LBORRES,LBORRESU,LBORNRLO,LBORNRHI"

    private func graded(_ row: String, more columns: String = GradeFileReportedTests.columns) throws -> [String] {
        try GradedFile(GradedFile.laboratory("P1,\(row)", more: columns)).lines.map { line in
            line.split(separator: ",", omittingEmptySubsequences: false).dropFirst(4).joined(separator: ",")
        }
    }

    @Test func `a result without a unit of its own is in none`() throws {
        // 6.5 mg/dL of calcium is no 6.5 mmol/L.
        let calcium = try graded("CA,1,2024-01-01,,mmol/L,2.1,2.6,SERUM,,6.5,,,")
        #expect(calcium.allSatisfy { $0.hasSuffix(",,,ungraded,unitUnknown") }, "\(calcium)")
        let absent = try graded("CA,1,2024-01-01,,mmol/L,2.1,2.6,6.5", more: ",LBORRES")
        #expect(absent.allSatisfy { $0.hasSuffix(",,,ungraded,unitUnknown") }, "\(absent)")
        // INR has no unit, so that nothing is lost.
        #expect(try graded("INR,1,2024-01-01,,,0.8,1.2,2.0", more: ",LBORRES") == ["high,2,2,graded,withoutBaseline"])
    }

    @Test func `a unit that stands only with the same number as reported is that of both`() throws {
        #expect(try graded("CA,1,2024-01-01,6.5,,8.4,10.2,SERUM,,6.5,mg/dL,,").first == "low,3,3,graded,uncorrected")
        let other = try graded("CA,1,2024-01-01,1.6,,2.1,2.6,SERUM,,6.5,mg/dL,,")
        #expect(other.contains { $0.contains("unitUnknown") } && !other.contains { $0.contains("low,3") }, "\(other)")
    }

    @Test(arguments: ["mmol/l", "MMOL/L", "mmol/L"])
    func `limits are those of the unit, however it is spelled`(unit: String) throws {
        #expect(try graded("GLUC,1,2024-01-01,,mmol/L,3.9,5.6,SERUM,,3.5,\(unit),,").first == "low,1,1,graded,")
    }

    @Test(arguments: [
        ("40,mg/dL,70,100,SERUM,<40,,,,", "low,3,4,graded,"), ("40,mg/dL,70,100,SERUM,,<40,mg/dl,,", "low,3,4,graded,"),
        ("40,mg/dL,70,100,SERUM,,<40,,,", "low,3,4,graded,"), ("20,mg/dL,70,100,SERUM,<40,,,,", "low,3,4,graded,"),
        ("40,mg/dL,70,100,SERUM,40,40,mg/dL,,", "low,2,2,graded,"),
        // A bound in another unit says nothing of the number it became.
        ("2.2,mmol/L,3.9,5.6,SERUM,,<40,mg/dL,,", "low,2,2,graded,"),
    ])
    func `a bound goes before the number that was put for it`(fields: String, wanted: String) throws {
        #expect(try graded("GLUC,1,2024-01-01,\(fields)").first == wanted)
    }

    @Test func `at least a bound is at least its grade`() throws {
        #expect(try graded("ALT,1,2024-01-01,500,U/L,7,40,SERUM,>=500,,,,") == ["high,3,4,graded,withoutBaseline"])
    }

    @Test func `a file of reported results alone is graded in their own units`() throws {
        let file = try GradedFile(
            """
            USUBJID,LBTESTCD,LBSEQ,LBDTC,LBORRES,LBORRESU,LBORNRLO,LBORNRHI
            P1,PLAT,1,2024-01-01,24,10^9/L,125,350
            P1,GLUC,2,2024-01-01,<40,mg/dL,70,100
            P1,CA,3,2024-01-01,6.5,,8.4,10.2
            """)
        #expect(file.lines.first == "P1,1,PLAT,Platelet count decreased,low,4,4,graded,")
        #expect(file.lines.contains("P1,2,GLUC,Hypoglycemia,low,3,4,graded,"))
        #expect(file.lines.contains("P1,3,CA,Hypocalcemia,low,,,ungraded,unitUnknown"))
        let bare = try GradedFile("USUBJID,LBTESTCD,LBSEQ,LBDTC,LBORRES\nP1,INR,1,2024-01-01,2.0\n")
        #expect(bare.lines == ["P1,1,INR,INR increased,high,2,2,graded,withoutBaseline"])
    }
}

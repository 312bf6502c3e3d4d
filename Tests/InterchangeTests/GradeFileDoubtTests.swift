// SPDX-License-Identifier: Apache-2.0

import CTCAE
import Interchange
import Testing

struct GradeFileDoubtTests {
    private func ends(_ rows: [String], more columns: String, atBaseline: AtBaseline = .range) throws -> [String] {
        let text = ([GradedFile.header + columns] + rows).joined(separator: "\n")
        return try GradedFile(text, atBaseline: atBaseline).lines.map { line in
            line.split(separator: ",", omittingEmptySubsequences: false).dropFirst(5).joined(separator: ",")
        }
    }

    @Test(arguments: [
        ("", "0,1,graded,dateUnknown"), ("2024", "0,1,graded,dateUnknown"), ("2024-02-30", "0,1,graded,dateUnknown"),
        ("2024-01-10", "0,1,graded,dateUnknown"), ("2024-01-10T08:00", "1,1,graded,"),
        ("2024-01-10T09:00", "0,0,graded,"), ("2024-01-11", "0,0,graded,"), ("2024-01-09", "1,1,graded,"),
        ("2023", "1,1,graded,"),
    ])
    func `a date that leaves open which side of baseline a row is on is said`(day: String, wanted: String) throws {
        // 100 is above 40, and below 1.5 x 80.
        let rows = ["P1,ALT,1,2024-01-10T08:30,80,U/L,7,40,Y", "P1,ALT,2,\(day),100,U/L,7,40,"]
        #expect(try ends(rows, more: ",LBBLFL").last == wanted)
        #expect(try ends(rows, more: ",LBBLFL", atBaseline: .relative).last == "0,0,graded,")
    }

    @Test func `a date is not missed where it decides nothing`() throws {
        let rows = ["P1,ALT,1,2024-01-10,20,U/L,7,40,Y", "P1,ALT,2,,100,U/L,7,40,", "P1,PLAT,3,,24,10^9/L,125,350,"]
        #expect(try ends(rows, more: ",LBBLFL") == ["0,0,graded,", "1,1,graded,", "4,4,graded,"])
    }

    @Test(arguments: [
        ("12,,,2024-01-01", ",,ungraded,criterionForAdults"), ("17.9,,,2024-01-01", ",,ungraded,criterionForAdults"),
        ("18,YEARS,,2024-01-01", "3,3,graded,"), ("210,MONTHS,,2024-01-01", ",,ungraded,criterionForAdults"),
        ("216,months,,2024-01-01", "3,3,graded,"), ("6000,DAYS,,2024-01-01", ",,ungraded,criterionForAdults"),
        ("7000,DAYS,,2024-01-01", "3,3,graded,"), ("6575,DAYS,,2024-01-01", "3,3,graded,ageUncertain"),
        ("900,WEEKS,,2024-01-01", ",,ungraded,criterionForAdults"),
        ("20,LUSTRA,,2024-01-01", "3,3,graded,ageUncertain"),
        (",,2006,2024-06-01", "3,3,graded,ageUncertain"), (",,2005-12,2024-01-01", "3,3,graded,"),
        (",,2006,2023-12-31", ",,ungraded,criterionForAdults"), (",,2006-01-01,", "3,3,graded,ageUncertain"),
        (",,2006-01-01,2024-01-01", "3,3,graded,"), (",,2006-01-02,2024-01-01", ",,ungraded,criterionForAdults"),
        (",,,2024-01-01", "3,3,graded,ageUncertain"), ("17,YEARS,2006,2024-06-01", ",,ungraded,criterionForAdults"),
    ])
    func `a subject is an adult or not only where every possible date says so`(fields: String, wanted: String) throws {
        let parts = fields.split(separator: ",", omittingEmptySubsequences: false)
        let file = try GradedFile(
            """
            USUBJID,VSTESTCD,VSSEQ,VSDTC,VSSTRESN,VSSTRESU,AGE,AGEU,BRTHDTC
            P1,SYSBP,1,\(parts[3]),165,mmHg,\(parts[0]),\(parts[1]),\(parts[2])
            P1,TEMP,2,\(parts[3]),39.5,C,\(parts[0]),\(parts[1]),\(parts[2])
            """)
        #expect(file.lines.first == "P1,1,SYSBP,Hypertension,high,\(wanted)")
        #expect(file.lines.contains("P1,2,TEMP,Fever,high,2,2,graded,"))
    }

    @Test func `a bound of a minor's result is not graded as an adult's`() throws {
        let file = try GradedFile(
            "USUBJID,VSTESTCD,VSSEQ,VSDTC,VSSTRESN,VSSTRESU,VSSTRESC,AGE\nP1,SYSBP,1,2024-01-01,,mmHg,>165,12\n")
        #expect(file.lines == ["P1,1,SYSBP,Hypertension,high,,,ungraded,criterionForAdults"])
    }
}

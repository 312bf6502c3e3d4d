// SPDX-License-Identifier: Apache-2.0

import CTCAE
import Interchange
import Testing

struct GradeFileBaselineTests {
    /// Rows of ALT, whose criterion multiplies a baseline that was high: 80 against 40 is grade 1, 3 x 80 grade 2.
    private func alt(_ subject: String, _ sequence: Int, _ day: String, _ value: Int, _ flags: String) -> String {
        "\(subject),ALT,\(sequence),\(day),\(value),U/L,7,40,\(flags)"
    }

    private func grades(
        _ rows: [String], more columns: String, atBaseline: AtBaseline = .range
    ) throws -> [String] {
        let text = ([GradedFile.header + columns] + rows).joined(separator: "\n")
        return try GradedFile(text, atBaseline: atBaseline).lines.map { line in
            let fields = line.split(separator: ",", omittingEmptySubsequences: false)
            return "\(fields[0]) \(fields[1]): \(fields[5])"
        }
    }

    @Test func `the flagged row is the baseline, wherever in the file it stands`() throws {
        let rows = [
            alt("P1", 3, "2024-03-01", 100, ""), alt("P2", 1, "2024-01-01", 20, "Y"),
            alt("P1", 2, "2024-02-01", 240, ""), alt("P2", 2, "2024-02-01", 240, ""),
            alt("P1", 1, "2024-01-01", 80, "Y"),
        ]
        // P1's 100 is below 1.5 x 80, and 240 is 3 x 80; P2's 240 is above 5 x 40.
        #expect(
            try grades(rows, more: ",LBBLFL") == ["P1 3: 0", "P2 1: 0", "P1 2: 1", "P2 2: 3", "P1 1: 1"])
        #expect(
            try grades(rows, more: ",LBBLFL", atBaseline: .relative)
                == ["P1 3: 0", "P2 1: 0", "P1 2: 1", "P2 2: 3", "P1 1: 0"])
    }

    @Test func `a row before baseline is graded by its range, unless asked otherwise`() throws {
        let rows = [alt("P1", 1, "2023-12-20", 100, ""), alt("P1", 2, "2024-01-01", 80, "Y")]
        #expect(try grades(rows, more: ",LBBLFL") == ["P1 1: 1", "P1 2: 1"])
        #expect(try grades(rows, more: ",LBBLFL", atBaseline: .relative) == ["P1 1: 0", "P1 2: 0"])
    }

    /// More than is kept of one subject: what was worked out for earlier limits is forgotten, and the grades stay.
    @Test func `limits may change in every row of a subject`() throws {
        let rows = (2..<2_502).map { sequence in
            "P1,ALT,\(sequence),2024-02-01,\(sequence % 2 == 0 ? 200 : 250),U/L,7,4\(sequence),"
        }
        let wanted = (2..<2_502).map { "P1 \($0): \($0 % 2 == 0 ? 1 : 2)" }
        #expect(
            try grades([alt("P1", 1, "2024-01-01", 80, "Y")] + rows, more: ",LBBLFL") == ["P1 1: 1"] + wanted)
    }

    @Test func `a row's own BASE goes before the flagged row, and an empty one does not`() throws {
        let rows = [
            alt("P1", 1, "2024-01-01", 80, "Y,,"), alt("P1", 2, "2024-02-01", 100, ",,"),
            alt("P1", 3, "2024-02-01", 100, ",20,NORMAL"), alt("P1", 4, "2024-02-01", 100, ",NA,."),
        ]
        #expect(
            try grades(rows, more: ",LBBLFL,BASE,BNRIND") == ["P1 1: 1", "P1 2: 0", "P1 3: 1", "P1 4: 0"])
    }

    @Test func `LBLOBXFL counts where LBBLFL flags no row, and of several flagged rows the latest`() throws {
        let rows = [
            alt("P1", 1, "2024-01-01", 80, ",Y"), alt("P1", 2, "2024-02-01", 100, ","),
            alt("P2", 1, "2024-01-01", 80, "Y,"), alt("P2", 2, "2024-01-02", 20, ",Y"),
            alt("P2", 3, "2024-02-01", 100, ","), alt("P3", 2, "2024-01-02", 80, "Y,"),
            alt("P3", 1, "2024-01-01", 20, "Y,"), alt("P3", 3, "2024-02-01", 100, ","),
        ]
        #expect(
            try grades(rows, more: ",LBBLFL,LBLOBXFL")
                == ["P1 1: 1", "P1 2: 0", "P2 1: 1", "P2 2: 0", "P2 3: 0", "P3 2: 1", "P3 1: 0", "P3 3: 0"])
    }

    @Test func `a baseline in urine is none of serum`() throws {
        let file = try GradedFile(
            GradedFile.laboratory(
                "P1,CREAT,1,2024-01-01,80,umol/L,45,84,SERUM,Y", "P1,CREAT,2,2024-01-01,9000,umol/L,,,URINE,Y",
                "P1,CREAT,3,2024-02-01,300,umol/L,45,84,SERUM,", more: ",LBSPEC,LBBLFL"))
        #expect(file.lines.last == "P1,3,CREAT,Creatinine increased,high,3,3,graded,", "\(file.lines)")
    }

    @Test func `quotes around everything change nothing`() throws {
        let rows = [
            alt("P1", 2, "2024-02-01", 240, ""), alt("P1", 1, "2024-01-01", 80, "Y"),
            alt("P2", 1, "2024-01-01", 20, "Y"), alt("P2", 2, "2024-02-01", 240, "N"),
        ]
        let plain = ([GradedFile.header + ",LBBLFL"] + rows).joined(separator: "\n")
        let quoted = plain.split(separator: "\n").map { line in
            line.split(separator: ",", omittingEmptySubsequences: false).map { "\"\($0)\"" }.joined(separator: ",")
        }.joined(separator: "\r\n")
        #expect(try GradedFile(quoted).bytes == GradedFile(plain).bytes)
    }

    @Test func `a file without flags says that no baseline was known`() throws {
        let file = try GradedFile(GradedFile.laboratory("P1,ALT,1,2024-01-01,100,U/L,7,40"))
        #expect(file.lines == ["P1,1,ALT,Alanine aminotransferase increased,high,1,1,graded,withoutBaseline"])
    }

    @Test func `a row's limits tell nothing of its baseline`() throws {
        // 50 is above the 40 of the current row; what it was to its own limits is not known.
        let alone = [alt("P1", 1, "2024-02-01", 100, "50,"), alt("P1", 2, "2024-02-01", 100, "50,ABNORMAL")]
        #expect(try grades(alone, more: ",BASE,BNRIND") == ["P1 1: 1", "P1 2: 1"])
        let file = try GradedFile(GradedFile.laboratory(alone[0], more: ",BASE,BNRIND"))
        #expect(file.lines == ["P1,1,ALT,Alanine aminotransferase increased,high,1,1,graded,"])
        // The flagged row was high by its own limits, and its value goes with that.
        let flagged = [
            "P1,ALT,1,2024-01-01,50,U/L,7,30,Y,,", "P1,ALT,2,2024-02-01,70,U/L,7,60,,20,",
            "P1,ALT,3,2024-02-01,70,U/L,7,60,,20,NORMAL", "P1,ALT,4,2024-02-01,120,U/L,7,60,,,HIGH",
            "P1,ALT,5,2024-02-01,120,U/L,7,60,,,NORMAL",
        ]
        #expect(
            try grades(flagged, more: ",LBBLFL,BASE,BNRIND").dropFirst()
                == ["P1 2: 0", "P1 3: 1", "P1 4: 1", "P1 5: 1"])
        let high = try GradedFile(GradedFile.laboratory(flagged[0], flagged[3], more: ",LBBLFL,BASE,BNRIND"))
        #expect(high.lines.last == "P1,4,ALT,Alanine aminotransferase increased,high,1,1,graded,")
    }

    @Test func `a flagged row without a number displaces none that has one`() throws {
        let later = [
            alt("P1", 1, "2024-01-01", 80, "Y"), "P1,ALT,2,2024-01-02,,U/L,7,40,Y",
            alt("P1", 3, "2024-02-01", 100, ""),
        ]
        #expect(try grades(later, more: ",LBBLFL").last == "P1 3: 0")
        #expect(try grades([later[1], later[0], later[2]], more: ",LBBLFL").last == "P1 3: 0")
    }

    @Test(arguments: [("9", "10"), ("A", "B"), ("10", "B"), ("1.5", "2")])
    func `of two flagged rows at the same time the one of higher LBSEQ counts`(lower: String, higher: String) throws {
        let row = { (sequence: String, value: Int, flag: String, day: String) in
            "P1,ALT,\(sequence),\(day),\(value),U/L,7,40,\(flag)"
        }
        let rows = [row(lower, 20, "Y", "2024-01-01"), row(higher, 80, "Y", "2024-01-01")]
        let last = row("99", 100, "", "2024-02-01")
        #expect(try grades(rows + [last], more: ",LBBLFL").last == "P1 99: 0")
        #expect(try grades(rows.reversed() + [last], more: ",LBBLFL").last == "P1 99: 0")
    }

    @Test(arguments: ["y", "Y", "\"y\"", " y "], [",LBBLFL", ",LBLOBXFL"])
    func `a flag counts in any case`(flag: String, column: String) throws {
        let others = (0..<50).map { alt("P2", $0, "2024-01-01", 20, $0 % 7 == 0 ? "yes" : "") }
        let rows = others + [alt("P1", 1, "2024-01-01", 80, flag)] + others + [alt("P1", 3, "2024-02-01", 100, "")]
        #expect(try grades(rows, more: column).last == "P1 3: 0")
    }
}

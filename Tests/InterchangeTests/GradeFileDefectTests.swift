// SPDX-License-Identifier: Apache-2.0

import CTCAE
import Interchange
import Testing

struct GradeFileDefectTests {
    private static let row = "P1,PLAT,1,2024-01-01,24,10^9/L,125,350"
    private static let graded = "P1,1,PLAT,Platelet count decreased,low,4,4,graded,"

    @Test(arguments: [
        ("", "results.csv: the first line must name the columns"),
        ("\n\n", "results.csv: the first line must name the columns"),
        (
            "USUBJID,LBTESTCD,LBSEQ,LBDTC,LBSTRESN\n",
            "results.csv: the header lacks LBSTRESU, LBSTNRLO, LBSTNRHI"
        ),
        (
            "USUBJID;LBTESTCD;LBSEQ\nP1;PLAT;1\n",
            "results.csv: the header lacks USUBJID, LBTESTCD, LBSEQ, LBDTC, LBSTRESN, LBSTRESU, LBSTNRLO, LBSTNRHI; "
                + "its columns seem to be separated by semicolons: export the file with commas"
        ),
        (
            GradedFile.header + ",lbseq\n" + row + ",1\n",
            "results.csv: column LBSEQ stands twice in the header; remove one"
        ),
        (
            GradedFile.header + ",VSTESTCD\n",
            "results.csv: columns of LB and VS; grade each domain from a file of its own"
        ),
        (
            GradedFile.header + "\r" + row + "\r",
            "results.csv: the lines end in a carriage return alone; save the file with line feeds"
        ),
        (
            GradedFile.header + "\n" + row + "\nP1,\"PLAT,2,2024-01-01,24,10^9/L,125,350\n",
            "results.csv: line 3: a quoted field opens here and never closes; check the quotes or transfer it again"
        ),
    ])
    func `a file that cannot be graded is refused by name, line and remedy`(text: String, wanted: String) {
        #expect(throws: GradedFile.Refused(reason: wanted)) { try GradedFile(text) }
    }

    @Test(arguments: [[0xFF, 0xFE], [0xFE, 0xFF], []] as [[UInt8]])
    func `UTF-16 is refused, with a mark and without`(mark: [UInt8]) {
        let wide: [UInt8] = (GradedFile.header + "\n" + Self.row).utf8.flatMap { byte -> [UInt8] in [byte, 0] }
        #expect(throws: GradedFile.Refused(reason: "results.csv: the text is UTF-16; save it as CSV UTF-8")) {
            try GradedFile(bytes: mark + wide)
        }
    }

    @Test func `a file that is not there, and a folder, are refused`() {
        #expect(throws: InterchangeError.unreadable(path: "/nowhere.csv", reason: "No such file or directory")) {
            _ = try ResultSource("/nowhere.csv")
        }
        #expect(throws: InterchangeError.unreadable(path: "/", reason: "Is a directory")) {
            _ = try ResultSource("/")
        }
    }

    @Test(arguments: [
        GradedFile.header + "\n" + row, GradedFile.header + "\r\n" + row + "\r\n",
        "\u{FEFF}" + GradedFile.header + "\n" + row + "\n", "\n" + GradedFile.header + "\n\n" + row + "\n\n",
    ])
    func `line ends, a byte order mark and empty lines do not matter`(text: String) throws {
        #expect(try GradedFile(text).lines == [Self.graded])
    }

    @Test func `a header alone gives a header alone`() throws {
        let file = try GradedFile(GradedFile.header + "\n")
        #expect(file.lines.isEmpty && file.summary.rows == 0 && !file.bytes.isEmpty)
    }

    @Test func `rows that are none are named, and all others graded`() throws {
        let file = try GradedFile(
            GradedFile.laboratory(
                "P1,PLAT", Self.row, Self.row + ",1", "\"P1\"x" + Self.row.dropFirst(2),
                "\"P1\"" + Self.row.dropFirst(2)))
        #expect(file.lines == [Self.graded, Self.graded])
        #expect(file.summary.malformedRows == 3 && file.summary.malformedLines == [2, 4, 5])
        let many = try GradedFile(GradedFile.laboratory(String(repeating: "x\n", count: 40)))
        #expect(many.summary.malformedRows == 40 && many.summary.malformedLines == [2, 3, 4, 5, 6])
    }

    @Test func `a row without end is refused before it fills the memory`() {
        let long = Array((GradedFile.header + "\nP1,").utf8) + [UInt8](repeating: 0x78, count: 3 << 20)
        let wanted = """
            results.csv: line 2: the row that begins here is longer than 1048576 bytes; check the line ends and quotes \
            from here on
            """
        #expect(throws: GradedFile.Refused(reason: wanted)) { try GradedFile(bytes: long) }
    }

    @Test func `a header of very many columns is read like any other`() throws {
        let extra = (0..<100_000).map { ",C\($0)" }.joined()
        let text = GradedFile.header + extra + "\n" + Self.row + String(repeating: ",", count: 100_000) + "\n"
        #expect(try GradedFile(text).lines == [Self.graded])
    }

    @Test func `names without number do not pile up`() throws {
        let rows = (0..<40_000).map { "P1,T\($0),1,2024-01-01,24,u\($0),125,350" } + [Self.row]
        let file = try GradedFile(([GradedFile.header] + rows).joined(separator: "\n"))
        #expect(file.lines.count == 40_001 && file.lines.last == Self.graded)
        #expect(file.lines[39_999] == "P1,1,T39999,,,,,ungraded,testUnknown")
    }

    @Test func `fields of any length are told apart`() throws {
        let long = String(repeating: "x", count: 5_000)
        let file = try GradedFile(
            GradedFile.laboratory(
                "P1,\(long),1,2024-01-01,24,10^9/L,125,350", "P1,\(long)y,2,2024-01-01,24,10^9/L,125,350", Self.row))
        #expect(file.lines.map { $0.hasSuffix("testUnknown") } == [true, true, false])
        #expect(file.lines[1].contains(long.uppercased() + "Y,"))
    }
}

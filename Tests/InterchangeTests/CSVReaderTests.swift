// SPDX-License-Identifier: Apache-2.0

import Interchange
import Testing

struct CSVReaderTests {
    private func rows(_ bytes: [UInt8]) throws -> [FileRow] {
        let folder = try TemporaryFolder()
        let reader = try CSVReader(path: folder.file("lb.csv", bytes: bytes), encoding: nil)
        var rows: [FileRow] = []
        try reader.forEachRow { rows.append($0) }
        return rows
    }

    @Test(arguments: [
        ("A,B\n1,2\n", [FileRow(place: 2, values: ["1", "2"])]),
        ("A,B\r\n1,2\r\n3,4", [FileRow(place: 2, values: ["1", "2"]), FileRow(place: 3, values: ["3", "4"])]),
        ("\u{FEFF}A,B\n1,2", [FileRow(place: 2, values: ["1", "2"])]),
        ("A,B\n\"1,5\",\"say \"\"no\"\"\"\n", [FileRow(place: 2, values: ["1,5", "say \"no\""])]),
        (
            "A,B\n\"two\nlines\",2\n3,4\n",
            [FileRow(place: 2, values: ["two\nlines", "2"]), FileRow(place: 4, values: ["3", "4"])]
        ),
        ("A,B\n\n\r\n1,2\n", [FileRow(place: 4, values: ["1", "2"])]),
        ("A,B\n,\n", [FileRow(place: 2, values: ["", ""])]),
        ("A,B\n 1 ,\"\"\n", [FileRow(place: 2, values: ["1", ""])]),
        ("A,B\n1,\"2\"\r\n", [FileRow(place: 2, values: ["1", "2"])]),
        (
            "A,B\n1\n1,2,3\n1,2\n",
            [
                FileRow(place: 2, values: nil), FileRow(place: 3, values: nil), FileRow(place: 4, values: ["1", "2"]),
            ]
        ),
        ("A,B\n\"1\"x,2\n", [FileRow(place: 2, values: nil)]),
        ("A,B\nx\"1\",2\n", [FileRow(place: 2, values: ["x\"1\"", "2"])]),
        ("A,B\na\r,\n", [FileRow(place: 2, values: ["a\r", ""])]),
        ("A\n\"\"\n", [FileRow(place: 2, values: [""])]),
        ("A,B\n", []),
    ])
    func `records are cut as RFC 4180 has it`(text: String, wanted: [FileRow]) throws {
        #expect(try rows(Array(text.utf8)) == wanted)
    }

    @Test func `a long file is read in pieces without a seam`() throws {
        let body = (0..<60_000).map { "S-\($0),\"a,\($0)\"\r\n" }.joined()
        let rows = try rows(Array(("A,B\r\n" + body).utf8))
        #expect(rows.count == 60_000)
        #expect(rows.allSatisfy { $0.values == ["S-\($0.place - 2)", "a,\($0.place - 2)"] })
    }

    @Test func `Chinese text without a mark is recognised`() throws {
        let rows = try rows(Array("TERM\n".utf8) + [0xD1, 0xAA, 0xD0, 0xA1, 0xB0, 0xE5, 0x0A])
        #expect(rows.map(\.values) == [["血小板"]])
    }

    @Test func `what cannot be read as CSV is named`() throws {
        let folder = try TemporaryFolder()
        let open = try folder.file("a.csv", "A,B\n1,2\n3,\"4\n5,6\n")
        #expect(throws: InterchangeError.unterminatedQuote(path: open, line: 3)) {
            try CSVReader(path: open, encoding: nil)
        }
        let wide = try folder.file("b.csv", bytes: [0xFF, 0xFE, 0x41, 0x00])
        #expect(throws: InterchangeError.wideText(path: wide)) { try CSVReader(path: wide, encoding: nil) }
        let empty = try folder.file("c.csv", "")
        #expect(throws: InterchangeError.noHeader(path: empty)) { try CSVReader(path: empty, encoding: nil) }
        let twice = try folder.file("d.csv", "A,B,a\n")
        #expect(throws: InterchangeError.repeatedColumn(path: twice, name: "A")) {
            try CSVReader(path: twice, encoding: nil)
        }
    }
}

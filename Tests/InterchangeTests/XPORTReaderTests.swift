// SPDX-License-Identifier: Apache-2.0

import Interchange
import Testing

struct XPORTReaderTests {
    private func rows(_ encoder: TransportEncoder, encoding: TextEncoding? = nil) throws -> [[String]?] {
        let folder = try TemporaryFolder()
        let reader = try XPORTReader(path: folder.file("lb.xpt", bytes: encoder.encoded()), encoding: encoding)
        var rows: [[String]?] = []
        try reader.forEachRow { rows.append($0.values) }
        return rows
    }

    @Test func `a data set's name, variables and rows are read`() throws {
        let folder = try TemporaryFolder()
        var encoder = TransportEncoder(name: "LBCH", variables: [.text("usubjid", 8), .number("LBSEQ")])
        encoder.rows = [["S-001", 1], ["S-002  x", 2.5], ["", .missing(".")]]
        let reader = try XPORTReader(path: folder.file("any.xpt", bytes: encoder.encoded()), encoding: nil)
        #expect(reader.dataSetName == "LBCH")
        #expect(reader.variables == ["USUBJID", "LBSEQ"])
        #expect(try rows(encoder) == [["S-001", "1"], ["S-002  x", "2.5"], ["", ""]])
    }

    @Test(arguments: [
        // The numbers' bytes as published for the IBM System/360 form.
        (1.0, [0x41, 0x10, 0, 0, 0, 0, 0, 0] as [UInt8]), (-1.0, [0xC1, 0x10, 0, 0, 0, 0, 0, 0]),
        (0.0, [0, 0, 0, 0, 0, 0, 0, 0]), (-118.625, [0xC2, 0x76, 0xA0, 0, 0, 0, 0, 0]),
        (0.1, [0x40, 0x19, 0x99, 0x99, 0x99, 0x99, 0x99, 0x9A]), (1e6, [0x45, 0xF4, 0x24, 0, 0, 0, 0, 0]),
    ])
    func `numbers of the System 360 form are read to the last digit`(number: Double, bytes: [UInt8]) throws {
        var encoder = TransportEncoder(variables: [.text("STUDYID", 4), .number("A")])
        encoder.rows = [["T-1", .bytes(bytes)]]
        let value = try #require(try rows(encoder).first??.last)
        #expect(Double(value) == number)
    }

    @Test(arguments: [2, 3, 4, 5, 6, 7, 8])
    func `numbers cut to fewer bytes are read, missing ones too`(length: Int) throws {
        var encoder = TransportEncoder(variables: [.text("STUDYID", 4), .number("A", length: length)])
        encoder.rows = [
            ["T-1", 24], ["T-1", -0.5], ["T-1", 0], ["T-1", .missing(".")], ["T-1", .missing("_")],
            ["T-1", .missing("Z")],
        ]
        #expect(try rows(encoder).map { $0?.last } == ["24", "-0.5", "0", "", "", ""])
    }

    @Test func `numbers go there and back to fifteen significant digits`() throws {
        var encoder = TransportEncoder(variables: [.text("STUDYID", 4), .number("A")])
        let numbers = [3.7, 0.2, 0.333_333_333_333_333, 123_456.789, 4.94e-20, 8.5e30, 1e15, 123_456_789_012]
        encoder.rows = numbers.map { ["T-1", .number($0)] } + [["T-1", .number(1.0 / 3)]]
        let read = try rows(encoder).map { $0?.last.flatMap(Double.init) }
        #expect(read == numbers + [0.333_333_333_333_333])
    }

    @Test(
        arguments: [
            ("", 19_723.0, "19723"), ("DATE9", 23_383.0, "2024-01-08"), ("E8601DA", 0, "1960-01-01"),
            ("DATETIME", 23_383.0 * 86_400 + 30_600, "2024-01-08T08:30:00"), ("E8601DT", -1, "1959-12-31T23:59:59"),
        ] as [(String, Double, String)])
    func `numbers become dates only where their format says so`(format: String, number: Double, text: String) throws {
        var encoder = TransportEncoder(variables: [.text("STUDYID", 4), .number("A", format: format)])
        encoder.rows = [["T-1", .number(number)]]
        #expect(try rows(encoder) == [["T-1", text]])
    }

    @Test(arguments: 1...85)
    func `filling after the last row makes no rows`(length: Int) throws {
        var encoder = TransportEncoder(variables: [.text("STUDYID", length)])
        for count in [0, 1, 2, 79, 80, 81] {
            encoder.rows = Array(repeating: ["T"], count: count)
            #expect(try rows(encoder).count == count)
        }
    }

    @Test func `a blank row among others keeps its number`() throws {
        var encoder = TransportEncoder(variables: [.text("STUDYID", 80)])
        encoder.rows = [["T"], [""], ["U"], [""]]
        #expect(try rows(encoder) == [["T"], [""], ["U"], [""]])
    }

    @Test(arguments: [
        ([0x50, 0x4C, 0x54] as [UInt8], "PLT", TextEncoding.utf8),
        (Array("血小板".utf8), "血小板", .utf8),
        ([0x46, 0x69, 0xE8, 0x76, 0x72, 0x65], "Fièvre", .windows1252),
        ([0x80, 0x20, 0x93, 0x41, 0x94], "€ “A”", .windows1252),
        ([0xD1, 0xAA, 0xD0, 0xA1, 0xB0, 0xE5], "血小板", .gb18030),
        ([0xC5, 0xAE, 0x20, 0xC4, 0xD0], "女 男", .gb18030),
    ])
    func `text is read as the encoding that fits the whole file`(
        bytes: [UInt8], text: String, encoding: TextEncoding
    ) throws {
        let folder = try TemporaryFolder()
        var encoder = TransportEncoder(variables: [.text("AETERM", 12)])
        encoder.rows = [[.bytes(bytes)], ["PLAT"]]
        let reader = try XPORTReader(path: folder.file("ae.xpt", bytes: encoder.encoded()), encoding: nil)
        #expect(reader.encoding == encoding)
        #expect(try rows(encoder) == [[text], ["PLAT"]])
    }

    @Test func `an encoding that is told is used, and what it lacks is marked`() throws {
        var encoder = TransportEncoder(variables: [.text("AETERM", 12)])
        encoder.rows = [[.bytes([0xD1, 0xAA, 0xFF, 0x41])]]
        #expect(try rows(encoder, encoding: .gb18030) == [["血\u{FFFD}A"]])
        #expect(try rows(encoder, encoding: .windows1252) == [["ÑªÿA"]])
    }

    @Test(arguments: [40, 79, 80, 300, 560, 639, 640, 700, 959])
    func `a truncated head is named with its offset`(size: Int) throws {
        let encoder = TransportEncoder(variables: [.text("STUDYID", 4), .number("A")])
        let folder = try TemporaryFolder()
        let copy = try folder.file("lb.xpt", bytes: Array(encoder.encoded().prefix(size)))
        let error = #expect(throws: InterchangeError.self) { try XPORTReader(path: copy, encoding: nil) }
        guard case .truncated(_, let offset, _) = error else {
            Issue.record("expected a truncated file, not \(String(describing: error))")
            return
        }
        #expect(offset == size)
    }

    @Test(arguments: [1, 40, 79])
    func `rows that break off are named with their offset`(missing: Int) throws {
        var encoder = TransportEncoder(variables: [.text("STUDYID", 80)])
        encoder.rows = [["T"], ["U"]]
        let bytes = Array(encoder.encoded().dropLast(missing))
        let folder = try TemporaryFolder()
        let path = try folder.file("lb.xpt", bytes: bytes)
        #expect(
            throws: InterchangeError.truncated(
                path: path, offset: bytes.count, expected: "the end of an 80-byte record")
        ) { try XPORTReader(path: path, encoding: nil) }
    }

    @Test func `a row that lacks a whole record is a truncated file`() throws {
        var encoder = TransportEncoder(variables: [.text("STUDYID", 200)])
        encoder.rows = [[.bytes([UInt8](repeating: 0x41, count: 200))]]
        let folder = try TemporaryFolder()
        let path = try folder.file("lb.xpt", bytes: Array(encoder.encoded().dropLast(80)))
        #expect(throws: InterchangeError.self) { try XPORTReader(path: path, encoding: nil) }
    }

    @Test func `a foreign file, version 8 and a second data set are named`() throws {
        let folder = try TemporaryFolder()
        let foreign = try folder.file("a.xpt", bytes: [UInt8](repeating: 0x41, count: 2_000))
        #expect(
            throws: InterchangeError.foreign(
                path: foreign, offset: 0, expected: "HEADER RECORD*******LIBRARY HEADER RECORD")
        ) { try XPORTReader(path: foreign, encoding: nil) }
        let version8 = try folder.file(
            "b.xpt", "HEADER RECORD*******LIBV8   HEADER RECORD!!!!!!!" + String(repeating: "0", count: 2_000))
        #expect(throws: InterchangeError.transportVersion8(path: version8)) {
            try XPORTReader(path: version8, encoding: nil)
        }
        let one = TransportEncoder(variables: [.text("STUDYID", 4)]).encoded()
        let two = try folder.file("c.xpt", bytes: one + one.dropFirst(240))
        #expect(throws: InterchangeError.severalDataSets(path: two, offset: one.count)) {
            try XPORTReader(path: two, encoding: nil)
        }
    }
}

// SPDX-License-Identifier: Apache-2.0

import Trial

/// A SAS transport file of version 5 with one data set, as regulators ask for SDTM.
///
/// Numbers become text as `numberText` writes them; numbers with a date format become ISO 8601. The format has no row
/// count: blank rows that the last 80-byte record may only be filled up with are taken as filling.
package struct XPORTReader: SDTMFile {
    package let path: String
    package let dataSetName: String
    package let encoding: TextEncoding
    private let header: XPORTHeader

    package var variables: [String] { header.variables.map(\.name) }

    /// Reads a file's head, and once through its rows to see how its text is encoded.
    package init(path: String, encoding: TextEncoding?) throws {
        self.path = path
        header = try XPORTHeader(FileBytes(path: path))
        dataSetName = header.dataSetName.isEmpty ? fileStem(path) : header.dataSetName
        let texts = header.variables.filter { $0.meaning == .text }.map(\.bytes)
        var evidence = TextEncodingEvidence()
        try XPORTReader.forEachRow(of: path, header) { _, row in
            guard let row else { return }
            for text in texts { evidence.add(row[text]) }
        }
        self.encoding = encoding ?? evidence.encoding
    }

    package func forEachRow(_ body: (FileRow) throws -> Void) throws {
        let decoder = try TextDecoder(encoding)
        try XPORTReader.forEachRow(of: path, header) { number, row in
            let values = header.variables.map { variable in
                guard let row else { return "" }
                let bytes = UnsafeBufferPointer(rebasing: row[variable.bytes])
                return variable.meaning == .text ? decoder.text(trimmed(bytes)) : text(of: bytes, variable.meaning)
            }
            try body(FileRow(place: number, values: values))
        }
    }

    private func text(of bytes: UnsafeBufferPointer<UInt8>, _ meaning: XPORTVariable.Meaning) -> String {
        guard let number = ibmFloat(bytes) else { return "" }
        // SAS counts from 1960-01-01, which is 3,653 days before 1970-01-01.
        let days = meaning == .dateTime ? (number / 86_400).rounded(.down) : number.rounded(.down)
        guard meaning != .number, days.magnitude < 3_000_000 else { return numberText(number) }
        let day = CalendarDay(daysSince1970: Int(days) - 3_653)
        guard meaning == .dateTime else { return "\(day)" }
        let second = Int(number - days * 86_400)
        let clock = [second / 3_600, second / 60 % 60, second % 60].map { $0 < 10 ? "0\($0)" : "\($0)" }
        return "\(day)T\(clock.joined(separator: ":"))"
    }

    /// Hands over each row with its number from 1, and nil for the bytes of a row that is blank.
    private static func forEachRow(
        of path: String, _ header: XPORTHeader, _ body: (Int, UnsafeBufferPointer<UInt8>?) throws -> Void
    ) throws {
        let file = try FileBytes(path: path)
        _ = try file.next(exactly: header.firstRow, expected: "the first row")
        let rowLength = header.rowLength
        var rest: [UInt8] = []
        var number = 0
        var blanks = 0
        while true {
            let records = try file.next(80 * 4_096)
            guard !records.isEmpty else { break }
            try requireOneDataSet(records, at: file.offset - records.count, path)
            rest += records
            var start = 0
            try rest.withUnsafeBufferPointer { bytes in
                while start + rowLength <= bytes.count {
                    let row = UnsafeBufferPointer(rebasing: bytes[start..<(start + rowLength)])
                    start += rowLength
                    blanks += 1
                    guard row.contains(where: { $0 != 0x20 }) else { continue }
                    for _ in 1..<blanks { try body(next(&number), nil) }
                    blanks = 0
                    try body(next(&number), row)
                }
            }
            rest.removeFirst(start)
        }
        let blankBytes = blanks * rowLength + rest.count
        for _ in 0..<max(0, (blankBytes - 80 + rowLength) / rowLength) { try body(next(&number), nil) }
        try requireWholeRows(path, size: file.offset, rest: rest)
    }

    private static func next(_ number: inout Int) -> Int {
        number += 1
        return number
    }

    /// A transport file is whole 80-byte records, and what does not fill a row is blank filling.
    private static func requireWholeRows(_ path: String, size: Int, rest: [UInt8]) throws(InterchangeError) {
        guard size % 80 == 0 else {
            throw .truncated(path: path, offset: size, expected: "the end of an 80-byte record")
        }
        guard rest.count < 80, rest.allSatisfy({ $0 == 0x20 }) else {
            throw .truncated(path: path, offset: size, expected: "the end of a row")
        }
    }

    private static func requireOneDataSet(_ records: [UInt8], at offset: Int, _ path: String) throws(InterchangeError) {
        let start = Array("HEADER RECORD*******MEMBER  HEADER RECORD".utf8)
        for record in stride(from: 0, to: records.count, by: 80) where records[record] == start[0] {
            guard !records[record...].starts(with: start) else {
                throw .severalDataSets(path: path, offset: offset + record)
            }
        }
    }
}

// SPDX-License-Identifier: Apache-2.0

/// One variable of a SAS transport file, as its NAMESTR record describes it.
struct XPORTVariable: Hashable {
    /// What a number means by the variable's format.
    enum Meaning {
        /// A number.
        case number
        /// Days since 1960-01-01.
        case date
        /// Seconds since 1960-01-01T00:00:00.
        case dateTime
        /// Text.
        case text
    }

    let name: String
    let meaning: Meaning
    /// Bytes of a row.
    let bytes: Range<Int>
}

/// The head of a SAS transport file of version 5 (SAS technical support note TS-140).
struct XPORTHeader {
    let dataSetName: String
    let variables: [XPORTVariable]
    /// Bytes of one row.
    let rowLength: Int
    /// Where the first row begins.
    let firstRow: Int

    /// Reads the head; the file then stands at the first row.
    init(_ file: FileBytes) throws(InterchangeError) {
        let library = try file.record("the library header")
        guard !library.starts(with: "HEADER RECORD*******LIBV8".utf8) else {
            throw .transportVersion8(path: file.path)
        }
        try file.require(library, "HEADER RECORD*******LIBRARY HEADER RECORD")
        for _ in 0..<2 { _ = try file.record("the library's description") }
        let member = try file.header("HEADER RECORD*******MEMBER  HEADER RECORD")
        try file.header("HEADER RECORD*******DSCRPTR HEADER RECORD")
        dataSetName = ascii(try file.record("the data set's name")[8..<16])
        _ = try file.record("the data set's label")
        let names = try file.header("HEADER RECORD*******NAMESTR HEADER RECORD")
        // VAX files have records of 136 bytes.
        guard let size = Int(ascii(member[74..<78])), size == 140 || size == 136,
            let count = Int(ascii(names[54..<58])), count > 0
        else { throw .foreign(path: file.path, offset: file.offset - 26, expected: "the number of variables") }
        let padded = (size * count + 79) / 80 * 80
        let descriptions = try file.next(exactly: padded, expected: "the end of the variables' descriptions")
        try file.header("HEADER RECORD*******OBS     HEADER RECORD")
        variables = (0..<count).map { XPORTVariable(description: descriptions[($0 * size)..<(($0 + 1) * size)]) }
        rowLength = variables.map(\.bytes.upperBound).max() ?? 0
        firstRow = file.offset
        guard rowLength > 0, variables.allSatisfy({ $0.bytes.lowerBound >= 0 && !$0.bytes.isEmpty }) else {
            throw .foreign(path: file.path, offset: file.offset - padded - 80, expected: "variables of some length")
        }
    }
}

extension XPORTVariable {
    /// Reads a NAMESTR record: type, length, name, format and position, big-endian.
    fileprivate init(description: ArraySlice<UInt8>) {
        let record = Array(description)
        func integer(_ range: Range<Int>) -> Int { record[range].reduce(0) { $0 << 8 | Int($1) } }
        name = ascii(record[8..<16]).uppercased()
        let length = integer(4..<6)
        let position = integer(84..<88)
        bytes = position..<(position + length)
        meaning = integer(0..<2) == 2 ? .text : Meaning(format: ascii(record[56..<64]))
    }
}

extension XPORTVariable.Meaning {
    /// What a SAS numeric format makes of a number.
    init(format: String) {
        switch format.uppercased() {
        case "DATETIME", "DATEAMPM", "E8601DT", "IS8601DT", "B8601DT", "E8601DN", "MDYAMPM": self = .dateTime
        case "DATE", "DATE9", "DDMMYY", "MMDDYY", "YYMMDD", "YYMMDDD", "YYMMDDS", "E8601DA", "IS8601DA", "B8601DA",
            "DDMMYYD", "DDMMYYS", "DDMMYYP", "MMDDYYD", "MMDDYYS", "YYMMDDN", "YYMMDDP", "WORDDATE":
            self = .date
        default: self = .number
        }
    }
}

extension FileBytes {
    fileprivate func record(_ expected: String) throws(InterchangeError) -> [UInt8] {
        try next(exactly: 80, expected: expected)
    }

    @discardableResult
    fileprivate func header(_ start: String) throws(InterchangeError) -> [UInt8] {
        let record = try record(start)
        try require(record, start)
        return record
    }

    fileprivate func require(_ record: [UInt8], _ start: String) throws(InterchangeError) {
        guard record.starts(with: start.utf8) else {
            throw .foreign(path: path, offset: offset - record.count, expected: start)
        }
    }
}

private func ascii(_ bytes: ArraySlice<UInt8>) -> String {
    let text = String(decoding: bytes, as: UTF8.self)
    return String(text.drop { $0 == " " }.prefix { $0 != " " && $0 != "\0" })
}

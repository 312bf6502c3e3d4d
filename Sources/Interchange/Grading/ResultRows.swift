// SPDX-License-Identifier: Apache-2.0

import CTCAE
import Trial

/// The rows of a file of results, each as bytes until somebody asks for a value.
struct ResultRows: ~Copyable {
    let columns: ResultColumns
    /// `ResultColumns.measured`, made once.
    let measured: [Int]
    private var records: CSVRecords
    private let texts: FileTexts

    /// Opens a file at its first result.
    ///
    /// - Throws: `InterchangeError` and `GradingError` where the file cannot be read or lacks a column.
    init(_ source: borrowing ResultSource) throws {
        var records = try CSVRecords(path: source.path, name: source.name)
        let texts = FileTexts(path: source.path, name: source.name)
        guard try records.next() else { throw InterchangeError.noHeader(path: source.name) }
        let header = (0..<records.count).map { Array(trimmed(records[$0])) }
        // Half of the bytes of UTF-16 are zero, whether or not a mark tells it.
        guard !header.contains(where: { $0.contains(0) }) else { throw InterchangeError.wideText(path: source.name) }
        guard !header.contains(where: { $0.contains(UInt8(ascii: "\r")) }) else {
            throw GradingError.carriageReturns(path: source.name)
        }
        columns = try ResultColumns(
            header: header.map { String(decoding: $0, as: UTF8.self).uppercased() }, path: source.name)
        measured = columns.measured
        self.records = records
        self.texts = texts
    }

    /// The line on which the current row begins.
    var line: Int { records.line }

    /// Whether the current row has the fields that the header promises.
    var isWhole: Bool { !records.isMalformed && records.count == columns.count }

    /// Goes on to the next row; false after the last one.
    mutating func next() throws(InterchangeError) -> Bool { try records.next() }

    /// Goes on to the next row that may be flagged as a baseline; false after the last one.
    mutating func nextFlagged() throws(InterchangeError) -> Bool { try records.next(mayHold: flag) }

    /// A field as it stands in the file, without quotes.
    @inline(__always)
    func raw(_ column: Int) -> UnsafeBufferPointer<UInt8> { records[column] }

    /// A field without blanks around it.
    @inline(__always)
    func bytes(_ column: Int) -> UnsafeBufferPointer<UInt8> {
        let field = records[column]
        guard field.count > 0, field[0] <= blank || field[field.count - 1] <= blank else { return field }
        return trimmed(field)
    }

    /// A field without blanks around it; empty where the file has no such column.
    @inline(__always)
    func bytes(_ column: Int?) -> UnsafeBufferPointer<UInt8> {
        column.map { bytes($0) } ?? UnsafeBufferPointer(start: nil, count: 0)
    }

    /// A field as text; empty where the file has no such column or nothing stands there.
    func text(_ column: Int?) throws -> String {
        let bytes = bytes(column)
        return isMissing(bytes) ? "" : try texts.text(bytes)
    }

    /// Bytes of the file as text.
    func text(_ bytes: UnsafeBufferPointer<UInt8>) throws -> String { try texts.text(bytes) }

    /// A field as a number; nil where it is none.
    @inline(__always)
    func number(_ column: Int?) -> Double? {
        guard let column else { return nil }
        let bytes = bytes(column)
        return bytes.isEmpty ? nil : Double(decimal: bytes)
    }

    /// Whether a flag (SDTM's `Y`, in any case) is set.
    @inline(__always)
    func isSet(_ column: Int?) -> Bool {
        guard let column else { return false }
        let bytes = bytes(column)
        return bytes.count == 1 && bytes[0] & 0xDF == flag
    }

    /// Whether the current row is a baseline of its test.
    @inline(__always)
    var isBaseline: Bool { isSet(columns.baselineFlag) || isSet(columns.lastBeforeExposureFlag) }

    /// When the specimen was collected.
    var collected: ClinicalDate? { ClinicalDate(sdtm: bytes(columns.collected)) }
}

/// Whether nothing stands in a field: R writes `NA` and SAS a point where a value is missing.
@inline(__always)
func isMissing(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    switch bytes.count {
    case 0: true
    case 1: bytes[0] == UInt8(ascii: ".")
    case 2: bytes[0] == UInt8(ascii: "N") && bytes[1] == UInt8(ascii: "A")
    default: false
    }
}

private let blank: UInt8 = 0x20
/// SDTM's way to set a flag.
private let flag = UInt8(ascii: "Y")

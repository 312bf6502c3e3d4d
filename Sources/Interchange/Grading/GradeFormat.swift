// SPDX-License-Identifier: Apache-2.0

import CTCAE

/// How grades are written.
package enum GradeFormat: String, CaseIterable, Sendable {
    /// Comma-separated text with a header, in the encoding of the file that was read.
    case csv
    /// JSON Lines: one object a line with the names of the CSV header, in UTF-8, so that it can be read as it comes.
    case json
}

/// The part of a line that is the same for every row of a test: test, term and direction, commas around them.
struct LabelText {
    private let format: GradeFormat
    private let code: [UInt8]

    /// A test that no file names.
    init(test: String, format: GradeFormat) {
        self.format = format
        code = format == .csv ? quotedForCSV(Array(test.utf8)) : quotedForJSON(test)
    }

    /// - Parameters:
    ///   - code: the test code as the file has it.
    ///   - text: the same as text.
    init(code: UnsafeBufferPointer<UInt8>, text: String, format: GradeFormat) {
        self.format = format
        switch format {
        case .csv:
            // Bytes of an unknown encoding are passed on as they are.
            let isASCII = !code.contains { $0 >= 0x80 }
            self.code = quotedForCSV(isASCII ? Array(text.uppercased().utf8) : Array(code))
        case .json: self.code = quotedForJSON(text.uppercased())
        }
    }

    func label(term: String?, direction: Direction?) -> [UInt8] {
        switch format {
        case .csv:
            let term = quotedForCSV(Array((term ?? "").utf8))
            return [comma] + code + [comma] + term + Array(",\(direction?.rawValue ?? ""),".utf8)
        case .json:
            let term = term.map(quotedForJSON) ?? null
            let direction = direction.map { quotedForJSON($0.rawValue) } ?? null
            return Array(",\"lbtestcd\":".utf8) + code + Array(",\"term\":".utf8) + term
                + Array(",\"direction\":".utf8) + direction + [comma]
        }
    }
}

private let comma = UInt8(ascii: ",")
private let quote = UInt8(ascii: "\"")
private let null = Array("null".utf8)

/// Whether a field needs quotes around it (RFC 4180).
@inline(__always)
func needsQuotes(_ field: UnsafeBufferPointer<UInt8>) -> Bool {
    for byte in field where byte <= comma {
        switch byte {
        case comma, quote, UInt8(ascii: "\n"), UInt8(ascii: "\r"): return true
        default: continue
        }
    }
    return false
}

/// A whole number as JSON has it, so that it can be joined with the file it came from; anything else as a string.
func numberForJSON(_ text: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    let isWhole = (1...15).contains(text.count) && text.allSatisfy { $0 &- 48 < 10 }
    guard isWhole, text[0] != UInt8(ascii: "0") || text.count == 1 else {
        return text.isEmpty ? null : quotedForJSON(String(decoding: text, as: UTF8.self))
    }
    return Array(text)
}

/// A field of CSV, in quotes where it needs them.
func quotedForCSV(_ field: [UInt8]) -> [UInt8] {
    guard field.withUnsafeBufferPointer(needsQuotes) else { return field }
    return [quote] + field.flatMap { $0 == quote ? [quote, quote] : [$0] } + [quote]
}

/// A string of JSON (RFC 8259).
func quotedForJSON(_ text: String) -> [UInt8] {
    var bytes = [quote]
    for byte in text.utf8 {
        switch byte {
        case quote, UInt8(ascii: "\\"): bytes += [UInt8(ascii: "\\"), byte]
        case 0..<0x20:
            let digits = String(byte, radix: 16)
            bytes += Array("\\u\(String(repeating: "0", count: 4 - digits.count))\(digits)".utf8)
        default: bytes.append(byte)
        }
    }
    return bytes + [quote]
}

// SPDX-License-Identifier: Apache-2.0

/// Cuts comma-separated text into records, byte by byte (RFC 4180).
///
/// Lines end in CR LF or LF. A quoted field may hold commas, line ends and doubled quotes.
struct CSVScanner {
    /// One record of the text.
    struct Record {
        /// The line on which the record begins, from 1.
        var line: Int
        /// The fields' bytes, one after another.
        var bytes: [UInt8] = []
        /// Where each field ends in `bytes`.
        var ends: [Int] = []
        /// Whether text stands after a closing quote, so that the fields cannot be trusted.
        var isMalformed = false

        /// Whether any field is quoted.
        var hasQuotes = false

        /// Whether the line is empty.
        var isEmpty: Bool { ends.count == 1 && bytes.isEmpty && !hasQuotes }
    }

    private enum State {
        case fieldStart
        case unquoted
        case quoted
        case quoteInQuoted
    }

    private var state = State.fieldStart
    private var line = 1
    private var record = Record(line: 1)
    private var quoteLine = 1
    private var wasQuoted = false

    /// Whether the text so far ends inside a quoted field, and the line on which that opened.
    var openQuote: Int? { state == .quoted ? quoteLine : nil }

    /// Takes in some text and hands over each record that it ends.
    mutating func scan(_ text: [UInt8], _ body: (Record) throws -> Void) rethrows {
        for byte in text {
            switch (byte, state) {
            case (UInt8(ascii: "\""), _): quote()
            case (UInt8(ascii: ","), .fieldStart), (UInt8(ascii: ","), .unquoted), (UInt8(ascii: ","), .quoteInQuoted):
                endField()
            case (UInt8(ascii: "\n"), .fieldStart), (UInt8(ascii: "\n"), .unquoted),
                (UInt8(ascii: "\n"), .quoteInQuoted):
                line += 1
                try endRecord(body)
            default: append(byte)
            }
        }
    }

    /// Hands over a last record that no line end closed.
    mutating func finish(_ body: (Record) throws -> Void) rethrows {
        guard state != .fieldStart || !record.ends.isEmpty else { return }
        try endRecord(body)
    }

    private mutating func quote() {
        switch state {
        case .fieldStart:
            quoteLine = line
            wasQuoted = true
            record.hasQuotes = true
            state = .quoted
        case .unquoted: record.bytes.append(UInt8(ascii: "\""))
        case .quoted: state = .quoteInQuoted
        case .quoteInQuoted:
            record.bytes.append(UInt8(ascii: "\""))
            state = .quoted
        }
    }

    private mutating func append(_ byte: UInt8) {
        if byte == UInt8(ascii: "\n") { line += 1 }
        switch state {
        case .fieldStart: state = .unquoted
        case .quoteInQuoted where byte != UInt8(ascii: "\r"): record.isMalformed = true
        case .quoteInQuoted: return
        case .unquoted, .quoted: break
        }
        record.bytes.append(byte)
    }

    private mutating func endField() {
        record.ends.append(record.bytes.count)
        wasQuoted = false
        state = .fieldStart
    }

    private mutating func endRecord(_ body: (Record) throws -> Void) rethrows {
        let hasText = record.bytes.count > (record.ends.last ?? 0)
        if hasText, !wasQuoted, record.bytes.last == UInt8(ascii: "\r") { record.bytes.removeLast() }
        endField()
        if !record.isEmpty { try body(record) }
        record = Record(line: line)
    }
}

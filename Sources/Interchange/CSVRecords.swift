// SPDX-License-Identifier: Apache-2.0

import Glibc

/// The records of a file of comma-separated text, one after another (RFC 4180).
///
/// Lines end in CR LF or LF. A quoted field may hold commas, line ends and doubled quotes. Empty lines are no records.
/// The fields of the current record are slices of one buffer, which `next()` overwrites; memory does not grow with the
/// file, because a record has a largest size.
package struct CSVRecords: ~Copyable {
    /// How long a record may be, in bytes.
    package static let recordBytesMax = 1 << 20

    /// The line on which the current record begins, from 1.
    package private(set) var line = 0
    /// How many fields the current record has.
    package private(set) var count = 0
    /// Whether text stands after a closing quote, so that the fields of the current record cannot be trusted.
    package private(set) var isMalformed = false

    private let file: FileBytes
    private var bytes: UnsafeMutablePointer<UInt8>
    private var capacity = 1 << 18
    /// Where the next record begins in `bytes`.
    private var position = 0
    /// Where the bytes read so far end.
    private var end = 0
    private var isAtEnd = false
    private var nextLine = 1
    /// Where the next quote stands in `bytes`, or before `position` when that is not known.
    private var nextQuote = -1
    /// Where the letter that is looked for stands alone next, in upper and in lower case; likewise.
    private var nextUpper = -1
    private var nextLower = -1
    /// Where the fields of the current record begin and end in `bytes`, by turns.
    private var bounds: UnsafeMutablePointer<Int32>
    private var fieldsMax = 64

    /// Opens a file at its first record.
    ///
    /// - Parameter name: what errors call the file, where that is not its path.
    package init(path: String, name: String? = nil) throws(InterchangeError) {
        file = try FileBytes(path: path, name: name)
        bytes = CSVRecords.buffer(capacity)
        bounds = .allocate(capacity: fieldsMax * 2)
    }

    deinit {
        bytes.deallocate()
        bounds.deallocate()
    }

    /// The bytes of a field of the current record, without quotes, until `next()` is called.
    package subscript(field: Int) -> UnsafeBufferPointer<UInt8> {
        @inline(__always)
        get {
            let start = Int(bounds[field * 2])
            return UnsafeBufferPointer(start: bytes + start, count: Int(bounds[field * 2 + 1]) - start)
        }
    }

    /// Goes on to the next record; false after the last one.
    package mutating func next() throws(InterchangeError) -> Bool {
        while true {
            switch scan() {
            case .record: return true
            case .emptyLine: continue
            case .needsBytes: try readOn()
            case .finished: return false
            case .openQuote(let line): throw .unterminatedQuote(path: file.path, line: line)
            }
        }
    }

    /// Goes on to the next record that may have a field of this one letter, in any case; false after the last one.
    ///
    /// - Parameter letter: in upper case.
    ///
    /// Records without quotes are not cut into fields to see that they have none.
    mutating func next(mayHold letter: UInt8) throws(InterchangeError) -> Bool {
        while true {
            skipLines(without: letter)
            switch scan() {
            case .record: return true
            case .emptyLine: continue
            case .needsBytes: try readOn()
            case .finished: return false
            case .openQuote(let line): throw .unterminatedQuote(path: file.path, line: line)
            }
        }
    }

    private enum Scan {
        case record
        case emptyLine
        case needsBytes
        case finished
        case openQuote(line: Int)
    }

    /// Where a scan stands: nothing of the reader changes until the record is seen to be whole.
    private struct Cursor {
        var position: Int
        var fields = 0
        var lineEnds = 0
        var isMalformed = false
        var hasQuotes = false
        var hasDoubledQuotes = false
    }

    private mutating func scan() -> Scan {
        guard position < end else { return isAtEnd ? .finished : .needsBytes }
        bytes[end] = lineFeed
        var cursor = Cursor(position: position)
        var isLast = false
        while !isLast {
            if cursor.fields == fieldsMax { growBounds(used: cursor.fields) }
            if bytes[cursor.position] == quote {
                if let interruption = scanQuoted(&cursor) { return interruption }
            } else {
                scanPlain(&cursor)
            }
            // The line end behind the last byte read is one only if the file ends there.
            if cursor.position == end, !isAtEnd { return .needsBytes }
            isLast = bytes[cursor.position] == lineFeed
            cursor.position += 1
        }
        let isEmpty = cursor.fields == 1 && bounds[0] == bounds[1] && !cursor.hasQuotes
        take(cursor)
        return isEmpty ? .emptyLine : .record
    }

    private mutating func take(_ cursor: Cursor) {
        position = min(cursor.position, end)
        line = nextLine
        nextLine += cursor.lineEnds + 1
        count = cursor.fields
        isMalformed = cursor.isMalformed
        if cursor.hasDoubledQuotes { joinDoubledQuotes() }
    }

    /// Skips whole lines, as far as none has a quote or the letter between commas or blanks.
    private mutating func skipLines(without letter: UInt8) {
        if nextQuote < position { nextQuote = first(quote, from: position, to: end) }
        if nextUpper < position { nextUpper = firstAlone(letter) }
        if nextLower < position { nextLower = firstAlone(letter | 0x20) }
        var stop = min(nextUpper, nextLower)
        while stop > position, bytes[stop - 1] != lineFeed { stop -= 1 }
        nextLine += lineEnds(from: position, to: stop)
        position = stop
    }

    private func lineEnds(from start: Int, to stop: Int) -> Int {
        var number = 0
        var next = first(lineFeed, from: start, to: stop)
        while next < stop {
            number += 1
            next = first(lineFeed, from: next + 1, to: stop)
        }
        return number
    }

    /// Where a letter first stands alone before the next quote, which stands for nowhere.
    private func firstAlone(_ letter: UInt8) -> Int {
        var stop = first(letter, from: position, to: nextQuote)
        while stop < nextQuote, !standsAlone(stop) { stop = first(letter, from: stop + 1, to: nextQuote) }
        return stop
    }

    private func standsAlone(_ index: Int) -> Bool {
        let isEdge = { (byte: UInt8) in byte <= 0x20 || byte == comma }
        return (index == position || isEdge(bytes[index - 1])) && (index + 1 == end || isEdge(bytes[index + 1]))
    }

    /// Where a byte stands first; `stop` where it does not.
    private func first(_ byte: UInt8, from start: Int, to stop: Int) -> Int {
        guard start < stop, let found = memchr(bytes + start, Int32(byte), stop - start) else { return stop }
        return found - UnsafeMutableRawPointer(bytes)
    }

    /// Stops at the comma or line end after a field without quotes around it.
    @inline(__always)
    private func scanPlain(_ cursor: inout Cursor) {
        let start = cursor.position
        var stop = start
        while true {
            let byte = bytes[stop]
            if byte <= comma, byte == comma || byte == lineFeed { break }
            stop += 1
        }
        cursor.position = stop
        let endsInReturn = bytes[stop] == lineFeed && stop > start && bytes[stop - 1] == carriageReturn
        add(start, endsInReturn ? stop - 1 : stop, to: &cursor)
    }

    /// Stops at the comma or line end after a field in quotes; tells why where it cannot.
    private func scanQuoted(_ cursor: inout Cursor) -> Scan? {
        let openingLine = nextLine + cursor.lineEnds
        let start = cursor.position + 1
        var stop = start
        while true {
            while stop < end, bytes[stop] != quote {
                if bytes[stop] == lineFeed { cursor.lineEnds += 1 }
                stop += 1
            }
            guard stop < end else { return isAtEnd ? .openQuote(line: openingLine) : .needsBytes }
            guard stop + 1 < end || isAtEnd else { return .needsBytes }
            guard stop + 1 < end, bytes[stop + 1] == quote else { break }
            cursor.hasDoubledQuotes = true
            stop += 2
        }
        add(start, stop, to: &cursor)
        cursor.hasQuotes = true
        stop += 1
        while stop < end, bytes[stop] == carriageReturn { stop += 1 }
        while bytes[stop] != comma, bytes[stop] != lineFeed {
            cursor.isMalformed = true
            stop += 1
        }
        cursor.position = stop
        return nil
    }

    @inline(__always)
    private func add(_ start: Int, _ stop: Int, to cursor: inout Cursor) {
        bounds[cursor.fields * 2] = Int32(truncatingIfNeeded: start)
        bounds[cursor.fields * 2 + 1] = Int32(truncatingIfNeeded: stop)
        cursor.fields += 1
    }

    /// Turns `""` into `"` in the quoted fields of the current record, in place.
    private func joinDoubledQuotes() {
        for field in 0..<count {
            let (start, stop) = (Int(bounds[field * 2]), Int(bounds[field * 2 + 1]))
            guard start > 0, bytes[start - 1] == quote else { continue }
            var (from, to) = (start, start)
            while from < stop {
                bytes[to] = bytes[from]
                to += 1
                from += bytes[from] == quote ? 2 : 1
            }
            bounds[field * 2 + 1] = Int32(truncatingIfNeeded: to)
        }
    }

    /// A buffer with room behind it for the line end that stops every search, and for whoever reads a field in words.
    private static func buffer(_ capacity: Int) -> UnsafeMutablePointer<UInt8> {
        let room = 32
        let bytes = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity + room)
        memset(bytes, 0, capacity + room)
        return bytes
    }

    private mutating func growBounds(used: Int) {
        let larger = UnsafeMutablePointer<Int32>.allocate(capacity: fieldsMax * 4)
        larger.update(from: bounds, count: used * 2)
        bounds.deallocate()
        bounds = larger
        fieldsMax *= 2
    }

    /// Reads on behind the bytes that are not used yet, which move to the front.
    private mutating func readOn() throws(InterchangeError) {
        let unused = end - position
        if unused == capacity {
            guard capacity < Self.recordBytesMax else {
                throw .recordTooLong(path: file.path, line: nextLine, bytesMax: Self.recordBytesMax)
            }
            let larger = CSVRecords.buffer(capacity * 2)
            larger.update(from: bytes + position, count: unused)
            bytes.deallocate()
            bytes = larger
            capacity *= 2
        } else if position > 0 {
            memmove(bytes, bytes + position, unused)
        }
        let isFirst = file.offset == 0
        let read = try file.next(into: UnsafeMutableBufferPointer(start: bytes + unused, count: capacity - unused))
        position = 0
        (nextQuote, nextUpper, nextLower) = (-1, -1, -1)
        end = unused + read
        isAtEnd = read == 0
        if isFirst { try skipMark() }
    }

    /// Skips the byte order mark that spreadsheets put before UTF-8.
    private mutating func skipMark() throws(InterchangeError) {
        let start = UnsafeBufferPointer(start: bytes, count: end)
        guard !start.starts(with: [0xFF, 0xFE]), !start.starts(with: [0xFE, 0xFF]) else {
            throw .wideText(path: file.path)
        }
        if start.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
    }
}

private let comma = UInt8(ascii: ",")
private let quote = UInt8(ascii: "\"")
private let lineFeed = UInt8(ascii: "\n")
private let carriageReturn = UInt8(ascii: "\r")

// SPDX-License-Identifier: Apache-2.0

/// A JSON array of strings exactly as the store's triggers write it, so that both spell a row key alike.
package func jsonArray(_ values: [String]) -> String {
    var key = RowKeyText()
    for var value in values {
        value.withUTF8 { key.append($0) }
    }
    return key.finish()
}

/// Builds a row key's text value by value, reusing one buffer for many rows.
package struct RowKeyText {
    private var bytes: [UInt8] = []

    /// An empty key.
    package init() {
        bytes.reserveCapacity(128)
    }

    /// Appends one value of the key, as UTF-8.
    package mutating func append(_ value: UnsafeBufferPointer<UInt8>) {
        bytes.append(bytes.isEmpty ? UInt8(ascii: "[") : UInt8(ascii: ","))
        bytes.append(UInt8(ascii: "\""))
        // Without an early end many bytes are looked at at once, and hardly any value needs escapes.
        if value.reduce(UInt8(0), { $0 | escapeMark($1) }) != 0 {
            for byte in value { appendEscaped(byte) }
        } else {
            bytes.append(contentsOf: value)
        }
        bytes.append(UInt8(ascii: "\""))
    }

    /// The text of the key, after which the next key can be built.
    package mutating func finish() -> String {
        if bytes.isEmpty { bytes.append(UInt8(ascii: "[")) }
        bytes.append(UInt8(ascii: "]"))
        defer { bytes.removeAll(keepingCapacity: true) }
        return String(decoding: bytes, as: UTF8.self)
    }

    private mutating func appendEscaped(_ byte: UInt8) {
        guard needsEscape(byte) else {
            bytes.append(byte)
            return
        }
        bytes.append(UInt8(ascii: "\\"))
        switch byte {
        case 0x08: bytes.append(UInt8(ascii: "b"))
        case 0x09: bytes.append(UInt8(ascii: "t"))
        case 0x0A: bytes.append(UInt8(ascii: "n"))
        case 0x0C: bytes.append(UInt8(ascii: "f"))
        case 0x0D: bytes.append(UInt8(ascii: "r"))
        case 0..<0x20:
            let digits = Array("0123456789abcdef".utf8)
            bytes.append(contentsOf: "u00".utf8)
            bytes.append(digits[Int(byte >> 4)])
            bytes.append(digits[Int(byte & 0xF)])
        default: bytes.append(byte)
        }
    }
}

private func needsEscape(_ byte: UInt8) -> Bool { escapeMark(byte) != 0 }

private func escapeMark(_ byte: UInt8) -> UInt8 {
    (byte < 0x20 ? 1 : 0) | (byte == UInt8(ascii: "\"") ? 1 : 0) | (byte == UInt8(ascii: "\\") ? 1 : 0)
}

/// The strings of a JSON array of strings, or nil when the text is anything else.
func strings(ofJSONArray text: String) -> [String]? {
    var scan = JSONStrings(bytes: ArraySlice(text.utf8))
    return scan.array()
}

private struct JSONStrings {
    var bytes: ArraySlice<UInt8>

    mutating func array() -> [String]? {
        guard skip("[") else { return nil }
        guard !skip("]") else { return bytes.isEmpty ? [] : nil }
        var values: [String] = []
        repeat {
            guard let value = string() else { return nil }
            values.append(value)
        } while skip(",")
        return skip("]") && bytes.isEmpty ? values : nil
    }

    private mutating func skip(_ character: Unicode.Scalar) -> Bool {
        guard let first = bytes.first, UInt32(first) == character.value else { return false }
        bytes.removeFirst()
        return true
    }

    private mutating func string() -> String? {
        guard skip("\"") else { return nil }
        var value: [UInt8] = []
        while let byte = bytes.popFirst() {
            switch byte {
            case UInt8(ascii: "\""): return String(decoding: value, as: UTF8.self)
            case UInt8(ascii: "\\"):
                guard let unescaped = unescaped() else { return nil }
                value.append(unescaped)
            default: value.append(byte)
            }
        }
        return nil
    }

    /// The character after a backslash; only what `RowKeyText` writes is understood.
    private mutating func unescaped() -> UInt8? {
        guard let byte = bytes.popFirst() else { return nil }
        switch byte {
        case UInt8(ascii: "b"): return 0x08
        case UInt8(ascii: "t"): return 0x09
        case UInt8(ascii: "n"): return 0x0A
        case UInt8(ascii: "f"): return 0x0C
        case UInt8(ascii: "r"): return 0x0D
        case UInt8(ascii: "u"):
            let digits = String(decoding: bytes.prefix(4), as: UTF8.self)
            bytes = bytes.dropFirst(4)
            return UInt8(digits, radix: 16)
        default: return byte
        }
    }
}

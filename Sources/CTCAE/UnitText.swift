// SPDX-License-Identifier: Apache-2.0

/// A short text as bytes on the stack, because the unit of each result passes through two of them.
struct UnitText: Sendable {
    /// No unit is longer; a longer text is a remark.
    static let longest = 64

    private var bytes = InlineArray<64, UInt8>(repeating: 0)
    private(set) var count = 0
    /// Whether something was appended that had no room.
    private(set) var isTooLong = false

    subscript(index: Int) -> UInt8 { bytes[index] }

    var last: UInt8? { count > 0 ? bytes[count - 1] : nil }

    /// Whether the text goes on with some bytes at a position.
    func has(_ other: [UInt8], at start: Int) -> Bool {
        guard start >= 0, start + other.count <= count else { return false }
        for index in other.indices where bytes[start + index] != other[index] { return false }
        return true
    }

    mutating func append(_ byte: UInt8) {
        guard count < Self.longest else {
            isTooLong = true
            return
        }
        bytes[count] = byte
        count += 1
    }

    mutating func append(_ text: String) {
        for byte in text.utf8 { append(byte) }
    }

    mutating func insert(_ byte: UInt8, at index: Int) {
        append(byte)
        var position = count - 1
        while position > index {
            bytes[position] = bytes[position - 1]
            position -= 1
        }
        bytes[index] = byte
    }

    mutating func removeFirst() {
        for index in 1..<max(count, 1) { bytes[index - 1] = bytes[index] }
        removeLast()
    }

    mutating func removeLast(_ number: Int = 1) { count = max(0, count - number) }
}

extension UnitText {
    /// A spelling in small ASCII letters as far as it has any, without blanks and brackets.
    ///
    /// Full-width signs, superscripts and squared symbols are written out; other scripts stay as UTF-8.
    init(folding spelling: String) {
        var wasSuperscript = false
        for scalar in spelling.unicodeScalars {
            let digit = Self.superscript(scalar)
            if let digit {
                // Only the first of several superscripts opens the exponent.
                if !wasSuperscript { append(UInt8(ascii: "^")) }
                append(digit)
            } else if scalar.isASCII {
                fold(UInt8(truncatingIfNeeded: scalar.value))
            } else if (0xFF01...0xFF5E).contains(scalar.value) {
                fold(UInt8(truncatingIfNeeded: scalar.value - 0xFEE0))
            } else if let plain = Self.plain(scalar) {
                append(plain)
            } else {
                UTF8.encode(scalar)?.forEach { append($0) }
            }
            wasSuperscript = digit != nil
        }
    }

    private mutating func fold(_ byte: UInt8) {
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): append(byte | 0x20)
        case 0...0x20, 0x7F: break
        case UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "["), UInt8(ascii: "]"): break
        // A comma is a decimal or a thousands mark: 1,73 and 1,000.
        case UInt8(ascii: ","), UInt8(ascii: "_"): break
        default: append(byte)
        }
    }

    private static func superscript(_ scalar: Unicode.Scalar) -> UInt8? {
        switch scalar.value {
        case 0xB9: UInt8(ascii: "1")
        case 0xB2: UInt8(ascii: "2")
        case 0xB3: UInt8(ascii: "3")
        case 0x2070, 0x2074...0x2079: UInt8(ascii: "0") + UInt8(scalar.value - 0x2070)
        case 0x207A: UInt8(ascii: "+")
        case 0x207B: UInt8(ascii: "-")
        default: nil
        }
    }

    /// What a sign outside ASCII stands for; nil for a letter of another script.
    private static func plain(_ scalar: Unicode.Scalar) -> String? {
        switch scalar {
        // The micro sign, and the Greek letter in both cases: an upper-cased export turns one into the other.
        case "\u{B5}", "\u{3BC}", "\u{39C}": "u"
        case "\u{D7}", "\u{2715}", "\u{2716}", "\u{445}", "\u{425}": "x"
        case "\u{2217}", "\u{204E}": "*"
        case "\u{B7}", "\u{2022}", "\u{2219}", "\u{22C5}", "\u{30FB}", "\u{FF65}": "."
        case "\u{2044}", "\u{2215}": "/"
        // The logical and is what Chinese typists find when they look for a caret.
        case "\u{2C6}", "\u{2227}", "\u{22C0}", "\u{FE3F}": "^"
        case "\u{2010}", "\u{2011}", "\u{2013}", "\u{2212}", "\u{2C9}", "\u{AF}": "-"
        // A degree sign says nothing that C or F does not.
        case "\u{B0}", "\u{BA}", "\u{2DA}", "\u{A0}", "\u{2002}"..."\u{200B}", "\u{202F}", "\u{3000}", "\u{FEFF}": ""
        default: squared(scalar)
        }
    }

    /// The units that Unicode has as one sign each.
    private static func squared(_ scalar: Unicode.Scalar) -> String? {
        switch scalar {
        case "\u{2113}": "l"
        case "\u{2103}": "c"
        case "\u{2109}": "f"
        case "\u{338D}": "ug"
        case "\u{338E}": "mg"
        case "\u{338F}": "kg"
        case "\u{3395}": "ul"
        case "\u{3396}": "ml"
        case "\u{3397}": "dl"
        case "\u{339C}": "mm"
        case "\u{33A1}": "m2"
        case "\u{33A3}": "mm3"
        case "\u{33AA}": "kpa"
        case "\u{33B3}": "ms"
        default: nil
        }
    }
}

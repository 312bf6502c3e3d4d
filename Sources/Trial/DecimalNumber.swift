// SPDX-License-Identifier: Apache-2.0

extension Double {
    /// Reads a decimal number as collected results are written: `24`, `-0.5`, `.5`, `1.2e3`; nil for anything else.
    ///
    /// Hexadecimal numbers, `nan`, `inf`, blanks and a decimal comma are no numbers here. Neither is a number beyond
    /// the range of Double, nor one so small that it would become zero: the result would not be what was written.
    /// The number is the nearest Double. An integer up to 2^53 times or over a power of ten up to 10^22 needs one
    /// rounding of two exact numbers (W. D. Clinger, How to read floating point numbers accurately, 1990); others are
    /// read by the standard library.
    package init?(decimal text: UnsafeBufferPointer<UInt8>) {
        var position = 0
        var isNegative = false
        if let first = text.first, first == UInt8(ascii: "-") || first == UInt8(ascii: "+") {
            isNegative = first == UInt8(ascii: "-")
            position = 1
        }
        var digits: UInt64 = 0
        var significantDigits = 0
        let whole = readDigits(text, &position, &digits, &significantDigits)
        var fraction = 0
        if position < text.count, text[position] == UInt8(ascii: ".") {
            position += 1
            fraction = readDigits(text, &position, &digits, &significantDigits)
        }
        guard whole + fraction > 0 else { return nil }
        var exponent = -fraction
        if position < text.count {
            guard let written = readExponent(text, &position), position == text.count else { return nil }
            exponent += written
        }
        if significantDigits <= 19, digits <= 1 << 53, exponent.magnitude < powersOfTen.count {
            let size = Double(digits)
            let number = exponent < 0 ? size / powersOfTen[-exponent] : size * powersOfTen[exponent]
            self = isNegative ? -number : number
            return
        }
        guard let number = Double(String(decoding: text, as: UTF8.self)), number.isFinite else { return nil }
        guard number != 0 || significantDigits == 0 else { return nil }
        self = number
    }
}

/// Reads digits and gives how many there are; zeros in front of all others are not significant.
@inline(__always)
private func readDigits(
    _ text: UnsafeBufferPointer<UInt8>, _ position: inout Int, _ digits: inout UInt64, _ significantDigits: inout Int
) -> Int {
    let start = position
    while position < text.count {
        let digit = text[position] &- 48
        guard digit < 10 else { break }
        digits = digits &* 10 &+ UInt64(digit)
        if significantDigits > 0 || digit > 0 { significantDigits += 1 }
        position += 1
    }
    return position - start
}

/// Reads `e`, a sign and digits; nil where something else stands.
private func readExponent(_ text: UnsafeBufferPointer<UInt8>, _ position: inout Int) -> Int? {
    guard text[position] | 0x20 == UInt8(ascii: "e") else { return nil }
    position += 1
    var isNegative = false
    if position < text.count, text[position] == UInt8(ascii: "-") || text[position] == UInt8(ascii: "+") {
        isNegative = text[position] == UInt8(ascii: "-")
        position += 1
    }
    guard position < text.count else { return nil }
    var exponent = 0
    while position < text.count {
        let digit = text[position] &- 48
        guard digit < 10 else { return nil }
        // Far outside the range of Double more digits change nothing.
        exponent = min(exponent * 10 + Int(digit), 100_000)
        position += 1
    }
    return isNegative ? -exponent : exponent
}

/// The powers of ten that a Double holds exactly.
private let powersOfTen: [Double] = [
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20,
    1e21, 1e22,
]

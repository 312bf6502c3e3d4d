// SPDX-License-Identifier: Apache-2.0

import Foundation

/// Reads a hexadecimal floating-point number of the IBM System/360, as SAS transport files hold numbers.
///
/// The first byte is a sign bit and a base-16 exponent in excess 64; the rest, of 1 to 7 bytes, is a fraction. A file
/// may cut trailing bytes off, which then count as zero.
///
/// - Returns: nil for a missing value (`.`, `._`, `.A` to `.Z`: that character and nothing but zeros).
func ibmFloat(_ bytes: UnsafeBufferPointer<UInt8>) -> Double? {
    guard let first = bytes.first else { return nil }
    let fraction = bytes.dropFirst().prefix(7)
    let mantissa = fraction.reduce(UInt64(0)) { $0 << 8 | UInt64($1) } << UInt64(8 * (7 - fraction.count))
    guard mantissa != 0 else { return isMissing(first) ? nil : 0 }
    let exponent = (Int(first & 0x7F) - 64) * 4 - 56
    let magnitude = Double(sign: .plus, exponent: exponent, significand: Double(mantissa))
    return first & 0x80 == 0 ? magnitude : -magnitude
}

private func isMissing(_ first: UInt8) -> Bool {
    first == UInt8(ascii: ".") || first == UInt8(ascii: "_") || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(first)
}

/// A number as SDTM text: whole numbers without a point, others with the fewest digits that tell them apart.
///
/// At most 15 significant digits, which is what SAS keeps through an exchange of files: VISITNUM 4.2 leaves some
/// writers as 4.199999999999999, and must be the same visit in whatever file it comes.
func numberText(_ number: Double) -> String {
    guard number.magnitude >= 1e15 || number != number.rounded() else { return String(Int64(number)) }
    let text = String(number)
    guard text.utf8.count > significantDigitsMax + 1 else { return text }
    return Double(String(format: "%.\(significantDigitsMax)g", number)).map { "\($0)" } ?? text
}

private let significantDigitsMax = 15

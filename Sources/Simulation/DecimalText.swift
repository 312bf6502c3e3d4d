// SPDX-License-Identifier: Apache-2.0

/// A number written with a fixed count of decimals, as laboratories report it, for example `3.20`.
func decimalText(_ number: Double, places: Int) -> String {
    var scale = 1
    for _ in 0..<places { scale *= 10 }
    return decimalText(scaled: Int((number * Double(scale)).rounded()), places: places)
}

/// A number given in units of its last decimal, written with its decimal point.
func decimalText(scaled: Int, places: Int) -> String {
    guard places > 0 else { return String(scaled) }
    let written = padded(abs(scaled), places + 1)
    return "\(scaled < 0 ? "-" : "")\(written.dropLast(places)).\(written.suffix(places))"
}

/// A whole number padded with zeros to a width.
func padded(_ number: Int, _ width: Int) -> String {
    let text = String(number)
    return String(repeating: "0", count: max(0, width - text.utf8.count)) + text
}

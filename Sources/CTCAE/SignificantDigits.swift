// SPDX-License-Identifier: Apache-2.0

/// Comparison of decimal quantities that binary arithmetic has blurred.
///
/// Both sides are rounded to 15 significant digits, the most that every Double keeps, so that 79.9999999 is
/// below 80 while 1.1 x 3 is not above 3.3.
package enum SignificantDigits {
    /// Whether a value lies below a cut.
    package static func isBelow(_ value: Double, _ cut: Double) -> Bool {
        guard isNear(value, cut) else { return value < cut }
        return value != cut && rounded(value) < rounded(cut)
    }

    /// Whether a value lies above a cut.
    package static func isAbove(_ value: Double, _ cut: Double) -> Bool {
        isBelow(cut, value)
    }

    /// A number rounded to 15 significant decimal digits.
    package static func rounded(_ number: Double) -> Double {
        guard number.isFinite, number != 0 else { return number }
        var places = 14 - magnitude(of: number)
        // Ten to the 22nd is the last power of ten that a Double holds exactly.
        places = min(max(places, -22), 22)
        guard places >= 0 else {
            let unit = power(-places)
            return (number / unit).rounded() * unit
        }
        let unit = power(places)
        let product = number * unit
        // The product's own rounding error decides where the sixteenth digit is a five.
        let lost = (-product).addingProduct(number, unit)
        var whole = product.rounded(.toNearestOrEven)
        let rest = (product - whole) + lost
        if rest > 0.5 { whole += 1 }
        if rest < -0.5 { whole -= 1 }
        return whole / unit
    }

    /// Rounding can only matter between numbers that agree to about 14 digits.
    private static func isNear(_ first: Double, _ second: Double) -> Bool {
        abs(first - second) <= 1e-13 * abs(second)
    }

    /// The power of ten of the leading digit.
    private static func magnitude(of number: Double) -> Int {
        let size = abs(number)
        var exponent = 0
        if size >= 1 {
            while exponent < 22, size >= power(exponent + 1) { exponent += 1 }
        } else {
            while exponent > -22, size * power(-exponent) < 1 { exponent -= 1 }
        }
        return exponent
    }

    private static func power(_ exponent: Int) -> Double { powers[exponent] }

    private static let powers: [Double] = (0...22).map { exponent in
        (0..<exponent).reduce(1) { product, _ in product * 10 }
    }
}

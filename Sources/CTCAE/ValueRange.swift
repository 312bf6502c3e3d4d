// SPDX-License-Identifier: Apache-2.0

/// The values that a quantity may have, both ends included; one value where it is known.
package struct ValueRange: Hashable, Sendable {
    /// The lowest value.
    package let lowest: Double
    /// The highest value.
    package let highest: Double

    /// A known value.
    package init(_ value: Double) {
        (lowest, highest) = (value, value)
    }

    /// The values between two, whichever of them is the higher.
    package init(between first: Double, and second: Double) {
        (lowest, highest) = (min(first, second), max(first, second))
    }

    /// The only value there is; nil for a true range.
    package var single: Double? { lowest == highest ? lowest : nil }

    /// The range through a function that only rises or only falls.
    func mapped(_ monotone: (Double) -> Double) -> ValueRange {
        ValueRange(between: monotone(lowest), and: monotone(highest))
    }

    /// The smallest range that holds both.
    func union(_ other: ValueRange) -> ValueRange {
        ValueRange(between: min(lowest, other.lowest), and: max(highest, other.highest))
    }

    /// The part of a true range that is plausible; a known value stays as it is, for the grader to judge.
    func limited(to plausible: PlausibleRange) -> ValueRange {
        guard single == nil else { return self }
        let floor = plausible.orZero ? 0 : plausible.lowest
        let within = { (value: Double) in min(max(value, floor), plausible.highest) }
        return ValueRange(between: within(lowest), and: within(highest))
    }
}

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

    /// The smallest range that holds both.
    func union(_ other: ValueRange) -> ValueRange {
        ValueRange(between: min(lowest, other.lowest), and: max(highest, other.highest))
    }

    /// What is plausible of the range; nil when nothing of it is.
    ///
    /// A known value stays as it is, for the grader to judge, but for a count above 0 and under the least that a
    /// counter reports: the product of a small count and a small share is no typing error, and lies between the two.
    func limited(to plausible: PlausibleRange) -> ValueRange? {
        if let single {
            guard plausible.orZero, single > 0, single < plausible.lowest else { return self }
            return ValueRange(between: 0, and: plausible.lowest)
        }
        let floor = plausible.orZero ? 0 : plausible.lowest
        guard highest >= floor, lowest <= plausible.highest else { return nil }
        return ValueRange(between: max(lowest, floor), and: min(highest, plausible.highest))
    }
}

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

    /// What is plausible of the range; nil when nothing of it is.
    ///
    /// A count above 0 and under the least that a counter reports lies between the two: the product of a small count
    /// and a small share is no typing error.
    func limited(to plausible: PlausibleRange) -> ValueRange? {
        if let single {
            guard !plausible.contains(single) else { return self }
            let isUnderCounter = plausible.orZero && single > 0 && single < plausible.lowest
            return isUnderCounter ? ValueRange(between: 0, and: plausible.lowest) : nil
        }
        let floor = plausible.orZero ? 0 : plausible.lowest
        guard highest >= floor, lowest <= plausible.highest else { return nil }
        return ValueRange(between: max(lowest, floor), and: min(highest, plausible.highest))
    }
}

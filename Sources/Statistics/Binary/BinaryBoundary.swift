// SPDX-License-Identifier: Apache-2.0

/// A stopping boundary: at each look, how many events among the evaluable subjects cross it.
///
/// It comes from calibrating a design, or from the table printed in a protocol.
package struct BinaryBoundary: Hashable, Sendable {
    /// The looks at which the boundary is defined.
    package let looks: Looks
    /// The smallest number of events that crosses, one for each look; n + 1 where n subjects cannot cross.
    package let bounds: [Int]

    /// A boundary from bounds that are given; one that exceeds n + 1 is stored as n + 1.
    ///
    /// - Throws: `DesignError` naming `bounds` if there is not one for each look, or if one is below 1.
    package init(looks: Looks, bounds: [Int]) throws(DesignError) {
        guard bounds.count == looks.subjects.count else {
            throw DesignError(
                argument: .bounds, found: "\(bounds.count) bounds",
                allowed: "one for each of \(looks.subjects.count) looks")
        }
        if let low = bounds.first(where: { $0 < 1 }) {
            throw DesignError(argument: .bounds, found: "\(low)", allowed: "at least 1 event")
        }
        self.init(looks: looks, checkedBounds: bounds)
    }

    /// A boundary from bounds known to be at least 1, one for each look.
    init(looks: Looks, checkedBounds: [Int]) {
        self.looks = looks
        bounds = zip(looks.subjects, checkedBounds).map { min($0 + 1, $1) }
    }
}

/// A run of looks that share one bound: "stop if at least `bound` events among `subjects`".
package struct StopRange: Hashable, Sendable {
    /// The smallest number of events that crosses.
    package let bound: Int
    /// From the first to the last look of the run, in evaluable subjects; only looks within it count.
    package let subjects: ClosedRange<Int>

    /// A run of looks with one bound.
    package init(bound: Int, subjects: ClosedRange<Int>) {
        self.bound = bound
        self.subjects = subjects
    }
}

extension BinaryBoundary {
    /// The boundary as a protocol prints it, in the order of the looks, without those that cannot cross.
    package var stopRanges: [StopRange] {
        var ranges: [StopRange] = []
        for (subjects, bound) in zip(looks.subjects, bounds) where bound <= subjects {
            if let previous = ranges.last, previous.bound == bound {
                ranges[ranges.count - 1] = StopRange(bound: bound, subjects: previous.subjects.lowerBound...subjects)
            } else {
                ranges.append(StopRange(bound: bound, subjects: subjects...subjects))
            }
        }
        return ranges
    }
}

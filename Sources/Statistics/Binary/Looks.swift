// SPDX-License-Identifier: Apache-2.0

/// The numbers of evaluable subjects at which a boundary is looked at, rising.
///
/// The last look is the design's horizon N: nothing is decided beyond it.
package struct Looks: Hashable, Sendable {
    /// The largest horizon a design may have; calibration holds a score for each pair of look and event count,
    /// which is 16 MB at this size when every subject is a look.
    package static let subjectsMax = 2_000

    /// The number of evaluable subjects at each look, strictly rising and at least 1.
    package let subjects: [Int]

    /// The horizon N: the number of evaluable subjects at the last look.
    package let last: Int

    /// Looks after given numbers of subjects; a single look is a design too.
    ///
    /// - Throws: `DesignError` naming `looks` if there is none, if one is below 1 or above `subjectsMax`, or if they
    ///   do not rise.
    package init(after subjects: [Int]) throws(DesignError) {
        guard let first = subjects.first, let last = subjects.last else {
            throw DesignError(argument: .looks, found: "no look", allowed: "at least one look")
        }
        if let fall = zip(subjects, subjects.dropFirst()).first(where: { $0 >= $1 }) {
            throw DesignError(
                argument: .looks, found: "\(fall.0) followed by \(fall.1)",
                allowed: "numbers that rise from look to look")
        }
        let allowed = 1...Self.subjectsMax
        guard allowed.contains(first), allowed.contains(last) else {
            let found = allowed.contains(first) ? last : first
            throw DesignError(argument: .looks, found: "\(found)", allowed: "1 to \(Self.subjectsMax) subjects")
        }
        self.subjects = subjects
        self.last = last
    }

    /// A look after every subject from the first one decided on to the horizon, both included.
    ///
    /// - Throws: `DesignError` naming `looks` if the first is below 1, or the last below the first or above
    ///   `subjectsMax`.
    package init(everySubjectFrom first: Int, through last: Int) throws(DesignError) {
        guard first >= 1, last >= first, last <= Self.subjectsMax else {
            throw DesignError(
                argument: .looks, found: "\(first) through \(last)",
                allowed: "a rising range within 1 to \(Self.subjectsMax)")
        }
        try self.init(after: Array(first...last))
    }

    /// The position of the first look at or after a number of subjects, or the number of looks if none is left.
    func index(atOrAfter count: Int) -> Int {
        subjects.firstSortedIndex { $0 >= count }
    }
}

extension RandomAccessCollection {
    /// The first position whose element meets a condition that, once met, holds for all later elements.
    func firstSortedIndex(where holds: (Element) -> Bool) -> Index {
        var low = startIndex
        var remaining = count
        while remaining > 0 {
            let half = remaining / 2
            let middle = index(low, offsetBy: half)
            if holds(self[middle]) {
                remaining = half
            } else {
                low = index(after: middle)
                remaining -= half + 1
            }
        }
        return low
    }
}

// SPDX-License-Identifier: Apache-2.0

/// How far an arm is from its boundary, counted in events.
package enum EventsToBoundary: Hashable, Sendable {
    /// The tally stands at a look and crosses the boundary there.
    case crossed
    /// So many further events cross, at the earliest at the look after `atSubjects` evaluable subjects.
    ///
    /// Zero events means that the count suffices already and its look is still to come.
    case further(events: Int, atSubjects: Int)
    /// Looks are left, but even an event in every subject to come crosses at none of them.
    case outOfReach
    /// No look is left, and the tally does not cross at the last one.
    case horizonReached
}

extension BinaryBoundary {
    /// The fewest further events with which an arm crosses: min k such that y + k ≥ b(n + k).
    ///
    /// Between the looks of a grouped design the k events may fall on any of the subjects up to the look.
    /// Whether the arm crossed at an earlier look is told by `firstCrossing(along:)`.
    ///
    /// - Throws: `DesignError` naming `events` or `subjects` if the counts do not fit each other.
    package func eventsToBoundary(events: Int, subjects: Int) throws(DesignError) -> EventsToBoundary {
        let tally = try Tally(events: events, subjects: subjects)
        var nearest = EventsToBoundary.outOfReach
        var eventsMin = Int.max
        for look in looks.index(atOrAfter: tally.subjects)..<bounds.count {
            let needed = max(0, bounds[look] - tally.events)
            let toCome = looks.subjects[look] - tally.subjects
            guard needed <= toCome, needed < eventsMin else { continue }
            if toCome == 0 { return .crossed }
            nearest = .further(events: needed, atSubjects: looks.subjects[look])
            eventsMin = needed
        }
        return tally.subjects >= looks.last ? .horizonReached : nearest
    }
}

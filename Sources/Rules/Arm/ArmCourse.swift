// SPDX-License-Identifier: Apache-2.0

package import Trial

/// The course of an arm under a stopping rule, by event date as now known, for tables and drawings.
package struct ArmCourse: Hashable, Sendable {
    /// What was counted on a day.
    package struct Point: Hashable, Sendable {
        /// The day.
        package var day: CalendarDay
        /// What the events are held against: subjects, effective subjects or days under observation.
        package var size: Double
        /// Confirmed events.
        package var events: Int
        /// The events if every unknown counted.
        package var eventsWorstCase: Int
        /// The fewest events that cross at this size; nil before the first look and past the horizon.
        package var bound: Int?
    }

    /// SDTM ARMCD.
    package var arm: String
    /// The first entry, the day before each change of the counts and the day of it, and today; empty without entries.
    package var points: [Point]

    /// The course up to a day.
    package init(
        of arm: String, under rule: ArmRule, _ summaries: [SubjectSummary], through today: CalendarDay
    ) {
        self.arm = arm
        let members = summaries.compactMap { ArmMember($0, of: arm, rule: rule) }
        let path = ArmPath(members, against: rule.boundary, worstCase: false)
        let worst = ArmPath(members, against: rule.boundary, worstCase: true)
        guard let first = members.map(\.entry).min(), first <= today else {
            points = []
            return
        }
        let changes = path.daysLookedAt(by: today) + worst.daysLookedAt(by: today)
        let days = Set([first, today] + changes + changes.map { $0 - 1 }).filter { (first...today).contains($0) }
        points = days.sorted().map { day in
            let step = path.step(on: day)
            return Point(
                day: day, size: step.size, events: step.events, eventsWorstCase: worst.step(on: day).events,
                bound: rule.boundary.bound(at: step.size))
        }
    }
}

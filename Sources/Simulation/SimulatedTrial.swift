// SPDX-License-Identifier: Apache-2.0

package import Trial

/// A plausible run of NCT04217967: every row that 13 hospitals enter, in the order in which they enter it.
///
/// Ixazomib, lenalidomide or both are given in 28-day cycles; blood counts fall and recover with the doses that were
/// really taken, adverse events come at about the published rates, and sites mostly hold and reduce doses as the
/// protocol asks. Sites also enter late, mistype, correct and enter twice. Nobody in it is real, and no rate in it
/// is evidence about a drug.
///
/// The result depends on the arguments alone: equal arguments give equal writes on every platform.
package struct SimulatedTrial: Hashable, Sendable {
    /// SDTM STUDYID of every row.
    package static let study = "NCT04217967"
    /// The sites' zone, which has no summer time: seconds east of UTC (Asia/Shanghai).
    package static let secondsFromUTC = 8 * 3_600

    /// Chooses the trial.
    package let seed: UInt64
    /// How many subjects consent.
    package let subjects: Int
    /// The day the first subject consents.
    package let start: CalendarDay
    /// The last day of follow-up; sites go on entering for some weeks after it.
    package let end: CalendarDay

    /// A trial of so many subjects between two days, who enrol in about the first 73 % of that time.
    ///
    /// - Precondition: `subjects` is not negative and `end` does not precede `start`.
    package init(seed: UInt64, subjects: Int, start: CalendarDay, end: CalendarDay) {
        precondition(subjects >= 0, "a trial has no fewer than 0 subjects")
        precondition(start <= end, "a trial ends no earlier than it starts")
        self.seed = seed
        self.subjects = subjects
        self.start = start
        self.end = end
    }

    /// The registered enrolment of NCT04217967.
    package static let enrolment = 211
    /// 2019-09-24, the registered start of NCT04217967.
    package static let firstDay = CalendarDay(daysSince1970: 18_163)
    /// 2024-06-30, the registered completion of NCT04217967.
    package static let lastDay = CalendarDay(daysSince1970: 19_904)

    /// Everything the sites write, by entry instant.
    package func writes() -> [SimulatedWrite] {
        var writes: [SimulatedWrite] = []
        for subject in roster() {
            var course = SubjectCourse(subject: subject, end: end, seed: seed)
            course.run()
            var entry = DataEntry(subject: subject, seed: seed)
            writes += entry.writes(of: course.histories)
        }
        // The order among equal instants must not depend on the sorting algorithm.
        let order = writes.indices.sorted { (writes[$0].at, $0) < (writes[$1].at, $1) }
        return order.map { writes[$0] }
    }
}

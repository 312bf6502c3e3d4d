// SPDX-License-Identifier: Apache-2.0

import CTCAE
import Trial

/// Observations of one term, of which those alone meet a rule whose grade has risen far enough within its days.
///
/// A rise is certain by the least that the grade now and the most that an earlier one may be, and possible the other
/// way round. A result without a day, or of which nothing is known, is compared with nothing.
func risen(
    _ observations: [Observation], by rise: GradeRise, of term: LabTerm, in laboratory: GradedLaboratory
) -> [Observation] {
    let graded = observations.map { RisingGrade($0, of: term, in: laboratory) }
    let placed = graded.filter { $0.day != nil && $0.possible != nil }.sorted { $0.place < $1.place }
    let positions = Dictionary(
        placed.enumerated().map { ($1.observation.sample, $0) }, uniquingKeysWith: { first, _ in first })
    return graded.map { own in
        guard own.observation.meets else { return own.observation }
        var observation = own.observation
        guard let position = positions[own.observation.sample], let day = own.day, let now = own.possible else {
            observation.standing = .undecided
            return observation
        }
        let before = placed[..<position].reversed().prefix { $0.day.map { day - $0 <= rise.withinDays } ?? false }
        let lowest = before.min { ($0.possible?.upperBound ?? 0) < ($1.possible?.upperBound ?? 0) }
        let lowestPossible = before.compactMap(\.possible?.lowerBound).min()
        if let lowest, let most = lowest.possible?.upperBound, now.lowerBound - most >= rise.grades {
            observation.references = [lowest.observation.sample]
        } else if let lowestPossible, now.upperBound - lowestPossible >= rise.grades {
            observation.standing = .undecided
        } else {
            observation.standing = .between
        }
        return observation
    }
}

/// A grade among those of its term, and where it stands in time.
private struct RisingGrade {
    let observation: Observation
    /// The grades it may be.
    let possible: ClosedRange<Int>?
    /// Its day; nil where that is not known.
    let day: CalendarDay?

    init(_ observation: Observation, of term: LabTerm, in laboratory: GradedLaboratory) {
        self.observation = observation
        let sample = laboratory.samples[observation.sample]
        possible = sample.grades[term].flatMap { laboratory.gradesPossible($0, of: sample) }
        day = observation.collected.flatMap { $0.isComplete ? $0.earliest : nil }
    }

    /// Of one day, results without a time come first: what was measured then may have been the lower one.
    var place: (Int, Int, RowKey) {
        (day?.daysSince1970 ?? 0, observation.collected?.minuteOfDay ?? -1, observation.key)
    }
}

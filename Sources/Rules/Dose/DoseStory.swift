// SPDX-License-Identifier: Apache-2.0

package import Trial

/// What happened to the doses of one subject, remade from the whole record on each look.
package struct DoseStory: Hashable, Sendable {
    /// Cycles begun, in order.
    package var cycles: [Cycle]
    /// One entry for each drug of the regimen, in its order.
    package var drugs: [DrugStory]
    /// Deviations and rows in doubt, by drug, each drug's in order of time.
    package var findings: [DoseFinding]
    /// What each episode of toxicity means for each drug, by the episode's id, then the drug's.
    package var answers: [String: [String: DoseAnswer]]
    /// The next day on which the story changes without any row changing; nil when there is none.
    package var changesOn: CalendarDay?

    /// The story of a drug by id.
    package func drug(_ id: String) -> DrugStory? {
        drugs.first { $0.drug == id }
    }
}

/// What happened to the doses of one drug.
package struct DrugStory: Hashable, Sendable {
    /// The drug's id.
    package var drug: String
    /// The states from the first recorded day to today.
    package var states: [DatedDoseState]
    /// How it stands today.
    package var now: DoseState
    /// The dose due today, or on resuming where the drug is held.
    package var due: DueDose
    /// Steps down, in order of time.
    package var steps: [DoseStep]
    /// The row of the last dose begun; nil when none was.
    package var lastGiven: LastDose?
}

/// The dose last begun.
package struct LastDose: Hashable, Sendable {
    /// The row.
    package var key: RowKey
    /// The first day it may have been taken.
    package var day: CalendarDay
    /// The single dose in the ladder's unit; nil when it is not known, and then `doubt` says why.
    package var amount: Double?
    /// What is in doubt about it.
    package var doubt: DoseDoubt?
}

/// Derives the story of a subject's doses from exposure, disposition and the toxicities that rules found.
///
/// Pure: the same record, regimen, episodes and day give the same story, whatever the order of rows and episodes. A
/// late or corrected row simply makes another story. Takes time in proportion to the rows, but for sorting.
///
/// - Parameters:
///   - regimen: The drugs of the subject's arm; rows of other treatments are ignored.
///   - episodes: Toxicities of the regimen's classes; those of other classes are ignored.
package func doseStory(
    of record: SubjectRecord, under regimen: Regimen, toxicities episodes: [ToxicityEpisode], on today: CalendarDay
) -> DoseStory {
    let histories = regimen.drugs.map { DoseHistory(of: $0, in: record, today: today) }
    var courses = Dictionary(histories.map { ($0.drug.id, DrugCourse($0)) }) { first, _ in first }
    courses.takeStops(from: record, silenceDaysMax: regimen.silenceDaysMax)
    let begun = episodes.filter { $0.onset.map { $0.earliest <= today } ?? true }
    let steps = DoseSteps(courses, regimen.toxicities, begun)
    courses = steps.courses
    let timelines = histories.compactMap { history in
        courses[history.drug.id].map { course in
            DoseTimeline(course, silenceDaysMax: regimen.silenceDaysMax, today: today)
        }
    }
    let cycles = cycles(of: timelines.map(\.course), regimen, today: today)
    return DoseStory(
        cycles: cycles,
        drugs: timelines.map(\.story),
        findings: timelines.flatMap { timeline in
            let findings = timeline.findings
            // A cycle is told only where its doses one by one were as due.
            let told = Set(findings.lazy.filter { $0.kind != .rowInDoubt }.flatMap(\.rows))
            return findings + timeline.cyclesAboveDue(cycles).filter { told.isDisjoint(with: $0.rows) }
        },
        answers: steps.answers,
        changesOn: timelines.compactMap(\.changesOn).min())
}

extension DoseTimeline {
    fileprivate var story: DrugStory {
        let last = course.history.last(through: today)
        return DrugStory(
            drug: course.history.drug.id, states: states, now: state(on: today), due: course.due(on: today),
            steps: course.steps,
            lastGiven: last.map { given in
                LastDose(
                    key: given.key, day: given.first, amount: given.certainAmount,
                    doubt: course.history.doubt(about: given))
            })
    }
}

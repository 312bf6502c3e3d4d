// SPDX-License-Identifier: Apache-2.0

package import Trial

/// What an occurrence of toxicity means for one drug.
package struct DoseAnswer: Hashable, Sendable {
    /// The drug's id.
    package var drug: String
    /// Whether it is held.
    package var isHeld: Answer
    /// The dose due before, which is the level last given where nothing lowered it.
    package var before: DueDose
    /// The dose due on resuming.
    package var after: DueDose
    /// Whether it is this drug's turn to step down, though at the lowest level it may stay.
    package var isStep: Bool
}

extension DoseSteps {
    /// What an occurrence means for drugs that were on, in the regimen's order, from how it stood before and after.
    static func answers(
        to occurrence: ToxicityOccurrence, held: (certain: Set<String>, possible: Set<String>),
        stepping: [String], before: [String: DrugCourse], after: [String: DrugCourse]
    ) -> [String: DoseAnswer] {
        let onset = occurrence.onset
        var answers: [String: DoseAnswer] = [:]
        for (drug, course) in before {
            guard course.isOff(on: onset.earliest) != .yes, let changed = after[drug] else { continue }
            guard course.history.taken(after: nil, through: onset.latest) != .no else { continue }
            let due = course.due(on: onset.earliest)
            let isMoved = changed.steps.count > course.steps.count
            var next = isMoved ? changed.due : due
            // A class may stop what it never lowers.
            if let stop = changed.stop, stop.since <= onset.latest + 1 {
                next = DueDose(highest: course.ladder.stop, lowest: course.ladder.stop)
            }
            let isHeld: Answer =
                held.certain.contains(drug) ? .yes : held.possible.contains(drug) ? .unknown : .no
            guard isHeld != .no || next != due else { continue }
            answers[drug] = DoseAnswer(
                drug: drug, isHeld: isHeld, before: due, after: next, isStep: stepping.contains(drug))
        }
        return answers
    }
}

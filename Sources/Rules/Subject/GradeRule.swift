// SPDX-License-Identifier: Apache-2.0

import CTCAE
import Trial

/// Episodes of a rule over CTCAE grades of laboratory results, one sequence for each term.
func gradeOutcome(
    _ rule: SubjectRule, _ condition: GradeCondition, _ laboratory: GradedLaboratory, _ studyProtocol: StudyProtocol,
    _ moment: ReviewMoment
) -> RuleOutcome {
    var outcome = RuleOutcome()
    var observations: [LabTerm: [Observation]] = [:]
    var samples: [RowKey: GradedLaboratory.Graded] = [:]
    for sample in laboratory.results {
        samples[sample.result.key] = sample
        for grade in sample.grades where condition.terms.isEmpty || condition.terms.contains(grade.term) {
            guard let number = grade.grade else {
                outcome.undecidable.insert(sample.result.key)
                continue
            }
            observations[grade.term, default: []].append(observation(of: sample.result, grade: number, condition))
        }
    }
    for (term, observed) in observations {
        for stretch in stretches(of: observed, recoversAfterDays: nil) {
            guard let worst = samples[stretch.worst.evidence.key] else { continue }
            let grade = worst.grades.first { $0.term == term }
            let facts = LevelFacts(grade: grade?.grade, onset: stretch.meeting[0].collected?.earliest)
            guard let level = rule.level(for: facts, groups: studyProtocol.termGroups, today: moment.today) else {
                continue
            }
            outcome.episodes.append(
                laboratoryEpisode(
                    rule, facet: term.rawValue, stretch, finding: worst.finding(graded: grade), level: level))
        }
    }
    return outcome
}

private func observation(of result: LabResult, grade: Int, _ condition: GradeCondition) -> Observation {
    let standing: Observation.Standing =
        if grade >= condition.atLeast {
            .meets(gravity: Double(grade))
        } else if grade <= condition.recoversAt {
            .recovered
        } else {
            .between
        }
    return Observation(
        evidence: Evidence(key: result.key, reading: result.reading), collected: result.collected, standing: standing)
}

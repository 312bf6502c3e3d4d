// SPDX-License-Identifier: Apache-2.0

import CTCAE
import Trial

/// Episodes of a rule over CTCAE grades of laboratory results, one sequence for each term.
func gradeOutcome(_ rule: SubjectRule, _ condition: GradeCondition, _ look: SubjectLook) -> RuleOutcome {
    let laboratory = look.laboratory
    let isGrave = { (grade: Int) in
        let level = rule.level(for: LevelFacts(grade: grade), groups: look.studyProtocol.termGroups, today: look.today)
        return (level?.severity ?? .digest) >= .urgent
    }
    var observations: [LabTerm: [Observation]] = [:]
    for (index, sample) in laboratory.samples.enumerated() {
        sample.grades.forEach { grade in
            guard condition.terms.isEmpty || condition.terms.contains(grade.term) else { return }
            let observed = observe(grade, of: sample, at: index, condition, laboratory, isGrave: isGrave)
            observations[grade.term, default: []].append(observed ?? Observation(undecided: index, of: laboratory))
        }
    }
    var outcome = RuleOutcome()
    outcome.undecidable[EpisodeKind(rule: rule.id)] = laboratory.unnamed
    for (term, judged) in observations {
        let observed = condition.rise.map { risen(judged, by: $0, of: term, in: laboratory) } ?? judged
        let undecided = observed.filter { $0.isSuspect || $0.standing == .undecided }
        if !undecided.isEmpty {
            outcome.undecidable[EpisodeKind(rule: rule.id, facet: term.rawValue)] = Set(
                undecided.flatMap { laboratory.keys(laboratory.samples[$0.sample]) })
        }
        let sequence = LaboratorySequence(
            rule: rule, facet: term.rawValue, recoversAfterDays: nil, confirmation: condition.confirmation,
            laboratory: laboratory, termGroups: look.studyProtocol.termGroups, moment: look.moment,
            events: look.record.adverseEvents,
            facts: { LevelFacts(grade: $0.gravity.map { Int($0) }) },
            grade: { $0[term] })
        outcome.formUnion(sequence.outcome(of: observed))
    }
    return outcome
}

/// What a result shows of a grade rule, or nil when it shows neither one thing nor the other.
private func observe(
    _ grade: LabGrade, of sample: GradedLaboratory.Sample, at index: Int, _ condition: GradeCondition,
    _ laboratory: GradedLaboratory, isGrave: (Int) -> Bool
) -> Observation? {
    let result = laboratory.rows[sample.row]
    var observation = Observation(sample: index, key: result.key, collected: result.collected, standing: .between)
    observation.extremity = laboratory.extremity(of: sample, towards: grade.term)
    let possible = laboratory.gradesPossible(grade, of: sample)
    if let possible, possible.lowerBound >= condition.atLeast {
        observation.standing = .meets(gravity: Double(possible.lowerBound))
        if result.isCensored { observation.uncertainties = [.valueCensored] }
        return observation
    }
    if let possible, possible.upperBound < condition.atLeast {
        if possible.upperBound <= condition.recoversAt { observation.standing = .recovered }
        return observation
    }
    guard sample.analyte.speaksUpWhenSuspect else { return nil }
    guard let suspicion = suspicion(of: grade, sample, possible, laboratory) else { return nil }
    guard suspicion.grade >= condition.atLeast, isGrave(suspicion.grade) else { return nil }
    observation.standing = .meets(gravity: Double(suspicion.grade))
    observation.isSuspect = true
    observation.uncertainties = [suspicion.why]
    return observation
}

/// The worst grade that an undecided result is known to allow; a missing limit of normal makes nothing suspect.
private func suspicion(
    of grade: LabGrade, _ sample: GradedLaboratory.Sample, _ possible: ClosedRange<Int>?, _ laboratory: GradedLaboratory
) -> (grade: Int, why: Uncertainty)? {
    switch grade.outcome {
    case .ungradable(.unitUnknown), .ungradable(.valueImplausible):
        laboratory.gradeIfUnitDiffers(grade.term, of: sample).map { ($0, .unitSuspect) }
    case .graded, .ungradable:
        laboratory.rows[sample.row].isCensored ? possible.map { ($0.upperBound, .valueCensored) } : nil
    }
}

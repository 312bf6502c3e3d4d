// SPDX-License-Identifier: Apache-2.0

import CTCAE
import Trial

/// Episodes of a rule over raw counts: `platelets below 30 x 10^9/L`, until recovered.
///
/// A result whose unit is unknown or whose value is absurd decides nothing, unless one reading of its unit would be
/// urgent or worse: then it opens an episode that says the unit is suspect.
func countOutcome(
    _ rule: SubjectRule, _ condition: CountCondition, _ laboratory: GradedLaboratory, _ studyProtocol: StudyProtocol,
    _ moment: ReviewMoment
) -> RuleOutcome {
    var outcome = RuleOutcome()
    var observations: [Observation] = []
    var counts: [RowKey: Double] = [:]
    let samples = laboratory.results.filter { $0.analyte == condition.analyte }
    for sample in samples {
        let count = Count(of: sample.result, condition)
        guard let observation = observation(of: sample, count, rule, condition, studyProtocol, moment) else {
            outcome.undecidable.insert(sample.result.key)
            continue
        }
        observations.append(observation)
        counts[sample.result.key] = count.magnitude
    }
    let bySample = Dictionary(samples.map { ($0.result.key, $0) }, uniquingKeysWith: { first, _ in first })
    for stretch in stretches(of: observations, recoversAfterDays: condition.recoversAfterDays) {
        guard let worst = bySample[stretch.worst.evidence.key] else { continue }
        let facts = LevelFacts(
            count: counts[worst.result.key], grade: worst.worstGrade(of: .low)?.grade,
            onset: stretch.meeting[0].collected?.earliest)
        guard let level = rule.level(for: facts, groups: studyProtocol.termGroups, today: moment.today) else { continue }
        let finding = worst.finding(graded: worst.worstGrade(of: .low))
        outcome.episodes.append(laboratoryEpisode(rule, facet: "", stretch, finding: finding, level: level))
    }
    return outcome
}

/// A result's count in the rule's unit, as far as it is known.
private enum Count {
    /// The count itself.
    case exact(Double)
    /// Certainly below this bound.
    case below(Double)
    /// Certainly above this bound.
    case above(Double)
    /// The lowest plausible count over the readings of an unknown or unfitting unit.
    case suspect(lowest: Double)
    /// No number to compare.
    case unknown

    init(of result: LabResult, _ condition: CountCondition) {
        let (number, wrap): (Double, (Double) -> Count)
        switch result.value {
        case .number(let value): (number, wrap) = (value, { .exact($0) })
        case .below(let bound): (number, wrap) = (bound, { .below($0) })
        case .above(let bound): (number, wrap) = (bound, { .above($0) })
        case .text, .missing:
            self = .unknown
            return
        }
        let analyte = condition.analyte
        let unit = analyte.unit(spelled: result.unit)
        if let unit, analyte.isPlausible(number, in: unit) {
            // The rule's number is brought to the reported unit and compared there; only the verdict is carried over.
            self = analyte.convert(number, from: unit, to: condition.unit).map(wrap) ?? .unknown
            return
        }
        let readings = analyte.reportedUnits.filter { $0 != unit && analyte.isPlausible(number, in: $0) }
        let lowest = readings.compactMap { analyte.convert(number, from: $0, to: condition.unit) }.min()
        self = lowest.map { .suspect(lowest: $0) } ?? .unknown
    }

    var magnitude: Double? {
        switch self {
        case .exact(let count), .below(let count), .above(let count), .suspect(let count): count
        case .unknown: nil
        }
    }
}

private func observation(
    of sample: GradedLaboratory.Graded, _ count: Count, _ rule: SubjectRule, _ condition: CountCondition,
    _ studyProtocol: StudyProtocol, _ moment: ReviewMoment
) -> Observation? {
    let evidence = Evidence(key: sample.result.key, reading: sample.result.reading)
    let observe = { (standing: Observation.Standing, doubts: Set<Uncertainty>) in
        Observation(
            evidence: evidence, collected: sample.result.collected, standing: standing, uncertainties: doubts)
    }
    switch count {
    case .exact(let value):
        return observe(standing(of: value, condition), [])
    case .below(let bound) where roundedToSignificantDigits(bound) <= condition.below && condition.atLeast == nil:
        return observe(.meets(gravity: -bound), [.valueCensored])
    case .above(let bound) where bound >= condition.below:
        return observe(bound >= condition.recoversAt ? .recovered : .between, [])
    case .suspect(let lowest) where standing(of: lowest, condition).meets:
        let level = rule.level(for: LevelFacts(count: lowest), groups: studyProtocol.termGroups, today: moment.today)
        guard let level, level.severity >= .urgent else { return nil }
        return observe(.meets(gravity: -lowest), [.unitSuspect])
    case .below, .above, .suspect, .unknown:
        return nil
    }
}

private func standing(of value: Double, _ condition: CountCondition) -> Observation.Standing {
    let count = roundedToSignificantDigits(value)
    if let floor = condition.atLeast, count < floor { return .recovered }
    if count < condition.below { return .meets(gravity: -count) }
    return count >= condition.recoversAt ? .recovered : .between
}

extension Observation.Standing {
    fileprivate var meets: Bool {
        if case .meets = self { true } else { false }
    }
}

/// An episode made from a stretch of laboratory observations.
func laboratoryEpisode(
    _ rule: SubjectRule, facet: String, _ stretch: Stretch, finding: Finding, level: SeverityLevel
) -> Episode {
    Episode(
        rule: rule.id, ruleVersion: rule.version, facet: facet,
        onset: stretch.meeting[0].collected,
        end: stretch.closing.last?.collected,
        severity: stretch.uncertainties.contains(.unitSuspect) ? min(level.severity, .urgent) : level.severity,
        finding: finding,
        evidence: stretch.meeting.map(\.evidence),
        closing: stretch.closing.map(\.evidence),
        uncertainties: stretch.uncertainties,
        proposal: rule.proposal(at: level)
    )
}

extension GradedLaboratory.Graded {
    /// The graver of this result's grades in a direction.
    func worstGrade(of direction: Direction) -> LabGrade? {
        grades.filter { $0.direction == direction }.max { ($0.grade ?? -1) < ($1.grade ?? -1) }
    }

    /// The finding this result makes, by one of its grades.
    func finding(graded grade: LabGrade?) -> Finding {
        .laboratory(
            LaboratoryFinding(
                test: result.test, reading: result.reading, term: grade?.term.rawValue, grade: grade?.grade,
                collected: result.collected))
    }
}

// SPDX-License-Identifier: Apache-2.0

import CTCAE
import Trial

/// Episodes of a rule over raw counts: `platelets below 30 x 10^9/L`, until recovered.
///
/// A result whose unit is unknown, whose value is absurd or of which only a bound is known decides nothing, unless one
/// reading of it would be urgent or worse: then it opens an episode that says what is suspect.
func countOutcome(_ rule: SubjectRule, _ condition: CountCondition, _ look: SubjectLook) -> RuleOutcome {
    let laboratory = look.laboratory
    let isGrave = { (count: Double) in
        let level = rule.level(
            for: LevelFacts(count: count), groups: look.studyProtocol.termGroups, today: look.today)
        return condition.analyte.speaksUpWhenSuspect && (level?.severity ?? .digest) >= .urgent
    }
    var undecidable = laboratory.unnamed
    var cuts = CountCuts(condition)
    var observations: [Observation] = []
    let positions = laboratory.positions(of: condition.analyte)
    observations.reserveCapacity(positions.count)
    for index in positions {
        let sample = laboratory.samples[index]
        let result = laboratory.rows[sample.row]
        var observed = observe(result, at: index, condition, &cuts, isGrave: isGrave)
        if observed?.isSuspect ?? true { undecidable.formUnion(laboratory.keys(sample)) }
        if observed?.standing == .recovered || observed?.standing == .between,
            !look.provesRecovery(result, for: condition)
        {
            observed?.standing = .unproven
        }
        observations.append(observed ?? Observation(undecided: index, of: laboratory))
    }
    if let substitute = condition.substitute {
        let standIns = observe(substitute, for: condition, beside: observations, in: laboratory)
        observations += standIns.observations
        undecidable.formUnion(standIns.undecidable)
    }
    let sequence = LaboratorySequence(
        rule: rule, facet: "", recoversAfterDays: condition.recoversAfterDays, confirmation: condition.confirmation,
        laboratory: laboratory, termGroups: look.studyProtocol.termGroups, moment: look.moment,
        events: look.record.adverseEvents,
        facts: { observation in
            LevelFacts(
                count: observation.gravity.map { -$0 }, grade: laboratory.samples[observation.sample].grades.low?.grade)
        },
        grade: \.low)
    var outcome = sequence.outcome(of: observations)
    outcome.undecidable[EpisodeKind(rule: rule.id, facet: "")] = undecidable
    return outcome
}

/// The cuts of a count rule, which every result is compared with.
private struct CountCuts {
    var below: LabCut
    var floor: LabCut?
    var recovery: LabCut

    init(_ condition: CountCondition) {
        let (analyte, unit) = (condition.analyte, condition.unit)
        below = LabCut(analyte, .below, condition.below, in: unit)
        floor = condition.atLeast.map { LabCut(analyte, .below, $0, in: unit) }
        recovery = LabCut(analyte, .atLeast, condition.recoversAt, in: unit)
    }
}

/// What a result shows of a count rule, or nil when it shows neither one thing nor the other.
///
/// - Parameter isGrave: Whether a count would be urgent or worse, which lets a suspicion speak up.
private func observe(
    _ result: LabResult, at index: Int, _ condition: CountCondition, _ cuts: inout CountCuts,
    isGrave: (Double) -> Bool
) -> Observation? {
    var observation = Observation(sample: index, key: result.key, collected: result.collected, standing: .between)
    switch cuts.below.compare(result) {
    case .holds:
        guard let count = count(of: result, condition) else { return nil }
        observation.standing = .meets(gravity: -count)
        if cuts.floor?.compare(result) == .holds { observation.standing = .beyond }
        if result.isCensored { observation.uncertainties = [.valueCensored] }
    case .fails:
        if cuts.recovery.compare(result) == .holds { observation.standing = .recovered }
    case .undecided(let reason):
        guard condition.atLeast == nil, let suspicion = suspicion(of: result, reason, condition) else { return nil }
        guard isGrave(suspicion.count) else { return nil }
        observation.standing = .meets(gravity: -suspicion.count)
        observation.isSuspect = true
        observation.uncertainties = [suspicion.why]
    }
    return observation
}

/// The lowest count that an undecided result is known to allow, if that is below the cut.
private func suspicion(
    of result: LabResult, _ reason: UngradableReason, _ condition: CountCondition
) -> (count: Double, why: Uncertainty)? {
    switch reason {
    case .valueCensored:
        // Below `<100` any count is possible, and the bound is the mildest of them.
        return count(of: result, condition).map { ($0, .valueCensored) }
    case .unitUnknown, .valueImplausible:
        guard let number = result.number else { return nil }
        let analyte = condition.analyte
        let readings = analyte.plausibleReadings(of: number).compactMap { reading in
            analyte.convert(reading, from: analyte.canonicalUnit, to: condition.unit)
        }
        guard let lowest = readings.min(), lowest < condition.below else { return nil }
        return (lowest, .unitSuspect)
    default:
        return nil
    }
}

/// A result's number, or its bound, in the rule's unit: only to tell which of several is the lowest.
private func count(of result: LabResult, _ condition: CountCondition) -> Double? {
    guard let number = result.number, let unit = condition.analyte.unit(spelled: result.unit) else { return nil }
    return condition.analyte.convert(number, from: unit, to: condition.unit)
}

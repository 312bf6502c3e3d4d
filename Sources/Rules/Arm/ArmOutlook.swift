// SPDX-License-Identifier: Apache-2.0

import Statistics
import Trial

extension ArmBoundary {
    /// How far a count is from the boundary.
    func distance(from step: ArmPath.Step) throws(DesignError) -> ArmDistance {
        switch self {
        case .tite(let boundary):
            let tally = try EffectiveTally(events: step.events, effectiveSize: step.size)
            switch boundary.eventsToBoundary(tally) {
            case .crossed: return .crossed
            // So many events as would be needed bring more subjects than the horizon has left.
            case .horizonReached: return step.size < lastSize ? .outOfReach : .horizonReached
            case .further(let events): return further(events, from: step)
            }
        case .survival(let boundary):
            let further = try boundary.eventsToBoundary(events: step.events, exposure: step.size)
            guard let further else { return .horizonReached }
            return further == 0 ? .crossed : self.further(further, from: step)
        case .binary(let boundary):
            let subjects = Int(step.size)
            switch try boundary.boundary.eventsToBoundary(events: step.events, subjects: subjects) {
            case .crossed: return .crossed
            case .further(let events, let subjects): return .further(events: events, size: Double(subjects))
            case .outOfReach: return .outOfReach
            case .horizonReached: return .horizonReached
            }
        }
    }

    private func further(_ events: Int, from step: ArmPath.Step) -> ArmDistance {
        let limit = limits.last { $0.events <= step.events + events }
        return .further(events: events, size: limit?.sizeMax ?? lastSize)
    }

    /// What is believed of the event probability after a count.
    func belief(at step: ArmPath.Step, prior: BetaPrior) throws(DesignError) -> ArmBelief? {
        switch self {
        case .tite(let boundary):
            let tally = try EffectiveTally(events: step.events, effectiveSize: step.size)
            return ArmBelief(
                probabilityAboveAcceptable: try BetaPosterior(prior: prior, tally: tally)
                    .probability(above: nullProbability),
                probabilityOfCrossing: boundary.predictiveProbabilityOfCrossing(from: tally, prior: prior))
        case .binary(let boundary):
            let tally = try Tally(events: step.events, subjects: Int(step.size))
            let isOver = tally.subjects >= boundary.design.looks.last
            return ArmBelief(
                probabilityAboveAcceptable: try BetaPosterior(prior: prior, tally: tally)
                    .probability(above: nullProbability),
                probabilityOfCrossing: isOver
                    ? nil : try boundary.boundary.predictiveProbabilityOfCrossing(from: tally, prior: prior))
        case .survival:
            // A prior of a probability is none of a rate.
            return nil
        }
    }
}

/// The e-process over subjects whose window has passed, in the order in which it did.
///
/// Each counts on that day whatever became of it, so that when an outcome was known tells nothing; a subject whose
/// follow-up broke off without an event says nothing and is left out.
func evidence(
    of members: [ArmMember], _ boundary: ArmBoundary, _ prior: BetaPrior, today: CalendarDay
) throws(DesignError) -> ArmEvidence {
    let process = try EProcess(prior: prior, nullProbability: boundary.nullProbability, alpha: boundary.alpha)
    let ended = members.filter { $0.windowEnd <= today && ($0.isConfirmed || $0.breakOff(by: today) == nil) }
        .sorted { ($0.windowEnd, $0.subject) < ($1.windowEnd, $1.subject) }
    var events = 0
    var tally = try Tally(events: 0, subjects: 0)
    var reachedOn: CalendarDay?
    for (index, member) in ended.enumerated() {
        events += member.isConfirmed ? 1 : 0
        tally = try Tally(events: events, subjects: index + 1)
        // Windows that end on one day are one look.
        let isLastOfDay = index + 1 == ended.count || ended[index + 1].windowEnd > member.windowEnd
        if reachedOn == nil, isLastOfDay, process.isCrossed(by: tally) { reachedOn = member.windowEnd }
    }
    return ArmEvidence(value: process.value(tally), threshold: 1 / boundary.alpha, reachedOn: reachedOn)
}

// SPDX-License-Identifier: Apache-2.0

import Statistics
import Trial

/// Days after which a possible crossing that nobody has settled is urgent; protocol default, unverified.
private let possibleCrossingDaysMax = 7

/// Rebuilds every arm's path from one summary row a subject, and holds it against the boundaries.
///
/// Until time-to-event weighting exists, a subject enters the number evaluated and the number of events only when
/// the window has passed (entry + τ), because counting events at once and non-events later inflates the type I error.
/// - Throws: `DesignError` if counts do not fit each other, which would be an error of this program.
package func assessArms(
    _ summaries: [SubjectSummary], under studyProtocol: StudyProtocol, at moment: ReviewMoment
) throws -> ArmVerdict {
    var verdict = ArmVerdict(summaries)
    for rule in studyProtocol.armRules {
        for arm in rule.arms {
            let members = summaries.compactMap { ArmMember($0, of: arm, rule: rule) }
            let count = ArmCount(members, today: moment.today)
            let status = try status(of: rule, arm: arm, count, today: moment.today)
            verdict.statuses.append(status)
            let days = [count.nextDay, status.possibleCrossing.flatMap { urgentDay(of: $0) }]
            for day in days.compactMap({ $0 }) where day > moment.today {
                verdict.reviewAgainAt = earliest(verdict.reviewAgainAt, moment.start(of: day))
            }
        }
    }
    return verdict
}

/// A subject who has entered an arm, as one rule counts it.
private struct ArmMember {
    let subject: String
    /// The day on which the subject's window has passed: it counts from then on.
    let countsFrom: CalendarDay
    let event: ArmRuleEvent?

    init?(_ summary: SubjectSummary, of arm: String, rule: ArmRule) {
        guard summary.arm == arm, let entry = summary.entry else { return nil }
        subject = summary.subject
        countsFrom = entry + rule.windowDays
        event = summary.events[rule.id]
    }

    var isConfirmed: Bool { event?.confirmed != nil }

    /// The event's row, named together with its subject.
    var evidence: Evidence? {
        event.map { Evidence(key: $0.evidence.key.qualified(by: subject), reading: $0.evidence.reading) }
    }
}

/// The subjects of an arm, those whose window has passed in the order in which it did.
private struct ArmCount {
    struct Step {
        var day: CalendarDay
        var tally: Tally
    }

    var entered: Int
    var evaluable: [ArmMember]
    var pendingEvents: Int
    /// The next day on which a window ends.
    var nextDay: CalendarDay?

    init(_ members: [ArmMember], today: CalendarDay) {
        entered = members.count
        evaluable = members.filter { $0.countsFrom <= today }
            .sorted { ($0.countsFrom, $0.subject) < ($1.countsFrom, $1.subject) }
        let running = members.filter { $0.countsFrom > today }
        pendingEvents = running.filter(\.isConfirmed).count
        nextDay = running.map(\.countsFrom).min()
    }

    /// The running counts after each day on which a window passed.
    func path(counting counts: (ArmMember) -> Bool) throws -> [Step] {
        var steps: [Step] = []
        var events = 0
        for (index, member) in evaluable.enumerated() {
            events += counts(member) ? 1 : 0
            let step = Step(day: member.countsFrom, tally: try Tally(events: events, subjects: index + 1))
            if steps.last?.day == step.day { steps.removeLast() }
            steps.append(step)
        }
        return steps
    }
}

private func status(of rule: ArmRule, arm: String, _ count: ArmCount, today: CalendarDay) throws -> ArmStatus {
    let boundary = rule.boundary.boundary
    let events = count.evaluable.filter(\.isConfirmed).count
    let subjects = count.evaluable.count
    var status = ArmStatus(
        rule: rule.id, arm: arm, entered: count.entered, evaluable: subjects, events: events,
        eventsWorstCase: count.evaluable.filter { $0.event != nil }.count,
        pendingEvents: count.pendingEvents,
        bound: zip(boundary.looks.subjects, boundary.bounds).first { $0.0 == subjects }?.1,
        distance: try boundary.eventsToBoundary(events: events, subjects: subjects),
        attainedAlpha: rule.boundary.attainedAlpha,
        horizonReached: subjects >= boundary.looks.last
    )
    status.crossing = try crossing(of: rule, count, counting: \.isConfirmed)
    if status.crossing == nil {
        status.possibleCrossing = try crossing(of: rule, count) { $0.event != nil }
        if let urgentDay = status.possibleCrossing.flatMap({ urgentDay(of: $0) }), urgentDay <= today {
            status.possibleCrossing?.severity = .urgent
        }
    }
    return status
}

private func urgentDay(of possibleCrossing: Episode) -> CalendarDay? {
    possibleCrossing.onset.map { $0.latest + possibleCrossingDaysMax }
}

/// The first crossing along the path of the members that count, or nil.
private func crossing(
    of rule: ArmRule, _ count: ArmCount, counting counts: (ArmMember) -> Bool
) throws -> Episode? {
    let path = try count.path(counting: counts)
    guard case .crossed(let crossing) = try rule.boundary.boundary.firstCrossing(along: path.map(\.tally)) else {
        return nil
    }
    let step = path[crossing.pathIndex]
    let counted = count.evaluable.prefix(step.tally.subjects).filter(counts)
    let possible = counted.filter { !$0.isConfirmed }
    let isCrossed = possible.isEmpty
    return Episode(
        rule: rule.id, ruleVersion: rule.version, onset: ClinicalDate(step.day),
        severity: isCrossed && rule.role == .formal ? .critical : .daily,
        finding: .boundary(
            BoundaryFinding(
                events: crossing.tally.events, possibleEvents: possible.count, subjects: crossing.tally.subjects,
                bound: crossing.bound, attainedAlpha: rule.boundary.attainedAlpha,
                acceptableRate: rule.boundary.design.nullProbability)),
        evidence: counted.compactMap(\.evidence),
        uncertainties: possible.reduce(into: []) { $0.formUnion($1.event?.doubts ?? []) },
        proposal: isCrossed ? .review : .settle
    )
}

extension Proposal {
    fileprivate static let review = Proposal(
        action: LocalizedText(
            en: "Review boundary crossed; the DSMB decides.", zhHans: "已越过审查界值，由数据安全监查委员会决定。"),
        dose: nil, doseWithheld: false)

    fileprivate static let settle = Proposal(
        action: LocalizedText(
            en: "The boundary is crossed if the unconfirmed events count; complete their records.",
            zhHans: "若未确认事件计入，则越过审查界值；请补全其记录。"),
        dose: nil, doseWithheld: false)
}

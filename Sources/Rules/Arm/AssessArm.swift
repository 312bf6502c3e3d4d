// SPDX-License-Identifier: Apache-2.0

import Statistics
import Trial

/// Days after which a possible crossing that nobody has settled is urgent; protocol default, unverified.
private let possibleCrossingDaysMax = 7

/// Rebuilds every arm's path from one summary row a subject, and holds it against the boundaries.
///
/// - Throws: `DesignError` if counts do not fit each other, which would be an error of this program.
package func assessArms(
    _ summaries: [SubjectSummary], under studyProtocol: StudyProtocol, at moment: ReviewMoment
) throws -> ArmVerdict {
    var verdict = ArmVerdict(summaries)
    for rule in studyProtocol.armRules {
        for arm in rule.arms {
            let members = summaries.compactMap { ArmMember($0, of: arm, rule: rule) }
            let status = try status(of: rule, arm: arm, members, today: moment.today)
            verdict.statuses.append(status)
            var days = dueDays(of: rule, members) + [status.possibleCrossing.flatMap { urgentDay(of: $0) }]
            if let events = rule.warnWithin, let warning = status.warnings.last, warning.end == nil {
                let path = ArmPath(members, against: rule.boundary, worstCase: false)
                days.append(try path.endOfApproach(within: events, after: moment.today))
            }
            for day in days.compactMap({ $0 }) where day > moment.today {
                verdict.reviewAgainAt = earliest(verdict.reviewAgainAt, moment.start(of: day))
            }
        }
    }
    return verdict
}

/// Days on which time alone may bring a crossing: of ended windows each, else the first look and events to come.
private func dueDays(of rule: ArmRule, _ members: [ArmMember]) -> [CalendarDay?] {
    guard rule.boundary.counting != .binary else { return members.map(\.windowEnd) }
    let paths = [false, true].map { ArmPath(members, against: rule.boundary, worstCase: $0) }
    return paths.map(\.firstLookDay) + members.flatMap { [$0.event?.confirmed, $0.event?.possible] }
}

private func status(
    of rule: ArmRule, arm: String, _ members: [ArmMember], today: CalendarDay
) throws -> ArmStatus {
    let boundary = rule.boundary
    let isBinary = boundary.counting == .binary
    let path = ArmPath(members, against: boundary, worstCase: false)
    let worst = ArmPath(members, against: boundary, worstCase: true)
    let now = path.step(on: today)
    let breaks = members.compactMap { $0.breakOff(by: today) }
    let evaluable = members.filter { isBinary ? $0.windowEnd <= today : $0.weight(on: today, worstCase: false) == 1 }
    var status = ArmStatus(
        rule: rule.id, arm: arm, counting: boundary.counting, entered: members.count, evaluable: evaluable.count,
        size: now.size, events: now.events, eventsWorstCase: worst.step(on: today).events,
        pendingEvents: isBinary ? members.filter { $0.windowEnd > today && $0.isConfirmed }.count : 0,
        frozen: isBinary ? [:] : Dictionary(breaks.map { ($0, 1) }, uniquingKeysWith: +),
        bound: boundary.bound(at: now.size), distance: try boundary.distance(from: now),
        attainedAlpha: boundary.attainedAlpha, horizonReached: now.size >= boundary.lastSize * (1 - 1e-9))
    if let prior = rule.prior {
        status.belief = try boundary.belief(at: now, prior: prior)
        status.evidence = try evidence(of: members, boundary, prior, today: today)
    }
    let crossing = try path.crossing(by: today)
    status.crossing = crossing.map { episode(of: rule, $0) }
    if let events = rule.warnWithin {
        status.warnings = try path.approaches(within: events, by: today, crossedOn: crossing?.step.day)
            .compactMap { try warning(of: rule, $0, along: path) }
    }
    guard status.crossing == nil else { return status }
    status.possibleCrossing = try worst.crossing(by: today).map { episode(of: rule, $0) }
    if let urgentDay = status.possibleCrossing.flatMap({ urgentDay(of: $0) }), urgentDay <= today {
        status.possibleCrossing?.severity = .urgent
    }
    return status
}

private func urgentDay(of possibleCrossing: Episode) -> CalendarDay? {
    possibleCrossing.onset.map { $0.latest + possibleCrossingDaysMax }
}

private func episode(of rule: ArmRule, _ crossing: ArmPath.Crossing) -> Episode {
    let possible = crossing.counted.filter { member in
        member.event?.confirmed.map { $0 > crossing.step.day } ?? true
    }
    let isCrossed = possible.isEmpty
    let counting = rule.boundary.counting
    return Episode(
        rule: rule.id, ruleVersion: rule.version, onset: ClinicalDate(crossing.step.day),
        severity: isCrossed && rule.role == .formal ? .critical : .daily,
        finding: .boundary(
            BoundaryFinding(
                events: crossing.step.events, possibleEvents: possible.count, subjects: crossing.entered,
                effectiveSize: counting == .tite ? crossing.step.size : nil,
                exposureDays: counting == .survival ? crossing.step.size : nil,
                bound: crossing.bound, attainedAlpha: rule.boundary.attainedAlpha,
                acceptableRate: rule.boundary.nullProbability)),
        evidence: crossing.counted.compactMap(\.evidence),
        uncertainties: possible.reduce(into: []) { $0.formUnion($1.event?.doubts ?? []) },
        proposal: isCrossed ? .review : .settle
    )
}

/// The warning of an approach, with what was counted on the last look within it, so that days alone do not change it.
private func warning(
    of rule: ArmRule, _ approach: ArmApproach, along path: ArmPath
) throws(DesignError) -> Episode? {
    let step = path.step(on: approach.lastLook)
    guard case .further(let events, _) = try rule.boundary.distance(from: step) else { return nil }
    let counting = rule.boundary.counting
    let counted = path.counted(on: approach.lastLook)
    return Episode(
        rule: rule.id, ruleVersion: rule.version, facet: "warning", onset: ClinicalDate(approach.from),
        end: approach.end.map { ClinicalDate($0) }, severity: .daily,
        finding: .boundary(
            BoundaryFinding(
                events: step.events, subjects: counting == .binary ? Int(step.size) : path.entered(by: step.day),
                effectiveSize: counting == .tite ? step.size : nil,
                exposureDays: counting == .survival ? step.size : nil, bound: step.events + events,
                attainedAlpha: rule.boundary.attainedAlpha, acceptableRate: rule.boundary.nullProbability,
                eventsShort: events)),
        evidence: counted.compactMap(\.evidence), proposal: .confirm)
}

extension Proposal {
    fileprivate static let confirm = Proposal(
        action: LocalizedText(
            en: "Nothing is to be decided yet; see that this arm's events are entered and confirmed without delay.",
            zhHans: "目前无需决定；请确保本组事件及时录入并确认。"),
        dose: nil, doseWithheld: false)

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

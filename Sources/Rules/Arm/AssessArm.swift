// SPDX-License-Identifier: Apache-2.0

package import Statistics
package import Trial

/// Where an arm stands against one stopping rule.
package struct ArmStatus: Hashable, Sendable {
    /// The rule's permanent name.
    package var rule: String
    /// SDTM ARMCD.
    package var arm: String
    /// Subjects with a first dose.
    package var entered: Int
    /// Subjects whose window has passed: the n the boundary counts.
    package var evaluable: Int
    /// Confirmed events among the evaluable: the k the boundary counts.
    package var events: Int
    /// Events among the evaluable if every unknown counted.
    package var eventsWorstCase: Int
    /// Confirmed events of subjects whose window is still running; they count when it has passed.
    package var pendingEvents: Int
    /// The bound at the current number of evaluable subjects; nil before the first look and past the horizon.
    package var bound: Int?
    /// How far the boundary is.
    package var distance: EventsToBoundary
    /// The boundary's exact type I error.
    package var attainedAlpha: Double
    /// Whether more subjects are evaluable than the boundary was made for.
    package var horizonReached: Bool
    /// The crossing, if the path of the arm as now known has one.
    package var crossing: Episode?

    /// Subjects whose window is still running.
    package var pending: Int { entered - evaluable }
}

/// What the stopping rules say about the arms.
package struct ArmVerdict: Hashable, Sendable {
    /// One status for each rule and arm, in the order of the protocol.
    package var statuses: [ArmStatus]
    /// When a window ends next; nil when none is running.
    package var reviewAgainAt: Timestamp?

    /// The crossings among the statuses of an arm.
    package func episodes(of arm: String) -> [Episode] {
        statuses.filter { $0.arm == arm }.compactMap(\.crossing)
    }
}

/// Rebuilds every arm's path from one summary row a subject, and holds it against the boundaries.
///
/// Until time-to-event weighting exists, a subject enters the number evaluated and the number of events only when
/// the window has passed (entry + τ), because counting events at once and non-events later inflates the type I error.
/// - Throws: `DesignError` if counts do not fit each other, which would be an error of this program.
package func assessArms(
    _ summaries: [SubjectSummary], under studyProtocol: StudyProtocol, at moment: ReviewMoment
) throws -> ArmVerdict {
    var verdict = ArmVerdict(statuses: [], reviewAgainAt: nil)
    for rule in studyProtocol.armRules {
        for arm in rule.arms {
            let members = summaries.filter { $0.arm == arm && $0.entry != nil }
            let count = ArmCount(members, rule: rule, today: moment.today)
            verdict.statuses.append(try status(of: rule, arm: arm, count))
            verdict.reviewAgainAt = earliest(verdict.reviewAgainAt, count.nextDay.map(moment.start(of:)))
        }
    }
    return verdict
}

/// The subjects of an arm in the order in which their windows passed.
private struct ArmCount {
    struct Step {
        var day: CalendarDay
        var tally: Tally
    }

    var entered: Int
    var evaluable: [SubjectSummary]
    var pendingEvents: Int
    /// The next day on which a window ends.
    var nextDay: CalendarDay?
    let rule: ArmRule

    init(_ members: [SubjectSummary], rule: ArmRule, today: CalendarDay) {
        self.rule = rule
        entered = members.count
        let ends = { (member: SubjectSummary) in (member.entry ?? today) + rule.windowDays }
        evaluable = members.filter { ends($0) <= today }.sorted { (ends($0), $0.subject) < (ends($1), $1.subject) }
        let running = members.filter { ends($0) > today }
        pendingEvents = running.filter { $0.events[rule.id]?.confirmed != nil }.count
        nextDay = running.map(ends).min()
    }

    /// The confirmed events of subjects, each row named together with its subject.
    func events(among subjects: some Sequence<SubjectSummary>) -> [Evidence] {
        subjects.compactMap { member in
            guard let event = member.events[rule.id], event.confirmed != nil else { return nil }
            return Evidence(key: event.evidence.key.qualified(by: member.subject), reading: event.evidence.reading)
        }
    }

    /// The running counts after each day on which a window passed.
    func path() throws -> [Step] {
        var steps: [Step] = []
        var events = 0
        for (index, member) in evaluable.enumerated() {
            events += member.events[rule.id]?.confirmed == nil ? 0 : 1
            let step = Step(
                day: (member.entry ?? CalendarDay(daysSince1970: 0)) + rule.windowDays,
                tally: try Tally(events: events, subjects: index + 1))
            if steps.last?.day == step.day { steps.removeLast() }
            steps.append(step)
        }
        return steps
    }
}

private func status(of rule: ArmRule, arm: String, _ count: ArmCount) throws -> ArmStatus {
    let boundary = rule.boundary.boundary
    let path = try count.path()
    let events = count.events(among: count.evaluable)
    let subjects = count.evaluable.count
    var status = ArmStatus(
        rule: rule.id, arm: arm, entered: count.entered, evaluable: subjects, events: events.count,
        eventsWorstCase: count.evaluable.filter { $0.events[rule.id] != nil }.count,
        pendingEvents: count.pendingEvents,
        bound: zip(boundary.looks.subjects, boundary.bounds).first { $0.0 == subjects }?.1,
        distance: try boundary.eventsToBoundary(events: events.count, subjects: subjects),
        attainedAlpha: rule.boundary.attainedAlpha,
        horizonReached: subjects >= boundary.looks.last
    )
    if case .crossed(let crossing) = try boundary.firstCrossing(along: path.map(\.tally)) {
        let step = path[crossing.pathIndex]
        status.crossing = crossingEpisode(
            rule, on: step.day, crossing, events: count.events(among: count.evaluable.prefix(step.tally.subjects)))
    }
    return status
}

private func crossingEpisode(
    _ rule: ArmRule, on day: CalendarDay, _ crossing: Crossing, events: [Evidence]
) -> Episode {
    Episode(
        rule: rule.id, ruleVersion: rule.version, onset: ClinicalDate(day),
        severity: rule.role == .formal ? .critical : .daily,
        finding: .boundary(
            BoundaryFinding(
                events: crossing.tally.events, subjects: crossing.tally.subjects, bound: crossing.bound,
                attainedAlpha: rule.boundary.attainedAlpha, acceptableRate: rule.boundary.design.nullProbability)),
        evidence: events,
        proposal: Proposal(
            action: LocalizedText(en: "Review boundary crossed; the DSMB decides.", zhHans: "已越过审查界值，由数据安全监查委员会决定。"),
            dose: nil, doseWithheld: false)
    )
}

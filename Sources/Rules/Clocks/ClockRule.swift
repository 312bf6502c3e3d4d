// SPDX-License-Identifier: Apache-2.0

import Trial

/// Episodes of a rule over the time in which a serious event must be reported: one for each event, and one for a death.
///
/// An episode begins with the clock and ends with the report; one that was due and not reported stays, whenever the
/// report comes. What no level is about is told in the digest alone, so that a clock is never taken back for
/// having been stopped.
func clockOutcome(_ rule: SubjectRule, _ condition: ClockCondition, _ look: SubjectLook) -> RuleOutcome {
    var outcome = RuleOutcome()
    // Whether a row without an answer is serious is not known: it opens nothing, and ends nothing.
    var doubtful = Set(look.record.adverseEvents.filter(\.isSeriousnessUnknown).map(\.key))
    // A date that cannot be read is not known to be missing.
    for defect in look.record.defects {
        if let key = defect.key, clockVariables.contains(defect.variable) { doubtful.insert(key) }
    }
    outcome.undecidable[EpisodeKind(rule: rule.id)] = doubtful
    for event in ReportableEvent.all(condition.event, in: look.record, condition.causality) {
        var judge = ClockJudge(rule: rule, condition: condition, event: event, look: look)
        if let episode = judge.episode() { outcome.episodes.append(episode) }
        outcome.reviewAgainAt = earliest(outcome.reviewAgainAt, judge.reviewAgainAt)
    }
    return outcome
}

/// The variables of AE by which clocks start and stop.
private let clockVariables: Set<String> = ["AEAWDTC", "AEDTC", "AESPDTC", "AERPDTC", "AECPDTC"]

/// Judges the clock of one event.
private struct ClockJudge {
    let rule: SubjectRule
    let condition: ClockCondition
    let event: ReportableEvent
    let look: SubjectLook
    /// When time alone changes the verdict; nil when it does not.
    var reviewAgainAt: Timestamp?

    private var zone: UTCOffsets { condition.zone }
    private var now: Timestamp { look.moment.now }

    mutating func episode() -> Episode? {
        let (start, source) = started
        // What counts from the first report has not begun before there is one.
        if condition.start == .firstReport, start == nil { return nil }
        let window = start.map { ClockWindow(from: $0, by: condition) }
        let reported = stopped
        let state = state(start: start, window, reported: reported)
        let isRun = ![.notStarted, .beforeMonitoring].contains(state)
        let due = isRun ? window?.due : nil
        let report = ClockReport(
            subject: event.subject, event: condition.event, limit: condition.limit, owner: condition.owner,
            state: state, start: start, startSource: source, due: due,
            certainlyDue: isRun ? window?.certainlyDue : nil, secondsFromUTC: zone.seconds(at: due ?? now),
            warnings: isRun ? window?.warnings.filter { $0.state != .breached } ?? [] : [], reported: reported,
            daysLate: state == .breached ? daysLate(reported, window) : nil,
            causality: condition.event.isReaction ? event.causality(condition.causality) : nil,
            expected: condition.event.isReaction ? event.expected : nil,
            isCausalityShared: condition.event.isReaction && givesSeveralDrugs)
        let doubts = uncertainties(of: report, window)
        let facts = LevelFacts(
            grade: report.subject.grade, onset: start?.earliest, isCertain: doubts.isEmpty, kind: state.rawValue)
        let groups = look.studyProtocol.termGroups
        let level = rule.level(for: facts, groups: groups, today: look.today)
        let next = reported == nil ? rule.nextLevelDay(for: facts, groups: groups, today: look.today) : nil
        reviewAgainAt = earliest(reviewAgainAt, next.map(look.moment.start(of:)))
        return Episode(
            rule: rule.id, ruleVersion: rule.version, facet: event.facet, onset: start ?? event.onset,
            end: end(in: state, window, reported: reported), severity: level?.severity ?? .digest,
            finding: .clock(report), evidence: event.evidence, uncertainties: doubts,
            proposal: level.flatMap(rule.proposal(at:)))
    }

    /// The date it counts from; of several rows, the earliest date of the better source.
    private var started: (ClinicalDate?, ClockReport.Source?) {
        let dates = { (path: KeyPath<ReportingDates, ClinicalDate?>) in
            event.reports.compactMap { $0.reporting[keyPath: path] }.min(by: isEarlier)
        }
        if condition.start == .firstReport { return (dates(\.toAuthority), .firstReport) }
        if let aware = dates(\.aware) { return (aware, .awareness) }
        let collected = dates(\.collected)
        return (collected, collected == nil ? nil : .collection)
    }

    /// The first report that stops it; one dated ahead proves nothing before its day.
    private var stopped: ClinicalDate? {
        event.reports.compactMap { report in
            switch condition.stoppedBy {
            case .toSponsor: report.reporting.toSponsor
            case .toAuthority: report.reporting.toAuthority
            case .completed: report.reporting.completed
            }
        }.filter { $0.earliest <= zone.day(of: now) }.min(by: isEarlier)
    }

    private mutating func state(
        start: ClinicalDate?, _ window: ClockWindow?, reported: ClinicalDate?
    ) -> ClockReport.State {
        // Where only the end of the event is known, a clock of that time is taken to have begun before it.
        let began = start ?? event.end
        if let began, began.latest < look.studyProtocol.monitoringFrom {
            if reported == nil, let due = window?.certainlyDue, due > now { reviewAgainAt = due }
            return .beforeMonitoring
        }
        if let reported { return window.map { $0.isLate(reported, in: zone) } ?? false ? .breached : .stopped }
        if condition.event.isReaction, condition.owner == nil { return .notStarted }
        guard let window else { return .startUnknown }
        reviewAgainAt = window.next(after: now)
        return window.state(at: now)
    }

    private func end(in state: ClockReport.State, _ window: ClockWindow?, reported: ClinicalDate?) -> ClinicalDate? {
        guard state == .beforeMonitoring else { return reported }
        if let reported { return reported }
        guard let window else { return event.end }
        return window.certainlyDue <= now ? ClinicalDate(zone.day(of: window.certainlyDue + -1)) : nil
    }

    private func daysLate(_ reported: ClinicalDate?, _ window: ClockWindow?) -> Int? {
        guard let reported, let window else { return nil }
        // The last day ends with the instant it is due.
        let days = reported.earliest - zone.day(of: window.certainlyDue + -0.001)
        return days > 0 ? days : nil
    }

    private func uncertainties(of report: ClockReport, _ window: ClockWindow?) -> Set<Uncertainty> {
        var unknown: Set<Uncertainty> = []
        let isJudged = report.state != .notStarted && report.state != .beforeMonitoring
        // An event may have become serious after the day on which it was collected.
        let isRecorded = report.startSource == .awareness || report.startSource == .firstReport
        if isJudged, !isRecorded || report.start?.isComplete == false { unknown.insert(.dateUnknown) }
        if let reported = report.reported, let window, report.state == .stopped, !window.isInTime(reported, in: zone) {
            unknown.insert(.dateUnknown)
        }
        if report.causality == .notExcluded { unknown.insert(.causalityUnknown) }
        if report.expected == .unknown { unknown.insert(.expectednessUnknown) }
        return unknown
    }

    /// Whether the subject's arm has several drugs, for which the row has one AEREL.
    private var givesSeveralDrugs: Bool {
        look.studyProtocol.arms.first { $0.code == look.enrolment.arm }.map { $0.treatments.count > 1 } ?? false
    }
}

private func isEarlier(_ first: ClinicalDate, _ second: ClinicalDate) -> Bool {
    (first.earliest, first.minuteOfDay ?? 0, first.latest) < (second.earliest, second.minuteOfDay ?? 0, second.latest)
}

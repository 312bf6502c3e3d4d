// SPDX-License-Identifier: Apache-2.0

import Trial

/// Episodes of a rule over tests that must be repeated on a plan.
///
/// Each rests on the last test there was, or on the first dose, and ends with the next test, with the plan or with
/// treatment. A test that is entered late was done all the same: the episode then never was.
func testingOutcome(_ rule: SubjectRule, _ condition: TestingCondition, _ look: SubjectLook) -> RuleOutcome {
    var outcome = RuleOutcome()
    guard let rows = look.signalRows, let span = TreatmentSpan(of: condition.treatments, in: look) else {
        return outcome
    }
    let results = rows.results(ofTests: condition.tests).filter { $0.result.value != .missing }
    let done = results.filter { $0.collected != nil }
    let undated = results.filter { $0.collected == nil }
    outcome.undecidable[EpisodeKind(rule: rule.id)] = look.laboratory.unnamed.union(undated.map(\.key))
    let judge = TestingJudge(
        rule: rule, condition: condition, look: look, span: span, done: done, hasUndated: !undated.isEmpty)
    let (findings, nextDay) = judge.findings()
    outcome.reviewAgainAt = nextDay.map(look.moment.start(of:))
    for finding in findings {
        guard let (episode, next) = judge.episode(of: finding) else { continue }
        outcome.episodes.append(episode)
        outcome.reviewAgainAt = earliest(outcome.reviewAgainAt, next)
    }
    return outcome
}

/// A stretch that a rule tells, before it is an episode.
struct TestingFinding {
    var report: TestingReport
    var onset: ClinicalDate
    var end: ClinicalDate?
    var evidence: Evidence
    var closing: SignalRows.Row?
}

/// Judges the tests of one subject under one rule.
struct TestingJudge {
    let rule: SubjectRule
    let condition: TestingCondition
    let look: SubjectLook
    let span: TreatmentSpan
    /// Tests with a result and a date, in order of time.
    let done: [SignalRows.Row]
    /// Whether a test has no date, and may be any that is missed.
    let hasUndated: Bool

    /// What is missed, and the next day on which time alone changes it.
    func findings() -> (findings: [TestingFinding], nextDay: CalendarDay?) {
        var findings: [TestingFinding] = []
        var nextDays: [CalendarDay] = []
        var from = span.start
        if let who = condition.who {
            let potential = self.potential(who)
            findings += potential.finding.map { [$0] } ?? []
            nextDays += potential.nextDay.map { [$0] } ?? []
            guard potential.mustBeTested else { return (findings, nextDays.min()) }
            from = max(from, done.first?.collected?.earliest ?? from)
        }
        if from == span.start { findings += missingBeforeDose() }
        if !condition.phases.isEmpty {
            let plan = TestingPlan(
                start: span.start, from: from, phases: condition.phases, through: span.end, stop: span.stop)
            let (gaps, nextDay) = plan.gaps(between: done, today: look.today)
            findings += gaps.map { finding(.overdue, $0) }
            nextDays += nextDay.map { [$0] } ?? []
        }
        if let hold = condition.hold {
            for stretch in heldStretches(hold) {
                let (gaps, nextDay) = stretch.plan.gaps(between: tests(from: stretch.plan.start), today: look.today)
                findings += gaps.map { finding(.overdueInHold, $0, during: stretch.rules) }
                nextDays += nextDay.map { [$0] } ?? []
            }
        }
        return (findings, nextDays.min())
    }

    /// Those that may be of a day or later; in order of time, none of the earlier ones can reach on a year.
    private func tests(from day: CalendarDay) -> [SignalRows.Row] {
        let first = done.partitioningIndex { row in row.collected.map { $0.earliest >= day - 366 } ?? false }
        return done[first...].filter { $0.collected.map { $0.latest >= day } ?? false }
    }

    private func finding(
        _ kind: TestingCondition.Kind, _ gap: TestingGap, during rules: [String] = []
    ) -> TestingFinding {
        let isEndedByTest = gap.next?.collected.map { $0.latest <= gap.watchEnd } ?? false
        let end =
            isEndedByTest
            ? gap.next?.collected
            : gap.next != nil || gap.isPast(on: look.today)
                ? ClinicalDate(gap.watchEnd) : nil
        return TestingFinding(
            report: TestingReport(
                kind: kind, tests: condition.tests.sorted(), everyDays: gap.allowedDays,
                last: gap.last?.collected, during: rules),
            onset: ClinicalDate(gap.due), end: end,
            evidence: gap.last?.evidence.first ?? firstDose,
            closing: isEndedByTest ? gap.next : nil)
    }

    private var firstDose: Evidence { Evidence(key: span.first.key, reading: span.first.reading) }

    /// Tests that should have been done before the first dose; any later test ends the question.
    private func missingBeforeDose() -> [TestingFinding] {
        condition.beforeFirstDose.compactMap { window in
            let days = span.start - window.most...span.start - window.least
            let isDone = done.contains { row in
                row.collected.map { $0.earliest <= days.upperBound && $0.latest >= days.lowerBound } ?? false
            }
            guard !isDone else { return nil }
            let next = done.first { row in row.collected.map { $0.earliest > span.start } ?? false }
            let last = done.last { row in row.collected.map { $0.latest <= span.start } ?? false }
            return TestingFinding(
                report: TestingReport(
                    kind: .missingBeforeDose, tests: condition.tests.sorted(), last: last?.collected,
                    beforeDose: window),
                onset: span.first.start ?? ClinicalDate(span.start), end: next?.collected ?? endOfTreatment,
                evidence: firstDose, closing: next)
        }
    }

    /// When treatment ended by what the record says; nil while it goes on or nobody knows.
    private var endOfTreatment: ClinicalDate? { span.stop.map { ClinicalDate(max($0, span.start)) } }

    /// The episode of a finding, and when it may grow graver by time alone; nil below every level.
    func episode(of finding: TestingFinding) -> (episode: Episode, reviewAgainAt: Timestamp?)? {
        let facts = LevelFacts(
            onset: finding.onset.earliest, isCertain: !hasUndated, kind: finding.report.kind.rawValue)
        let groups = look.studyProtocol.termGroups
        let judgedOn = min(look.today, finding.end?.latest ?? look.today)
        let next = rule.nextLevelDay(for: facts, groups: groups, today: judgedOn).flatMap { day in
            day <= finding.end?.latest ?? day ? look.moment.start(of: day) : nil
        }
        guard let level = rule.level(for: facts, groups: groups, today: judgedOn) else { return nil }
        let isPartial =
            !finding.onset.isComplete || finding.end?.isComplete == false
            || finding.report.last?.isComplete == false
        return (
            Episode(
                rule: rule.id, ruleVersion: rule.version, facet: finding.report.facet, onset: finding.onset,
                end: finding.end, severity: level.severity, finding: .testing(finding.report),
                evidence: [finding.evidence],
                closing: finding.closing?.evidence ?? [],
                uncertainties: hasUndated || isPartial ? [.dateUnknown] : [], proposal: rule.proposal(at: level)),
            next
        )
    }
}

extension TestingReport {
    /// What tells findings apart that may run at the same time.
    fileprivate var facet: String {
        switch kind {
        case .overdue: ""
        case .overdueInHold, .potentialUnknown: kind.rawValue
        case .missingBeforeDose: "\(kind.rawValue) \(beforeDose.map { "\($0.most)-\($0.least)" } ?? "")"
        }
    }
}

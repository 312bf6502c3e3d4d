// SPDX-License-Identifier: Apache-2.0

import Trial

/// Episodes of a rule over reported adverse events: reports of one term joined where a restart follows closely.
func eventOutcome(
    _ rule: SubjectRule, _ condition: EventCondition, _ record: SubjectRecord, _ studyProtocol: StudyProtocol,
    _ moment: ReviewMoment
) -> RuleOutcome {
    guard let group = studyProtocol.termGroups.first(where: { $0.id == condition.group }) else { return RuleOutcome() }
    let reports = record.adverseEvents.filter(group.contains)
    let prophylactic = studyProtocol.prophylactics.first { $0.id == condition.cover && !reports.isEmpty }
    let cover = prophylactic.map { CoverHistory(of: $0, in: record, today: moment.today) }
    let sequence = EventSequence(
        rule: rule, condition: condition, studyProtocol: studyProtocol, cover: cover,
        beforeOnsetDays: prophylactic?.beforeOnsetDays ?? 0, moment: moment, events: record.adverseEvents)
    var outcome = RuleOutcome(reviewAgainAt: cover?.datesSettle.map(moment.start(of:)))
    // Without a grade nothing is certain, even where seriousness alone makes an episode; nor without a term.
    outcome.undecidable[EpisodeKind(rule: rule.id)] = Set(
        (reports.filter { $0.grade == nil } + record.adverseEvents.filter(\.term.isEmpty)).map(\.key))
    for (term, sameTerm) in Dictionary(grouping: reports, by: { $0.term.lowercased() }) {
        let milder = sameTerm.filter { !sequence.isFinding($0) }
        let spans = sameTerm.filter(sequence.isFinding).map { EventSpan($0, milder: milder) }
        for run in runs(of: spans, restartsWithinDays: condition.restartsWithinDays) {
            outcome.reviewAgainAt = earliest(outcome.reviewAgainAt, sequence.nextLevelAt(run))
            if let episode = sequence.episode(run, facet: term) { outcome.episodes.append(episode) }
        }
    }
    return outcome
}

/// Judges the runs of one event rule.
private struct EventSequence {
    let rule: SubjectRule
    let condition: EventCondition
    let studyProtocol: StudyProtocol
    /// How the prophylactic the rule asks for stood; nil when it asks for none.
    let cover: CoverHistory?
    /// How many days before onset must be covered.
    let beforeOnsetDays: Int
    let moment: ReviewMoment
    /// Every reported event of the subject, for levels that ask for one in the time of another.
    let events: [AdverseEvent]

    /// Whether a report is at the rule's grade and at one of its levels, now or once time has passed.
    ///
    /// A serious event whose grade is not recorded may be of any grade, and is one as far as a level applies to it.
    func isFinding(_ report: AdverseEvent) -> Bool {
        let mayBeGraver = report.grade == nil && report.serious == .yes
        guard report.gradeToJudge >= condition.atLeast || mayBeGraver else { return false }
        var facts = LevelFacts(report, onset: nil, condition.causality)
        facts.concurrent = ConcurrentEvents(events, onset: report.start, end: nil)
        return rule.levels.contains { $0.test.mayHold(for: facts, groups: studyProtocol.termGroups) }
    }

    func episode(_ run: EventRun, facet: String) -> Episode? {
        let last = run.last
        // Days since onset are counted no further than the end.
        let lastDay = last?.end.map { min($0.latest, moment.today) } ?? moment.today
        let judged = run.reports.compactMap { report in
            rule.level(for: facts(of: report, in: run), groups: studyProtocol.termGroups, today: lastDay)
                .map { JudgedReport(report: report, level: $0) }
        }
        guard let first = judged.first else { return nil }
        let worst = judged.dropFirst().reduce(first) { $1.gravity > $0.gravity ? $1 : $0 }
        let cover = cover.map { Cover($0.cover(before: run.onset, withinDays: beforeOnsetDays)) }
        let during = worst.level.test.during.flatMap {
            facts(of: worst.report, in: run).concurrent?.evidence($0, groups: studyProtocol.termGroups)
        }
        var uncertainties = uncertainties(of: run, worst: worst.report, cover: cover)
        if during?.isCertain == false { uncertainties.insert(.dateUnknown) }
        return Episode(
            rule: rule.id, ruleVersion: rule.version, facet: facet, onset: run.onset, end: last?.end,
            severity: worst.level.severity,
            finding: .event(
                EventFinding(
                    term: worst.report.term, isCoded: worst.report.isCoded, grade: worst.report.grade,
                    pain: rule.asksForPain ? worst.report.pain : nil, cover: cover)),
            evidence: run.reports.map(\.evidence).joined(by: during?.rows ?? []),
            closing: last?.closing.map { [$0.evidence] } ?? [],
            uncertainties: uncertainties,
            proposal: rule.proposal(at: worst.level)
        )
    }

    /// When time alone may make a run graver; nil when it cannot.
    func nextLevelAt(_ run: EventRun) -> Timestamp? {
        let days = run.reports.compactMap { report in
            rule.nextLevelDay(
                for: facts(of: report, in: run), groups: studyProtocol.termGroups, today: moment.today)
        }
        // An end may be partial, or reported ahead of its day: until then days go on counting.
        let isBeforeEnd = { (day: CalendarDay) in run.last?.end.map { day <= $0.latest } ?? true }
        return days.filter(isBeforeEnd).min().map(moment.start(of:))
    }

    private func facts(of report: AdverseEvent, in run: EventRun) -> LevelFacts {
        var facts = LevelFacts(report, onset: run.onset, condition.causality)
        facts.concurrent = ConcurrentEvents(events, onset: run.onset, end: run.last?.end)
        return facts
    }

    private func uncertainties(of run: EventRun, worst: AdverseEvent, cover: Cover?) -> Set<Uncertainty> {
        var unknown: Set<Uncertainty> = []
        if run.spans.contains(where: \.isDateDoubtful) { unknown.insert(.dateUnknown) }
        if worst.grade == nil { unknown.insert(.gradeUnknown) }
        if worst.isGradeContradicted { unknown.insert(.gradeContradicted) }
        if worst.pain == .unknown, rule.asksForPain { unknown.insert(.painUnknown) }
        if worst.disseminated == .unknown, rule.asksForDissemination { unknown.insert(.disseminationUnknown) }
        if cover == .unknown { unknown.insert(.coverUnknown) }
        return unknown
    }
}

private struct JudgedReport {
    var report: AdverseEvent
    var level: SeverityLevel

    var gravity: (Severity, Int) { (level.severity, report.gradeToJudge) }
}

extension LevelFacts {
    fileprivate init(_ report: AdverseEvent, onset: ClinicalDate?, _ causality: CausalityWords) {
        self.init(
            grade: report.gradeToJudge, pain: report.pain, related: causality.relates(report),
            disseminated: report.disseminated, event: report,
            onset: onset?.earliest)
    }
}

extension EventSpan {
    fileprivate var isDateDoubtful: Bool {
        report.start?.isComplete != true || report.endsBeforeStart || end?.isComplete == false
    }
}

extension SubjectRule {
    fileprivate var asksForPain: Bool { levels.contains { $0.test.pain != nil } }
    fileprivate var asksForDissemination: Bool { levels.contains { $0.test.disseminated != nil } }
}

extension AdverseEvent {
    /// Whether `term` comes from a dictionary.
    var isCoded: Bool { !(preferredTerm.isEmpty && lowestLevelTerm.isEmpty) }

    var evidence: Evidence { Evidence(key: key, reading: reading) }
}

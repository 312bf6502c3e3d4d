// SPDX-License-Identifier: Apache-2.0

import Trial

/// Episodes of a rule over reported adverse events: reports of one term joined where a restart follows closely.
func eventOutcome(
    _ rule: SubjectRule, _ condition: EventCondition, _ record: SubjectRecord, _ studyProtocol: StudyProtocol,
    _ moment: ReviewMoment
) -> RuleOutcome {
    guard let group = studyProtocol.termGroups.first(where: { $0.id == condition.group }) else { return RuleOutcome() }
    let reports = record.adverseEvents.filter(group.contains)
    var outcome = RuleOutcome()
    // A grade that is not recorded decides nothing, unless the event is serious: then it may be any grade.
    outcome.undecidable = Set(reports.filter { $0.grade == nil && $0.serious != .yes }.map(\.key))
    let meeting = reports.filter { report in
        report.grade.map { $0 >= condition.atLeast } ?? (report.serious == .yes)
    }
    for (term, sameTerm) in Dictionary(grouping: meeting, by: { $0.term.lowercased() }) {
        for run in runs(of: sameTerm, restartsWithinDays: condition.restartsWithinDays) {
            guard let judged = judge(run, facet: term, rule, condition, record, studyProtocol, moment) else { continue }
            outcome.episodes.append(judged.episode)
            outcome.reviewAgainAt = earliest(outcome.reviewAgainAt, judged.reviewAgainAt)
        }
    }
    return outcome
}

/// Reports of one term in order of start, cut where more than the allowed days lie between an end and a restart.
private func runs(of reports: [AdverseEvent], restartsWithinDays: Int) -> [[AdverseEvent]] {
    let dated = reports.filter { $0.start != nil }.sorted { order($0) < order($1) }
    var runs: [[AdverseEvent]] = reports.filter { $0.start == nil }.map { [$0] }
    var current: [AdverseEvent] = []
    for report in dated {
        if let last = latestEnd(of: current), let start = report.start, start.earliest - last > restartsWithinDays {
            runs.append(current)
            current = []
        }
        current.append(report)
    }
    return current.isEmpty ? runs : runs + [current]
}

private func order(_ report: AdverseEvent) -> (Int, RowKey) {
    (report.start?.earliest.daysSince1970 ?? .min, report.key)
}

/// The last day of a run of reports; nil while one of them is ongoing, or for an empty run.
private func latestEnd(of reports: [AdverseEvent]) -> CalendarDay? {
    guard !reports.isEmpty, reports.allSatisfy({ $0.end != nil }) else { return nil }
    return reports.compactMap { $0.end?.latest }.max()
}

private func judge(
    _ run: [AdverseEvent], facet: String, _ rule: SubjectRule, _ condition: EventCondition, _ record: SubjectRecord,
    _ studyProtocol: StudyProtocol, _ moment: ReviewMoment
) -> (episode: Episode, reviewAgainAt: Timestamp?)? {
    let onset = run.first?.start
    let judged = run.compactMap { report -> (report: AdverseEvent, level: SeverityLevel)? in
        let facts = facts(of: report, onset: onset)
        return rule.level(for: facts, groups: studyProtocol.termGroups, today: moment.today).map { (report, $0) }
    }
    guard var worst = judged.first else { return nil }
    for next in judged.dropFirst() where isGraver(next, worst) { worst = next }

    let end = latestEnd(of: run)
    let cover = condition.cover.flatMap { id in studyProtocol.prophylactics.first { $0.id == id } }.map {
        classifyCover(by: $0, before: onset, in: record)
    }
    let asksForPain = rule.levels.contains { $0.test.pain != nil }
    let episode = Episode(
        rule: rule.id, ruleVersion: rule.version, facet: facet, onset: onset,
        end: end.map { ClinicalDate($0) },
        severity: worst.level.severity,
        finding: .event(
            EventFinding(
                term: worst.report.term, grade: worst.report.grade,
                pain: asksForPain ? worst.report.pain : nil, cover: cover)),
        evidence: run.map { Evidence(key: $0.key, reading: $0.reading) },
        uncertainties: uncertainties(of: run, worst: worst.report, rule: rule, cover: cover),
        proposal: rule.proposal(at: worst.level)
    )
    let waits = end == nil ? run.compactMap { report in
        rule.nextLevelDay(for: facts(of: report, onset: onset), groups: studyProtocol.termGroups, today: moment.today)
    }.min() : nil
    return (episode, waits.map(moment.start(of:)))
}

private func isGraver(
    _ next: (report: AdverseEvent, level: SeverityLevel), _ worst: (report: AdverseEvent, level: SeverityLevel)
) -> Bool {
    (next.level.severity, next.report.grade ?? 0) > (worst.level.severity, worst.report.grade ?? 0)
}

private func facts(of report: AdverseEvent, onset: ClinicalDate?) -> LevelFacts {
    LevelFacts(
        grade: report.grade, pain: report.pain, disseminated: report.disseminated, event: report,
        onset: onset?.earliest)
}

private func uncertainties(
    of run: [AdverseEvent], worst: AdverseEvent, rule: SubjectRule, cover: Cover?
) -> Set<Uncertainty> {
    var unknown: Set<Uncertainty> = []
    if run.contains(where: { $0.start?.isComplete != true || $0.end?.isComplete == false }) {
        unknown.insert(.dateUnknown)
    }
    if worst.grade == nil { unknown.insert(.gradeUnknown) }
    if worst.pain == .unknown, rule.levels.contains(where: { $0.test.pain != nil }) { unknown.insert(.painUnknown) }
    if worst.disseminated == .unknown, rule.levels.contains(where: { $0.test.disseminated != nil }) {
        unknown.insert(.disseminationUnknown)
    }
    if cover == .unknown { unknown.insert(.coverUnknown) }
    return unknown
}

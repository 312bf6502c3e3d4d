// SPDX-License-Identifier: Apache-2.0

import Trial

/// Episodes of cycles begun although their gate was not met, or nothing tells whether it was.
///
/// Cycles that follow each other so are one episode, which ends with the first cycle that might begin.
func gateOutcome(_ rule: SubjectRule, _ gate: CycleGate, _ story: DoseStory, _ look: SubjectLook) -> RuleOutcome {
    let firstDose = look.enrolment.entry
    let verdicts = gate.verdicts(
        on: story.cycles.map(\.dayOne), of: look.record, results: look.laboratory.results, firstDose: firstDose)
    let judge = GateJudge(rule: rule, gate: gate, look: look, doses: dosesByDay(look.record))
    var outcome = RuleOutcome()
    outcome.undecidable[EpisodeKind(rule: rule.id)] = look.laboratory.unnamed
    var begun: [BegunCycle] = []
    for (cycle, verdict) in zip(story.cycles, verdicts) {
        switch verdict {
        case .met:
            if let episode = judge.episode(begun, end: cycle.dayOne) { outcome.episodes.append(episode) }
            begun = []
        case .failed(let reasons): begun.append(BegunCycle(cycle: cycle, kind: .failed, reasons: reasons))
        case .indeterminate(let reasons):
            begun.append(BegunCycle(cycle: cycle, kind: .indeterminate, reasons: reasons))
            outcome.undecidable[EpisodeKind(rule: rule.id), default: []].formUnion(reasons.compactMap(\.row))
        }
    }
    if let episode = judge.episode(begun, end: nil) { outcome.episodes.append(episode) }
    outcome.reviewAgainAt = judge.nextLevelDay(of: begun).map(look.moment.start(of:))
    return outcome
}

/// A cycle begun against its gate.
private struct BegunCycle {
    let cycle: Cycle
    let kind: GateKind
    let reasons: [GateReason]
}

/// The rows of exposure that begin on a day that is known.
private func dosesByDay(_ record: SubjectRecord) -> [CalendarDay: [RowKey]] {
    var doses: [CalendarDay: [RowKey]] = [:]
    for index in record.exposures.indices {
        guard let start = record.exposures[index].start, start.isComplete else { continue }
        doses[start.earliest, default: []].append(record.exposures[index].key)
    }
    return doses
}

private struct GateJudge {
    let rule: SubjectRule
    let gate: CycleGate
    let look: SubjectLook
    let doses: [CalendarDay: [RowKey]]

    /// What is told of cycles that follow each other: the last that certainly failed.
    private func told(of begun: [BegunCycle]) -> BegunCycle? { begun.last { $0.kind == .failed } ?? begun.last }

    private func facts(of begun: [BegunCycle]) -> LevelFacts? {
        guard let first = begun.first, let told = told(of: begun) else { return nil }
        return LevelFacts(
            onset: first.cycle.dayOne, isCertain: begun.allSatisfy(\.cycle.isCertain), kind: told.kind.rawValue)
    }

    /// When time alone makes cycles that go on a matter for another level; nil when it does not.
    func nextLevelDay(of begun: [BegunCycle]) -> CalendarDay? {
        facts(of: begun).flatMap {
            rule.nextLevelDay(for: $0, groups: look.studyProtocol.termGroups, today: look.today)
        }
    }

    func episode(_ begun: [BegunCycle], end: CalendarDay?) -> Episode? {
        guard let first = begun.first, let last = told(of: begun), let facts = facts(of: begun) else { return nil }
        let level = rule.level(
            for: facts, groups: look.studyProtocol.termGroups, today: min(end ?? look.today, look.today))
        guard let level else { return nil }
        return Episode(
            rule: rule.id, ruleVersion: rule.version, facet: "", onset: ClinicalDate(first.cycle.dayOne),
            end: end.map { ClinicalDate($0) }, severity: level.severity,
            finding: .dose(
                DoseReport(
                    kind: last.kind.rawValue, day: last.cycle.dayOne, cycle: last.cycle.number, cycles: begun.count,
                    obstacles: last.reasons.compactMap(obstacle))),
            evidence: evidence(of: begun), uncertainties: facts.isCertain ? [] : [.onlyPossible],
            proposal: rule.proposal(at: level))
    }

    /// What stood against each cycle and the doses that began it.
    private func evidence(of begun: [BegunCycle]) -> [Evidence] {
        var seen: Set<RowKey> = []
        let doses = Set(begun.map(\.cycle.dayOne)).flatMap { self.doses[$0] ?? [] }
        let keys = begun.flatMap { $0.reasons.compactMap(\.row) } + doses.sorted()
        return keys.filter { seen.insert($0).inserted }.compactMap { key in
            look.record.reading(of: key).map { Evidence(key: key, reading: $0) }
        }
    }

    /// The count of the gate that a row gave.
    private func count(_ row: RowKey) -> LabResult? {
        gate.counts.lazy.compactMap { look.laboratory.result(row, of: $0.analyte) }.first
    }

    private func obstacle(_ reason: GateReason) -> DoseReport.Obstacle? {
        switch reason {
        case .countMissing(let test): return .countMissing(test: test)
        case .countTooLow(let row):
            return count(row).map { .count(test: $0.test, reading: $0.reading) }
        case .countUndecided(let row):
            return count(row).map { .countUndecided(test: $0.test, reading: $0.reading) }
        case .event(let row):
            return look.record.adverseEvent(row).map { .event(term: $0.term, isCoded: $0.isCoded, grade: $0.grade) }
        case .eventUndecided(let row):
            return look.record.adverseEvent(row).map {
                .eventUndecided(term: $0.term, isCoded: $0.isCoded, grade: $0.grade)
            }
        }
    }
}

extension GateReason {
    fileprivate var row: RowKey? {
        switch self {
        case .countMissing: nil
        case .countTooLow(let row), .countUndecided(let row), .event(let row), .eventUndecided(let row): row
        }
    }
}

// SPDX-License-Identifier: Apache-2.0

import Trial

/// Episodes of a rule over doses against what was due.
func doseOutcome(_ rule: SubjectRule, _ condition: DoseCondition, _ look: SubjectLook) -> RuleOutcome {
    guard let story = look.doses else { return RuleOutcome() }
    var outcome: RuleOutcome
    switch condition {
    case .deviations(let drugs): outcome = DeviationJudge(rule: rule, look: look).outcome(of: story, drugs)
    case .gate(let gate): outcome = gateOutcome(rule, gate, story, look)
    }
    outcome.reviewAgainAt = earliest(outcome.reviewAgainAt, story.changesOn.map(look.moment.start(of:)))
    return outcome
}

/// Makes episodes of departures from what was due.
private struct DeviationJudge {
    let rule: SubjectRule
    let look: SubjectLook

    func outcome(of story: DoseStory, _ drugs: Set<String>) -> RuleOutcome {
        var outcome = RuleOutcome()
        outcome.undecidable[EpisodeKind(rule: rule.id)] = doubtfulToxicityRows
        let findings = story.findings.filter { drugs.contains($0.drug) }
        // What certainly was and what only may have been against one hold are one episode.
        let places = Dictionary(grouping: findings, by: Place.init).values.sorted { order($0[0]) < order($1[0]) }
        var used: [String: Set<RowKey>] = [:]
        for same in places {
            let certain = same.filter { $0.doubt == nil }
            let told = certain.isEmpty || same[0].kind == .rowInDoubt ? same : certain
            // Beside what is certain nothing hangs on what only may be.
            for finding in told where finding.kind == .rowInDoubt || finding.doubt != nil {
                for facet in finding.facetsInDoubt {
                    outcome.undecidable[EpisodeKind(rule: rule.id, facet: facet), default: []].formUnion(finding.rows)
                }
            }
            if let episode = episode(told, besides: used[told[0].facet] ?? []) {
                used[episode.facet, default: []].formUnion(episode.evidenceKeys)
                outcome.episodes.append(episode)
            }
            outcome.reviewAgainAt = earliest(outcome.reviewAgainAt, nextLevelAt(told[0]))
        }
        return outcome
    }

    /// What tells episodes apart: a row by itself, else the drug and what it departs from.
    private struct Place: Hashable {
        let kind: DoseFinding.Kind
        let drug: String
        let since: CalendarDay?
        let day: CalendarDay?
        let rows: [RowKey]

        init(_ finding: DoseFinding) {
            kind = finding.kind
            drug = finding.drug
            let isOfHold = kind == .doseAgainstHold || kind == .doseAfterStop
            since = finding.since
            day = isOfHold ? nil : finding.day
            rows = kind == .rowInDoubt ? finding.rows : []
        }
    }

    /// In order of time, so that a result which two episodes rest on is the evidence of the first.
    private func order(_ finding: DoseFinding) -> (CalendarDay, String, RowKey) {
        (finding.day ?? .distantPast, finding.facet, finding.rows.first ?? RowKey(domain: .ex, text: ""))
    }

    private func episode(_ same: [DoseFinding], besides used: Set<RowKey>) -> Episode? {
        let first = same[0]
        guard let level = level(of: first, on: first.until ?? look.today) else { return nil }
        let name = look.studyProtocol.dosing?.drugs.first { $0.id == first.drug }
        let amount = { (number: Double) in DoseReport.Amount(number, name?.ladder.unit.name ?? "") }
        return Episode(
            rule: rule.id, ruleVersion: rule.version, facet: first.facet,
            onset: first.day.map { ClinicalDate($0) }, end: first.until.map { ClinicalDate($0) },
            severity: level.severity,
            finding: .dose(
                DoseReport(
                    kind: first.kind.name, drug: name?.name, day: first.day, since: first.since,
                    given: first.given.map(amount), due: first.due.map(amount), doubt: first.doubt,
                    causes: causes(of: first))),
            evidence: evidence(of: same, besides: used), uncertainties: uncertainties(of: first),
            proposal: rule.proposal(at: level))
    }

    private func facts(of finding: DoseFinding) -> LevelFacts {
        LevelFacts(
            onset: finding.day, isCertain: finding.kind == .rowInDoubt || finding.doubt == nil, kind: finding.kind.name)
    }

    private func level(of finding: DoseFinding, on day: CalendarDay) -> SeverityLevel? {
        rule.level(for: facts(of: finding), groups: look.studyProtocol.termGroups, today: min(day, look.today))
    }

    private func nextLevelAt(_ finding: DoseFinding) -> Timestamp? {
        guard finding.until == nil else { return nil }
        return rule.nextLevelDay(for: facts(of: finding), groups: look.studyProtocol.termGroups, today: look.today)
            .map(look.moment.start(of:))
    }

    /// The rows of exposure, then the results that the hold or step rests on.
    ///
    /// Reported events are left out: one event may hold two drugs, and the two are told apart by their own rows.
    private func evidence(of same: [DoseFinding], besides used: Set<RowKey>) -> [Evidence] {
        var seen = used
        let causes = same.flatMap { $0.episodes.flatMap { look.toxicityRows[$0] ?? [] } }.filter { $0.domain == .lb }
        let keys = (same.flatMap(\.rows) + causes).filter { seen.insert($0).inserted }
        return keys.compactMap { key in look.record.reading(of: key).map { Evidence(key: key, reading: $0) } }
    }

    private func causes(of finding: DoseFinding) -> [DoseReport.Cause]? {
        let causes = finding.episodes.compactMap { look.toxicityCauses[$0] }
        return causes.isEmpty ? nil : causes
    }

    private func uncertainties(of finding: DoseFinding) -> Set<Uncertainty> {
        guard let doubt = finding.doubt else { return [] }
        switch doubt {
        case .dateUnknown, .endsBeforeStart: return [.dateUnknown]
        default: return finding.kind == .rowInDoubt ? [] : [.onlyPossible]
        }
    }

    /// Rows that may yet hold or step a drug.
    private var doubtfulToxicityRows: Set<RowKey> {
        let rules = Set(look.studyProtocol.subjectRules.lazy.filter { $0.toxicity != nil }.map(\.id))
        return look.undecidable.lazy.filter { rules.contains($0.key.rule) }.reduce(into: []) { $0.formUnion($1.value) }
    }
}

extension DoseFinding {
    /// What tells its episodes from others that may run at the same time.
    fileprivate var facet: String { facet(of: kind) }

    private func facet(of kind: Kind) -> String { "\(kind.name) \(drug)" }

    /// The episodes that its rows may yet be evidence of: where only the amount is open, those about amounts.
    ///
    /// Of what else a dose without a known amount may be, such as one against a hold, there are findings in doubt.
    fileprivate var facetsInDoubt: [String] {
        guard kind == .rowInDoubt else { return [facet] }
        switch doubt {
        case .doseMissing, .unitUnknown, .overlappingDoses, .frequencyUnknown:
            return [kind, .doseAboveDue, .cycleAboveDue].map(facet(of:))
        default:
            return [kind, .doseAgainstHold, .doseAfterStop, .doseAboveDue, .cycleAboveDue, .notResumed].map(facet(of:))
        }
    }
}

// SPDX-License-Identifier: Apache-2.0

import Trial

/// Episodes of a medication that is taken though something speaks against it.
func conflictOutcome(_ rule: SubjectRule, _ condition: ConflictingCover, _ look: SubjectLook) -> RuleOutcome {
    guard let medication = look.medication(condition.medication) else { return RuleOutcome() }
    var outcome = RuleOutcome()
    var opponents: [Episode] = []
    for opponent in condition.opponents {
        let found = look.episodes(of: opponent)
        opponents += found.episodes
        outcome.undecidable[EpisodeKind(rule: rule.id), default: []].formUnion(found.doubtful)
    }
    guard !opponents.isEmpty else { return outcome }
    let history = CoverHistory(
        of: medication, in: look.record, contacts: look.contacts(for: medication), today: look.today)
    let ordered = opponents.sorted { opponentPlace($0) < opponentPlace($1) }
    let conflicts = merged(history.conflicts(with: ordered, graceDays: condition.graceDays))
    let judge = ConflictJudge(rule: rule, medication: medication, look: look, conflicts: conflicts)
    outcome.episodes = conflicts.compactMap(judge.episode)
    let days = [history.conflictMayBegin(with: opponents, graceDays: condition.graceDays), history.datesSettle]
    outcome.reviewAgainAt = earliest(
        judge.nextLevelAt, days.compactMap(\.self).min().map(look.moment.start(of:)))
    return outcome
}

private func opponentPlace(_ episode: Episode) -> (Int, String, String) {
    (episode.onset?.earliest.daysSince1970 ?? .min, episode.rule, episode.facet)
}

extension SubjectLook {
    /// The medications of a prophylactic or a list.
    fileprivate func medication(_ id: String) -> Prophylactic? {
        studyProtocol.prophylactics.first { $0.id == id }
            ?? studyProtocol.medicationLists.first { $0.id == id }.map {
                Prophylactic(id: $0.id, medications: $0.medications.sorted())
            }
    }

    /// The episodes that speak against a medication, and rows of which that cannot be told.
    fileprivate func episodes(
        of opponent: ConflictingCover.Opponent
    ) -> (episodes: [Episode], doubtful: Set<RowKey>) {
        switch opponent {
        case .rule(let id):
            let doubtful = undecidable.lazy.filter { $0.key.rule == id }.map(\.value)
            return (episodes.filter { $0.rule == id }, doubtful.reduce(into: []) { $0.formUnion($1) })
        case .event(let group, let atLeast):
            let condition = EventCondition(group: group, atLeast: atLeast)
            let rule = SubjectRule(
                id: group, version: "", title: LocalizedText(en: group), condition: .event(condition),
                levels: [SeverityLevel(severity: .digest)], source: "", verified: true, runbook: "")
            let outcome = eventOutcome(rule, condition, record, studyProtocol, moment)
            return (outcome.episodes, outcome.undecidable.values.reduce(into: []) { $0.formUnion($1) })
        }
    }
}

/// A stretch of days in which a medication was taken against one or more episodes.
private struct ConflictRun {
    var days: ClosedRange<CalendarDay>
    var isOngoing: Bool
    var isCertain: Bool
    var medicationRows: [RowKey]
    var opponents: [Episode]
}

/// Conflicts that overlap or follow each other made one: the medication is stopped once, whatever speaks against it.
private func merged(_ conflicts: [CoverConflict]) -> [ConflictRun] {
    var runs: [ConflictRun] = []
    let inOrder = conflicts.sorted {
        ($0.days.lowerBound, $0.days.upperBound) < ($1.days.lowerBound, $1.days.upperBound)
    }
    for next in inOrder {
        guard let last = runs.last, next.days.lowerBound <= last.days.upperBound + 1 else {
            runs.append(
                ConflictRun(
                    days: next.days, isOngoing: next.isOngoing, isCertain: next.isCertain,
                    medicationRows: next.medicationRows, opponents: [next.episode]))
            continue
        }
        runs[runs.count - 1].days = last.days.lowerBound...max(last.days.upperBound, next.days.upperBound)
        runs[runs.count - 1].isOngoing = last.isOngoing || next.isOngoing
        runs[runs.count - 1].isCertain = last.isCertain || next.isCertain
        runs[runs.count - 1].medicationRows += next.medicationRows
        if !last.opponents.contains(next.episode) { runs[runs.count - 1].opponents.append(next.episode) }
    }
    return runs
}

/// Makes episodes of conflicts.
private struct ConflictJudge {
    let rule: SubjectRule
    let medication: Prophylactic
    let look: SubjectLook
    let conflicts: [ConflictRun]
    /// Rows of CM by which several conflicts run, so that none of them is known by such a row.
    private let shared: Set<RowKey>

    init(rule: SubjectRule, medication: Prophylactic, look: SubjectLook, conflicts: [ConflictRun]) {
        self.rule = rule
        self.medication = medication
        self.look = look
        self.conflicts = conflicts
        var counts: [RowKey: Int] = [:]
        for conflict in conflicts {
            for row in Set(conflict.medicationRows) { counts[row, default: 0] += 1 }
        }
        shared = Set(counts.filter { $0.value > 1 }.keys)
    }

    func episode(_ conflict: ConflictRun) -> Episode? {
        let end = conflict.days.upperBound + 1
        var uncertainties = conflict.opponents.reduce(into: Set<Uncertainty>()) { $0.formUnion($1.uncertainties) }
        if !conflict.isCertain { uncertainties.insert(.onlyPossible) }
        var seen: Set<RowKey> = []
        let rows = conflict.opponents.flatMap(\.evidence).filter { seen.insert($0.key).inserted }
        return rule.episode(
            report(conflict), end: conflict.isOngoing ? nil : ClinicalDate(earliest: end, latest: end),
            isCertain: conflict.isCertain,
            rows: rows + look.evidence(conflict.medicationRows.filter { !shared.contains($0) }),
            closing: conflict.isOngoing ? [] : closing(conflict), uncertainties: uncertainties, in: look)
    }

    /// When an open conflict reaches a graver level though no row changes; nil when none does.
    var nextLevelAt: Timestamp? {
        conflicts.filter(\.isOngoing).compactMap {
            rule.nextLevelAt(report($0), isCertain: $0.isCertain, in: look)
        }.min()
    }

    private func report(_ conflict: ConflictRun) -> CoverReport {
        CoverReport(
            kind: .conflict, medication: medication.name, since: conflict.days.lowerBound,
            days: conflict.isOngoing ? nil : conflict.days.count,
            opponents: conflict.opponents.flatMap(\.finding.parts))
    }

    /// The rows of CM that ended with the conflict, else what ended the episodes that spoke against it.
    private func closing(_ conflict: ConflictRun) -> [Evidence] {
        let rows = Set(conflict.medicationRows)
        let stopped = look.record.medications.filter { row in
            rows.contains(row.key)
                && row.end.map { ($0.earliest...$0.latest).contains(conflict.days.upperBound) } ?? false
        }
        guard stopped.isEmpty else { return look.evidence(stopped.map(\.key)) }
        return conflict.opponents.max { ($0.end?.latest ?? .first) < ($1.end?.latest ?? .first) }?.closing ?? []
    }
}

extension Finding {
    /// What was found as the parts of a report that names several.
    fileprivate var parts: [SignalPart] {
        switch self {
        case .laboratory(let finding):
            [SignalPart(kind: .result(test: finding.test, reading: finding.reading), collected: finding.collected)]
        case .event(let finding):
            [SignalPart(kind: .event(term: finding.term, isCoded: finding.isCoded, grade: finding.grade))]
        case .signal(let finding): finding.parts
        case .dose, .cover, .clearance, .mismatch, .clock, .testing, .boundary, .system: []
        }
    }
}

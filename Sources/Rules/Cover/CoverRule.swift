// SPDX-License-Identifier: Apache-2.0

import Trial

/// Episodes of a rule over how a prophylactic is taken.
func coverOutcome(_ rule: SubjectRule, _ condition: CoverCondition, _ look: SubjectLook) -> RuleOutcome {
    switch condition {
    case .required(let required): requiredOutcome(rule, required, look)
    case .conflict(let conflict): conflictOutcome(rule, conflict, look)
    }
}

extension SubjectRule {
    /// An episode of a report, with severity and proposal of the level that applies; nil below every level.
    func episode(
        _ report: CoverReport, facet: String = "", end: ClinicalDate?, isCertain: Bool = true, rows: [Evidence],
        closing: [Evidence], uncertainties: Set<Uncertainty>, in look: SubjectLook
    ) -> Episode? {
        let facts = LevelFacts(onset: report.since, isCertain: isCertain, kind: report.kind.rawValue)
        let lastDay = min(end?.latest ?? look.today, look.today)
        guard let level = level(for: facts, groups: look.studyProtocol.termGroups, today: lastDay) else { return nil }
        return Episode(
            rule: id, ruleVersion: version, facet: facet,
            onset: ClinicalDate(earliest: report.since, latest: report.since), end: end, severity: level.severity,
            finding: .cover(report), evidence: rows, closing: closing, uncertainties: uncertainties,
            proposal: proposal(at: level))
    }

    /// When an open episode of a report reaches a graver level though no row changes; nil when it does not.
    func nextLevelAt(_ report: CoverReport, isCertain: Bool = true, in look: SubjectLook) -> Timestamp? {
        let facts = LevelFacts(onset: report.since, isCertain: isCertain, kind: report.kind.rawValue)
        return nextLevelDay(for: facts, groups: look.studyProtocol.termGroups, today: look.today)
            .map(look.moment.start(of:))
    }
}

extension CoverDoubt {
    /// The doubt as an episode tells it.
    var uncertainty: Uncertainty {
        switch self {
        case .dateUnknown, .datesContradict, .onsetUnknown: .dateUnknown
        case .dateInFuture: .dateInFuture
        case .endNotConfirmed: .coverUnknown
        }
    }
}

extension SubjectLook {
    /// Rows with what they say now, each once, in the order given.
    func evidence(_ keys: some Sequence<RowKey>) -> [Evidence] {
        var seen: Set<RowKey> = []
        return keys.filter { seen.insert($0).inserted }.map {
            Evidence(key: $0, reading: record.reading(of: $0) ?? "")
        }
    }
}

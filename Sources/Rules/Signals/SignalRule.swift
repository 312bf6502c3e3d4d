// SPDX-License-Identifier: Apache-2.0

import Trial

/// Episodes of a rule over a signal.
func signalOutcome(
    _ rule: SubjectRule, _ condition: SignalCondition, _ rows: SignalRows, _ moment: ReviewMoment
) -> RuleOutcome {
    let matcher = SignalMatcher(condition.signal, in: rows)
    let matches = matcher.matches
    let judge = SignalJudge(rule: rule, matcher: matcher, rows: rows)
    var outcome = RuleOutcome()
    let told = Dictionary(grouping: matches.filter(\.isLoud), by: \.facet)
    for (facet, matches) in told {
        var cutter = SignalCutter(matcher, end: condition.end, facet: facet, today: moment.today)
        let stretches = cutter.stretches(of: matches)
        outcome.episodes += judge.episodes(of: stretches, facet: facet)
        guard case .daysWithout(let days) = condition.end else { continue }
        let ends = stretches.filter { $0.end == nil && $0.lastDay < .distantFuture }.map {
            moment.start(of: CalendarDay(daysSince1970: $0.lastDay + days + 1))
        }
        outcome.reviewAgainAt = earliest(outcome.reviewAgainAt, ends.min())
    }
    let ends = matcher.leaves.compactMap(rows.nextEndDay(of:))
    outcome.reviewAgainAt = earliest(outcome.reviewAgainAt, ends.min().map(moment.start(of:)))
    for case .overdue(let signal) in matcher.leaves {
        outcome.reviewAgainAt = earliest(outcome.reviewAgainAt, rows.nextOverdueDay(of: signal).map(moment.start(of:)))
    }
    outcome.undecidable[EpisodeKind(rule: rule.id)] = matcher.doubtfulRows(in: matches)
        .union(rows.laboratory.unnamed)
    return outcome
}

extension SignalMatcher {
    /// Sightings in order of time; of one row, in the order of the leaves that saw it.
    fileprivate func inOrder(_ members: some Collection<SignalMatch.Member>) -> [SignalMatch.Member] {
        members.map { (place: self[$0].place, member: $0) }.sorted {
            ($0.place, $0.member.leaf) < ($1.place, $1.member.leaf)
        }.map(\.member)
    }

    /// Rows that nothing certain can be said about, and rows of combinations that only such rows keep from failing.
    fileprivate func doubtfulRows(in matches: [SignalMatch]) -> Set<RowKey> {
        var rows = sightings.joined().filter { $0.standing == .suspect || $0.standing == .undecided }
            .reduce(into: Set<RowKey>()) { $0.formUnion($1.rows.map(\.key)) }
        for match in matches where !match.isLoud {
            for member in match.members { rows.formUnion(self[member].rows.map(\.key)) }
        }
        return rows
    }
}

/// Makes episodes of the stretches of one rule.
private struct SignalJudge {
    let rule: SubjectRule
    let matcher: SignalMatcher
    let rows: SignalRows

    /// One episode a stretch; a row that two of them rest on is the evidence of the first.
    func episodes(of stretches: [SignalStretch], facet: String) -> [Episode] {
        var used: Set<RowKey> = []
        let ordered = stretches.sorted { place($0) < place($1) }
        return ordered.compactMap { stretch in
            let all = evidence(of: stretch)
            let own = all.filter { !used.contains($0.key) }
            let episode = episode(stretch, facet: facet, evidence: own.isEmpty ? all : own)
            if episode != nil { used.formUnion(all.map(\.key)) }
            return episode
        }
    }

    private func place(_ stretch: SignalStretch) -> (Int, RowKey) {
        let first = stretch.members.map { matcher[$0].place }.min()
        return (onset(of: stretch)?.earliest.daysSince1970 ?? .distantPast, first?.key ?? RowKey(domain: .lb, text: ""))
    }

    private func onset(of stretch: SignalStretch) -> ClinicalDate? {
        stretch.matches.compactMap(\.onset).min {
            ($0.earliest, $0.latest, $0.minuteOfDay ?? 1_440) < ($1.earliest, $1.latest, $1.minuteOfDay ?? 1_440)
        }
    }

    private func episode(_ stretch: SignalStretch, facet: String, evidence: [Evidence]) -> Episode? {
        let certain = stretch.matches.filter { $0.standing == .holds && $0.doubts.isDisjoint(with: Uncertainty.open) }
        let decisive = certain.isEmpty ? stretch.matches : certain
        let parts = parts(of: certain.isEmpty ? stretch.members : Set(certain.flatMap(\.members)))
        let grade = SignalFinding(parts: parts).grade
        let concurrent = ConcurrentEvents(rows.record.adverseEvents, onset: onset(of: stretch), end: stretch.end)
        let facts = LevelFacts(grade: grade, isCertain: !certain.isEmpty, concurrent: concurrent)
        guard let level = rule.level(for: facts, groups: rows.studyProtocol.termGroups, today: rows.today) else {
            return nil
        }
        // A suspicion calls for a look today, not for a page at night.
        let isSuspicion = decisive.allSatisfy { $0.standing == .suspect }
        var uncertainties = decisive.reduce(into: Set<Uncertainty>()) { $0.formUnion($1.doubts) }
        let dated = stretch.members.map { matcher[$0] }.filter { $0.meets && !$0.isHistory }
        if dated.contains(where: { $0.onset?.isComplete != true }) || stretch.end?.isComplete == false {
            uncertainties.insert(.dateUnknown)
        }
        let during = level.test.during.map { concurrent.evidence($0, groups: rows.studyProtocol.termGroups) }
        if during?.isCertain == false { uncertainties.insert(.dateUnknown) }
        return Episode(
            rule: rule.id, ruleVersion: rule.version, facet: facet, onset: onset(of: stretch), end: stretch.end,
            severity: isSuspicion ? min(level.severity, .urgent) : level.severity,
            finding: .signal(SignalFinding(parts: parts)),
            evidence: evidence.joined(by: during?.rows ?? []),
            closing: stretch.closing.flatMap { matcher[$0].rows.suffix(1) },
            uncertainties: uncertainties,
            proposal: rule.proposal(at: level))
    }

    /// The rows that make it hold, in order of time; a history's only where there are no others.
    private func evidence(of stretch: SignalStretch) -> [Evidence] {
        let members = matcher.inOrder(stretch.members).map { matcher[$0] }
        let own = members.filter { !$0.isHistory }.flatMap(\.rows)
        var seen: Set<RowKey> = []
        return (own.isEmpty ? members.flatMap(\.rows) : own).filter { seen.insert($0.key).inserted }
    }

    /// The worst of each leaf, in the order of the rule.
    private func parts(of members: Set<SignalMatch.Member>) -> [SignalPart] {
        let byLeaf = Dictionary(grouping: members, by: \.leaf)
        return byLeaf.keys.sorted().compactMap { leaf in
            let sightings = matcher.inOrder(byLeaf[leaf] ?? []).map { matcher[$0] }
            return sightings.reduce(nil as Sighting?) { worst, next in
                guard let worst else { return next }
                return next.extremity > worst.extremity ? next : worst
            }?.part
        }
    }
}

extension Uncertainty {
    /// Doubts by which a combination only may hold; a bound that decides is none of them.
    fileprivate static let open: Set<Uncertainty> = [
        .onlyPossible, .counterEvidenceMissing, .unitSuspect, .limitMissing,
    ]
}

// SPDX-License-Identifier: Apache-2.0

import Trial

/// Episodes of a prophylactic that is required and not taken, or of which that cannot be told.
func requiredOutcome(_ rule: SubjectRule, _ condition: RequiredCover, _ look: SubjectLook) -> RuleOutcome {
    guard condition.concerns(look.record),
        let prophylactic = look.studyProtocol.prophylactics.first(where: { $0.id == condition.prophylactic })
    else { return RuleOutcome() }
    let contacts = look.contacts(for: prophylactic)
    let runs = therapyRuns(
        of: condition.treatments, in: look.record, contacts: contacts, today: look.today,
        silentDays: condition.silentDays, restDays: condition.restDays)
    guard !runs.isEmpty else { return RuleOutcome(reviewAgainAt: look.nextDose(of: condition.treatments)) }
    let history = CoverHistory(of: prophylactic, in: look.record, contacts: contacts, today: look.today)
    let judge = RequiredCoverJudge(
        rule: rule, condition: condition, prophylactic: prophylactic, look: look, history: history, runs: runs)
    return judge.outcome()
}

extension RequiredCover {
    /// Whether it is required of a subject who is on treatment.
    fileprivate func concerns(_ record: SubjectRecord) -> Bool {
        switch subjects {
        case .all: true
        case .atPneumocystisRisk: record.demographics?.pneumocystisRisk == .yes
        }
    }
}

extension SubjectLook {
    /// When a dose of some treatments that is dated ahead comes due; nil when there is none.
    fileprivate func nextDose(of treatments: Set<String>) -> Timestamp? {
        let starts = record.exposures.indices.lazy.filter { [record] in
            treatments.contains(record.exposures[$0].treatment)
        }.compactMap { [record] in record.exposures[$0].start?.earliest }
        return starts.filter { [today] in $0 > today }.min().map(moment.start(of:))
    }
}

/// Makes episodes of the days on therapy that are not covered.
private struct RequiredCoverJudge {
    let rule: SubjectRule
    let condition: RequiredCover
    let prophylactic: Prophylactic
    let look: SubjectLook
    let history: CoverHistory
    let runs: [TherapyRun]

    private var today: CalendarDay { look.today }

    func outcome() -> RuleOutcome {
        let cover = history.cover(during: runs)
        var outcome = RuleOutcome(reviewAgainAt: look.nextDose(of: condition.treatments))
        outcome.undecidable[EpisodeKind(rule: rule.id)] = cover.doubtfulRows
        var used: Set<RowKey> = []
        var days = [cover.dayReaching(condition.gapDays + 1), history.datesSettle]
        for gap in cover.gaps {
            guard let uncovered = gap.uncovered.first(where: isTooLong) else { continue }
            let end = isProvisional(gap) ? nil : gap.end
            let report = report(gap, since: uncovered.lowerBound, isOpen: end == nil)
            let own = gap.rows.filter { !used.contains($0) }
            let episode = rule.episode(
                report, end: end, rows: look.evidence(own.isEmpty ? gap.rows : own),
                closing: end == nil ? [] : look.evidence(gap.closingRows),
                uncertainties: Set(gap.doubts.map(\.uncertainty)), in: look)
            guard let episode else { continue }
            used.formUnion(gap.rows)
            outcome.episodes.append(episode)
            if end == nil {
                outcome.reviewAgainAt = earliest(outcome.reviewAgainAt, rule.nextLevelAt(report, in: look))
            }
        }
        for run in runs {
            outcome.episodes += unknownStretches(in: run).compactMap(episode(ofUnknown:))
            days += [run.days.upperBound + 1, lastDayOpen(run) + 1, nextUnknown(in: run)]
        }
        let next = days.compactMap(\.self).filter { $0 > today }.min()
        outcome.reviewAgainAt = earliest(outcome.reviewAgainAt, next.map(look.moment.start(of:)))
        return outcome
    }

    /// Whether enough days went by; today is not over, and the row of a course begun today may yet be entered.
    private func isTooLong(_ days: ClosedRange<CalendarDay>) -> Bool {
        min(days.upperBound, today - 1) - days.lowerBound + 1 >= condition.gapDays
    }

    private func report(_ gap: CoverGap, since: CalendarDay, isOpen: Bool) -> CoverReport {
        CoverReport(
            kind: gap.beginning == .lapsed ? .gap : .neverStarted, medication: prophylactic.name, since: since,
            days: isOpen ? nil : gap.days, treatments: condition.treatments.sorted())
    }

    /// The last day on which a run may go on though no dose was entered: until exposure is silent for too long.
    private func lastDayOpen(_ run: TherapyRun) -> CalendarDay {
        guard run == runs.last, dayOfDeath(in: look.record) == nil else { return run.days.upperBound }
        return run.days.upperBound + max(0, condition.silentDays - condition.restDays)
    }

    /// Whether a gap ended with therapy only because the doses since then may not have been entered yet.
    private func isProvisional(_ gap: CoverGap) -> Bool {
        guard gap.ending == .therapyEnded, let run = runs.last, gap.end?.latest == run.days.upperBound + 1 else {
            return false
        }
        return today <= lastDayOpen(run)
    }
}

/// Days in a row on therapy of which none is covered for certain, and some may be.
private struct UnknownStretch {
    var run: TherapyRun
    var days: ClosedRange<CalendarDay>
    var doubts: Set<CoverDoubt> = []
    /// Whether it holds a gap that is told for certain.
    var holdsGap = false
}

extension RequiredCoverJudge {
    /// The stretches that are too long, doubtful, and not told as a gap.
    private func unknownStretches(in run: TherapyRun) -> [UnknownStretch] {
        stretches(in: run).filter { isTooLong($0.days) && !$0.doubts.isEmpty && !$0.holdsGap }
    }

    /// The day on which a doubtful stretch that runs today is too long; nil when there is none.
    private func nextUnknown(in run: TherapyRun) -> CalendarDay? {
        guard let last = stretches(in: run).last, !last.doubts.isEmpty, last.days.upperBound == today,
            !isTooLong(last.days)
        else { return nil }
        let day = last.days.lowerBound + condition.gapDays
        return day <= run.days.upperBound ? day : nil
    }

    private func stretches(in run: TherapyRun) -> [UnknownStretch] {
        var stretches: [UnknownStretch] = []
        for period in history.periods(in: run.days) {
            guard period.state != .covered, period.state != .contraindicated else { continue }
            var stretch = UnknownStretch(run: run, days: period.days)
            if let before = stretches.last, before.days.upperBound + 1 == period.days.lowerBound {
                stretch = before
                stretch.days = before.days.lowerBound...period.days.upperBound
                stretches.removeLast()
            }
            switch period.state {
            case .unknown(let doubts): stretch.doubts.formUnion(doubts)
            default: stretch.holdsGap = stretch.holdsGap || isTooLong(period.days)
            }
            stretches.append(stretch)
        }
        return stretches
    }

    private func episode(ofUnknown stretch: UnknownStretch) -> Episode? {
        let isOpen =
            stretch.days.upperBound == today
            || stretch.days.upperBound == stretch.run.days.upperBound
                && today <= lastDayOpen(stretch.run)
        let doubted = history.rows(doubtedOn: [stretch.days]).sorted()
        let end = stretch.days.upperBound + 1
        let report = CoverReport(
            kind: .unknown, medication: prophylactic.name, since: stretch.days.lowerBound,
            days: isOpen ? nil : stretch.days.count, treatments: condition.treatments.sorted())
        return rule.episode(
            report, facet: CoverReport.Kind.unknown.rawValue,
            end: isOpen ? nil : ClinicalDate(earliest: end, latest: end), isCertain: false,
            rows: look.evidence(doubted.isEmpty ? [stretch.run.firstDose] : doubted), closing: [],
            uncertainties: Set(stretch.doubts.map(\.uncertainty)).union([.coverUnknown]), in: look)
    }
}

// SPDX-License-Identifier: Apache-2.0

import CTCAE
import Trial

/// Episodes of a rule over a dose beside the clearance of creatinine, or the function of the liver.
///
/// An episode of a band is a stretch in which the function is in the band for certain and doses above its limit are
/// taken. It ends by recovery, by a dose within the limit or with treatment, never by silence.
func clearanceOutcome(_ rule: SubjectRule, _ condition: ClearanceCondition, _ look: SubjectLook) -> RuleOutcome {
    let doses = GivenDoses(of: condition.treatments, unit: condition.unit, in: look.record, today: look.today)
    let functions = look.functions(for: condition)
    var outcome = RuleOutcome()
    outcome.undecidable[EpisodeKind(rule: rule.id)] = look.laboratory.unnamed.union(
        undecidableRows(functions, condition))
    guard !doses.all.isEmpty else { return outcome }
    let judge = ClearanceJudge(rule: rule, condition: condition, doses: doses, look: look)
    for band in condition.bands.indices {
        let view = BandView(band, of: condition)
        var used: Set<RowKey> = []
        for run in view.runs(of: functions) {
            for finding in judge.findings(in: run, of: band) {
                outcome.add(judge.outcome(of: finding, told: &used))
            }
        }
    }
    for finding in judge.indeterminate(functions) {
        var used: Set<RowKey> = []
        outcome.add(judge.outcome(of: finding, told: &used))
    }
    return outcome
}

extension RuleOutcome {
    fileprivate mutating func add(_ found: (episode: Episode, reviewAgainAt: Timestamp?)?) {
        guard let found else { return }
        episodes.append(found.episode)
        reviewAgainAt = earliest(reviewAgainAt, found.reviewAgainAt)
    }
}

/// Specimens of which nothing certain can be said of some band.
private func undecidableRows(_ functions: [OrganFunction], _ condition: ClearanceCondition) -> Set<RowKey> {
    let views = condition.bands.indices.map { BandView($0, of: condition) }
    let open = functions.filter { function in views.contains { $0.standing(of: function) == .undecided } }
    return open.reduce(into: []) { $0.formUnion($1.rows) }
}

/// A stretch that a rule tells, before it is an episode.
struct ClearanceFinding {
    var kind: ClearanceCondition.Kind
    /// Position of the band; nil where it is not known which.
    var band: Int?
    var onset: ClinicalDate
    var end: (date: ClinicalDate, rows: [Evidence])?
    /// The specimens of the stretch, in order of time; never empty.
    var functions: [OrganFunction]
    /// The doses of the stretch that are above the limit.
    var doses: [GivenDoses.Dose]
}

/// Judges the functions and doses of one subject under one rule.
struct ClearanceJudge {
    let rule: SubjectRule
    let condition: ClearanceCondition
    let doses: GivenDoses
    let look: SubjectLook

    /// What is told of one run in a band.
    func findings(in run: FunctionRun, of position: Int) -> [ClearanceFinding] {
        let band = condition.bands[position]
        let opened = run.confirmed.collected
        let closed = run.closing.last?.collected.earliest
        var findings: [ClearanceFinding] = []
        for spell in doses.spells(above: band) {
            guard let from = firstDay(of: spell, notBefore: opened.earliest) else { continue }
            // A lower dose on the day of the specimen is already the answer to it.
            guard spell.end.map({ from < $0.date.earliest }) ?? true, closed.map({ from < $0 }) ?? true else {
                continue
            }
            let isStart = from == doses.all[0].start
            var end = run.closing.last.map { (date: $0.collected, rows: evidence(of: run.closing)) }
            if let spellEnd = spell.end, spellEnd.date.earliest < end?.date.earliest ?? .distantFuture {
                end = (spellEnd.date, [spellEnd.row])
            }
            let inForce = spell.doses.last { $0.start <= from }
            let later = spell.doses.filter { $0.start > from && $0.start < closed ?? .distantFuture }
            findings.append(
                ClearanceFinding(
                    kind: isStart ? .startedTooHigh : .doseTooHigh, band: position,
                    onset: from == opened.earliest ? opened : ClinicalDate(from), end: end,
                    functions: run.meeting, doses: [inForce].compactMap(\.self) + later))
        }
        return findings + bandChange(in: run, of: position, before: findings.first)
    }

    /// The change of band alone, while doses are within the limit.
    private func bandChange(
        in run: FunctionRun, of position: Int, before next: ClearanceFinding?
    ) -> [ClearanceFinding] {
        let opened = run.confirmed.collected
        guard run.fellInto, next == nil,
            let dose = doses.inForce(on: opened.earliest, within: condition.onDrugDays),
            dose.amount.map({ $0 > 0 }) ?? false, dose.exceeds(condition.bands[position]) == false
        else { return [] }
        var end = run.closing.last.map { (date: $0.collected, rows: evidence(of: run.closing)) }
        if let stop = doses.stop, stop.day < end?.date.earliest ?? .distantFuture {
            end = (ClinicalDate(stop.day), [stop.row])
        }
        return [
            ClearanceFinding(
                kind: .bandChanged, band: position, onset: opened, end: end, functions: run.meeting, doses: [dose])
        ]
    }

    /// The first day, not before another, on which a dose of a spell is in force.
    private func firstDay(of spell: DoseSpell, notBefore day: CalendarDay) -> CalendarDay? {
        guard spell.start < day else { return spell.start }
        if let dose = spell.doses.last(where: { $0.start <= day }), day - dose.last <= condition.onDrugDays {
            return day
        }
        return spell.doses.first { $0.start > day }?.start
    }

    /// Stretches of specimens that may lie in a band whose limit the dose in force may exceed.
    func indeterminate(_ functions: [OrganFunction]) -> [ClearanceFinding] {
        let views = condition.bands.indices.map { BandView($0, of: condition) }
        var findings: [ClearanceFinding] = []
        var open: ClearanceFinding?
        for function in functions {
            let day = function.collected.earliest
            let dose = doses.inForce(on: day, within: condition.onDrugDays)
            let isOpen = dose.map { isUndecided(function, views, dose: $0) } ?? false
            if isOpen, let dose {
                open =
                    open
                    ?? ClearanceFinding(
                        kind: .indeterminate, band: nil, onset: function.collected, functions: [], doses: [dose])
                open?.functions.append(function)
            } else if var finding = open {
                finding.end = (function.collected, evidence(of: [function]))
                findings.append(finding)
                open = nil
            }
        }
        guard var finding = open else { return findings }
        if let stop = doses.stop, stop.day >= finding.onset.earliest {
            finding.end = (ClinicalDate(stop.day), [stop.row])
        }
        return findings + [finding]
    }

    private func isUndecided(_ function: OrganFunction, _ views: [BandView], dose: GivenDoses.Dose) -> Bool {
        condition.bands.indices.contains { band in
            switch views[band].standing(of: function) {
            case .undecided: dose.exceeds(condition.bands[band]) != false
            case .inside: dose.exceeds(condition.bands[band]) == nil
            case .beyond, .between, .recovered: false
            }
        }
    }
}

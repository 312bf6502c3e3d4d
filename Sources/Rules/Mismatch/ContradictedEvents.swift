// SPDX-License-Identifier: Apache-2.0

import CTCAE
import Trial

/// A grade that no laboratory shows: death.
private let deathGrade = 5

extension MismatchJudge {
    /// Events of numeric terms that the laboratory of their days does not bear out.
    func contradictedEvents(_ rows: MismatchRows) -> RuleOutcome {
        var outcome = RuleOutcome()
        guard
            !condition.finds.isDisjoint(with: [.eventWithoutLaboratory, .gradeAboveLaboratory, .gradeBelowLaboratory])
        else { return outcome }
        for (term, positions) in rows.named where condition.covers(term) {
            let results = rows.results[term] ?? []
            let scale = term.gravestGrade(in: version)
            guard scale > 0 else { continue }
            for position in positions {
                let event = ComparedEvent(
                    report: look.record.adverseEvents[position], term: term, results: results, scale: scale,
                    daysBefore: condition.daysBefore, daysAfter: condition.daysAfter)
                outcome.formUnion(unsupported(event))
            }
            if condition.finds.contains(.gradeBelowLaboratory) {
                outcome.formUnion(understated(positions.map { look.record.adverseEvents[$0] }, of: term, results))
            }
        }
        return outcome
    }

    /// What an event says that the laboratory does not: that there is anything, or that it is so grave.
    private func unsupported(_ event: ComparedEvent) -> RuleOutcome {
        guard let grade = event.report.grade, grade < deathGrade, let start = event.report.start else {
            // Without a grade or a date nothing can be compared.
            return RuleOutcome(undecidable: undecidable([event.report.key], event.term))
        }
        guard grade >= condition.gradeAtLeast else { return RuleOutcome() }
        guard let (kind, needed) = kind(of: event, graded: grade) else { return RuleOutcome() }
        let decided = event.results.filter { $0.possible != nil }
        let answer = decided.first { $0.least >= needed } ?? decided.first { $0.worst >= needed }
        if answer == nil, decided.count < event.results.count {
            let undecided = event.results.filter { $0.possible == nil }.flatMap(keys)
            return RuleOutcome(undecidable: undecidable(undecided + [event.report.key], event.term))
        }
        // A result may be the gravest of two events' days: it is named, and the event alone is the evidence.
        let told = answer ?? (kind == .gradeAboveLaboratory ? gravest(of: decided) : nil)
        var question = Question(
            report: report(kind, event.report, event.term, told?.sample), facet: event.term.rawValue, onset: start,
            dueOn: start.latest + condition.waitDays, evidence: [event.report.evidence])
        if !start.isComplete { question.uncertainties.insert(.dateUnknown) }
        if let answer {
            question.answer = look.laboratory.evidence(look.laboratory.samples[answer.sample]).first
            question.answeredOn = answer.collected ?? start
        }
        return outcome(of: question)
    }

    /// What is to be shown of an event, and the laboratory grade that shows it; nil where it is not asked.
    private func kind(of event: ComparedEvent, graded grade: Int) -> (MismatchKind, needed: Int)? {
        if condition.finds.contains(.gradeAboveLaboratory), event.isRaised {
            return (.gradeAboveLaboratory, min(grade, event.scale))
        }
        return condition.finds.contains(.eventWithoutLaboratory) ? (.eventWithoutLaboratory, 1) : nil
    }

    private func gravest(of results: [MismatchRows.Result]) -> MismatchRows.Result? {
        results.reduce(nil) { gravest, next in next.least > gravest?.least ?? -1 ? next : gravest }
    }

    /// Events graded lower than a result of their days proves, each by the gravest of such results.
    ///
    /// Of several events that a result may belong to, the gravest is asked about.
    private func understated(
        _ reports: [AdverseEvent], of term: LabTerm, _ results: [MismatchRows.Result]
    ) -> RuleOutcome {
        var outcome = RuleOutcome()
        var contradicting: [RowKey: [MismatchRows.Result]] = [:]
        for result in results where result.worst >= condition.gradeAtLeast {
            guard let collected = result.collected else { continue }
            let around = reports.filter { $0.possibleDays().overlaps(collected.earliest...collected.latest) }
            guard let gravest = around.max(by: isMilder), let grade = gravest.grade, grade < result.worst
            else { continue }
            // The number must prove it, and on a day on which the event certainly lasted.
            let isCertain = result.least > grade && result.least >= condition.gradeAtLeast
            if isCertain, gravest.certainlyLasts(collected) {
                contradicting[gravest.key, default: []].append(result)
            } else if result.possible == nil {
                outcome.formUnion(RuleOutcome(undecidable: undecidable(keys(result), term)))
            }
        }
        for report in reports {
            guard let results = contradicting[report.key],
                let worst = gravest(of: results),
                let first = results.compactMap({ $0.collected?.latest }).min()
            else { continue }
            let rows = results.flatMap { look.laboratory.evidence(look.laboratory.samples[$0.sample]) }
            outcome.formUnion(
                self.outcome(
                    of: Question(
                        report: self.report(.gradeBelowLaboratory, report, term, worst.sample), facet: term.rawValue,
                        onset: report.start, dueOn: first + condition.waitDays, evidence: [report.evidence] + rows)))
        }
        return outcome
    }

    private func report(_ kind: MismatchKind, _ event: AdverseEvent, _ term: LabTerm, _ sample: Int?) -> MismatchReport
    {
        MismatchReport(
            kind: kind, term: term.name(in: version), laboratory: sample.map { finding($0, of: term) },
            reportedGrade: event.grade, reportedStart: event.start)
    }

    private func keys(_ result: MismatchRows.Result) -> [RowKey] {
        look.laboratory.keys(look.laboratory.samples[result.sample])
    }

    private func undecidable(_ keys: [RowKey], _ term: LabTerm) -> [EpisodeKind: Set<RowKey>] {
        [EpisodeKind(rule: rule.id, facet: term.rawValue): Set(keys)]
    }
}

/// Whether an event is graded lower, one without a grade being of any, or as high and later.
private func isMilder(_ first: AdverseEvent, _ second: AdverseEvent) -> Bool {
    let place = { (event: AdverseEvent) in event.grade ?? deathGrade }
    return place(first) == place(second) ? first.place > second.place : place(first) < place(second)
}

/// An event beside the results of its days.
private struct ComparedEvent {
    let report: AdverseEvent
    let term: LabTerm
    /// Those that may lie in its days or near them.
    let results: [MismatchRows.Result]
    /// The gravest grade that numbers may show.
    let scale: Int

    init(
        report: AdverseEvent, term: LabTerm, results: [MismatchRows.Result], scale: Int, daysBefore: Int, daysAfter: Int
    ) {
        (self.report, self.term, self.scale) = (report, term, scale)
        let days = report.possibleDays(before: daysBefore, after: daysAfter)
        self.results = results.filter { $0.mayLie(in: days) }
    }

    /// Whether some result may be outside normal.
    var isRaised: Bool { results.contains { $0.worst >= 1 } }
}

extension AdverseEvent {
    /// Whether it lasted for certain on the day, or the days, of a date.
    fileprivate func certainlyLasts(_ date: ClinicalDate) -> Bool {
        guard let start, date.earliest >= start.latest else { return false }
        return credibleEnd.map { date.latest <= $0.earliest } ?? true
    }
}

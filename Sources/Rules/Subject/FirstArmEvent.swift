// SPDX-License-Identifier: Apache-2.0

import CTCAE
import Trial

/// A subject's first event of a stopping rule, or nil when there is none in the window.
///
/// Relatedness does not filter. An event counts above baseline only; a missing baseline counts, marked.
func firstEvent(
    of rule: ArmRule, in window: EventWindow, _ record: SubjectRecord, _ laboratory: GradedLaboratory,
    _ studyProtocol: StudyProtocol
) -> ArmRuleEvent? {
    let events = allEvents(rule.event, in: window, record, laboratory, studyProtocol)
    let place = { (event: ArmRuleEvent) in (event.confirmed ?? event.possible, event.evidence.key) }
    guard let first = events.min(by: { place($0) < place($1) }) else { return nil }
    let certain = events.filter { $0.confirmed != nil }
    guard var confirmed = certain.min(by: { place($0) < place($1) }) else { return first }
    confirmed.possible = events.map(\.possible).min() ?? confirmed.possible
    return confirmed
}

private func allEvents(
    _ event: ArmEvent, in window: EventWindow, _ record: SubjectRecord, _ laboratory: GradedLaboratory,
    _ studyProtocol: StudyProtocol
) -> [ArmRuleEvent] {
    let group = { (id: String?) in studyProtocol.termGroups.first { $0.id == id } }
    switch event {
    case .reported(let id, let exceptID, let alternatives):
        guard let counted = group(id) else { return [] }
        let except = group(exceptID)
        let reports = record.adverseEvents.filter { counted.contains($0) && except?.contains($0) != true }
        return reportedEvents(reports, alternatives, window)
    case .laboratory(let term, let atLeast):
        return laboratory.events(of: term, atLeast: atLeast, in: window)
    case .death(let unless, _):
        return [deathEvent(unless: group(unless), record, window)].compactMap { $0 }
    case .either(let first, let second):
        return [first, second].flatMap { allEvents($0, in: window, record, laboratory, studyProtocol) }
    }
}

private func reportedEvents(
    _ reports: [AdverseEvent], _ alternatives: [EventAlternative], _ window: EventWindow
) -> [ArmRuleEvent] {
    let entry = window.possible.lowerBound
    // What met the rule when treatment began, and still lasted, is the baseline.
    let baselineGrade =
        reports.filter { report in
            let isBefore = report.start.map { $0.latest < entry } ?? false
            let lasts = report.credibleEnd.map { $0.latest >= entry } ?? true
            return isBefore && lasts && answer(of: report, to: alternatives).isMet
        }.compactMap(\.grade).max() ?? 0
    return reports.compactMap { report in
        let answer = answer(of: report, to: alternatives)
        guard answer.isMet || !answer.doubts.isEmpty, (report.grade ?? .max) > baselineGrade else { return nil }
        return window.event(on: report.start, doubts: answer.doubts, evidence: report.evidence)
    }
}

/// Whether a report counts by any of the alternatives, and if it only may, why.
private func answer(
    of report: AdverseEvent, to alternatives: [EventAlternative]
) -> (isMet: Bool, doubts: Set<Uncertainty>) {
    guard let grade = report.grade else { return (false, [.gradeUnknown]) }
    let reached = alternatives.filter { grade >= $0.atLeast }
    if reached.contains(where: { !$0.withPain || report.pain == .yes }) { return (true, []) }
    return (false, !reached.isEmpty && report.pain == .unknown ? [.painUnknown] : [])
}

extension GradedLaboratory {
    /// Results at a grade of a term and above the baseline's grade, within a window.
    ///
    /// A missing baseline counts as grade 0, so that the event is not lost; the event says so.
    func events(of term: LabTerm, atLeast: Int, in window: EventWindow) -> [ArmRuleEvent] {
        let baseline = baselineGrades(term)
        let least = max(atLeast, (baseline?.lowerBound ?? 0) + 1)
        let isBaselineKnown = baseline.map { $0.upperBound < atLeast || $0.count == 1 } ?? false
        // By index, because copying a sample to look at its term costs more than the comparison.
        return samples.indices.compactMap { index in
            guard let grade = samples[index].grades[term], grade.outcome != .graded(grade: 0, worst: 0) else {
                return nil
            }
            let sample = samples[index]
            guard !rows[sample.row].isBaseline else { return nil }
            guard let possible = gradesPossible(grade, of: sample), possible.upperBound >= least else { return nil }
            let isCertain = possible.lowerBound >= least
            // A limit of normal that was not reported makes no event; a bound may hide one.
            guard isCertain || rows[sample.row].isCensored else { return nil }
            guard let evidence = evidence(sample).first else { return nil }
            var event = window.event(
                on: rows[sample.row].collected, doubts: isCertain ? [] : [.valueCensored], evidence: evidence)
            event?.isWithoutBaseline = !isBaselineKnown
            return event
        }
    }
}

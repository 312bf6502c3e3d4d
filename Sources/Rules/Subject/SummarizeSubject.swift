// SPDX-License-Identifier: Apache-2.0

import CTCAE
import Trial

/// Days after the last dose in which an event still counts for the arm.
let followUpDays = 30

/// Reduces a record to the one row that arm rules and digest count from.
func summarize(
    _ record: SubjectRecord, laboratory: GradedLaboratory, enrolment: Enrolment, _ studyProtocol: StudyProtocol
) -> SubjectSummary {
    var events: [String: ArmRuleEvent] = [:]
    for rule in studyProtocol.armRules {
        guard let arm = enrolment.arm, rule.arms.contains(arm), let window = window(of: rule, enrolment) else { continue }
        events[rule.id] = firstEvent(of: rule, in: window, record, laboratory, studyProtocol)
    }
    return SubjectSummary(
        subject: record.subject,
        site: record.demographics?.site ?? "",
        arm: enrolment.arm,
        entry: enrolment.entry,
        lastDose: enrolment.lastDose,
        died: record.demographics?.died?.earliest,
        lastContact: lastContact(of: record),
        events: events,
        reportedGrades: reportedGrades(record, from: enrolment.entry),
        laboratoryGrades: laboratory.worstGrades(from: enrolment.entry)
    )
}

/// The days in which a subject's event counts: from entry to the end of the window or of follow-up, whichever is first.
private func window(of rule: ArmRule, _ enrolment: Enrolment) -> ClosedRange<CalendarDay>? {
    guard let entry = enrolment.entry else { return nil }
    let last = min(entry + rule.windowDays, (enrolment.lastDose ?? entry) + followUpDays)
    return entry...max(entry, last)
}

private func firstEvent(
    of rule: ArmRule, in window: ClosedRange<CalendarDay>, _ record: SubjectRecord, _ laboratory: GradedLaboratory,
    _ studyProtocol: StudyProtocol
) -> ArmRuleEvent? {
    let candidates =
        switch rule.event {
        case .reported(let group, let alternatives):
            reportedCandidates(group: group, alternatives, window, record, studyProtocol)
        case .laboratory(let term, let atLeast):
            laboratory.candidates(term: term, atLeast: atLeast, window: window)
        }
    let confirmed = candidates.filter { $0.confirmed != nil }.min { order($0) < order($1) }
    guard let possible = candidates.min(by: { order($0) < order($1) }) else { return nil }
    guard let confirmed else { return possible }
    return ArmRuleEvent(confirmed: confirmed.confirmed, possible: possible.possible, evidence: confirmed.evidence)
}

private func order(_ event: ArmRuleEvent) -> (CalendarDay, RowKey) {
    (event.confirmed ?? event.possible, event.evidence.key)
}

private func reportedCandidates(
    group: String, _ alternatives: [EventAlternative], _ window: ClosedRange<CalendarDay>, _ record: SubjectRecord,
    _ studyProtocol: StudyProtocol
) -> [ArmRuleEvent] {
    guard let group = studyProtocol.termGroups.first(where: { $0.id == group }) else { return [] }
    return record.adverseEvents.filter(group.contains).compactMap { report in
        let met = answer(of: report, to: alternatives)
        guard met != .no else { return nil }
        return candidate(on: report.start, certain: met == .yes, in: window, evidence: report.evidence)
    }
}

/// Whether a report counts by any of the alternatives; a missing grade or unknown pain may.
private func answer(of report: AdverseEvent, to alternatives: [EventAlternative]) -> Answer {
    let answers = alternatives.map { alternative -> Answer in
        guard let grade = report.grade else { return .unknown }
        guard grade >= alternative.atLeast else { return .no }
        return alternative.withPain ? report.pain : .yes
    }
    return answers.contains(.yes) ? .yes : answers.contains(.unknown) ? .unknown : .no
}

/// An event within the window: certain when every day it may have begun on lies inside, possible when one does.
func candidate(
    on start: ClinicalDate?, certain: Bool, in window: ClosedRange<CalendarDay>, evidence: Evidence
) -> ArmRuleEvent? {
    guard let start else {
        return ArmRuleEvent(confirmed: nil, possible: window.lowerBound, evidence: evidence)
    }
    guard start.earliest <= window.upperBound, start.latest >= window.lowerBound else { return nil }
    let inside = window.contains(start.earliest) && window.contains(start.latest)
    return ArmRuleEvent(
        confirmed: certain && inside ? start.earliest : nil,
        possible: max(start.earliest, window.lowerBound),
        evidence: evidence
    )
}

extension AdverseEvent {
    var evidence: Evidence { Evidence(key: key, reading: reading) }
}

/// Worst reported grade by term among events that may have begun on or after the first dose.
private func reportedGrades(_ record: SubjectRecord, from entry: CalendarDay?) -> [String: Int] {
    guard let entry else { return [:] }
    return record.adverseEvents.reduce(into: [:]) { worst, report in
        guard let grade = report.grade, report.start.map({ $0.latest >= entry }) ?? true else { return }
        worst[report.term] = max(grade, worst[report.term] ?? 0)
    }
}

/// The last day on which anything dated was recorded.
private func lastContact(of record: SubjectRecord) -> CalendarDay? {
    [
        record.labResults.lazy.compactMap { $0.collected?.latest }.max(),
        record.adverseEvents.lazy.compactMap { ($0.end ?? $0.start)?.latest }.max(),
        record.exposures.lazy.compactMap { ($0.end ?? $0.start)?.latest }.max(),
        record.vitalSigns.lazy.compactMap { $0.collected?.latest }.max(),
        record.dispositions.lazy.compactMap { $0.start?.latest }.max(),
    ].compactMap { $0 }.max()
}

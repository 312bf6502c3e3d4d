// SPDX-License-Identifier: Apache-2.0

import Trial

/// Reduces a record to the one row that arm rules and digest count from.
func summarize(
    _ record: SubjectRecord, laboratory: GradedLaboratory, enrolment: Enrolment, _ studyProtocol: StudyProtocol
) -> SubjectSummary {
    var events: [String: ArmRuleEvent] = [:]
    // While the arm cannot be told, the events of every rule are kept: none of them is gone.
    for rule in studyProtocol.armRules where enrolment.arm.map(rule.arms.contains) ?? true {
        let window = EventWindow(
            days: rule.windowDays, followUpDays: rule.event.followUpDays, enrolment)
        guard let window else { continue }
        events[rule.id] = firstEvent(of: rule, in: window, record, laboratory, studyProtocol)
    }
    return SubjectSummary(
        subject: record.subject,
        site: record.demographics?.site ?? "",
        arm: enrolment.arm,
        entry: enrolment.entry,
        lastDose: enrolment.lastDose,
        died: dayOfDeath(in: record),
        lastContact: lastContact(of: record),
        events: events,
        reportedGrades: reportedGrades(record, from: enrolment.entry),
        laboratoryGrades: laboratory.worstGrades(from: enrolment.entry),
        followUpEnds: followUpEnds(of: record, enrolment, arms: studyProtocol.arms)
    )
}

/// The day of death by DM, else by DS, else by a fatal event or one of grade 5.
func dayOfDeath(in record: SubjectRecord) -> CalendarDay? {
    if let died = record.demographics?.died { return died.earliest }
    let dispositions = record.dispositions.filter { $0.event == "DEATH" }.compactMap { $0.start?.earliest }
    let events = record.adverseEvents.filter { $0.fatal == .yes || $0.grade == 5 }
    return dispositions.min() ?? events.compactMap { ($0.credibleEnd ?? $0.start)?.earliest }.min()
}

/// Worst reported grade by term among events that may have begun on or after the first dose.
///
/// Spellings that differ in case only are one term, under the first of them.
private func reportedGrades(_ record: SubjectRecord, from entry: CalendarDay?) -> [String: Int] {
    guard let entry else { return [:] }
    let emergent = record.adverseEvents.filter { report in
        report.grade != nil && report.start.map { $0.latest >= entry } ?? true
    }
    let byTerm = Dictionary(grouping: emergent) { $0.term.lowercased() }
    return byTerm.values.reduce(into: [:]) { worst, reports in
        guard let spelling = reports.map(\.term).min() else { return }
        worst[spelling] = reports.compactMap(\.grade).max()
    }
}

/// The last day on which anything dated was recorded.
private func lastContact(of record: SubjectRecord) -> CalendarDay? {
    [
        // By index, because copying years of rows to look at their dates costs more than the comparison.
        record.labResults.indices.lazy.compactMap { record.labResults[$0].collected?.latest }.max(),
        record.adverseEvents.lazy.compactMap { ($0.end ?? $0.start)?.latest }.max(),
        record.exposures.indices.lazy
            .compactMap { (record.exposures[$0].end ?? record.exposures[$0].start)?.latest }.max(),
        record.vitalSigns.indices.lazy.compactMap { record.vitalSigns[$0].collected?.latest }.max(),
        record.dispositions.lazy.compactMap { $0.start?.latest }.max(),
    ].compactMap { $0 }.max()
}

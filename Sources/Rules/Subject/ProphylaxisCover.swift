// SPDX-License-Identifier: Apache-2.0

import Trial

/// Days before onset on each of which prophylaxis must have been taken to count as cover.
private let coverDays = 7
/// An open end counts as ongoing while the subject was seen within so many days.
private let confirmationDays = 60

/// How a prophylactic, or an alternative of its class, covered the days before an event.
///
/// A medication without an end is ongoing if the subject was seen within 60 days before the onset, else unknown.
func classifyCover(by prophylactic: Prophylactic, before onset: ClinicalDate?, in record: SubjectRecord) -> Cover {
    guard let onset, onset.isComplete else { return .unknown }
    let courses = record.medications.filter { prophylactic.medications.contains($0.name) }
    let begun = courses.filter { $0.start.map { $0.earliest < onset.earliest } ?? true }
    guard !begun.isEmpty else { return .neverStarted }
    guard begun.allSatisfy({ $0.start?.isComplete == true && $0.end?.isComplete != false }) else { return .unknown }

    let lastSeen = lastSeenDay(before: onset.earliest, in: record)
    var lastCovered: CalendarDay?
    for daysBefore in 1...coverDays {
        let day = onset.earliest - daysBefore
        switch status(on: day, of: begun, lastSeen: lastSeen) {
        case .unknown: return .unknown
        case .yes: lastCovered = lastCovered ?? day
        case .no:
            let covered = lastCovered ?? lastCoveredDay(of: begun, before: day)
            return covered.map { .gap(days: onset.earliest - $0 - 1) } ?? .neverStarted
        }
    }
    return .covered
}

private func status(on day: CalendarDay, of courses: [Medication], lastSeen: CalendarDay?) -> Answer {
    let taken = courses.filter { course in
        guard let start = course.start, start.earliest <= day else { return false }
        return course.end.map { $0.latest >= day } ?? true
    }
    guard !taken.isEmpty else { return .no }
    let closed = taken.contains { $0.end != nil }
    let confirmed = lastSeen.map { day - $0 <= confirmationDays } ?? false
    return closed || confirmed ? .yes : .unknown
}

private func lastCoveredDay(of courses: [Medication], before day: CalendarDay) -> CalendarDay? {
    courses.compactMap { $0.end?.latest }.filter { $0 < day }.max()
}

/// The last day before another on which anything dated was recorded of the subject.
private func lastSeenDay(before day: CalendarDay, in record: SubjectRecord) -> CalendarDay? {
    let dates = record.labResults.lazy.compactMap { $0.collected?.latest }
    let visits = record.vitalSigns.lazy.compactMap { $0.collected?.latest }
    let doses = record.exposures.lazy.compactMap { $0.start?.latest }
    return [dates.filter { $0 <= day }.max(), visits.filter { $0 <= day }.max(), doses.filter { $0 <= day }.max()]
        .compactMap { $0 }.max()
}

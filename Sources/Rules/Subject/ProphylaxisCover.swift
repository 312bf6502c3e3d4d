// SPDX-License-Identifier: Apache-2.0

import Trial

/// Days before onset on each of which prophylaxis must have been taken to count as cover.
private let coverDays = 7
/// An open end counts as ongoing while the subject was seen within so many days.
private let confirmationDays = 60

/// How a prophylactic, or an alternative of its class, covered the days before an event.
///
/// A medication without an end is ongoing if the subject was seen within 60 days before the onset, else unknown.
/// A doubtful date only matters on days that no other course covers for certain.
func classifyCover(by prophylactic: Prophylactic, before onset: ClinicalDate?, in record: SubjectRecord) -> Cover {
    let courses = record.medications.filter { prophylactic.medications.contains($0.name) }
    guard let onset, onset.isComplete else { return .unknown }
    let day = onset.earliest
    let begun = courses.filter { $0.start.map { $0.earliest < day } ?? true }
    guard !begun.isEmpty else { return .neverStarted }
    let lastSeen = lastSeenDay(before: day, in: record)
    let answers = (1...coverDays).map { status(on: day - $0, of: begun, lastSeen: lastSeen) }
    guard let gapEnd = answers.firstIndex(of: .no) else {
        return answers.contains(.unknown) ? .unknown : .covered
    }
    // A day that may have been covered makes the length of the gap unknown.
    guard !answers[..<gapEnd].contains(.unknown) else { return .unknown }
    return gap(endingOn: day - (gapEnd + 1), of: begun, windowStart: day - coverDays)
}

/// The gap that ended on an uncovered day, back to the last covered day or, where nothing was taken before it, to the
/// start of the seven days.
private func gap(endingOn day: CalendarDay, of courses: [Medication], windowStart: CalendarDay) -> Cover {
    let earlier = courses.filter { $0.start.map { $0.earliest < day } ?? true }
    guard !earlier.isEmpty else { return .gap(days: day - windowStart + 1) }
    let ends = earlier.compactMap(\.end)
    guard ends.count == earlier.count, let last = ends.map(\.latest).max() else { return .unknown }
    guard ends.contains(where: { $0.isComplete && $0.latest == last }) else { return .unknown }
    return .gap(days: day - last)
}

/// Whether the prophylactic was taken on a day: yes if one course shows it for certain, unknown if one may.
private func status(on day: CalendarDay, of courses: [Medication], lastSeen: CalendarDay?) -> Answer {
    let isConfirmed = lastSeen.map { day - $0 <= confirmationDays } ?? false
    let isCertain = courses.contains { course in
        guard let start = course.start, start.latest <= day else { return false }
        return course.end.map { $0.earliest >= day } ?? isConfirmed
    }
    let isPossible = courses.contains { course in
        (course.start.map { $0.earliest <= day } ?? true) && (course.end.map { $0.latest >= day } ?? true)
    }
    return isCertain ? .yes : isPossible ? .unknown : .no
}

/// The last day, up to a day, on which anything dated was recorded of the subject.
private func lastSeenDay(before day: CalendarDay, in record: SubjectRecord) -> CalendarDay? {
    let dates = record.labResults.lazy.compactMap { $0.collected?.latest }
    let visits = record.vitalSigns.lazy.compactMap { $0.collected?.latest }
    let doses = record.exposures.lazy.compactMap { $0.start?.latest }
    return [dates.filter { $0 <= day }.max(), visits.filter { $0 <= day }.max(), doses.filter { $0 <= day }.max()]
        .compactMap { $0 }.max()
}

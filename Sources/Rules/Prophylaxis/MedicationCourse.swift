// SPDX-License-Identifier: Apache-2.0

import Trial

/// Days by which a start may be ahead of the study's calendar: a site east of the study's zone writes tomorrow's date.
private let daysAheadMax = 1

/// A course of a medication as far as its dates tell: the days it was taken for certain, and those it may have been.
struct MedicationCourse {
    let row: RowKey
    /// The days between the last possible start and the first possible end; nil when no day is certain.
    private(set) var certain: ClosedRange<CalendarDay>?
    /// The last possible start of a course without an end: from then on it is taken on every confirmed day.
    private(set) var openFrom: CalendarDay?
    /// The days on which it may have been taken, with the reason why that is not certain.
    private(set) var doubts: [(days: ClosedRange<CalendarDay>, doubt: CoverDoubt)] = []
    /// The first day after today on which its dates say something else; nil when they never do.
    private(set) var nextChange: CalendarDay?

    /// A course as known on a day; days after it are not judged, and an end that has not come is only planned.
    init(_ medication: Medication, today: CalendarDay) {
        row = medication.key
        let start = medication.start
        nextChange = [
            start.map { $0.earliest - daysAheadMax }, start?.earliest, start?.latest,
            medication.end?.earliest, medication.end.map { $0.earliest + 1 }, medication.end.map { $0.latest + 1 },
        ].compactMap { $0 }.filter { $0 > today }.min()
        if let start, start.earliest > today + daysAheadMax {
            doubt(.dateInFuture, .first, today, until: today)
        } else if let start, let end = medication.end, end.latest < start.earliest {
            doubt(.datesContradict, .first, today, until: today)
        } else {
            let end = medication.end.flatMap { $0.earliest > today ? nil : $0 }
            place(start: start, end: end, today: today)
        }
    }

    private mutating func place(start: ClinicalDate?, end: ClinicalDate?, today: CalendarDay) {
        guard let end else {
            doubt(.dateUnknown, start?.earliest ?? .first, start.map { $0.latest - 1 } ?? today, until: today)
            guard let start else { return }
            doubt(.endNotConfirmed, start.latest, today, until: today)
            openFrom = start.latest
            return
        }
        // Neither is the start after the end nor the end before the start, which narrows what is partial.
        let firstPossible = start?.earliest ?? .first
        let lastStart = min(start?.latest ?? end.latest, end.latest)
        let firstEnd = max(end.earliest, firstPossible)
        guard let certain = range(lastStart, firstEnd) else {
            doubt(.dateUnknown, firstPossible, end.latest, until: today)
            return
        }
        self.certain = certain
        doubt(.dateUnknown, firstPossible, certain.lowerBound - 1, until: today)
        doubt(.dateUnknown, certain.upperBound + 1, end.latest, until: today)
    }

    private mutating func doubt(
        _ doubt: CoverDoubt, _ first: CalendarDay, _ last: CalendarDay, until today: CalendarDay
    ) {
        guard let days = range(first, min(last, today)) else { return }
        doubts.append((days, doubt))
    }
}

extension CalendarDay {
    /// The first day that SDTM can write, 0001-01-01.
    static let first = CalendarDay(daysSince1970: -719_162)
}

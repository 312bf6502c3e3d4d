// SPDX-License-Identifier: Apache-2.0

package import Trial

/// The days on which the subject was seen, and those which they confirm: an open end counts as ongoing on these.
///
/// A contact confirms the days up to so many before and after it: a medication that still has no end when the subject
/// is next seen was not stopped in between. Samples, vital signs and doses are contacts; dates of adverse events,
/// medications and dispositions are told afterwards and show no visit. Of a partial date each possible day must
/// confirm.
package struct ContactDays: Hashable, Sendable {
    /// Stretches of confirmed days, in order and apart from each other.
    package let confirmed: [ClosedRange<CalendarDay>]
    /// The last day on which the subject was certainly seen; nil when never.
    package let lastDay: CalendarDay?

    /// The contacts of a record up to a day.
    ///
    /// - Parameter withinDays: how far from a contact a day may lie; 60 is a protocol default without published source.
    package init(_ record: SubjectRecord, today: CalendarDay, withinDays: Int = 60) {
        // Years of rows are of few days, and each day counts once.
        var contacts: Set<ClosedRange<CalendarDay>> = []
        let note = { (date: ClinicalDate?) in
            guard let date, date.earliest <= today else { return }
            contacts.insert(date.earliest...date.latest)
        }
        // By index, because copying a row to look at its date costs more than the comparison.
        for index in record.labResults.indices { note(record.labResults[index].collected) }
        for index in record.vitalSigns.indices { note(record.vitalSigns[index].collected) }
        for index in record.exposures.indices {
            note(record.exposures[index].start)
            note(record.exposures[index].end)
        }
        lastDay = contacts.map(\.lowerBound).max()
        let stretches = contacts.compactMap { days in
            range(days.upperBound - withinDays, days.lowerBound + withinDays)
        }
        confirmed = joined(stretches)
    }
}

/// The days from one to another; nil when the second lies before the first.
func range(_ first: CalendarDay, _ last: CalendarDay) -> ClosedRange<CalendarDay>? {
    first <= last ? first...last : nil
}

/// Stretches of days in order, those that overlap or follow each other made one.
func joined(_ stretches: [ClosedRange<CalendarDay>]) -> [ClosedRange<CalendarDay>] {
    var joined: [ClosedRange<CalendarDay>] = []
    for next in stretches.sorted(by: { ($0.lowerBound, $0.upperBound) < ($1.lowerBound, $1.upperBound) }) {
        if let last = joined.last, next.lowerBound <= last.upperBound + 1 {
            joined[joined.count - 1] = last.lowerBound...max(last.upperBound, next.upperBound)
        } else {
            joined.append(next)
        }
    }
    return joined
}

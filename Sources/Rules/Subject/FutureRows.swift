// SPDX-License-Identifier: Apache-2.0

import Trial

/// Days by which a row may be ahead of the study's calendar: a site east of the study's zone writes tomorrow's date.
private let daysAheadMax = 1

/// Laboratory and event rows dated after the day they are read on: a slip of the pen, most likely in the year.
///
/// They are judged like any other row, since the result may be real; what rests on them says so until the day has come.
struct FutureRows {
    private var days: [RowKey: CalendarDay] = [:]

    init(_ record: SubjectRecord, today: CalendarDay) {
        let last = today + daysAheadMax
        // By index, because copying a row to look at its date costs more than the comparison.
        for index in record.labResults.indices {
            guard let day = record.labResults[index].collected?.earliest, day > last else { continue }
            days[record.labResults[index].key] = day
        }
        for index in record.adverseEvents.indices {
            guard let day = record.adverseEvents[index].start?.earliest, day > last else { continue }
            days[record.adverseEvents[index].key] = day
        }
    }

    /// Whether an episode begins, continues or ends by such a row.
    func support(_ episode: Episode) -> Bool {
        guard !days.isEmpty else { return false }
        return (episode.evidence + episode.closing).contains { days[$0.key] != nil }
    }

    /// One flag for each row.
    var flags: [RowDefect] {
        days.keys.map { RowDefect(key: $0, variable: $0.domain == .lb ? "LBDTC" : "AESTDTC", reason: .futureDate) }
    }

    /// The next day on which a row is ahead no more; nil when none is.
    var settledOn: CalendarDay? { days.values.min().map { $0 + -daysAheadMax } }
}

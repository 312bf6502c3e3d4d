// SPDX-License-Identifier: Apache-2.0

package import Trial

/// A stretch of days in which a subject is on given study drugs, the rests between doses included.
package struct TherapyRun: Hashable, Sendable {
    /// From the first dose to the end of the rest after the last one; may reach beyond today.
    package var days: ClosedRange<CalendarDay>
    /// The row of the first dose (SDTM EX).
    package var firstDose: RowKey

    /// A run.
    package init(days: ClosedRange<CalendarDay>, firstDose: RowKey) {
        self.days = days
        self.firstDose = firstDose
    }
}

/// The stretches in which a subject is on any of some treatments, in order.
///
/// Doses make one run while no more than `silentDays` lie between them; a run goes on for `restDays` after its last
/// dose and no further than a known death. A dose of which only the month is known holds a run together, but begins and
/// ends none; one of which less is known is left out, as is a dose of 0 or one not yet due. An interval without an end
/// lasts until the subject was last seen.
///
/// - Parameters:
///   - treatments: SDTM EXTRT, upper case.
///   - contacts: The days on which the subject was seen.
///   - silentDays: 35, after which decisions call exposure unknown; protocol default without published source.
///   - restDays: 13, the longest scheduled rest of the trial: ixazomib from day 15 to day 1 of the next cycle.
package func therapyRuns(
    of treatments: Set<String>, in record: SubjectRecord, contacts: ContactDays, today: CalendarDay,
    silentDays: Int = 35, restDays: Int = 13
) -> [TherapyRun] {
    let doses = record.exposures.lazy.filter { treatments.contains($0.treatment) && $0.dose != 0 }
        .compactMap { DosedDays($0, contacts: contacts, today: today, looseDaysMax: silentDays) }
        .sorted { ($0.days.lowerBound, $0.row) < ($1.days.lowerBound, $1.row) }
    var runs: [TherapyRun] = []
    var last: CalendarDay?
    var isRunPlaced = false
    for dose in doses {
        let isApart = last.map { dose.days.lowerBound - $0 - 1 > silentDays } ?? true
        if isApart { isRunPlaced = false }
        last = isApart ? dose.days.upperBound : last.map { max($0, dose.days.upperBound) }
        guard dose.isPlaced else { continue }
        if isRunPlaced, let run = runs.last {
            runs[runs.count - 1].days = run.days.lowerBound...max(run.days.upperBound, dose.days.upperBound)
        } else {
            runs.append(TherapyRun(days: dose.days, firstDose: dose.row))
            isRunPlaced = true
        }
    }
    let death = dayOfDeath(in: record)
    return runs.map { run in
        let rested = min(run.days.upperBound + restDays, death ?? run.days.upperBound + restDays)
        return TherapyRun(
            days: run.days.lowerBound...max(run.days.upperBound, rested), firstDose: run.firstDose)
    }
}

/// The days of one row of EX.
private struct DosedDays {
    let row: RowKey
    let days: ClosedRange<CalendarDay>
    /// Whether the drug was taken on these very days, rather than on one of them.
    let isPlaced: Bool

    init?(_ exposure: Exposure, contacts: ContactDays, today: CalendarDay, looseDaysMax: Int) {
        guard let start = exposure.start, start.earliest <= today else { return nil }
        row = exposure.key
        let isOngoing = exposure.end == nil && !["", "ONCE"].contains(exposure.frequency.uppercased())
        let end = isOngoing ? max(start.latest, contacts.lastDay ?? start.latest) : (exposure.end ?? start).earliest
        if let placed = range(start.latest, min(end, today)) {
            (days, isPlaced) = (placed, true)
            return
        }
        let latest = min((exposure.end ?? start).latest, today)
        guard let loose = range(start.earliest, latest), loose.count <= looseDaysMax else { return nil }
        (days, isPlaced) = (loose, false)
    }
}

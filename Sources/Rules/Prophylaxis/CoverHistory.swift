// SPDX-License-Identifier: Apache-2.0

package import Trial

/// How a prophylactic, or an alternative of its class, stood on every day up to today.
///
/// Made once for a subject and a prophylactic, from its rows of CM and the days of contact, in time that grows with
/// their number alone (and the sorting of them). A day is covered if one course shows it for certain; a doubtful date
/// only matters on days that no other course covers. A missing end is ongoing on confirmed days and unknown on others.
/// An end that has not come yet is a plan, and counts as missing.
package struct CoverHistory: Hashable, Sendable {
    /// The last day that is judged.
    package let today: CalendarDay
    /// The first day after today on which a date that has not come yet comes, and the history may read otherwise though
    /// no row changes; nil when there is none.
    ///
    /// That an open end is confirmed no more is not meant: it makes nothing certain.
    package let datesSettle: CalendarDay?
    /// Where a new state begins, in order; the first begins with the calendar.
    private let turns: [CoverTurn]
    /// Of the courses taken for certain, each that outlasts all before it, in order of start.
    private let carriers: [Carrier]
    /// The days on which a course only may have been taken.
    private let doubted: [DoubtedDays]

    /// The history as known on a day.
    ///
    /// - Parameters:
    ///   - contacts: The days on which the subject was seen; made here where they are left out.
    ///   - contraindications: Documented reasons not to give it; those of the record where they are left out.
    ///     They count on days that are not covered for certain, and no longer once it is certainly given again.
    package init(
        of prophylactic: Prophylactic, in record: SubjectRecord, contacts: ContactDays? = nil,
        contraindications: [Contraindication]? = nil, today: CalendarDay
    ) {
        let courses = record.medications.lazy.filter { $0.isCourse && prophylactic.medications.contains($0.name) }
            .map { MedicationCourse($0, today: today) }
        var sweep = CoverSweep()
        var changes: [CalendarDay] = []
        var taken: [Carrier] = []
        var doubted: [DoubtedDays] = []
        var open: [(from: CalendarDay, row: RowKey)] = []
        var begun: [CalendarDay] = []
        for course in courses {
            for (days, doubt) in course.doubts {
                sweep.add(.doubt(doubt), on: days, row: course.row)
                doubted.append(DoubtedDays(days: days, row: course.row))
            }
            if let nextChange = course.nextChange { changes.append(nextChange) }
            if let from = course.openFrom { open.append((from, course.row)) }
            guard let days = course.certain else { continue }
            sweep.add(.taken, on: days, row: course.row)
            begun.append(days.lowerBound)
            taken.append(Carrier(from: days.lowerBound, through: days.upperBound, row: course.row))
        }
        // Courses without an end cover the same confirmed days from their start on: the first of them says it all.
        if let first = open.min(by: { ($0.from, $0.row) < ($1.from, $1.row) }) {
            let contacts =
                contacts ?? ContactDays(record, today: today, withinDays: prophylactic.confirmedWithinDays)
            for days in contacts.confirmed {
                guard let days = range(max(days.lowerBound, first.from), min(days.upperBound, today)) else { continue }
                sweep.add(.taken, on: days, row: first.row)
                begun.append(days.lowerBound)
            }
            taken.append(Carrier(from: first.from, through: today, row: first.row))
        }
        for contraindication in contraindications ?? record.contraindications(of: prophylactic) {
            if contraindication.since > today { changes.append(contraindication.since) }
            let given = begun.filter { $0 > contraindication.since }.min()
            let last = min(given.map { $0 - 1 } ?? today, contraindication.until ?? today, today)
            guard let days = range(contraindication.since, last) else { continue }
            sweep.add(.forbidden, on: days, row: contraindication.row)
        }
        self.today = today
        datesSettle = changes.min()
        turns = sweep.turns(through: today)
        carriers = lasting(taken)
        self.doubted = doubted.sorted { ($0.days.lowerBound, $0.row) < ($1.days.lowerBound, $1.row) }
    }

    /// How it stood on a day; a day after today is unknown.
    package func state(on day: CalendarDay) -> CoverState {
        day > today ? .unknown([.dateInFuture]) : turns[turn(on: day)].state
    }

    /// The periods of some days, in order, the first and the last cut to them; days after today are left out.
    package func periods(in days: ClosedRange<CalendarDay>) -> [CoverPeriod] {
        guard let last = range(days.lowerBound, min(days.upperBound, today))?.upperBound else { return [] }
        var periods: [CoverPeriod] = []
        var index = turn(on: days.lowerBound)
        while index < turns.count, turns[index].day <= last {
            let first = max(turns[index].day, days.lowerBound)
            let end = index + 1 < turns.count ? min(turns[index + 1].day - 1, last) : last
            periods.append(CoverPeriod(days: first...end, state: turns[index].state, rows: turns[index].rows))
            index += 1
        }
        return periods
    }

    /// The whole period a day lies in, and the state before it; nil for a day after today.
    func period(on day: CalendarDay) -> (period: CoverPeriod, before: CoverState?)? {
        guard day <= today else { return nil }
        let index = turn(on: day)
        let last = index + 1 < turns.count ? min(turns[index + 1].day - 1, today) : today
        let period = CoverPeriod(days: turns[index].day...last, state: turns[index].state, rows: turns[index].rows)
        return (period, index > 0 ? turns[index - 1].state : nil)
    }

    /// The state there has been all along; nil when it ever changed.
    var onlyState: CoverState? { turns.count == 1 ? turns[0].state : nil }

    /// Rows that show it taken for certain on the covered ones of some days, in order of start.
    func rows(takenOn days: ClosedRange<CalendarDay>) -> [RowKey] {
        let end = carriers.partition { $0.from > days.upperBound }
        let start = max(0, carriers.partition { $0.from > days.lowerBound } - 1)
        return carriers[start..<max(start, end)].filter { $0.through >= days.lowerBound }.map(\.row)
    }

    /// Rows by which it may have been taken on one of some stretches of days, which are in order and apart.
    func rows(doubtedOn stretches: [ClosedRange<CalendarDay>]) -> Set<RowKey> {
        Set(
            doubted.lazy.filter { doubt in
                let next = stretches.partition { $0.upperBound >= doubt.days.lowerBound }
                return next < stretches.count && stretches[next].overlaps(doubt.days)
            }.map(\.row))
    }

    private func turn(on day: CalendarDay) -> Int {
        max(0, turns.partition { $0.day > day } - 1)
    }
}

/// A course taken for certain, by which a day's cover can be shown.
private struct Carrier: Hashable, Sendable {
    var from: CalendarDay
    var through: CalendarDay
    var row: RowKey
}

/// Days on which a course only may have been taken.
private struct DoubtedDays: Hashable, Sendable {
    var days: ClosedRange<CalendarDay>
    var row: RowKey
}

/// Courses in order of start without those that end no later than one before: each covered day keeps one.
private func lasting(_ courses: [Carrier]) -> [Carrier] {
    var lasting: [Carrier] = []
    let inOrder = courses.sorted { ($0.from, $1.through, $0.row) < ($1.from, $0.through, $1.row) }
    for next in inOrder where lasting.last.map({ next.through > $0.through }) ?? true {
        lasting.append(next)
    }
    return lasting
}

extension Array {
    /// The position of the first element for which a test holds that holds for all after it; the count when none.
    fileprivate func partition(_ isLater: (Element) -> Bool) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if isLater(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}

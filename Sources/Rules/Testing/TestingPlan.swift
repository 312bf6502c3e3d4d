// SPDX-License-Identifier: Apache-2.0

import Trial

/// When tests are due on a plan: from a first day, each so many days after the one before.
struct TestingPlan {
    /// The first day of the plan, from which phases count.
    let start: CalendarDay
    /// The first day from which tests are missed.
    let from: CalendarDay
    let phases: [TestingPhase]
    /// The last day on which a test is due for what goes on; with `isLenient`, as many days more as the plan allows.
    let through: CalendarDay
    /// Whether what is begun before the end may be missed after it.
    let isLenient: Bool
    /// Nothing is due from the day after this on.
    let stop: CalendarDay?

    init(
        start: CalendarDay, from: CalendarDay? = nil, phases: [TestingPhase], through: CalendarDay,
        isLenient: Bool = true, stop: CalendarDay? = nil
    ) {
        self.start = start
        self.from = max(start, from ?? start)
        self.phases = phases
        self.through = through
        self.isLenient = isLenient
        self.stop = stop
    }

    /// Days after a test by which the next is due: by the first phase that still holds then.
    private func daysAllowed(after day: CalendarDay) -> Int {
        var end = start
        for phase in phases {
            guard let days = phase.forDays else { return phase.everyDays }
            end = end + days
            if day + phase.everyDays <= end { return phase.everyDays }
        }
        return phases.last?.everyDays ?? 0
    }

    private func lastDay(allowing days: Int) -> CalendarDay {
        let last = isLenient ? through + days : through
        return stop.map { min($0, last) } ?? last
    }

    /// The stretches in which a test was due and not done, and the next day on which time alone changes them.
    ///
    /// A test whose date is partial counts from the last day it may be of.
    /// - Parameter done: tests with a date, in order of time.
    func gaps(
        between done: [SignalRows.Row], today: CalendarDay
    ) -> (gaps: [TestingGap], nextDay: CalendarDay?) {
        var gaps: [TestingGap] = []
        var last: (day: CalendarDay, row: SignalRows.Row?) = (from, nil)
        for row in done {
            guard let day = row.collected?.latest else { continue }
            if let gap = gap(after: last, until: day) {
                gaps.append(
                    TestingGap(last: last.row, due: gap.due, allowedDays: gap.days, watchEnd: gap.end, next: row))
            }
            if day >= last.day { last = (day, row) }
        }
        let days = daysAllowed(after: last.day)
        let (due, end) = (last.day + (days + 1), lastDay(allowing: days))
        guard last.day + days < end else { return (gaps, nil) }
        guard today >= due else { return (gaps, due) }
        gaps.append(TestingGap(last: last.row, due: due, allowedDays: days, watchEnd: end, next: nil))
        return (gaps, today <= end ? end + 1 : nil)
    }

    private func gap(
        after last: (day: CalendarDay, row: SignalRows.Row?), until day: CalendarDay
    ) -> (due: CalendarDay, days: Int, end: CalendarDay)? {
        let days = daysAllowed(after: last.day)
        let end = lastDay(allowing: days)
        guard day > last.day + days, last.day + days < end else { return nil }
        return (last.day + (days + 1), days, end)
    }
}

/// A stretch in which a test was due and not done.
struct TestingGap {
    /// The test before; nil when there was none since the first day of the plan.
    let last: SignalRows.Row?
    /// The first day on which it was overdue.
    let due: CalendarDay
    /// Days after the test before by which it was due.
    let allowedDays: Int
    /// The last day on which it was missed for the plan's sake.
    let watchEnd: CalendarDay
    /// The test that ended it; nil while none did.
    let next: SignalRows.Row?

    /// Whether the end of the plan came before any test.
    func isPast(on today: CalendarDay) -> Bool { next == nil && today > watchEnd }
}

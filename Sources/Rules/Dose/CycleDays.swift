// SPDX-License-Identifier: Apache-2.0

import Trial

/// Finds day 1 of each cycle in the days on which doses began.
///
/// A cycle begins with the first dose that is no earlier than its day, less a few days. Where none was taken about its
/// day, the cycle may have been delayed, or its first doses left out: the one is taken that more of the doses of the
/// next weeks fit, and the cycle says that it is not certain.
struct CycleDays {
    private(set) var found: [(day: CalendarDay, isCertain: Bool)] = []
    private let starts: [Start]
    private let reach: [CalendarDay]
    private let cycleDays: Int
    private let tolerance: Int
    /// The first day that a row without a certain date may be of.
    private let doubtfulFrom: CalendarDay?

    /// A day on which a row of a drug begins, and the days of the cycle on which the drug is taken.
    private struct Start {
        let day: CalendarDay
        let last: CalendarDay
        let doseDays: [Int]
        let isInterval: Bool
    }

    init(_ histories: [DoseHistory], _ regimen: Regimen, today: CalendarDay) {
        cycleDays = max(1, regimen.cycleDays)
        tolerance = regimen.cycleStartToleranceDays
        starts = histories.flatMap { history in
            let days = history.drug.ladder.levels.first?.schedule.doseDays ?? []
            return history.administrations.filter(\.isDated).map { given in
                Start(
                    day: given.first, last: given.isEndKnown ? given.last : given.lastEarliest,
                    doseDays: days, isInterval: given.isInterval)
            }
        }.sorted { ($0.day, $0.last) < ($1.day, $1.last) }
        reach = runningMaximum(starts.map(\.last))
        let doubtful = histories.flatMap { $0.administrations.filter { !$0.isDated }.map(\.first) }.min()
        doubtfulFrom = histories.contains { !$0.unplaced.isEmpty } ? .distantPast : doubtful
        findAll()
    }

    private mutating func findAll() {
        guard let first = starts.first else { return }
        add(first.day, isCertain: true)
        var index = 0
        while let last = found.last {
            let nominal = last.day + cycleDays
            while index < starts.count, starts[index].day < nominal - tolerance { index += 1 }
            if index < starts.count, starts[index].day <= nominal + tolerance {
                add(nearest(to: nominal, from: index), isCertain: true)
            } else if index > 0, reach[index - 1] >= nominal {
                // One row goes on over the day: the cycle begins by the calendar.
                add(nominal, isCertain: true)
            } else if index < starts.count {
                let isMissed = nominal + cycleDays > starts[index].day && fitsBetter(nominal, index)
                add(isMissed ? nominal : starts[index].day, isCertain: false)
            } else {
                return
            }
        }
    }

    private mutating func add(_ day: CalendarDay, isCertain: Bool) {
        let isDated = doubtfulFrom.map { day < $0 } ?? true
        // After a day that is not certain the cycles may be numbered otherwise, but their own day is.
        found.append((day, isCertain && isDated))
    }

    /// The earliest start nearest to a day.
    private func nearest(to day: CalendarDay, from index: Int) -> CalendarDay {
        var nearest = starts[index].day
        for start in starts[index...].prefix(while: { $0.day <= day + tolerance })
        where abs(start.day - day) < abs(nearest - day) { nearest = start.day }
        return nearest
    }

    /// Whether the starts of the next cycle's length fit a cycle begun on its nominal day better than a delayed one.
    private func fitsBetter(_ nominal: CalendarDay, _ index: Int) -> Bool {
        let delayed = starts[index].day
        let window = starts[index...].prefix { $0.day < delayed + (cycleDays + tolerance) }
        let misfits = { (dayOne: CalendarDay) in
            window.filter { start in
                let offset = (start.day - dayOne) % cycleDays
                // A row of many doses begins with the cycle, unless the drug was resumed in its midst.
                let days = start.isInterval && start.day > delayed ? start.doseDays.prefix(1) : start.doseDays[...]
                return !days.contains { abs($0 - 1 - offset) <= 1 || abs($0 - 1 + cycleDays - offset) <= 1 }
            }.count
        }
        return misfits(nominal) < misfits(delayed)
    }
}

// SPDX-License-Identifier: Apache-2.0

package import Trial

/// A stretch of days on therapy on none of which a prophylactic was taken for certain, and on some certainly not.
///
/// It ends with cover, with the end of therapy, or where the prophylactic is documented not to be given. Days that may
/// have been covered neither end it nor count for its length.
package struct CoverGap: Hashable, Sendable {
    /// What was before it.
    package enum Beginning: Hashable, Sendable {
        /// It was taken before.
        case lapsed
        /// It was never taken before.
        case neverStarted
    }

    /// What ended it.
    package enum Ending: Hashable, Sendable {
        /// It is taken again.
        case covered
        /// The drug that requires it is taken no more.
        case therapyEnded
        /// It is documented not to be given.
        case contraindicated
    }

    /// What was before it.
    package var beginning: Beginning
    /// The days certainly not covered, in order and cut where others lie between; never empty.
    package var uncovered: [ClosedRange<CalendarDay>]
    /// What is not known of days within it or beside it, so that it may be longer, or more than one.
    package var doubts: Set<CoverDoubt> = []
    /// What ended it; nil while it goes on, or may.
    package var ending: Ending?
    /// The first day after it, a range where days before that may have been covered; nil while it goes on.
    package var end: ClinicalDate?
    /// The rows it rests on: the course that ended before it, or the dose that called for one; in order of key.
    package var rows: [RowKey]
    /// The rows that ended it; empty where therapy ended.
    package var closingRows: [RowKey] = []

    /// The longest number of days in a row on which nothing was taken for certain.
    package var days: Int { uncovered.map(\.count).max() ?? 0 }

    /// The day on which so many days in a row were uncovered for the first time; nil when there never were.
    package func day(reaching days: Int) -> CalendarDay? {
        uncovered.first { $0.count >= days }.map { $0.lowerBound + (days - 1) }
    }
}

/// What cover looks like over the days on therapy.
package struct TherapyCover: Hashable, Sendable {
    /// The gaps, in order.
    package internal(set) var gaps: [CoverGap] = []
    /// How many days on therapy there were up to today.
    package internal(set) var daysOnTherapy = 0
    /// On how many of them it was taken for certain.
    package internal(set) var daysCovered = 0
    /// On how many of them that cannot be told.
    package internal(set) var daysUnknown = 0
    /// On how many of them it was documented not to be given.
    package internal(set) var daysContraindicated = 0
    /// Rows about which nothing certain can be said: those by which it may have been taken on an unknown day of
    /// therapy, and the first dose of such therapy, on which an alert about prophylaxis never started rests.
    package internal(set) var doubtfulRows: Set<RowKey> = []
    /// The gap that goes on today has this many days; 0 when there is none.
    package internal(set) var currentDays = 0
    /// The days on which the current gap may yet grow; nil when there is none.
    fileprivate var growth: ClosedRange<CalendarDay>?

    /// The share of days covered, from the certain to the possible; nil without a day on which cover was due.
    package var share: ClosedRange<Double>? {
        let due = daysOnTherapy - daysContraindicated
        guard due > 0 else { return nil }
        return Double(daysCovered) / Double(due)...Double(daysCovered + daysUnknown) / Double(due)
    }

    /// The day after today on which the current gap will have so many days if nothing is recorded; nil when never.
    package func dayReaching(_ days: Int) -> CalendarDay? {
        guard let growth, currentDays < days else { return nil }
        let day = growth.lowerBound + (days - currentDays - 1)
        return day <= growth.upperBound ? day : nil
    }
}

extension CoverHistory {
    /// The gaps and the share of cover in runs of therapy.
    ///
    /// - Parameter runs: stretches of days on a drug that requires the prophylactic, in order and apart.
    package func cover(during runs: [TherapyRun]) -> TherapyCover {
        var cover = TherapyCover()
        var unknown: [ClosedRange<CalendarDay>] = []
        for run in runs where run.days.lowerBound <= today {
            var cutter = GapCutter(run: run)
            let periods = periods(in: run.days)
            for period in periods {
                cutter.take(period)
                cover.count(period)
            }
            cutter.finish(today: today)
            if periods.contains(where: \.state.isUnknown) { cover.doubtfulRows.insert(run.firstDose) }
            unknown += periods.filter(\.state.isUnknown).map(\.days)
            cover.gaps += cutter.gaps
            if let last = cutter.gaps.last, last.end == nil, let current = last.uncovered.last,
                current.upperBound == today
            {
                cover.currentDays = current.count
                cover.growth = range(today + 1, run.days.upperBound)
            }
        }
        cover.doubtfulRows.formUnion(rows(doubtedOn: unknown))
        return cover
    }
}

extension TherapyCover {
    fileprivate mutating func count(_ period: CoverPeriod) {
        daysOnTherapy += period.days.count
        switch period.state {
        case .covered: daysCovered += period.days.count
        case .contraindicated: daysContraindicated += period.days.count
        case .gap, .neverStarted: break
        case .unknown: daysUnknown += period.days.count
        }
    }
}

/// Cuts the periods of one run of therapy into gaps.
private struct GapCutter {
    let run: TherapyRun
    private(set) var gaps: [CoverGap] = []
    private var open: CoverGap?
    /// The doubt that lies right before the day looked at, and its first day; nil when none does.
    private var doubt: (doubts: Set<CoverDoubt>, since: CalendarDay)?

    init(run: TherapyRun) {
        self.run = run
    }

    mutating func take(_ period: CoverPeriod) {
        switch period.state {
        case .covered: close(.covered, on: period.days.lowerBound, rows: period.rows)
        case .contraindicated: close(.contraindicated, on: period.days.lowerBound, rows: period.rows)
        case .unknown(let doubts):
            doubt = (doubts.union(doubt?.doubts ?? []), doubt?.since ?? period.days.lowerBound)
        case .gap, .neverStarted:
            if open == nil {
                let isLapse = period.state == .gap
                open = CoverGap(
                    beginning: isLapse ? .lapsed : .neverStarted, uncovered: [],
                    rows: isLapse ? period.rows : [run.firstDose])
            }
            open?.uncovered.append(period.days)
            open?.doubts.formUnion(doubt?.doubts ?? [])
            doubt = nil
        }
    }

    mutating func finish(today: CalendarDay) {
        if run.days.upperBound < today {
            close(.therapyEnded, on: run.days.upperBound + 1, rows: [])
        } else if var gap = open {
            gap.doubts.formUnion(doubt?.doubts ?? [])
            gaps.append(gap)
        }
    }

    private mutating func close(_ ending: CoverGap.Ending, on day: CalendarDay, rows: [RowKey]) {
        defer { (open, doubt) = (nil, nil) }
        guard var gap = open else { return }
        gap.doubts.formUnion(doubt?.doubts ?? [])
        gap.ending = ending
        gap.end = ClinicalDate(earliest: doubt?.since ?? day, latest: day)
        gap.closingRows = rows
        gaps.append(gap)
    }
}

// SPDX-License-Identifier: Apache-2.0

package import Trial

/// How a prophylactic covered the days before an event.
package enum EventCover: Hashable, Sendable {
    /// Covered on each of the days looked at: a breakthrough, the only class that is evidence against the prophylactic.
    case underCover
    /// Taken before, but not on every one of those days; the uncovered days of the latest gap, at least 1.
    case inGap(days: Int)
    /// Never taken before onset.
    case neverStarted
    /// Documented not to be given on the latest day it was not taken.
    case contraindicated
    /// Cannot be told, and why; never empty.
    case unknown(Set<CoverDoubt>)
}

extension CoverHistory {
    /// Classifies an event by each of the days before its onset.
    ///
    /// Of a partial onset each possible day up to today must give the same answer, else it is unknown. Where nothing
    /// was taken before the days looked at, a gap is counted from the first of them.
    ///
    /// - Parameter withinDays: how many days before onset must be covered; 7 is a protocol default.
    package func cover(before onset: ClinicalDate?, withinDays: Int = 7) -> EventCover {
        guard let onset else {
            return onlyState == .neverStarted ? .neverStarted : .unknown([.onsetUnknown])
        }
        let first = cover(before: onset.earliest, withinDays: withinDays)
        var day = onset.earliest + 1
        while day <= min(onset.latest, today) {
            guard cover(before: day, withinDays: withinDays) == first else { return .unknown([.onsetUnknown]) }
            day = day + 1
        }
        return first
    }

    private func cover(before onset: CalendarDay, withinDays: Int) -> EventCover {
        let window = (onset - withinDays)...(onset - 1)
        guard window.upperBound <= today else { return .unknown([.dateInFuture]) }
        guard let latest = periods(in: window).last(where: { $0.state != .covered }) else { return .underCover }
        switch latest.state {
        case .covered: return .underCover
        case .contraindicated: return .contraindicated
        case .unknown(let doubts): return .unknown(doubts)
        case .neverStarted: return latest.days == window ? .neverStarted : .inGap(days: latest.days.count)
        case .gap: return gap(through: latest.days.upperBound)
        }
    }

    /// The gap up to a day; how long it is cannot be told where the day before it may have been covered.
    private func gap(through day: CalendarDay) -> EventCover {
        guard let (gap, before) = period(on: day) else { return .unknown([.dateInFuture]) }
        if case .unknown(let doubts) = before { return .unknown(doubts) }
        return .inGap(days: (gap.days.lowerBound...day).count)
    }
}

extension ClosedRange where Bound == CalendarDay {
    /// How many days there are, both ends included.
    package var count: Int { upperBound - lowerBound + 1 }
}

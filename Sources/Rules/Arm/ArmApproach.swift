// SPDX-License-Identifier: Apache-2.0

import Statistics
import Trial

/// A time in which an arm was so near its boundary that few further events would have crossed it.
struct ArmApproach: Equatable {
    /// The first day on which it was near.
    var from: CalendarDay
    /// The first day on which it was near no more, or crossed; nil while it lasts.
    var end: CalendarDay?
    /// The last day within on which something was counted.
    var lastLook: CalendarDay
}

extension ArmPath {
    /// When the arm was within so many events of its boundary, by what is known now, in order.
    ///
    /// Events bring it nearer; what ends an approach is that more subjects are observed, or that it crosses.
    /// - Parameter crossedOn: The day from which the boundary is crossed; nil where it is not.
    /// - Throws: `DesignError` if counts do not fit each other, which would be an error of this program.
    func approaches(
        within events: Int, by today: CalendarDay, crossedOn: CalendarDay?
    ) throws(DesignError) -> [ArmApproach] {
        let looks = daysLookedAt(by: today).filter { day in crossedOn.map { day < $0 } ?? true }
        var found: [ArmApproach] = []
        for (index, day) in looks.enumerated() {
            guard try isNear(on: day, within: events) else {
                if let open = found.indices.last, found[open].end == nil { found[open].end = day }
                continue
            }
            let isLast = index + 1 == looks.count
            let next = isLast ? crossedOn ?? today + 1 : looks[index + 1]
            let end = try firstDayApart(after: day, before: next, events)
            if let open = found.indices.last, found[open].end == nil {
                found[open].lastLook = day
                found[open].end = end
            } else {
                found.append(ArmApproach(from: day, end: end, lastLook: day))
            }
        }
        if let crossedOn, let open = found.indices.last, found[open].end == nil { found[open].end = crossedOn }
        return found
    }

    /// The day on which time alone would end an approach that lasts; nil where it would not.
    func endOfApproach(within events: Int, after today: CalendarDay) throws(DesignError) -> CalendarDay? {
        guard let last = members.last?.windowEnd, last > today else { return nil }
        return try firstDayApart(after: today, before: last + 1, events)
    }

    private func isNear(on day: CalendarDay, within events: Int) throws(DesignError) -> Bool {
        guard case .further(let further, _) = try boundary.distance(from: step(on: day)) else { return false }
        return further <= events
    }

    /// The first day strictly between two on which it is near no more, where nothing but days passes between them.
    private func firstDayApart(
        after start: CalendarDay, before end: CalendarDay, _ events: Int
    ) throws(DesignError) -> CalendarDay? {
        guard start + 1 < end, try !isNear(on: end - 1, within: events) else { return nil }
        var (low, high) = (start.daysSince1970 + 1, end.daysSince1970 - 1)
        while low < high {
            let middle = (low + high) / 2
            let isApart = try !isNear(on: CalendarDay(daysSince1970: middle), within: events)
            if isApart { high = middle } else { low = middle + 1 }
        }
        return CalendarDay(daysSince1970: low)
    }
}

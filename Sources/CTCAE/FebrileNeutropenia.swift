// SPDX-License-Identifier: Apache-2.0

import Trial

/// Grades febrile neutropenia for one fever.
///
/// CTCAE v4.03, v5.0 and v6.0 say the same: neutrophils below 1.0 x10^9/L with one temperature above 38.3 degrees C,
/// or 38.0 and more for over one hour, are grade 3; grade 4 is a matter of consequences that no number shows. A
/// possible fever or a possible neutropenia proves nothing, and may be as grave.
///
/// The standard does not say how near the count must be. The one nearest to the fever decides what is proven: those of
/// the fever's own days first, then the day before it, then by distance. A low count proves nothing where another as
/// near or nearer is not low; it then leaves febrile neutropenia possible.
func febrileNeutropenia(
    during fever: Fever, by evidence: NeutropeniaEvidence, windows: JoinWindows
) -> JoinedGrade {
    let possible = fever.possibleDays.widened(windows)
    // Of a partial date, only the days that suit its first and its last day suit it for certain.
    let certain = fever.certainDays.map { $0.widened(windows) } ?? fever.possibleDays.commonWindow(windows)
    let near = evidence.counts(in: possible).map { NearCount($0, fever: fever) }
    let isWithin = { (near: NearCount) in
        certain.map { $0.contains(near.count.date.earliest) && $0.contains(near.count.date.latest) } ?? false
    }
    let grade = { (outcome: LabGrade.Outcome, deciding: [NearCount]) in
        JoinedGrade(
            term: .febrileNeutropenia, outcome: outcome, began: fever.began,
            rows: fever.rows + deciding.flatMap(\.count.rows),
            remarks: deciding.reduce(into: fever.remarks) { $0.formUnion($1.count.remarks) })
    }

    let excluding = near.filter { $0.count.verdict == .excludes }.min()
    let low = near.filter { $0.count.verdict == .proves && isWithin($0) }.min()
    let contradiction = low.flatMap { low in
        near.filter { $0.count.verdict == .excludes && !low.isNearer(than: $0) }.min()
    }
    if fever.isProven, let low, contradiction == nil { return grade(.graded(grade: 3, worst: 4), [low]) }
    let allowing = low ?? near.filter { $0.count.verdict == .proves || $0.count.verdict == .allows }.min()
    if let allowing {
        var joined = grade(.graded(grade: 0, worst: 4), [allowing] + [contradiction].compactMap { $0 })
        if contradiction != nil { joined.remarks.insert(.countsDisagree) }
        return joined
    }
    if let excluding, isWithin(excluding) { return grade(.graded(grade: 0, worst: 0), [excluding]) }
    guard let silent = near.filter(\.isSilent).min(), case .silent(let reason) = silent.count.verdict else {
        return grade(.ungradable(.valueMissing), [])
    }
    return grade(.ungradable(reason), [silent])
}

/// A count, and how near it is to a fever.
private struct NearCount: Comparable {
    var count: NeutropeniaEvidence.Count
    /// 0 on the fever's own days, 1 on the day before, then twice the days between; a partial date is farthest.
    private var rank: Int
    /// The minutes between, where both have a time.
    private var minutes: Int?

    init(_ count: NeutropeniaEvidence.Count, fever: Fever) {
        self.count = count
        guard count.date.isComplete else {
            rank = .max
            return
        }
        let day = count.date.earliest
        let (before, after) = (fever.possibleDays.lowerBound - day, day - fever.possibleDays.upperBound)
        rank = before == 1 ? 1 : 2 * max(before, after, 0)
        guard let minute = count.date.minuteOfDay, let span = fever.minutes else { return }
        let time = day.daysSince1970 * 1_440 + minute
        minutes = max(span.lowerBound - time, time - span.upperBound, 0)
    }

    var isSilent: Bool {
        if case .silent = count.verdict { true } else { false }
    }

    /// Whether it is certainly nearer to the fever than another count; one whose day is not known is never nearer.
    func isNearer(than other: NearCount) -> Bool {
        guard rank == other.rank, let minutes, let others = other.minutes else { return rank < other.rank }
        return minutes < others
    }

    static func < (first: NearCount, second: NearCount) -> Bool {
        first.order < second.order
    }

    static func == (first: NearCount, second: NearCount) -> Bool {
        first.order == second.order
    }

    /// Of counts as near, neutrophils go before what white blood cells say of them.
    private var order: (rank: Int, minutes: Int, remarks: UInt8, row: RowKey) {
        (rank, minutes ?? .max, count.remarks.rawValue, count.rows[0])
    }
}

extension ClosedRange<CalendarDay> {
    fileprivate func widened(_ windows: JoinWindows) -> ClosedRange<CalendarDay> {
        (lowerBound - windows.neutrophilDaysBefore)...(upperBound + windows.neutrophilDaysAfter)
    }

    /// The days within the window of every day of the range; nil when there are none.
    fileprivate func commonWindow(_ windows: JoinWindows) -> ClosedRange<CalendarDay>? {
        let first = upperBound - windows.neutrophilDaysBefore
        let last = lowerBound + windows.neutrophilDaysAfter
        return first <= last ? first...last : nil
    }
}

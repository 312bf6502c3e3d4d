// SPDX-License-Identifier: Apache-2.0

import Trial

/// What was recorded of one drug, in order of time, with the questions that holds and steps ask of it.
struct DoseHistory {
    let drug: Drug
    /// Rows with a dose and a start, by first day, then key.
    let administrations: [Administration]
    /// Rows that cannot be placed in time, and rows of exposure that could not be read.
    let unplaced: [RowKey]
    /// Those of them that could not be read.
    let unread: Set<RowKey>
    /// Rows that share a day with another row of the drug.
    let overlapping: Set<RowKey>
    /// Rows that say that no dose was taken, by first day, then key.
    let omissions: [Administration]
    /// The first day of each administration, and of each omission: what is searched most lies closest together.
    private let firsts: [CalendarDay]
    private let omissionFirsts: [CalendarDay]
    /// Days on which a dose was certainly taken, in order.
    private let certainDays: [CalendarDay]
    /// The latest day that any administration up to an index may reach.
    private let reach: [CalendarDay]
    /// The latest day that any interval up to an index may reach.
    private let intervalReach: [CalendarDay]
    /// The latest day that any administration up to an index says something of.
    private let recordedReach: [CalendarDay]

    init(of drug: Drug, in record: SubjectRecord, today: CalendarDay) {
        self.drug = drug
        var administrations: [Administration] = []
        unread = unreadExposures(of: record)
        var unplaced = Array(unread)
        var omissions: [Administration] = []
        // By index, because copying a row to look at its treatment costs more than the comparison.
        for index in record.exposures.indices where drug.treatments.contains(record.exposures[index].treatment) {
            if record.exposures[index].start == nil { unplaced.append(record.exposures[index].key) }
            guard let given = Administration(record.exposures[index], unit: drug.ladder.unit, today: today) else {
                continue
            }
            if record.exposures[index].dose == 0 { omissions.append(given) } else { administrations.append(given) }
        }
        administrations.sort { Administration.precedes($0, $1) }
        var next = CalendarDay.distantFuture
        for index in administrations.indices.reversed() {
            administrations[index].giveWay(to: next)
            // Of rows that begin on one day each gives way to what begins after it.
            if index > 0, administrations[index - 1].first < administrations[index].first {
                next = administrations[index].first
            }
        }
        self.omissions = omissions.sorted { Administration.precedes($0, $1) }
        self.administrations = administrations
        firsts = administrations.map(\.first)
        omissionFirsts = self.omissions.map(\.first)
        self.unplaced = unplaced.sorted()
        overlapping = DoseHistory.overlaps(in: administrations)
        certainDays = administrations.filter(\.isDated).flatMap { given in
            given.isEndKnown ? [given.first, min(today, given.last)] : [given.first]
        }.sorted()
        reach = runningMaximum(administrations.map(\.last))
        intervalReach = runningMaximum(administrations.map { $0.isInterval ? $0.last : .distantPast })
        recordedReach = runningMaximum(administrations.map { $0.isOpen ? $0.first : $0.last })
    }

    /// Rows that share a day with another row; rows of one day are compared with the one that reaches furthest.
    private static func overlaps(in administrations: [Administration]) -> Set<RowKey> {
        var rows: Set<RowKey> = []
        var furthest: Administration?
        for next in administrations where next.isDated {
            if let before = furthest, before.lastCertainlyCovered >= next.first {
                rows.formUnion([before.key, next.key])
            }
            if furthest.map({ next.lastCertainlyCovered >= $0.lastCertainlyCovered }) ?? true { furthest = next }
        }
        return rows
    }

    /// The number of administrations that began on or before a day.
    func count(through day: CalendarDay) -> Int {
        firsts.partitioningIndex { $0 > day }
    }

    /// The index of the first administration that may reach a day; those before it do not.
    func firstReaching(_ day: CalendarDay) -> Int {
        reach.partitioningIndex { $0 >= day }
    }

    /// Whether a dose was taken after one day, or ever where it is nil, and on or before another.
    func taken(after lower: CalendarDay?, through upper: CalendarDay) -> Answer {
        let floor = lower ?? CalendarDay.distantPast
        let next = certainDays.partitioningIndex { $0 > floor }
        if next < certainDays.count, certainDays[next] <= upper { return .yes }
        if !unplaced.isEmpty { return .unknown }
        let begun = count(through: upper)
        return begun > 0 && reach[begun - 1] > floor ? .unknown : .no
    }

    /// The last day that an interval begun on or before a day may reach.
    func intervalReach(begunThrough day: CalendarDay) -> CalendarDay {
        let begun = count(through: day)
        return begun > 0 ? intervalReach[begun - 1] : .distantPast
    }

    /// The last day, no later than a day, of which doses begun by then say something.
    func recorded(through day: CalendarDay) -> CalendarDay {
        let begun = count(through: day)
        return begun > 0 ? min(day, recordedReach[begun - 1]) : .distantPast
    }

    /// The row that last said, on or before a day, that no dose was taken.
    func lastOmission(through day: CalendarDay) -> Administration? {
        let begun = omissionFirsts.partitioningIndex { $0 > day }
        return begun > 0 ? omissions[begun - 1] : nil
    }

    /// The dose last begun on or before a day; nil when none was.
    func last(through day: CalendarDay) -> Administration? {
        let begun = count(through: day)
        return begun > 0 ? administrations[begun - 1] : nil
    }
}

extension Administration {
    /// Order of time, and of the key within a day.
    static func precedes(_ first: Administration, _ second: Administration) -> Bool {
        first.first == second.first ? first.key < second.key : first.first < second.first
    }

    /// The last day that the row covers for certain; of an open interval that is its first.
    var lastCertainlyCovered: CalendarDay { isDated ? lastEarliest : first }
}

extension RandomAccessCollection where Index == Int {
    /// The first index whose element meets a condition that all later ones meet as well; the end when none does.
    func partitioningIndex(where condition: (Element) -> Bool) -> Int {
        var (low, high) = (startIndex, endIndex)
        while low < high {
            let middle = low + (high - low) / 2
            if condition(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}

/// Rows of exposure that exist and were not read at all: any drug may have been taken by them.
private func unreadExposures(of record: SubjectRecord) -> Set<RowKey> {
    let defective = record.defects.compactMap(\.key).filter { $0.domain == .ex }
    guard !defective.isEmpty else { return [] }
    return Set(defective).subtracting(record.exposures.map(\.key))
}

/// The greatest day up to each index.
func runningMaximum(_ days: [CalendarDay]) -> [CalendarDay] {
    var highest = CalendarDay.distantPast
    return days.map { day in
        highest = max(highest, day)
        return highest
    }
}

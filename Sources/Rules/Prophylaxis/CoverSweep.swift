// SPDX-License-Identifier: Apache-2.0

import Trial

/// A day on which the state of a prophylactic becomes another.
struct CoverTurn: Hashable, Sendable {
    var day: CalendarDay
    var state: CoverState
    /// The rows whose start or end made it so, in order of key.
    var rows: [RowKey]
}

/// Goes once through the starts and ends of all courses, in order of days, and tells where the state turns.
struct CoverSweep {
    /// What a stretch of days says.
    enum Meaning: Hashable {
        case taken
        case doubt(CoverDoubt)
        case forbidden
    }

    private struct Edge {
        var day: CalendarDay
        var meaning: Meaning
        var change: Int
        var row: RowKey
    }

    private var edges: [Edge] = []

    /// Adds what a row says of some days.
    mutating func add(_ meaning: Meaning, on days: ClosedRange<CalendarDay>, row: RowKey) {
        edges.append(Edge(day: days.lowerBound, meaning: meaning, change: 1, row: row))
        edges.append(Edge(day: days.upperBound + 1, meaning: meaning, change: -1, row: row))
    }

    /// The turns up to a day, in order; the first is at the first day of the calendar.
    func turns(through today: CalendarDay) -> [CoverTurn] {
        var counts: [Meaning: Int] = [:]
        var hasBegun = false
        var turns = [CoverTurn(day: .first, state: .neverStarted, rows: [])]
        let edges = edges.filter { $0.day <= today }.sorted { $0.day < $1.day }
        var index = 0
        while index < edges.count {
            let day = edges[index].day
            var rows: Set<RowKey> = []
            while index < edges.count, edges[index].day == day {
                counts[edges[index].meaning, default: 0] += edges[index].change
                rows.insert(edges[index].row)
                if edges[index].meaning != .forbidden { hasBegun = true }
                index += 1
            }
            let turn = CoverTurn(day: day, state: state(counts, hasBegun: hasBegun), rows: rows.sorted())
            if turn.day == turns[turns.count - 1].day {
                turns[turns.count - 1] = turn
            } else if turn.state != turns[turns.count - 1].state {
                turns.append(turn)
            }
        }
        return turns
    }

    /// A course that is neither certain nor possible on a day lies wholly before or wholly after it.
    private func state(_ counts: [Meaning: Int], hasBegun: Bool) -> CoverState {
        guard counts[.taken, default: 0] == 0 else { return .covered }
        guard counts[.forbidden, default: 0] == 0 else { return .contraindicated }
        let doubts = Set(CoverDoubt.allCases.filter { counts[.doubt($0), default: 0] > 0 })
        guard doubts.isEmpty else { return .unknown(doubts) }
        return hasBegun ? .gap : .neverStarted
    }
}

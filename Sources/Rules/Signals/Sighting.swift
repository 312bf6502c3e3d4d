// SPDX-License-Identifier: Apache-2.0

import Trial

/// What one row, or what several that tell of one thing, says of a leaf of a signal.
struct Sighting {
    /// How a row stands to its leaf.
    enum Standing: Int {
        /// It meets the leaf.
        case holds
        /// It may meet the leaf: a doubtful unit, a bound, a limit taken from another row.
        case suspect
        /// Nothing certain can be said: it raises nothing, and takes nothing back.
        case undecided
        /// It neither meets the leaf nor shows recovery.
        case between
        /// It shows that the leaf fails.
        case recovered
    }

    var standing: Standing
    /// When it was so; nil when the row has no date.
    var onset: ClinicalDate?
    /// The days it may have been so; the widest range where the row has no date.
    var days: ClosedRange<Int>
    /// Where it stands in time among others: the day, the minute, and the key.
    var place: Place
    private let source: Source
    /// Why it only may be so.
    var doubts: Set<Uncertainty> = []
    /// How far the result lies beyond the cut, which tells the worst.
    var extremity = 0.0
    /// Whether a suspicion of it alone may be told.
    var speaksUp = false
    /// Whether it counts from its day on for ever: what it shows is a history and no part of one episode.
    var isHistory = false
    /// Whether it goes on from day to day, as an event does; a row that was collected is of its day alone.
    var lasts = false
    /// Tells events of different terms apart.
    var facet = ""

    var mayHold: Bool { standing.rawValue <= Standing.undecided.rawValue }
    var meets: Bool { standing.rawValue <= Standing.suspect.rawValue }
    /// Whether it has a place in time; what went on until a day has one, though its start is not known.
    var isDated: Bool { days.lowerBound > .distantPast || (lasts && days.upperBound < .distantFuture) }

    /// The rows, each with what it says.
    var rows: [Evidence] {
        switch source {
        case .told(let rows, _): rows
        case .result(let row, let reference, let isBaseline):
            // A baseline belongs to no one episode; the highest of some days before does.
            isBaseline ? row.evidence : (reference?.evidence ?? []) + row.evidence
        }
    }

    /// What it says to a reader.
    var part: SignalPart {
        switch source {
        case .told(_, let part): part
        case .result(let row, let reference, let isBaseline):
            SignalPart(
                kind: .result(test: row.result.test, reading: row.result.reading), collected: row.collected,
                reference: reference.map {
                    SignalPart.Reference(
                        reading: $0.result.reading, collected: $0.collected, isBaseline: isBaseline)
                })
        }
    }

    /// Where the sighting comes from: what a result says is put into words only for those that make an episode.
    enum Source {
        case told(rows: [Evidence], part: SignalPart)
        case result(SignalRows.Row, reference: SignalRows.Row?, isBaseline: Bool)
    }

    /// A row of one moment.
    init(_ standing: Standing, at date: ClinicalDate?, key: RowKey, rows: [Evidence], part: SignalPart) {
        self.init(standing, at: date, key: key, source: .told(rows: rows, part: part))
    }

    /// A result.
    ///
    /// - Parameter reference: The row that it was compared with, where that is another.
    init(
        _ standing: Standing, _ row: SignalRows.Row, reference: SignalRows.Row? = nil, isBaseline: Bool = false
    ) {
        self.init(
            standing, at: row.collected, key: row.key,
            source: .result(row, reference: reference, isBaseline: isBaseline))
    }

    private init(_ standing: Standing, at date: ClinicalDate?, key: RowKey, source: Source) {
        self.standing = standing
        self.source = source
        onset = date
        let first = date?.earliest.daysSince1970 ?? .distantPast
        days = first...(date?.latest.daysSince1970 ?? .distantFuture)
        let proves = standing == .recovered || standing == .between
        place = Place(
            day: proves ? days.upperBound : first, minute: date?.minuteOfDay ?? (proves ? -1 : 1_440), key: key)
    }

    /// Something that lasts; without an end it still does.
    init(
        _ standing: Standing, from start: ClinicalDate?, through end: CalendarDay?, key: RowKey, rows: [Evidence],
        part: SignalPart
    ) {
        self.init(standing, at: start, key: key, rows: rows, part: part)
        days = days.lowerBound...max(days.lowerBound, end?.daysSince1970 ?? .distantFuture)
        lasts = true
    }

    /// Where a row stands in time, so that the order of arrival cannot matter.
    ///
    /// Of rows without a time on one day, those that meet the leaf come last: the doubt keeps the episode open.
    struct Place: Comparable {
        var day: Int
        var minute: Int
        var key: RowKey

        static func < (first: Place, second: Place) -> Bool {
            if first.day != second.day { return first.day < second.day }
            return first.minute == second.minute ? first.key < second.key : first.minute < second.minute
        }
    }
}

extension Int {
    /// A day before every other.
    static let distantPast = -10_000_000
    /// A day after every other.
    static let distantFuture = 10_000_000
}

/// A combination of sightings that makes a signal hold, or perhaps hold.
struct SignalMatch {
    /// A sighting, by its leaf and its position there.
    struct Member: Hashable {
        var leaf: Int
        var position: Int
    }

    var members: [Member]
    /// The days it may cover.
    var days: ClosedRange<Int>
    /// The day on which the last of its parts came to hold; nil when none has a date.
    var onset: ClinicalDate?
    /// The least certain of its parts.
    var standing: Sighting.Standing
    /// Whether it may be told: at least one part is certain, or a suspicion so grave that it speaks up.
    var isLoud: Bool
    var doubts: Set<Uncertainty>
    var facet = ""
}

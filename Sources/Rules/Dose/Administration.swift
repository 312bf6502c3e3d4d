// SPDX-License-Identifier: Apache-2.0

import Trial

/// One row of exposure, as far as it can be placed in time.
struct Administration: Hashable {
    /// What a single dose was.
    enum Amount: Hashable {
        /// In the ladder's unit.
        case known(Double)
        case unknown(DoseDoubt)
    }

    let key: RowKey
    let amount: Amount
    /// The first dose, or the first day on which it may have been taken.
    let first: CalendarDay
    /// The last day on which the first dose may have been taken.
    let firstLatest: CalendarDay
    /// The last day on which the row may say that a dose was taken.
    private(set) var last: CalendarDay
    /// The last day on which it does say so.
    let lastEarliest: CalendarDay
    /// How often a dose was taken from first to last; nil when that cannot be told.
    let frequency: DoseFrequency?
    /// Whether the row says that doses go on, and not until when.
    let isOpen: Bool
    /// Whether the row says on which day the last dose was taken.
    let isEndKnown: Bool
    /// What is wrong with the day of its first dose.
    let dateDoubt: DoseDoubt?

    var isInterval: Bool { last > firstLatest }

    var isDated: Bool { dateDoubt == nil }

    /// The amount, where it and its day are known.
    var certainAmount: Double? {
        if isDated, case .known(let amount) = amount { amount } else { nil }
    }

    /// What is in doubt about the dose that was first taken.
    var doubt: DoseDoubt? {
        if let dateDoubt { return dateDoubt }
        if case .unknown(let doubt) = amount { return doubt }
        return nil
    }

    /// Reads a row, or nil when it has no start or begins after today.
    ///
    /// A row without an end is a single dose unless its frequency says that doses go on; those are known to have gone
    /// on only as far as the row was dated.
    init?(_ exposure: Exposure, unit: DoseUnit, today: CalendarDay) {
        guard let start = exposure.start, start.earliest <= today else { return nil }
        key = exposure.key
        frequency = DoseFrequency(sdtm: exposure.frequency)
        amount = Administration.amount(of: exposure, in: unit)
        isOpen = exposure.end == nil && !["", "ONCE"].contains(exposure.frequency.uppercased())
        let end = exposure.end ?? start
        if end.latest < start.earliest {
            (first, firstLatest) = (end.earliest, start.latest)
            (last, lastEarliest) = (start.latest, end.earliest)
            (isEndKnown, dateDoubt) = (false, .endsBeforeStart)
        } else {
            (first, firstLatest) = (start.earliest, start.latest)
            last = isOpen ? max(today, start.latest) : end.latest
            lastEarliest = isOpen ? start.earliest : max(start.earliest, end.earliest)
            isEndKnown = !isOpen && end.isComplete
            dateDoubt = start.isComplete ? nil : .dateUnknown
        }
    }

    /// Ends an open interval on the day before the next row of the drug, which takes its place.
    mutating func giveWay(to next: CalendarDay) {
        if isOpen, next > first { last = max(firstLatest, min(last, next - 1)) }
    }

    private static func amount(of exposure: Exposure, in unit: DoseUnit) -> Amount {
        guard let dose = exposure.dose else { return .unknown(.doseMissing) }
        guard let amount = unit.amount(dose, recordedIn: exposure.unit) else { return .unknown(.unitUnknown) }
        return .known(amount)
    }
}

/// How often a dose is taken (SDTM EXDOSFRQ).
struct DoseFrequency: Hashable {
    /// Days from one day with a dose to the next; nil for a single dose.
    let everyDays: Int?
    /// Doses on such a day.
    let timesADay: Int

    /// Reads a term of CDISC controlled terminology; nil when it is none that is known here.
    init?(sdtm term: String) {
        switch term.uppercased() {
        case "ONCE": (everyDays, timesADay) = (nil, 1)
        case "QD", "DAILY": (everyDays, timesADay) = (1, 1)
        case "BID": (everyDays, timesADay) = (1, 2)
        case "TID": (everyDays, timesADay) = (1, 3)
        case "QOD", "EVERY OTHER DAY": (everyDays, timesADay) = (2, 1)
        case "Q3D": (everyDays, timesADay) = (3, 1)
        case "QS", "QW", "EVERY WEEK": (everyDays, timesADay) = (7, 1)
        case "Q2S", "Q2W", "EVERY 2 WEEKS": (everyDays, timesADay) = (14, 1)
        case "Q4S", "Q4W", "EVERY 4 WEEKS": (everyDays, timesADay) = (28, 1)
        default: return nil
        }
    }
}

extension Administration {
    /// How many doses fall on days from `lower` through `upper`; nil when that cannot be told.
    func doses(from lower: CalendarDay, through upper: CalendarDay) -> Int? {
        guard isDated else { return nil }
        guard isInterval else { return (lower...max(lower, upper)).contains(first) ? frequency?.timesADay ?? 1 : 0 }
        guard isEndKnown, let frequency, let everyDays = frequency.everyDays else { return nil }
        let until = min(upper, last) - first
        guard until >= 0 else { return 0 }
        let before = lower > first ? (lower - first - 1) / everyDays + 1 : 0
        return max(0, until / everyDays + 1 - before) * frequency.timesADay
    }
}

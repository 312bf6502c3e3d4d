// SPDX-License-Identifier: Apache-2.0

import Trial

/// A run of feverish readings with nothing below 38.0 degrees C between them.
struct Fever {
    /// Whether the readings prove what the criterion asks: above 38.3 once, or 38.0 for more than one hour.
    var isProven: Bool
    /// The date of the first reading.
    var began: ClinicalDate
    /// The days it may have touched.
    var possibleDays: ClosedRange<CalendarDay>
    /// Its first and last day where they are known; nil for a partial date.
    var certainDays: ClosedRange<CalendarDay>?
    /// The minutes since 1970 of its first and last reading; nil when they have no time.
    var minutes: ClosedRange<Int>?
    /// The readings' rows.
    var rows: [RowKey]
    /// What a reader should know.
    var remarks: JoinedGrade.Remarks

    /// The fevers in a subject's vital signs, in order of time.
    ///
    /// Readings with a time make runs. A reading without one cannot be put in order, and a reading whose unit is
    /// suspect proves nothing; each of those is a fever of its own.
    static func all(in vitalSigns: [VitalSign], windows: JoinWindows) -> [Fever] {
        let readings = vitalSigns.compactMap(TemperatureReading.init)
        let afebrile = AfebrileDays(readings.filter { $0.height == .afebrile && $0.minute == nil }.map(\.date))
        let ordered = readings.compactMap { reading in reading.minute.map { (minute: $0, reading: reading) } }
            .filter(\.reading.isCertain)
            .sorted { ($0.minute, $1.reading.height, $0.reading.row) < ($1.minute, $0.reading.height, $1.reading.row) }
        var runs: [[(minute: Int, reading: TemperatureReading)]] = [[]]
        for next in ordered {
            if next.reading.height == .afebrile {
                runs.append([])
            } else if let last = runs[runs.count - 1].last, next.minute - last.minute > windows.feverGapHoursMax * 60 {
                runs.append([next])
            } else {
                runs[runs.count - 1].append(next)
            }
        }
        let alone = readings.filter { ($0.minute == nil || !$0.isCertain) && $0.height > .afebrile }
        let fevers =
            runs.compactMap { Fever(run: $0, interruptedBy: afebrile, windows: windows) }
            + alone.map(Fever.init(single:))
        return fevers.sorted { ($0.possibleDays.lowerBound, $0.rows[0]) < ($1.possibleDays.lowerBound, $1.rows[0]) }
    }

    private init(single reading: TemperatureReading) {
        isProven = reading.isCertain && reading.height == .high
        began = reading.date
        possibleDays = reading.date.earliest...reading.date.latest
        certainDays = reading.date.isComplete ? possibleDays : nil
        minutes = reading.minute.map { $0...$0 }
        rows = [reading.row]
        remarks = reading.remarks
        if reading.height == .raised { remarks.insert(.durationUnknown) }
    }

    private init?(
        run: [(minute: Int, reading: TemperatureReading)], interruptedBy afebrile: AfebrileDays, windows: JoinWindows
    ) {
        guard let first = run.first, let last = run.last else { return nil }
        let days = first.reading.date.earliest...last.reading.date.latest
        let isSustained = Fever.longest(run.map(\.minute), gapHoursMax: windows.sustainedGapHoursMax) > 60
        let isHigh = run.contains { $0.reading.height == .high }
        isProven = isHigh || (isSustained && !afebrile.overlap(days))
        began = first.reading.date
        possibleDays = days
        certainDays = days
        minutes = first.minute...last.minute
        rows = run.map(\.reading.row)
        remarks = run.reduce(into: []) { $0.formUnion($1.reading.remarks) }
        if !isProven { remarks.insert(.durationUnknown) }
    }

    /// The longest stretch, in minutes, whose neighbouring readings are close enough to speak for the time between.
    private static func longest(_ minutes: [Int], gapHoursMax: Int) -> Int {
        var longest = 0
        var start = minutes.first ?? 0
        for (minute, next) in zip(minutes, minutes.dropFirst()) {
            if next - minute > gapHoursMax * 60 { start = next }
            longest = max(longest, next - start)
        }
        return longest
    }
}

/// The days of readings below 38.0 degrees C at an unknown time, any of which may have interrupted a fever.
private struct AfebrileDays {
    /// In order of their first day, each with the last day that it or any before it may be.
    private var days: [(earliest: CalendarDay, latestSoFar: CalendarDay)] = []

    init(_ dates: [ClinicalDate]) {
        for date in dates.sorted(by: { $0.earliest < $1.earliest }) {
            days.append((date.earliest, max(date.latest, days.last?.latestSoFar ?? date.latest)))
        }
    }

    /// Whether one of them may lie within days.
    func overlap(_ range: ClosedRange<CalendarDay>) -> Bool {
        var (low, high) = (0, days.count)
        while low < high {
            let middle = (low + high) / 2
            if days[middle].earliest <= range.upperBound { low = middle + 1 } else { high = middle }
        }
        return low > 0 && days[low - 1].latestSoFar >= range.lowerBound
    }
}

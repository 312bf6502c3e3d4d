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
    /// The readings' rows.
    var rows: [RowKey]
    /// What a reader should know.
    var remarks: JoinedGrade.Remarks

    /// The fevers in a subject's vital signs, in order of time.
    ///
    /// Readings with a time make runs. A reading without one cannot be put in order, and a reading whose unit is
    /// suspect proves nothing; each of those is a fever of its own.
    static func all(in vitalSigns: [VitalSign], gapHoursMax: Int) -> [Fever] {
        let readings = vitalSigns.compactMap(TemperatureReading.init)
        let afebrileAtSomeTime = readings.filter { $0.height == .afebrile && $0.minute == nil }
        let ordered = readings.compactMap { reading in reading.minute.map { (minute: $0, reading: reading) } }
            .filter(\.reading.isCertain)
            .sorted { ($0.minute, $1.reading.height, $0.reading.row) < ($1.minute, $0.reading.height, $1.reading.row) }
        var runs: [[(minute: Int, reading: TemperatureReading)]] = [[]]
        for next in ordered {
            if next.reading.height == .afebrile {
                runs.append([])
            } else if let last = runs[runs.count - 1].last, next.minute - last.minute > gapHoursMax * 60 {
                runs.append([next])
            } else {
                runs[runs.count - 1].append(next)
            }
        }
        let alone = readings.filter { ($0.minute == nil || !$0.isCertain) && $0.height > .afebrile }
        let fevers =
            runs.compactMap { Fever(run: $0, interruptedBy: afebrileAtSomeTime) } + alone.map(Fever.init(single:))
        return fevers.sorted { ($0.possibleDays.lowerBound, $0.rows[0]) < ($1.possibleDays.lowerBound, $1.rows[0]) }
    }

    private init(single reading: TemperatureReading) {
        isProven = reading.isCertain && reading.height == .high
        began = reading.date
        possibleDays = reading.date.earliest...reading.date.latest
        certainDays = reading.date.isComplete ? possibleDays : nil
        rows = [reading.row]
        remarks = reading.remarks
        if reading.height == .raised { remarks.insert(.durationUnknown) }
    }

    /// - Parameter afebrile: Readings below 38.0 at an unknown time, which may have interrupted the run.
    private init?(
        run: [(minute: Int, reading: TemperatureReading)], interruptedBy afebrile: [TemperatureReading]
    ) {
        guard let first = run.first, let last = run.last else { return nil }
        let days = first.reading.date.earliest...last.reading.date.latest
        let isInterrupted = afebrile.contains { ($0.date.earliest...$0.date.latest).overlaps(days) }
        let isSustained = last.minute - first.minute > 60 && !isInterrupted
        let isHigh = run.contains { $0.reading.height == .high }
        isProven = isHigh || isSustained
        began = first.reading.date
        possibleDays = days
        certainDays = days
        rows = run.map(\.reading.row)
        remarks = run.reduce(into: []) { $0.formUnion($1.reading.remarks) }
        if !isProven { remarks.insert(.durationUnknown) }
    }
}

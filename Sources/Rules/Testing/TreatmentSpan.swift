// SPDX-License-Identifier: Apache-2.0

import Trial

/// The time in which some drugs were taken.
struct TreatmentSpan {
    /// The row of the first dose.
    let first: Exposure
    /// The first day on which it may have been taken.
    let start: CalendarDay
    /// The last day of which a dose is recorded, today where doses go on.
    let end: CalendarDay
    /// The day on which treatment ended for good; nil while nothing says so.
    let stop: CalendarDay?

    /// The time of some treatments, of any study treatment where none is named; nil before the first dose.
    init?(of treatments: Set<String>, in look: SubjectLook) {
        let studied = look.studyProtocol.arms.reduce(into: Set<String>()) { $0.formUnion($1.treatments) }
        let counted = treatments.isEmpty ? studied : treatments
        let doses = look.record.exposures.filter { exposure in
            (counted.isEmpty || counted.contains(exposure.treatment)) && exposure.dose != 0
                && exposure.start.map { $0.earliest <= look.today } ?? false
        }
        let dated = doses.compactMap { exposure in exposure.start.map { (start: $0.earliest, exposure: exposure) } }
        guard let first = dated.min(by: { ($0.start, $0.exposure.key) < ($1.start, $1.exposure.key) }) else {
            return nil
        }
        self.first = first.exposure
        start = first.start
        let isOpen = doses.contains { $0.end == nil && !["", "ONCE"].contains($0.frequency.uppercased()) }
        let last = doses.compactMap { ($0.end ?? $0.start)?.latest }.max() ?? start
        end = isOpen ? max(look.today, start) : max(last, start)
        stop = treatmentEnd(in: look.record, lastBegun: dated.map(\.start).max())?.day
    }
}

/// The day on which the record says that treatment ended, by death or disposition, and the row that says it.
///
/// What ended before the last dose was begun was screening, or one of two drugs.
func treatmentEnd(in record: SubjectRecord, lastBegun: CalendarDay?) -> (day: CalendarDay, row: Evidence)? {
    var ends = record.dispositions.compactMap { row -> (day: CalendarDay, row: Evidence)? in
        guard row.category == "DISPOSITION EVENT" || row.event == "DEATH", let day = row.start?.latest else {
            return nil
        }
        guard let lastBegun, day < lastBegun, row.event != "DEATH" else {
            return (day, Evidence(key: row.key, reading: row.event))
        }
        return nil
    }
    if let person = record.demographics, let died = person.died?.latest {
        ends.append((died, Evidence(key: person.key, reading: person.reading)))
    }
    return ends.min { ($0.day, $0.row.key) < ($1.day, $1.row.key) }
}

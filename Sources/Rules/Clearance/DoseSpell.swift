// SPDX-License-Identifier: Apache-2.0

import Trial

/// The doses of one drug as a band's limit is compared with them, in order of time.
struct GivenDoses {
    /// One row of exposure.
    struct Dose {
        let exposure: Exposure
        /// The first day on which a dose may have been taken.
        let start: CalendarDay
        /// The last day on which one may have been.
        let last: CalendarDay
        /// Nil when amount or unit is not known.
        let amount: Double?
        /// Doses on a day with doses, and days from one such day to the next; nil when that is not known.
        let timesADay: Int
        let everyDays: Int?

        var evidence: Evidence { Evidence(key: exposure.key, reading: exposure.reading) }

        func rate(unit: DoseUnit) -> DoseRate {
            DoseRate(amount: amount.map { $0 * Double(timesADay) }, unit: unit.name, everyDays: everyDays)
        }

        /// Whether the dose is above a band's limit; nil when that cannot be told.
        func exceeds(_ band: ClearanceBand) -> Bool? {
            guard let amount else { return nil }
            guard let every = band.everyDays, let everyDays else { return amount > band.doseMax }
            // A product on either side keeps equal rates equal.
            return amount * Double(timesADay * every) > band.doseMax * Double(everyDays) * (1 + roundingShare)
        }
    }

    let all: [Dose]
    /// When treatment ended for good, and the row that says so.
    let stop: (day: CalendarDay, row: Evidence)?

    /// The doses of some treatments; a dose of nothing counts, because it shows that no more is taken.
    init(of treatments: Set<String>, unit: DoseUnit, in record: SubjectRecord, today: CalendarDay) {
        let rows = record.exposures
        let dated = rows.indices.compactMap { position -> (start: CalendarDay, position: Int)? in
            guard treatments.contains(rows[position].treatment), let start = rows[position].start?.earliest,
                start <= today
            else { return nil }
            return (start, position)
        }.sorted { $0.start == $1.start ? rows[$0.position].key < rows[$1.position].key : $0.start < $1.start }
        all = dated.indices.map { index in
            let start = dated[index].start
            let exposure = rows[dated[index].position]
            let isOpen = exposure.end == nil && !["", "ONCE"].contains(exposure.frequency.uppercased())
            let next = dated[(index + 1)...].first { $0.start > start }?.start
            let last = isOpen ? max(start, min(today, next ?? today)) : max(start, exposure.end?.latest ?? start)
            let frequency = DoseFrequency(sdtm: exposure.frequency)
            // Doses recorded one by one tell their rhythm by the days between them.
            let near = [index > 0 ? start - dated[index - 1].start : nil, next.map { $0 - start }].compactMap(\.self)
                .filter { (1...rhythmDaysMax).contains($0) }
            return Dose(
                exposure: exposure, start: start, last: last,
                amount: exposure.dose.flatMap { dose in
                    dose == 0 ? 0 : unit.amount(dose, recordedIn: exposure.unit)
                },
                timesADay: frequency?.timesADay ?? 1,
                everyDays: frequency?.everyDays ?? (last == start ? near.min() : nil))
        }
        stop = treatmentEnd(in: record, lastBegun: dated.last?.start)
    }

    /// The dose in force on a day: the last begun, if not too long ago.
    func inForce(on day: CalendarDay, within days: Int) -> Dose? {
        let later = firstPosition { all[$0].start > day }
        guard later > 0, day - all[later - 1].last <= days else { return nil }
        return stop.map { day > $0.day } ?? false ? nil : all[later - 1]
    }

    /// The first position from which on something holds of the doses; their number where it never does.
    private func firstPosition(where holds: (Int) -> Bool) -> Int {
        var (first, last) = (0, all.count)
        while first < last {
            let middle = (first + last) / 2
            if holds(middle) { last = middle } else { first = middle + 1 }
        }
        return first
    }

    /// The stretches of doses above a band's limit; one ends with a dose that is not, or with treatment.
    func spells(above band: ClearanceBand) -> [DoseSpell] {
        var spells: [DoseSpell] = []
        var open: DoseSpell?
        for dose in all {
            if let stop, dose.start > stop.day { break }
            if dose.exceeds(band) == true {
                if open == nil { open = DoseSpell(doses: []) }
                open?.doses.append(dose)
            } else if dose.exceeds(band) == false, var spell = open {
                spell.end = (ClinicalDate(dose.start), dose.evidence)
                spells.append(spell)
                open = nil
            }
        }
        guard var spell = open else { return spells }
        spell.end = stop.map { (ClinicalDate($0.day), $0.row) }
        return spells + [spell]
    }
}

/// Consecutive doses above a limit.
struct DoseSpell {
    /// Never empty.
    var doses: [GivenDoses.Dose]
    /// When they ended and the row that shows it; nil while nothing does.
    var end: (date: ClinicalDate, row: Evidence)?

    var start: CalendarDay { doses[0].start }
}

/// Days up to which two single doses are one rhythm.
private let rhythmDaysMax = 7
/// How much of a rate may be rounding.
private let roundingShare = 1e-9

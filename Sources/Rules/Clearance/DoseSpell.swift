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
        let rows = record.exposures.filter { exposure in
            treatments.contains(exposure.treatment) && exposure.start.map { $0.earliest <= today } ?? false
        }
        let dated = rows.compactMap { exposure in exposure.start.map { (start: $0.earliest, exposure: exposure) } }
            .sorted { ($0.start, $0.exposure.key) < ($1.start, $1.exposure.key) }
        all = dated.indices.map { index in
            let (start, exposure) = dated[index]
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
        guard let dose = all.last(where: { $0.start <= day }), day - dose.last <= days else { return nil }
        return stop.map { day > $0.day } ?? false ? nil : dose
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

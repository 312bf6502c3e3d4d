// SPDX-License-Identifier: Apache-2.0

import Trial

extension SubjectCourse {
    /// Takes one dose of ixazomib unless it is held, missed or later than `last`; says whether it was taken.
    @discardableResult
    mutating func takeIxazomib(
        on day: CalendarDay, cycle: Int, known: CalendarDay, through last: CalendarDay
    ) -> Bool {
        let isMissed = generator.chance(0.02)
        guard day <= last, regimen.isGiven(.ixazomib, on: day), !isMissed else { return false }
        recordDose(of: .ixazomib, from: day, through: day, frequency: "ONCE", cycle: cycle, known: known)
        return true
    }

    /// Takes lenalidomide every other day on days 1-21 for as long as it is neither held nor stopped.
    mutating func takeLenalidomide(from dayOne: CalendarDay, cycle: Int, through last: CalendarDay) {
        let days = (0...20).map { dayOne + $0 }.filter { $0 <= last && regimen.isGiven(.lenalidomide, on: $0) }
        guard let first = days.first else { return }
        var through = first
        for day in days.dropFirst() where day == through + 1 { through = day }
        recordDose(
            of: .lenalidomide, from: first, through: through, frequency: "QOD", cycle: cycle,
            known: max(through, min(last, dayOne + 27)))
    }

    private mutating func recordDose(
        of drug: Drug, from first: CalendarDay, through last: CalendarDay, frequency: String, cycle: Int,
        known: CalendarDay
    ) {
        lastDose = max(last, lastDose ?? last)
        let dose = regimen.dose(of: drug, on: first)
        record(
            .ex, form: newForm(), known: known, minute: 12 * 60,
            [
                "EXTRT": drug.treatment, "EXDOSE": dose, "EXDOSU": "mg", "EXDOSFRM": "CAPSULE",
                "EXDOSFRQ": frequency, "EXROUTE": "ORAL", "EXSTDTC": "\(first)", "EXENDTC": "\(last)",
                "VISITNUM": String(cycle * 10), "EXADJ": dose == drug.levels[0] ? "" : "ADVERSE EVENT",
            ])
    }
}

// SPDX-License-Identifier: Apache-2.0

package import Storage
package import Trial

/// A row as it stands from some minute of the study's calendar on.
package struct DatedRow: Hashable, Sendable {
    /// The day from which it stands so; nil where the row has no date.
    package var day: CalendarDay?
    /// The minute of that day.
    package var minute: Int
    /// The row.
    package var row: ReadRow

    /// A row from a day on.
    package init(day: CalendarDay?, minute: Int = 0, row: ReadRow) {
        self.day = day
        self.minute = minute
        self.row = row
    }
}

extension ReadRow {
    /// What would be known of the row at each date that it holds, if everybody wrote down at once what had happened:
    /// first its beginning, and from its end on that end.
    ///
    /// A partial date is known from its last possible day on. A death is known from its day on, and the rest of the
    /// subject's demographics from the start.
    package var byItsOwnDates: [DatedRow] {
        switch row {
        case .labResult(let lab): [dated(lab.collected, self)]
        case .vitalSign(let sign): [dated(sign.collected, self)]
        case .disposition(let disposition): [dated(disposition.start, self)]
        case .demographics(let demographics): self.demographics(demographics)
        case .adverseEvent(let event):
            interval(event.start, event.end) {
                var begun = event
                begun.end = nil
                begun.outcome = ""
                if event.grade != 5 { begun.fatal = .unknown }
                return .adverseEvent(begun)
            }
        case .exposure(let exposure):
            interval(exposure.start, exposure.end) {
                var begun = exposure
                begun.end = nil
                return .exposure(begun)
            }
        case .medication(let medication):
            interval(medication.start, medication.end) {
                var begun = medication
                begun.end = nil
                return .medication(begun)
            }
        }
    }

    private func demographics(_ demographics: Demographics) -> [DatedRow] {
        guard let died = demographics.died else { return [DatedRow(day: nil, row: self)] }
        var alive = demographics
        alive.died = nil
        let row = ReadRow(row: .demographics(alive), defects: defects)
        return [DatedRow(day: nil, row: row), dated(died, self)]
    }

    /// A row with a beginning and an end that comes later.
    private func interval(
        _ start: ClinicalDate?, _ end: ClinicalDate?, asBegun: () -> SubjectRow
    ) -> [DatedRow] {
        guard let end, start.map({ $0.latest < end.latest }) ?? false else { return [dated(start ?? end, self)] }
        return [dated(start, ReadRow(row: asBegun(), defects: defects)), dated(end, self)]
    }

    private func dated(_ date: ClinicalDate?, _ row: ReadRow) -> DatedRow {
        DatedRow(day: date?.latest, minute: date?.minuteOfDay ?? 0, row: row)
    }
}

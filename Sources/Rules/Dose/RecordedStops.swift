// SPDX-License-Identifier: Apache-2.0

import Trial

/// SDTM DSCAT of the ways a subject leaves; milestones and other events end no treatment.
private let dispositionCategory = "DISPOSITION EVENT"
/// SDTM AEACN of an event for which a drug was stopped for good.
private let withdrawnAction = "DRUG WITHDRAWN"

extension [String: DrugCourse] {
    /// Ends drugs where the record says that they were stopped.
    mutating func takeStops(from record: SubjectRecord, silenceDaysMax: Int) {
        takeDeath(record)
        let firstDose = values.compactMap { $0.history.administrations.first?.first }.min()
        for disposition in record.dispositions {
            guard disposition.category == dispositionCategory || disposition.event == "DEATH" else { continue }
            // What ended before the first dose was screening or an earlier treatment.
            if let day = disposition.start?.latest, let firstDose, day < firstDose { continue }
            for drug in keys { self[drug]?.take(disposition) }
        }
        for report in record.adverseEvents where report.actionTaken.uppercased() == withdrawnAction {
            takeWithdrawal(for: report, silenceDaysMax: silenceDaysMax)
        }
    }

    private mutating func takeDeath(_ record: SubjectRecord) {
        guard let day = record.demographics?.died?.latest else { return }
        for drug in keys { self[drug]?.end(since: day + 1, .disposition("DEATH")) }
    }

    /// Ends the drug that an event was answered by withdrawing; which of two it was, the row does not say.
    ///
    /// The day of withdrawal is not recorded either: no earlier than the event, and after the last dose.
    private mutating func takeWithdrawal(for report: AdverseEvent, silenceDaysMax: Int) {
        let taken = filter { !$0.value.history.administrations.isEmpty }
        for (drug, course) in taken {
            let lastDose = course.history.lastDose
            let known = report.end?.latest ?? report.start?.latest
            // Doses that go on long after the event contradict it for this drug.
            if let known, lastDose - known > silenceDaysMax { continue }
            let since = Swift.max(report.start?.latest ?? lastDose, lastDose) + 1
            if taken.count == 1 {
                self[drug]?.end(since: since, .withdrawn(report.key))
            } else if report.start.map({ lastDose <= $0.latest }) ?? true {
                self[drug]?.endPerhaps(since: since, .withdrawnDrugNotNamed)
            }
        }
    }
}

extension DrugCourse {
    fileprivate mutating func take(_ disposition: Disposition) {
        guard let day = disposition.start?.latest else {
            endPerhaps(since: history.lastDose + 1, .dateUnknown)
            return
        }
        end(since: day + 1, .disposition(disposition.event))
    }
}

extension DoseHistory {
    /// The last day of which a dose is recorded; the end of an open interval is not.
    fileprivate var lastDose: CalendarDay { recorded(through: .distantFuture) }
}

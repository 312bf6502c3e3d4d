// SPDX-License-Identifier: Apache-2.0

import Rules
import Settings
import Trial

extension RuleTest {
    /// The rows that `arm:` and `doses:` stand for: one of DM, and the arm's drugs as they are started.
    ///
    /// Where the protocol says which doses are due, each is a row; otherwise each drug is taken once a week.
    func givenRows(under studyProtocol: StudyProtocol) -> [RuleTestRow] {
        guard let arm else { return [] }
        var subject = ["ARMCD": arm, "SITEID": "01"]
        subject["RFSTDTC"] = doses?.lowerBound.description
        var rows = [RuleTestRow(line: line, domain: .dm, variables: subject)]
        guard let doses else { return rows }
        let treatments = studyProtocol.arms.first { $0.code == arm }?.treatments.sorted() ?? []
        for treatment in treatments {
            let drug = studyProtocol.dosing?.drugs.first { $0.treatments.contains(treatment) }
            guard let drug, let level = drug.ladder.level(at: 0) else {
                let weeks = stride(from: 0, through: doses.upperBound - doses.lowerBound, by: 7)
                rows += weeks.map { exposure(treatment, on: doses.lowerBound + $0) }
                continue
            }
            rows += level.days(of: doses).map { day in
                exposure(treatment, on: day, ["EXDOSE": "\(level.amount)", "EXDOSU": drug.ladder.unit.name])
            }
        }
        return rows
    }

    private func exposure(
        _ treatment: String, on day: CalendarDay, _ dose: [String: String] = [:]
    ) -> RuleTestRow {
        let variables = ["EXTRT": treatment, "EXSTDTC": "\(day)", "EXENDTC": "\(day)"]
        return RuleTestRow(line: line, domain: .ex, variables: variables.merging(dose) { own, _ in own })
    }
}

extension DoseLevel {
    /// The days with a dose in cycles that follow each other without delay.
    fileprivate func days(of span: ClosedRange<CalendarDay>) -> [CalendarDay] {
        stride(from: 0, through: span.upperBound - span.lowerBound, by: max(1, schedule.cycleDays)).flatMap { first in
            schedule.doseDays.map { span.lowerBound + first + ($0 - 1) }
        }.filter { $0 <= span.upperBound }
    }
}

// SPDX-License-Identifier: Apache-2.0

import CTCAE
import Trial

/// What the data manager should mend in a record: unreadable rows, unknown units, impossible grades, orphans.
func qualityFlags(
    _ record: SubjectRecord, laboratory: GradedLaboratory, enrolment: Enrolment, _ studyProtocol: StudyProtocol
) -> [RowDefect] {
    var flags = record.defects
    if record.demographics == nil {
        flags.append(RowDefect(key: nil, variable: "USUBJID", reason: .subjectNotInDemographics))
    }
    if enrolment.differsFromPlan {
        flags.append(RowDefect(key: record.demographics?.key, variable: "ARMCD", reason: .armDiffersFromPlan))
    }
    for graded in laboratory.results {
        flags += graded.grades.compactMap { flag(of: $0, graded.result) }.prefix(1)
    }
    for report in record.adverseEvents {
        flags += adverseEventFlags(report, studyProtocol)
    }
    return flags.sorted { ($0.key?.domain.rawValue ?? "", $0.key?.text ?? "", $0.variable) < ($1.key?.domain.rawValue ?? "", $1.key?.text ?? "", $1.variable) }
}

private func flag(of grade: LabGrade, _ result: LabResult) -> RowDefect? {
    guard case .ungradable(let reason) = grade.outcome else { return nil }
    switch reason {
    case .unitUnknown: return RowDefect(key: result.key, variable: "LBSTRESU", reason: .unknownUnit)
    case .valueImplausible: return RowDefect(key: result.key, variable: "LBSTRESN", reason: .implausibleValue)
    default: return nil
    }
}

private func adverseEventFlags(_ report: AdverseEvent, _ studyProtocol: StudyProtocol) -> [RowDefect] {
    var flags: [RowDefect] = []
    if let grade = report.grade {
        if case .impossibleGrade = studyProtocol.ctcae.check(term: report.term, grade: grade) {
            flags.append(RowDefect(key: report.key, variable: "AETOXGR", reason: .impossibleGrade))
        }
    } else if studyProtocol.termGroups.contains(where: { $0.contains(report) }) {
        flags.append(RowDefect(key: report.key, variable: "AETOXGR", reason: .missingValue))
    }
    if report.preferredTerm.isEmpty, report.serious == .yes || (report.grade ?? 0) >= 3 {
        flags.append(RowDefect(key: report.key, variable: "AEDECOD", reason: .uncodedEvent))
    }
    return flags
}

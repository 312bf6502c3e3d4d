// SPDX-License-Identifier: Apache-2.0

import CTCAE
import Trial

/// What the data manager should mend in a record: unreadable rows, unknown units, impossible grades or dates, orphans.
func qualityFlags(
    _ record: SubjectRecord, laboratory: GradedLaboratory, enrolment: Enrolment, future: FutureRows,
    _ studyProtocol: StudyProtocol
) -> [RowDefect] {
    var flags = record.defects
    if record.demographics == nil {
        flags.append(RowDefect(key: nil, variable: "USUBJID", reason: .subjectNotInDemographics))
    }
    if let demographics = record.demographics, let flag = siteFlag(demographics, studyProtocol) { flags.append(flag) }
    if enrolment.differsFromPlan {
        flags.append(RowDefect(key: record.demographics?.key, variable: "ARMCD", reason: .armDiffersFromPlan))
    }
    for index in laboratory.samples.indices {
        laboratory.samples[index].grades.forEach { grade in
            guard let defect = grade.defect else { return }
            let key = laboratory.rows[laboratory.samples[index].row].key
            flags.append(RowDefect(key: key, variable: defect.variable, reason: defect.reason))
        }
    }
    flags += laboratory.unplaced.map { RowDefect(key: $0, variable: "LBSPEC", reason: .unknownSpecimen) }
    for report in record.adverseEvents {
        flags += adverseEventFlags(report, studyProtocol)
    }
    flags += future.flags
    let unread = Set(record.defects.map { FlagPlace($0) })
    flags += enrolment.undated.map { RowDefect(key: $0, variable: "EXSTDTC", reason: .missingValue) }
        .filter { !unread.contains(FlagPlace($0)) }
    return Set(flags).sorted { order($0) < order($1) }
}

/// A subject of a site that the protocol does not list; nothing is said where it lists none.
private func siteFlag(_ demographics: Demographics, _ studyProtocol: StudyProtocol) -> RowDefect? {
    guard !studyProtocol.sites.isEmpty, !studyProtocol.sites.contains(where: { $0.id == demographics.site }) else {
        return nil
    }
    return RowDefect(
        key: demographics.key, variable: "SITEID", reason: demographics.site.isEmpty ? .missingValue : .unknownSite)
}

/// The variable of a row that a flag is about.
private struct FlagPlace: Hashable {
    let key: RowKey?
    let variable: String

    init(_ flag: RowDefect) {
        (key, variable) = (flag.key, flag.variable)
    }
}

private func order(_ flag: RowDefect) -> (String, String, String, String, String) {
    let key = flag.key
    return (
        key?.domain.rawValue ?? "", key?.text ?? "", flag.variable, flag.reason.rawValue, flag.suggestion ?? ""
    )
}

private func adverseEventFlags(_ report: AdverseEvent, _ studyProtocol: StudyProtocol) -> [RowDefect] {
    var flags: [RowDefect] = []
    if let grade = report.grade {
        if let flag = termFlag(report, grade: grade, studyProtocol) { flags.append(flag) }
    } else if studyProtocol.listsTerm(of: report) {
        flags.append(RowDefect(key: report.key, variable: "AETOXGR", reason: .missingValue))
    }
    if report.endsBeforeStart {
        flags.append(RowDefect(key: report.key, variable: "AEENDTC", reason: .impossibleDate))
    }
    if report.preferredTerm.isEmpty, report.serious == .yes || (report.grade ?? 0) >= 3 {
        flags.append(RowDefect(key: report.key, variable: "AEDECOD", reason: .uncodedEvent))
    }
    return flags
}

// SPDX-License-Identifier: Apache-2.0

import CTCAE
import Trial

/// What is wrong with the term of a graded event, or with its grade; nil where nothing is.
///
/// A CTCAE grade has a meaning only for a term of the study's version. That term may stand in any of AEDECOD, AELLT and
/// AETERM, since AEDECOD is MedDRA's preferred term by rule; MedDRA's British spelling makes no other term. A term that
/// a group of the protocol lists is known to the protocol, and verbatim text that nobody has coded is asked about only
/// where a term was likely meant.
func termFlag(_ report: AdverseEvent, grade: Int, _ studyProtocol: StudyProtocol) -> RowDefect? {
    let dictionary = TermDictionary.of(studyProtocol.ctcae)
    let written = writtenTerms(of: report)
    if let term = written.lazy.compactMap({ dictionary.term(spelling: $0.text) }).first {
        guard case .impossibleGrade(let allowed) = dictionary.check(term: term, grade: grade) else { return nil }
        return RowDefect(
            key: report.key, variable: "AETOXGR", reason: .impossibleGrade,
            suggestion: allowed.map(String.init).joined(separator: ", "))
    }
    guard !studyProtocol.listsTerm(of: report) else { return nil }

    var unknown: RowDefect?
    for (variable, text) in written {
        switch dictionary.check(term: text, grade: grade) {
        case .allowed, .impossibleGrade:
            return nil
        case .ofAnotherVersion(_, let replacement):
            return RowDefect(
                key: report.key, variable: variable, reason: .termOfAnotherVersion, suggestion: replacement)
        case .unknownTerm(let nearest):
            guard unknown?.suggestion == nil, nearest != nil || unknown == nil && variable != "AETERM" else { continue }
            unknown = RowDefect(key: report.key, variable: variable, reason: .unknownTerm, suggestion: nearest)
        }
    }
    return unknown
}

/// The terms that a report carries, the coded before the reported.
private func writtenTerms(of report: AdverseEvent) -> [(variable: String, text: String)] {
    [
        ("AEDECOD", report.preferredTerm), ("AELLT", report.lowestLevelTerm), ("AETERM", report.reportedTerm),
    ].filter { !$0.1.isEmpty }
}

// SPDX-License-Identifier: Apache-2.0

import CTCAE
import Trial

/// The worst that a result which cannot be graded may be; grade 5 is death.
private let worstGradePossible = 4
/// A day before every row.
private let longAgo = CalendarDay(daysSince1970: -1_000_000)
/// A day after every row.
private let farAhead = CalendarDay(daysSince1970: 1_000_000)

/// Laboratory results and reported events by the laboratory term they speak of, found once for all rules.
struct MismatchRows {
    /// A result as one term grades it.
    struct Result {
        /// Position in `GradedLaboratory.samples`.
        var sample: Int
        /// When the specimen was collected.
        var collected: ClinicalDate?
        /// From the grade that is certain to the worst that the number alone allows; nil where nothing is certain.
        var possible: ClosedRange<Int>?
        /// The worst it may be with what a criterion asks for besides the number.
        var worst: Int

        /// The grade that is certain.
        var least: Int { possible?.lowerBound ?? 0 }

        /// Whether the specimen may have been collected within some days; without a date it may be of any.
        func mayLie(in days: ClosedRange<CalendarDay>) -> Bool {
            guard let collected else { return true }
            return collected.earliest <= days.upperBound && collected.latest >= days.lowerBound
        }
    }

    /// Results by term, in order of time.
    private(set) var results: [LabTerm: [Result]] = [:]
    /// Positions of events that are called by the term, in order of time.
    private(set) var named: [LabTerm: [Int]] = [:]
    /// Positions of events that account for the term, those called by it among them.
    private(set) var accounting: [LabTerm: [Int]] = [:]
    /// Positions of events that nobody has coded and no list knows: they may be of any term.
    private(set) var uncoded: [Int] = []

    init(_ record: SubjectRecord, laboratory: GradedLaboratory, _ studyProtocol: StudyProtocol) {
        indexReports(record, studyProtocol)
        let least = studyProtocol.mismatches.compactMap(\.leastUnaccountedGrade).min()
        indexResults(laboratory, sought: sought(laboratory, atLeast: least))
    }

    private mutating func indexReports(_ record: SubjectRecord, _ studyProtocol: StudyProtocol) {
        let inOrder = record.adverseEvents.indices.map { (place: record.adverseEvents[$0].place, index: $0) }
            .sorted { $0.place < $1.place }
        for (_, index) in inOrder {
            let report = record.adverseEvents[index]
            let said = [report.preferredTerm, report.lowestLevelTerm, report.reportedTerm].compactMap(ReportedTerm.of)
            guard !said.isEmpty else {
                if report.preferredTerm.isEmpty, !studyProtocol.listsTerm(of: report) { uncoded.append(index) }
                continue
            }
            // The coded term before the reported one, which may say more than one thing.
            let names = said.first { !$0.names.isEmpty }?.names ?? []
            for term in names { named[term, default: []].append(index) }
            for term in said.reduce(names, { $0.union($1.names).union($1.accountsFor) }) {
                accounting[term, default: []].append(index)
            }
        }
    }

    /// The terms of which there is anything to compare: an event, or a result that is grave enough.
    private func sought(_ laboratory: GradedLaboratory, atLeast least: Int?) -> Set<LabTerm> {
        var terms = Set(named.keys)
        guard let least else { return terms }
        for sample in laboratory.samples {
            // What cannot be graded may be as grave.
            sample.grades.forEach { grade in
                if grade.worst ?? least >= least { terms.insert(grade.term) }
            }
        }
        return terms
    }

    private mutating func indexResults(_ laboratory: GradedLaboratory, sought: Set<LabTerm>) {
        guard !sought.isEmpty else { return }
        for (index, sample) in laboratory.samples.enumerated() {
            sample.grades.forEach { grade in
                guard sought.contains(grade.term) else { return }
                // A suspect unit or value proves nothing, whatever grade it would have.
                let possible = laboratory.gradesPossible(grade, of: sample)
                results[grade.term, default: []].append(
                    Result(
                        sample: index, collected: laboratory.rows[sample.row].collected, possible: possible,
                        worst: max(possible?.upperBound ?? worstGradePossible, grade.worst ?? 0)))
            }
        }
        for (term, unordered) in results {
            results[term] = unordered.map { (place: laboratory.rows[laboratory.samples[$0.sample].row].place, $0) }
                .sorted { $0.place < $1.place }.map(\.1)
        }
    }
}

extension StudyProtocol {
    /// The conditions of its rules on contradictions.
    fileprivate var mismatches: [MismatchCondition] {
        subjectRules.compactMap { if case .mismatch(let condition) = $0.condition { condition } else { nil } }
    }

    /// Whether a rule compares laboratory and events.
    var comparesLaboratory: Bool { mismatches.contains { $0.finds.contains(where: \.comparesLaboratory) } }
}

extension MismatchCondition {
    /// The least laboratory grade that an event must account for; nil where none must.
    var leastUnaccountedGrade: Int? {
        finds.contains(.laboratoryWithoutEvent) ? min(gradeAtLeast, withActionGrade ?? gradeAtLeast) : nil
    }
}

extension AdverseEvent {
    /// The days it may have lasted, and some days around them; an end that is not known is far away.
    func possibleDays(before: Int = 0, after: Int = 0) -> ClosedRange<CalendarDay> {
        let first = start?.earliest ?? longAgo
        let last = credibleEnd?.latest ?? farAhead
        return (first - before)...(max(first, last) + after)
    }
}

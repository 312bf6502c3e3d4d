// SPDX-License-Identifier: Apache-2.0

package import Trial

/// Laboratory and reported events that contradict each other, or an event that contradicts itself.
package struct MismatchReport: Hashable, Sendable, Codable {
    /// What contradicts what.
    package var kind: MismatchKind
    /// The laboratory term as the study's CTCAE version calls it; of an event that contradicts itself, its own term.
    package var term: String
    /// Whether `term` comes from a dictionary; as reported it is free text, which stays out of messages.
    package var isCoded: Bool
    /// The result that is not accounted for, or that contradicts the event; nil where there is none.
    package var laboratory: LaboratoryFinding?
    /// The investigator's grade of the event; nil where there is none.
    package var reportedGrade: Int?
    /// When the event began.
    package var reportedStart: ClinicalDate?
    /// What says that the event is serious, where its row says that it is not.
    package var sign: SeriousnessSign?
    /// Whether the record answers the question: such an episode resolves the query that was asked and asks none.
    package var isAnswered: Bool

    /// A report; see each property.
    package init(
        kind: MismatchKind, term: String, isCoded: Bool = true, laboratory: LaboratoryFinding? = nil,
        reportedGrade: Int? = nil, reportedStart: ClinicalDate? = nil, sign: SeriousnessSign? = nil,
        isAnswered: Bool = false
    ) {
        self.kind = kind
        self.term = term
        self.isCoded = isCoded
        self.laboratory = laboratory
        self.reportedGrade = reportedGrade
        self.reportedStart = reportedStart
        self.sign = sign
        self.isAnswered = isAnswered
    }

    /// The graver of the two grades.
    package var grade: Int? { [laboratory?.grade, reportedGrade].compactMap { $0 }.max() }
}

/// What says that an event is serious; the raw value is the permanent name.
package enum SeriousnessSign: String, Hashable, Sendable, Codable {
    /// A fatal outcome.
    case fatal
    /// Grade 5.
    case grade5
    /// A flag of seriousness, as hospitalisation.
    case flag
}

extension Episode {
    /// Whether this is the answer to a query rather than a query: it resolves an alert that stands and raises none.
    package var isAnswered: Bool {
        if case .mismatch(let report) = finding { report.isAnswered } else { false }
    }
}

// SPDX-License-Identifier: Apache-2.0

package import CTCAE

/// A condition on laboratory and reported events that contradict each other, or on an event that contradicts itself.
package struct MismatchCondition: Hashable, Sendable {
    /// The permanent names of the kinds of finding that levels tell apart.
    package static let kinds: [String] = MismatchKind.allCases.map(\.rawValue)

    /// The kinds of finding looked for.
    package var finds: Set<MismatchKind>
    /// The laboratory terms looked at; empty means every term that a specimen is graded by.
    package var terms: Set<LabTerm>
    /// The least grade of the laboratory, of the event, or of the graver of the two where both are compared.
    package var gradeAtLeast: Int
    /// The least laboratory grade looked at where a dose was changed for it; nil where that makes no difference.
    package var withActionGrade: Int?
    /// A laboratory result of at most this grade ends an episode of too grave ones.
    package var recoversAt: Int
    /// How many days before the first result an event may have ended, and before an event a result may lie.
    package var daysBefore: Int
    /// How many days after the last result an event may begin, and after an event a result may lie.
    package var daysAfter: Int
    /// How many days pass before anything is asked; until then the other row may still come.
    package var waitDays: Int

    /// A condition; see each property.
    package init(
        finds: Set<MismatchKind>, terms: Set<LabTerm> = [], gradeAtLeast: Int = 1, withActionGrade: Int? = nil,
        recoversAt: Int = 1, daysBefore: Int = 0, daysAfter: Int = 0, waitDays: Int = 0
    ) {
        self.finds = finds
        self.terms = terms
        self.gradeAtLeast = gradeAtLeast
        self.withActionGrade = withActionGrade
        self.recoversAt = recoversAt
        self.daysBefore = daysBefore
        self.daysAfter = daysAfter
        self.waitDays = waitDays
    }

    /// Whether a laboratory term is looked at.
    func covers(_ term: LabTerm) -> Bool { terms.isEmpty ? !term.isVitalSign : terms.contains(term) }
}

/// What contradicts what; the raw value is the permanent name.
package enum MismatchKind: String, CaseIterable, Hashable, Sendable, Codable {
    /// A grave laboratory result that no reported event accounts for.
    case laboratoryWithoutEvent = "laboratory-without-event"
    /// An event of a numeric term with no result, or none outside normal, in its days.
    case eventWithoutLaboratory = "event-without-laboratory"
    /// An event graded lower than a result of its days proves.
    case gradeBelowLaboratory = "grade-below-laboratory"
    /// An event graded higher than any result of its days allows.
    case gradeAboveLaboratory = "grade-above-laboratory"
    /// An event stated not to be serious that is fatal, of grade 5, or has a flag of seriousness.
    case seriousnessConflict = "seriousness-conflict"
    /// A serious event without a statement on causality.
    case causalityMissing = "causality-missing"

    /// Whether it compares events with the laboratory.
    package var comparesLaboratory: Bool {
        switch self {
        case .laboratoryWithoutEvent, .eventWithoutLaboratory, .gradeBelowLaboratory, .gradeAboveLaboratory: true
        case .seriousnessConflict, .causalityMissing: false
        }
    }
}

// SPDX-License-Identifier: Apache-2.0

/// How one laboratory result stands against one CTCAE term.
package struct LabGrade: Hashable, Sendable, Codable {
    /// The term graded.
    package var term: LabTerm
    /// The grade, or why there is none.
    package var outcome: Outcome
    /// What a reader of the grade should know beside it.
    package var notes: Notes

    /// A grade of a term.
    package init(term: LabTerm, outcome: Outcome, notes: Notes = []) {
        self.term = term
        self.outcome = outcome
        self.notes = notes
    }

    /// The side of normal the term speaks of.
    package var direction: Direction { term.direction }

    /// The grade or the reason for none; never zero for unknown.
    package enum Outcome: Hashable, Sendable, Codable {
        /// `grade` (0...4) is what the number alone proves; `worst` (0...4) is the worst it may be.
        ///
        /// They differ where a criterion asks for a symptom as well, and for a censored result.
        /// Grade 0 says that the result meets no grade of the term.
        case graded(grade: Int, worst: Int)
        /// The criterion cannot be applied to this result.
        case ungradable(UngradableReason)
    }

    /// Remarks that do not change the grade.
    package struct Notes: OptionSet, Hashable, Sendable, Codable {
        /// The remarks as bits.
        package let rawValue: UInt8

        /// Remarks from their bits.
        package init(rawValue: UInt8) {
            self.rawValue = rawValue
        }

        /// The criteria speak of corrected calcium and total calcium was measured.
        package static let uncorrected = Notes(rawValue: 1)
        /// The unit is unknown, but the criterion compares only with the result's own limits or baseline.
        package static let unitUnknown = Notes(rawValue: 2)
        /// The criterion speaks of baseline, none was usable, and the normal range alone decided.
        package static let withoutBaseline = Notes(rawValue: 4)
        /// Nothing says whether the subject had fasted: the cuts for fasting count in the worst grade alone.
        package static let fastingUnknown = Notes(rawValue: 8)
        /// The criterion speaks of a chronic state, which one number does not show.
        package static let chronicityUnknown = Notes(rawValue: 16)
        /// The criterion speaks of 1.73 m2 of body surface, and the clearance is that of this body.
        package static let notForBodySurface = Notes(rawValue: 32)
        /// The value is grade 3 or 4 and lies within its own limits of normal: the unit may be another.
        package static let withinOwnLimits = Notes(rawValue: 64)

        /// The remarks' permanent names in reports.
        package var names: [String] {
            let named: [(Notes, String)] = [
                (.uncorrected, "uncorrected"), (.unitUnknown, "unitUnknown"), (.withoutBaseline, "withoutBaseline"),
                (.fastingUnknown, "fastingUnknown"), (.chronicityUnknown, "chronicityUnknown"),
                (.notForBodySurface, "notForBodySurface"), (.withinOwnLimits, "withinOwnLimits"),
            ]
            return named.filter { contains($0.0) }.map(\.1)
        }
    }

    /// What the number alone proves; nil when not gradable.
    package var grade: Int? {
        guard case .graded(let grade, _) = outcome else { return nil }
        return grade
    }

    /// The worst it may be; nil when not gradable.
    package var worst: Int? {
        guard case .graded(_, let worst) = outcome else { return nil }
        return worst
    }
}

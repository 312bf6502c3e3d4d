// SPDX-License-Identifier: Apache-2.0

/// A condition on how a prophylactic is taken.
package enum CoverCondition: Hashable, Sendable {
    /// It is required, and not taken.
    case required(RequiredCover)
    /// It is taken though something speaks against it.
    case conflict(ConflictingCover)

    /// The permanent names of the kinds of finding that levels tell apart.
    package var kinds: [String] {
        let kinds: [CoverReport.Kind] =
            switch self {
            case .required: [.gap, .neverStarted, .unknown]
            case .conflict: [.conflict]
            }
        return kinds.map(\.rawValue)
    }

    /// The id of the prophylactic or the list of medications it names.
    package var medication: String {
        switch self {
        case .required(let required): required.prophylactic
        case .conflict(let conflict): conflict.medication
        }
    }
}

/// A prophylactic that some treatments require.
package struct RequiredCover: Hashable, Sendable {
    /// Whom it is required of, of those on treatment.
    package enum Subjects: Hashable, Sendable {
        /// Every subject.
        case all
        /// Those for whom the site documented a high risk of Pneumocystis pneumonia (SUPPDM PJPRISK).
        case atPneumocystisRisk
    }

    /// The prophylactic's id.
    package var prophylactic: String
    /// The treatments (SDTM EXTRT, upper case) of which any requires it.
    package var treatments: Set<String>
    /// So many days in a row without it are told.
    package var gapDays: Int
    /// After so many days without a dose exposure is unknown, and a later dose begins anew.
    package var silentDays: Int
    /// How long a subject is on treatment after a dose: the longest scheduled rest.
    package var restDays: Int
    /// Whom it is required of.
    package var subjects: Subjects

    /// A requirement; treatments are put in upper case here.
    ///
    /// - Parameters:
    ///   - silentDays: 35 is a default without published source.
    ///   - restDays: 13 is a default: ixazomib rests from day 16 to day 28 of a cycle.
    package init(
        prophylactic: String, treatments: Set<String>, gapDays: Int, silentDays: Int = 35, restDays: Int = 13,
        subjects: Subjects = .all
    ) {
        self.prophylactic = prophylactic
        self.treatments = Set(treatments.map { $0.uppercased() })
        self.gapDays = gapDays
        self.silentDays = silentDays
        self.restDays = restDays
        self.subjects = subjects
    }
}

/// A medication that should rest while episodes speak against it.
package struct ConflictingCover: Hashable, Sendable {
    /// What speaks against a medication.
    package enum Opponent: Hashable, Sendable {
        /// The episodes of another rule, by its id.
        case rule(String)
        /// Reported events of a term group at a grade or higher.
        case event(group: String, atLeast: Int)
    }

    /// The id of a prophylactic or a list of medications; its names alone count, not their class.
    package var medication: String
    /// What speaks against it; any of them is enough.
    package var opponents: [Opponent]
    /// Days from onset on which it may still be taken.
    package var graceDays: Int

    /// A conflict.
    ///
    /// - Parameter graceDays: 1 is a default without published source.
    package init(medication: String, opponents: [Opponent], graceDays: Int = 1) {
        self.medication = medication
        self.opponents = opponents
        self.graceDays = graceDays
    }
}

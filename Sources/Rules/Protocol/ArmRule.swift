// SPDX-License-Identifier: Apache-2.0

package import CTCAE
package import Statistics

/// A stopping rule over one arm: what is counted, for how long, and the boundary it is held against.
package struct ArmRule: Hashable, Sendable {
    /// What a crossing means.
    package enum Role: String, Hashable, Sendable, Codable {
        /// Crossing pages: the DSMB decides.
        case formal
        /// Crossing goes to the daily list.
        case advisory
    }

    /// The permanent name.
    package var id: String
    /// Names it had before, under which alerts of it may still stand.
    package var formerly: [String]
    /// A hash of the declaration; a boundary belongs to it.
    package var version: String
    /// What is watched, for readers.
    package var title: LocalizedText
    /// The arms (ARMCD) held against this boundary.
    package var arms: [String]
    /// What counts as an event of a subject.
    package var event: ArmEvent
    /// Days from the first dose within which an event counts.
    package var windowDays: Int
    /// The calibrated boundary, with the way of counting, method, acceptable rate and type I error it was made for.
    package var boundary: ArmBoundary
    /// The event probability p1 that is to be found; nil where the protocol names none.
    package var alternativeProbability: Double?
    /// What was believed of the event probability before the trial, for the posterior, the predictive probability and
    /// the e-process; nil where the protocol states none.
    package var prior: BetaPrior?
    /// How many events short of the boundary a warning is given; nil where none is.
    package var warnWithin: Int?
    /// What a crossing means.
    package var role: Role
    /// Where the acceptable rate comes from.
    package var source: String
    /// Whether that source is published or signed off.
    package var verified: Bool
    /// The page under `Runbooks` that says what to do.
    package var runbook: String

    /// A stopping rule; normally read by the settings, which check it first.
    package init(
        id: String, version: String, title: LocalizedText, arms: [String], event: ArmEvent, windowDays: Int,
        boundary: ArmBoundary, role: Role, source: String, verified: Bool, runbook: String,
        formerly: [String] = [], alternativeProbability: Double? = nil, prior: BetaPrior? = nil,
        warnWithin: Int? = nil
    ) {
        self.id = id
        self.formerly = formerly
        self.version = version
        self.title = title
        self.arms = arms
        self.event = event
        self.windowDays = windowDays
        self.boundary = boundary
        self.role = role
        self.source = source
        self.verified = verified
        self.runbook = runbook
        self.alternativeProbability = alternativeProbability
        self.prior = prior
        self.warnWithin = warnWithin
    }
}

/// What counts as an event in a stopping rule, and where it is ascertained.
package indirect enum ArmEvent: Hashable, Sendable {
    /// A reported event of a term group, and of none of another, that meets any of the alternatives.
    case reported(group: String, unless: String? = nil, alternatives: [EventAlternative])
    /// A laboratory result at a CTCAE grade of a term, above the baseline grade.
    case laboratory(term: LabTerm, atLeast: Int)
    /// The subject's death, unless it is of what a term group names; within some days after the last dose, or
    /// whenever it is.
    ///
    /// A progression on record is such a cause too.
    case death(unless: String?, daysAfterLastDose: Int?)
    /// Whichever of two comes first, where both reports and results are looked at.
    case either(ArmEvent, ArmEvent)

    /// Days after the last dose in which it still counts; nil where treatment does not matter.
    var followUpDays: Int? {
        if case .death(_, let days) = self { days } else { Rules.followUpDays }
    }
}

/// One way in which a reported event counts: a grade, and pain where pain decides.
package struct EventAlternative: Hashable, Sendable {
    /// The least grade.
    package var atLeast: Int
    /// Whether pain must be recorded; unknown pain then counts in the worst case only.
    package var withPain: Bool

    /// An alternative.
    package init(atLeast: Int, withPain: Bool = false) {
        self.atLeast = atLeast
        self.withPain = withPain
    }
}

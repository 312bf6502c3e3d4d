// SPDX-License-Identifier: Apache-2.0

package import Trial

/// What stood around a finding when it was told: what an officer asks next, and no part of the verdict.
///
/// No alert is compared by it, so that it alone neither amends an alert nor tells anybody; it is made anew when
/// something else changes.
package struct Circumstances: Hashable, Sendable, Codable {
    /// The subject's arm by what was actually started (ARMCD); nil when it cannot be told.
    package var arm: String?
    /// Where the finding's first day lies in the treatment; nil where the protocol knows no cycles, or the day is not
    /// known.
    package var place: TreatmentPlace?
    /// How each drug of the subject stood when this was told.
    package var drugs: [DrugStanding]
    /// How prophylaxis stood before the finding, where that matters.
    package var covers: [CoverStanding]
    /// Medications that may bear on the finding; nil where none would.
    package var coFactors: [CoFactor]?
    /// The laboratory's range of normal for the worst result; nil for findings that are not of one result.
    package var normal: NormalRange?
    /// The last result before the finding; nil where there is none, or for findings that are not of one result.
    package var before: EarlierResult?

    /// Circumstances; see each property.
    package init(
        arm: String? = nil, place: TreatmentPlace? = nil, drugs: [DrugStanding] = [], covers: [CoverStanding] = [],
        coFactors: [CoFactor]? = nil, normal: NormalRange? = nil, before: EarlierResult? = nil
    ) {
        self.arm = arm
        self.place = place
        self.drugs = drugs
        self.covers = covers
        self.coFactors = coFactors
        self.normal = normal
        self.before = before
    }
}

/// Where a day lies in the treatment.
package enum TreatmentPlace: Hashable, Sendable, Codable {
    /// Before the first dose.
    case beforeTreatment
    /// Before the first dose or after it: one of the two days is in doubt.
    case perhapsBeforeTreatment
    /// In a cycle, on a day of it, counted from 1; in doubt where the day or day 1 of the cycle is.
    case cycle(number: Int, day: Int, isCertain: Bool)
    /// So long after the last cycle began that it is over.
    case afterTreatment
}

/// How one drug stood: what was last given of it, and whether it is taken.
package struct DrugStanding: Hashable, Sendable, Codable {
    /// How a drug stands.
    package enum State: Hashable, Sendable, Codable {
        /// No dose has been taken.
        case notStarted
        /// Doses are taken.
        case taken
        /// No dose may be taken from a day on.
        case held(since: CalendarDay)
        /// The hold is over and no dose has been taken since.
        case resumable
        /// Stopped for good, for a toxicity or as withdrawn.
        case stopped
        /// The subject left treatment, or died.
        case ended
        /// It cannot be told.
        case unknown(DoseDoubt)
    }

    /// The drug's name.
    package var drug: LocalizedText
    /// How it stands.
    package var state: State
    /// The last day on which a dose was, or may have been, taken; nil when none was.
    package var lastDay: CalendarDay?
    /// The single dose then; nil when it is not known.
    package var lastAmount: Double?
    /// The unit of the dose.
    package var unit: String
    /// The first day of the row of the last dose, where it has no end on record and may go on; nil where it has.
    package var openSince: CalendarDay?

    /// A drug's standing.
    package init(
        drug: LocalizedText, state: State, lastDay: CalendarDay? = nil, lastAmount: Double? = nil, unit: String = "",
        openSince: CalendarDay? = nil
    ) {
        self.drug = drug
        self.state = state
        self.lastDay = lastDay
        self.lastAmount = lastAmount
        self.unit = unit
        self.openSince = openSince
    }
}

/// How one prophylactic stood in the days before a finding.
package struct CoverStanding: Hashable, Sendable, Codable {
    /// The prophylactic's name.
    package var prophylactic: LocalizedText
    /// How it stood.
    package var cover: Cover

    /// A prophylactic's standing.
    package init(prophylactic: LocalizedText, cover: Cover) {
        self.prophylactic = prophylactic
        self.cover = cover
    }
}

/// A laboratory's limits of normal, in the unit of the result they belong to.
package struct NormalRange: Hashable, Sendable, Codable {
    /// SDTM LBSTNRLO.
    package var lower: Double?
    /// SDTM LBSTNRHI.
    package var upper: Double?

    /// A range; nil without any limit.
    package init?(lower: Double?, upper: Double?) {
        guard lower != nil || upper != nil else { return nil }
        self.lower = lower
        self.upper = upper
    }
}

/// The last result of the same kind before a finding.
package struct EarlierResult: Hashable, Sendable, Codable {
    /// The result as people read it.
    package var reading: String
    /// Its grade by the finding's term; nil when it has none.
    package var grade: Int?
    /// When it was collected.
    package var collected: ClinicalDate

    /// An earlier result.
    package init(reading: String, grade: Int?, collected: ClinicalDate) {
        self.reading = reading
        self.grade = grade
        self.collected = collected
    }
}

// SPDX-License-Identifier: Apache-2.0

package import Trial

/// A dose beside the function of the organ that clears the drug.
package struct ClearanceReport: Hashable, Sendable, Codable {
    /// What is known of the function.
    package enum Function: Hashable, Sendable, Codable {
        /// The values it may have: mL/min of creatinine clearance, or multiples of the upper limit of a test.
        case known(lowest: Double, highest: Double)
        /// Why it cannot be told.
        case unknown(Doubt)
    }

    /// Why a function or a dose cannot be told.
    package enum Doubt: String, CaseIterable, Hashable, Sendable, Codable {
        case ageMissing, sexMissing, weightMissing, weightTooOld, limitMissing, resultUnreadable, doseUnknown
    }

    /// What kind of finding it is.
    package var kind: ClearanceCondition.Kind
    /// SDTM LBTESTCD of what tells the function.
    package var test: String
    /// The worst function of the episode.
    package var function: Function
    /// The cut of the band; nil where it is not known which band it is.
    package var cut: Double?
    /// SDTM EXTRT of the drug.
    package var drug: String
    /// The dose in force, as people read it; nil when none is.
    package var dose: DoseRate?
    /// The highest dose of the band; nil where it is not known which band it is.
    package var limit: DoseRate?
    /// When the specimen of the worst function was collected.
    package var collected: ClinicalDate?

    /// A report; see each property.
    package init(
        kind: ClearanceCondition.Kind, test: String, function: Function, cut: Double?, drug: String, dose: DoseRate?,
        limit: DoseRate?, collected: ClinicalDate?
    ) {
        self.kind = kind
        self.test = test
        self.function = function
        self.cut = cut
        self.drug = drug
        self.dose = dose
        self.limit = limit
        self.collected = collected
    }
}

/// A dose and how often it is taken.
package struct DoseRate: Hashable, Sendable, Codable {
    /// The single dose; nil when it is not known.
    package var amount: Double?
    /// Its unit.
    package var unit: String
    /// Days from one dose to the next; nil for a single dose, or when it is not known.
    package var everyDays: Int?

    /// A dose; see each property.
    package init(amount: Double?, unit: String, everyDays: Int?) {
        self.amount = amount
        self.unit = unit
        self.everyDays = everyDays
    }
}

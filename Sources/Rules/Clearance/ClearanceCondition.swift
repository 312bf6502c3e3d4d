// SPDX-License-Identifier: Apache-2.0

package import CTCAE

/// A condition on the doses of a drug beside what clears it: the kidneys, or the liver.
package struct ClearanceCondition: Hashable, Sendable {
    /// What a finding is; the raw values are permanent names.
    package enum Kind: String, CaseIterable, Hashable, Sendable, Codable {
        /// The drug was begun above the limit, with the organ's function already in the band.
        case startedTooHigh = "started-too-high"
        /// Function fell into the band, or was in it, and doses above its limit are taken.
        case doseTooHigh = "dose-too-high"
        /// Function fell into the band while the dose is within its limit.
        case bandChanged = "band-changed"
        /// Function, or the dose, cannot be told, and the dose may be above a limit.
        case indeterminate
    }

    /// What tells how well the organ works.
    package enum Measure: Hashable, Sendable {
        /// Creatinine clearance in mL/min as reported, else by Cockcroft and Gault; the lower, the worse.
        case creatinineClearance(WeightAge)
        /// A result as a multiple of its own upper limit of normal; the higher, the worse.
        case timesUpperLimit(Analyte)

        /// Whether it is a multiple of a limit, so that more is worse.
        package var isMultiple: Bool {
            if case .timesUpperLimit = self { true } else { false }
        }
    }

    /// The permanent names of the kinds of finding that levels tell apart.
    package static let kinds = Kind.allCases.map(\.rawValue)

    /// What tells how well the organ works.
    package var measure: Measure
    /// SDTM EXTRT of the drug, in upper case.
    package var treatments: Set<String>
    /// The unit of the limits.
    package var unit: DoseUnit
    /// The bands, from the mildest to the worst.
    package var bands: [ClearanceBand]
    /// How many consecutive results, each of another day, put a subject into a band.
    package var confirmations: Int
    /// Beyond this a single result does; nil where none does.
    package var atOnceBeyond: Double?
    /// Days after the last dose for which a subject counts as being on the drug.
    package var onDrugDays: Int
    /// When creatinine is not stable enough for the estimate; nil where nobody asks.
    package var instability: Instability?

    /// A condition on a drug; treatments are put in upper case here.
    package init(
        measure: Measure, treatments: Set<String>, unit: DoseUnit, bands: [ClearanceBand], confirmations: Int,
        atOnceBeyond: Double? = nil, onDrugDays: Int, instability: Instability? = nil
    ) {
        self.measure = measure
        self.treatments = Set(treatments.map { $0.uppercased() })
        self.unit = unit
        self.bands = bands
        self.confirmations = confirmations
        self.atOnceBeyond = atOnceBeyond
        self.onDrugDays = onDrugDays
        self.instability = instability
    }
}

/// A band of an organ's function, and the highest dose within it.
package struct ClearanceBand: Hashable, Sendable {
    /// Function beyond this, below it or for multiples above it, is in the band.
    package var cut: Double
    /// Function at least this good again is out of it; between the two nothing changes.
    package var recoversAt: Double
    /// The highest single dose, in the condition's unit.
    package var doseMax: Double
    /// Days from one such dose to the next, by which doses of other rhythms are compared; nil where the single dose
    /// alone counts.
    package var everyDays: Int?

    /// A band; see each property.
    package init(cut: Double, recoversAt: Double, doseMax: Double, everyDays: Int? = nil) {
        self.cut = cut
        self.recoversAt = recoversAt
        self.doseMax = doseMax
        self.everyDays = everyDays
    }
}

/// When a result has moved too fast for an estimate that presumes a steady state.
package struct Instability: Hashable, Sendable {
    /// The ratio of two results from which they are not stable; more than 1.
    package var factor: Double
    /// Days within which they lie.
    package var days: Int

    /// A limit; see each property.
    package init(factor: Double, days: Int) {
        self.factor = factor
        self.days = days
    }
}

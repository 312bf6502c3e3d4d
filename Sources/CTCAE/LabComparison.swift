// SPDX-License-Identifier: Apache-2.0

package import Trial

/// How a raw laboratory result stands to a protocol's cut, such as "platelets < 30 x10^9/L".
package enum LabComparison: Hashable, Sendable {
    /// The result meets the cut.
    case holds
    /// The result does not meet the cut.
    case fails
    /// The result cannot be compared.
    case undecided(UngradableReason)
}

extension Analyte {
    /// Compares a result of this analyte with a cut, in the unit the laboratory reported.
    ///
    /// A bound such as `<40` decides where every value beyond it falls on one side.
    ///
    /// - Parameters:
    ///   - cut: The protocol's number.
    ///   - unit: The protocol's unit; one the analyte does not have makes every result `unitUnknown`.
    package func compare(_ result: LabResult, _ relation: Relation, _ cut: Double, in unit: LabUnit) -> LabComparison {
        switch Analyte.measured(result) {
        case .failure(let reason): return .undecided(reason)
        case .success(let analyte): guard analyte == self else { return .undecided(.testUnknown) }
        }
        do throws(UngradableReason) {
            let measurement = try LabMeasurement(result, analyte: self)
            guard let own = measurement.unit, let threshold = convert(cut, from: unit, to: own) else {
                return .undecided(.unitUnknown)
            }
            let isPlausible =
                measurement.bound == .exact
                ? isPlausible(measurement.value, in: own) : isBelowHighestPlausible(measurement.value, in: own)
            guard isPlausible else { return .undecided(.valueImplausible) }
            return compare(measurement, relation, threshold)
        } catch {
            return .undecided(error)
        }
    }

    private func isBelowHighestPlausible(_ bound: Double, in unit: LabUnit) -> Bool {
        scale(of: unit).map { bound >= 0 && bound <= plausible.scaled(to: $0).highest } ?? false
    }

    private func compare(_ measurement: LabMeasurement, _ relation: Relation, _ threshold: Double) -> LabComparison {
        let value = measurement.value
        let seeksLow = relation == .below || relation == .atMost
        let isBeyondSought = measurement.bound.isFromAbove == seeksLow
        switch measurement.bound {
        case .exact:
            return relation.holds(value, threshold) ? .holds : .fails
        case .below, .above:
            return isBeyondSought
                ? relation.including.holds(value, threshold) ? .holds : .undecided(.valueCensored)
                : relation.excluding.holds(value, threshold) ? .undecided(.valueCensored) : .fails
        case .atMost, .atLeast:
            // The bound itself is one of the possible results.
            guard relation.holds(value, threshold) else {
                return isBeyondSought ? .undecided(.valueCensored) : .fails
            }
            return isBeyondSought ? .holds : .undecided(.valueCensored)
        }
    }
}

// SPDX-License-Identifier: Apache-2.0

import Trial

/// A laboratory value ready to be graded: analyte and unit recognised, no text left.
package struct LabMeasurement: Hashable, Sendable {
    /// Whether the value is the result or only a bound of it.
    package enum Bound: Hashable, Sendable {
        /// The value is the result.
        case exact
        /// The result lies below the value (`<40`).
        case below
        /// The result lies above the value (`>500`).
        case above
    }

    /// The baseline, in the measurement's unit.
    package enum Reference: Hashable, Sendable {
        /// None; the normal range alone decides.
        case none
        /// A usable value, and whether it was above its own range.
        case value(Double, isHigh: Bool)
        /// The baseline was high, but its value cannot be used.
        case highWithoutValue(UngradableReason)
    }

    /// What was measured.
    package var analyte: Analyte
    /// The unit of the value and its limits; nil when it was not recognised.
    package var unit: LabUnit?
    /// The result or its bound.
    package var value: Double
    /// Which of the two.
    package var bound: Bound
    /// The lower limit of normal in `unit`.
    package var lowerLimit: Double?
    /// The upper limit of normal in `unit`.
    package var upperLimit: Double?
    /// The baseline in `unit`.
    package var baseline: Reference

    /// A measurement; see each property.
    package init(
        analyte: Analyte, unit: LabUnit?, value: Double, bound: Bound = .exact, lowerLimit: Double?,
        upperLimit: Double?, baseline: Reference = .none
    ) {
        self.analyte = analyte
        self.unit = unit
        self.value = value
        self.bound = bound
        self.lowerLimit = lowerLimit
        self.upperLimit = upperLimit
        self.baseline = baseline
    }
}

extension LabMeasurement {
    /// Reads the value of a result; the unit stays nil when it is not known for the analyte.
    init(_ result: LabResult, analyte: Analyte) throws(UngradableReason) {
        let value: Double
        let bound: Bound
        switch result.value {
        case .number(let number): (value, bound) = (number, .exact)
        case .below(let number): (value, bound) = (number, .below)
        case .above(let number): (value, bound) = (number, .above)
        case .text: throw .valueNotNumeric
        case .missing: throw .valueMissing
        }
        guard value.isFinite else { throw .valueNotNumeric }
        self.init(
            analyte: analyte, unit: analyte.unit(spelled: result.unit), value: value, bound: bound,
            lowerLimit: result.lowerLimit, upperLimit: result.upperLimit)
    }
}

extension LabMeasurement.Reference {
    /// A baseline as a result in a unit can be compared with.
    init(_ baseline: Baseline, analyte: Analyte, unit: LabUnit?, spelled spelling: String) {
        let isHigh = baseline.range == .high
        guard let value = baseline.value, value > 0 else {
            self = isHigh ? .highWithoutValue(.baselineMissing) : .none
            return
        }
        guard baseline.unit != spelling else {
            self = .value(value, isHigh: isHigh)
            return
        }
        guard let unit, let own = analyte.unit(spelled: baseline.unit),
            let converted = analyte.convert(value, from: own, to: unit)
        else {
            self = isHigh ? .highWithoutValue(.baselineUnitUnknown) : .none
            return
        }
        self = .value(converted, isHigh: isHigh)
    }
}

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
        /// The result is the value or lies below it (`<=40`).
        case atMost
        /// The result is the value or lies above it (`>=500`).
        case atLeast

        /// Whether the results beyond the bound are the lower ones.
        var isFromAbove: Bool { self == .below || self == .atMost }
    }

    /// The baseline, in the measurement's unit.
    package enum Reference: Hashable, Sendable {
        /// None is known.
        case none
        /// The measurement is graded by its normal range alone.
        case notUsed
        /// A value; where it stood in its own range; and the multiple of its own upper limit of normal that it was, nil
        /// where that limit is not known.
        case value(Double, range: Baseline.Range, multiple: Double?)
        /// The baseline is known to stand in `range`, but its value cannot be compared with.
        case unusable(range: Baseline.Range, UngradableReason)

        /// Whether there is nothing to compare with, although a comparison was wanted.
        var isMissing: Bool {
            switch self {
            case .none, .unusable: true
            case .notUsed, .value: false
            }
        }

        /// Whether the baseline was above its own range.
        var isHigh: Bool {
            switch self {
            case .none, .notUsed: false
            case .value(_, let range, _), .unusable(let range, _): range == .high
            }
        }
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
    /// Whether the subject is an adult, as some criteria demand.
    package var isAdult: Bool

    /// A measurement; see each property.
    package init(
        analyte: Analyte, unit: LabUnit?, value: Double, bound: Bound = .exact, lowerLimit: Double?,
        upperLimit: Double?, baseline: Reference = .none, isAdult: Bool = true
    ) {
        self.analyte = analyte
        self.unit = unit
        self.value = value
        self.bound = bound
        self.lowerLimit = lowerLimit
        self.upperLimit = upperLimit
        self.baseline = baseline
        self.isAdult = isAdult
    }
}

extension LabMeasurement {
    /// Whether the value lies between its own limits of normal, both of which are known.
    var isWithinOwnLimits: Bool {
        bound == .exact && LabMeasurement.isWithin(lowerLimit, upperLimit, value)
    }

    /// Whether a value lies between limits of normal, both of which are known.
    static func isWithin(_ lower: Double?, _ upper: Double?, _ value: Double) -> Bool {
        guard let lower, let upper else { return false }
        return value >= lower && value <= upper
    }

    /// Whether a value can be believed; the plausible range is nil for an unknown unit.
    @inline(__always)
    static func isPlausible(_ value: Double, _ bound: Bound, in plausible: PlausibleRange?) -> Bool {
        guard value >= 0 else { return false }
        guard let plausible else { return true }
        // A limit of quantification may lie under every plausible value, but not above.
        return bound == .exact ? plausible.contains(value) : value <= plausible.highest
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
        case .atMost(let number): (value, bound) = (number, .atMost)
        case .atLeast(let number): (value, bound) = (number, .atLeast)
        case .text(let text):
            guard analyte == .urineProteinDipstick, let plusSigns = Dipstick.plusSigns(text) else {
                throw .valueNotNumeric
            }
            self.init(
                analyte: analyte, unit: .plusSigns, value: Double(plusSigns), lowerLimit: nil, upperLimit: nil)
            return
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
    package init(_ baseline: Baseline, analyte: Analyte, unit: LabUnit?, spelled spelling: String) {
        // None is a true baseline of eosinophils; nothing above normal is none.
        let mayBeZero = analyte.plausible.orZero && baseline.range != .high
        guard let value = baseline.value, value > 0 || (value == 0 && mayBeZero) else {
            self = .unusable(range: baseline.range, .baselineMissing)
            return
        }
        let multiple = baseline.upperLimit.flatMap { $0 > 0 ? value / $0 : nil }
        guard baseline.unit != spelling else {
            self = .value(value, range: baseline.range, multiple: multiple)
            return
        }
        guard let unit, let own = analyte.unit(spelled: baseline.unit),
            let converted = analyte.convert(value, from: own, to: unit)
        else {
            self = .unusable(range: baseline.range, .baselineUnitUnknown)
            return
        }
        self = .value(converted, range: baseline.range, multiple: multiple)
    }
}

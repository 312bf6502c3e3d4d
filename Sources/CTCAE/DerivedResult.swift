// SPDX-License-Identifier: Apache-2.0

package import Trial

/// A derived value, or why it could not be derived, with the rows it rests on.
package struct DerivedResult: Hashable, Sendable {
    /// The value or the reason for none.
    package enum Outcome: Hashable, Sendable {
        /// The values it may have, in the unit.
        ///
        /// `doubt` says why it is a range, and is nil for a single value. Whoever asks something of a range has an
        /// answer only where both ends agree; `doubt` is the reason where they do not.
        case derived(ValueRange, unit: LabUnit, doubt: UngradableReason?)
        /// What it needs is missing or cannot be read.
        case underivable(UngradableReason)
    }

    /// How it was derived.
    package var derivation: Derivation
    /// The value or the reason for none.
    package var outcome: Outcome
    /// Lower limit of normal in the value's unit, where one could be taken over.
    package var lowerLimit: Double?
    /// Upper limit of normal in the value's unit, where one could be taken over.
    package var upperLimit: Double?
    /// When the specimen it follows from was collected (SDTM LBDTC).
    package var collected: ClinicalDate?
    /// The rows it rests on, in order; the specimen that gave its date is among them.
    package var rows: [RowKey]
    /// The row whose draw it belongs to: white blood cells, total calcium or creatinine.
    package var origin: RowKey
    /// What a reader should know beside it.
    package var remarks: Remarks

    /// A derived result; see each property.
    package init(
        derivation: Derivation, outcome: Outcome, lowerLimit: Double? = nil, upperLimit: Double? = nil,
        collected: ClinicalDate?, rows: [RowKey], origin: RowKey, remarks: Remarks = []
    ) {
        self.derivation = derivation
        self.outcome = outcome
        self.lowerLimit = lowerLimit
        self.upperLimit = upperLimit
        self.collected = collected
        self.rows = rows.sorted()
        self.origin = origin
        self.remarks = remarks
    }

    /// What it is graded as.
    package var analyte: Analyte { derivation.analyte }
    /// The SDTM LBTESTCD a laboratory would have reported it under.
    package var test: String { analyte.testCodes[0] }

    /// Remarks that do not change the value.
    package struct Remarks: OptionSet, Hashable, Sendable {
        /// The remarks as bits.
        package let rawValue: UInt16

        /// Remarks from their bits.
        package init(rawValue: UInt16) {
            self.rawValue = rawValue
        }

        /// One of the rows has a date without a time, so that only the day says they are of one draw.
        package static let dateOnly = Remarks(rawValue: 1)
        /// The nearest weight is older than allowed, and was taken with a margin on either side.
        package static let weightOlder = Remarks(rawValue: 2)
        /// The nearest weight was taken after the specimen.
        package static let weightAfter = Remarks(rawValue: 4)
        /// Segmented neutrophils alone were counted; bands, which belong to the absolute count, were not reported.
        package static let bandsMissing = Remarks(rawValue: 8)
        /// Bands stand beside a share of all neutrophils, which holds them already, and were not added.
        package static let bandsNotAdded = Remarks(rawValue: 16)
        /// A unit was missing or unknown, and only one reading of the number is possible.
        package static let unitAssumed = Remarks(rawValue: 32)
        /// Several rows of the draw disagree, and the range holds them all.
        package static let rowsDisagree = Remarks(rawValue: 64)
        /// The date is partial, and the subject's age a range.
        package static let ageRange = Remarks(rawValue: 128)

        /// The names of the remarks, permanent in reports.
        package var names: [String] {
            Remarks.named.filter { contains($0.remark) }.map(\.name)
        }

        private static let named: [(remark: Remarks, name: String)] = [
            (.dateOnly, "dateOnly"), (.weightOlder, "weightOlder"), (.weightAfter, "weightAfter"),
            (.bandsMissing, "bandsMissing"), (.bandsNotAdded, "bandsNotAdded"), (.unitAssumed, "unitAssumed"),
            (.rowsDisagree, "rowsDisagree"), (.ageRange, "ageRange"),
        ]
    }
}

extension DerivedResult.Outcome {
    /// What is plausible of a derived range.
    ///
    /// - Parameter doubt: Why it is a range, if it is one.
    init(
        _ range: ValueRange, of analyte: Analyte, unit: LabUnit, doubt: UngradableReason
    ) throws(UngradableReason) {
        guard let scale = analyte.scale(of: unit) else { throw .unitUnknown }
        guard let plausible = range.limited(to: analyte.plausible.scaled(to: scale)) else { throw .valueImplausible }
        self = .derived(plausible, unit: unit, doubt: plausible.single == nil ? doubt : nil)
    }
}

extension DerivedResult {
    /// The single value with its unit; nil for a range or none.
    package var value: (number: Double, unit: LabUnit)? {
        guard case .derived(let range, let unit, _) = outcome, let single = range.single else { return nil }
        return (single, unit)
    }

    /// The value as a result of the laboratory; for a range or none, a result that is missing.
    package var result: LabResult {
        guard case .derived(let range, let unit, _) = outcome, let single = range.single else {
            return result(.missing, unit: nil)
        }
        return result(.number(single), unit: unit)
    }

    /// One possible value as a result of the laboratory.
    func result(_ value: LabResult.Value, unit: LabUnit?) -> LabResult {
        LabResult(
            key: origin, test: test, collected: collected, value: value, unit: unit?.symbol ?? "",
            lowerLimit: lowerLimit, upperLimit: upperLimit)
    }
}

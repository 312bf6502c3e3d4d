// SPDX-License-Identifier: Apache-2.0

import Trial

/// The part of a blood count that says which share of the white cells is of which kind.
enum Differential {
    /// SDTM LBTESTCD of all neutrophils over leukocytes; the absolute count's code is met with a per-cent sign.
    static let all = ["NEUTLE"] + Analyte.neutrophils.testCodes
    /// SDTM LBTESTCD of segmented neutrophils over leukocytes.
    static let segmented = "NEUTSGLE"
    /// SDTM LBTESTCD of band forms over leukocytes.
    static let bands = "NEUTBLE"
    /// SDTM LBTESTCD of segmented neutrophils as an absolute count.
    static let segmentedCount = "NEUTSG"
    /// SDTM LBTESTCD of band forms as an absolute count.
    static let bandCount = "NEUTB"

    /// SDTM LBTESTCD of everything that a differential is made of, the absolute count's apart.
    static let parts: Set<String> = ["NEUTLE", segmented, bands, segmentedCount, bandCount]

    /// Whether a row is part of a differential.
    static func isPart(_ result: LabResult) -> Bool {
        parts.contains(result.test) || (Analyte.neutrophils.testCodes.contains(result.test) && isShare(result))
    }

    /// Whether a row is a share: by its code, or by its unit where the code is the absolute count's.
    static func isShare(_ result: LabResult) -> Bool {
        result.test == "NEUTLE" || unit(result.unit) == .percent
    }

    /// The share in per cent, and whether its unit had to be assumed.
    static func share(_ result: LabResult) throws(UngradableReason) -> (ValueRange, isAssumed: Bool) {
        let (lowest, highest): (Double?, Double?)
        switch result.value {
        case .number(let number): (lowest, highest) = (number, number)
        case .below(let bound), .atMost(let bound): (lowest, highest) = (nil, bound)
        case .above(let bound), .atLeast(let bound): (lowest, highest) = (bound, nil)
        case .text: throw .valueNotNumeric
        case .missing: throw .valueMissing
        }
        let reported = highest ?? lowest ?? 0
        guard reported.isFinite else { throw .valueNotNumeric }
        let stated = unit(result.unit)
        // Without a unit, a number above 1 can only be per cent; 0.5 may be either.
        guard let unit = stated ?? (reported > 1 ? .percent : nil) else { throw .unitUnknown }
        let whole = unit == .percent ? 1.0 : 100.0
        let share = ValueRange(between: (lowest ?? 0) * whole, and: highest.map { $0 * whole } ?? 100)
        guard share.lowest >= 0, !SignificantDigits.isAbove(reported * whole, 100) else { throw .valueImplausible }
        return (share, stated == nil)
    }

    private static func unit(_ spelling: String) -> LabUnit? {
        let readings = UnitSpelling.common[spelling] ?? UnitForm(spelling).flatMap { UnitSpelling.readings[$0] }
        return readings?.intersection([.percent, .ratio]).first
    }
}

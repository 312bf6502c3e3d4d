// SPDX-License-Identifier: Apache-2.0

/// The values that a living patient can have, wide enough that only a wrong unit or a typing error falls outside.
struct PlausibleRange: Sendable {
    /// The lowest value, in the unit of the range.
    var lowest: Double
    /// The highest value, in the unit of the range.
    var highest: Double
    /// Whether 0 is a true result although values just above it are not: a counter reports 0, never 0.0002.
    var orZero: Bool

    /// Whether a value may be true.
    func contains(_ value: Double) -> Bool {
        (value >= lowest && value <= highest) || (orZero && value == 0)
    }

    /// The range in a unit of which `factor` make one of this range's unit.
    func scaled(by factor: Double) -> PlausibleRange {
        PlausibleRange(lowest: lowest * factor, highest: highest * factor, orZero: orZero)
    }
}

extension Analyte {
    /// The plausible values in the analyte's canonical unit.
    ///
    /// These are limits of data quality set by this project, not clinical limits. Each is placed between the extremes
    /// that survive in case reports and what the same result looks like in the analyte's other units.
    var plausible: PlausibleRange {
        switch self {
        case .haemoglobin: .between(20, 300)
        case .whiteBloodCells, .lymphocytes: .between(0.01, 1_500, orZero: true)
        case .neutrophils: .between(0.01, 500, orZero: true)
        case .platelets: .between(0.5, 6_000, orZero: true)
        case .alanineAminotransferase, .aspartateAminotransferase: .between(1, 50_000, orZero: true)
        case .alkalinePhosphatase: .between(1, 20_000, orZero: true)
        case .bilirubin: .between(1, 1_700, orZero: true)
        case .creatinine: .between(8, 6_500)
        case .potassium: .between(1, 15)
        case .sodium: .between(60, 250)
        case .calcium, .correctedCalcium: .between(0.8, 7)
        case .albumin: .between(5, 90)
        case .glucose: .between(0.5, 120)
        }
    }
}

extension PlausibleRange {
    static func between(_ lowest: Double, _ highest: Double, orZero: Bool = false) -> PlausibleRange {
        PlausibleRange(lowest: lowest, highest: highest, orZero: orZero)
    }
}

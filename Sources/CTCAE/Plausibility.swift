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

    /// The range in another unit.
    func scaled(to scale: UnitScale) -> PlausibleRange {
        PlausibleRange(lowest: scale.reading(lowest), highest: scale.reading(highest), orZero: orZero)
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
        case .glucose, .fastingGlucose, .nonFastingGlucose: .between(0.5, 120)
        default: plausibleBeyondTheUsualPanel
        }
    }

    private var plausibleBeyondTheUsualPanel: PlausibleRange {
        switch self {
        case .activatedPartialThromboplastinTime: .between(5, 600)
        case .lactateDehydrogenase: .between(5, 100_000)
        case .creatineKinase: .between(1, 1_000_000, orZero: true)
        case .gammaGlutamylTransferase, .lipase, .amylase: .between(1, 50_000, orZero: true)
        case .cd4Lymphocytes, .eosinophils: .between(0.001, 500, orZero: true)
        case .cholesterol, .highDensityLipoprotein, .lowDensityLipoprotein: .between(0.05, 60, orZero: true)
        case .triglycerides: .between(0.05, 200)
        case .creatinineClearance, .estimatedGlomerularFiltrationRate: .between(0.5, 500, orZero: true)
        case .fibrinogen: .between(0.05, 30, orZero: true)
        case .haptoglobin: .between(0.005, 15, orZero: true)
        case .ionisedCalcium: .between(0.3, 4)
        case .magnesium: .between(0.1, 15)
        case .phosphate: .between(0.03, 15)
        case .urate: .between(5, 5_000, orZero: true)
        case .bicarbonate: .between(1, 80)
        case .internationalNormalisedRatio: .between(0.3, 50)
        case .bloodPH: .between(0, 14)
        case .oxygenPressure: .between(5, 700)
        case .methaemoglobin: .between(0, 100)
        case .thyrotropin: .between(0, 1_000)
        case .troponinI, .troponinT: .between(0, 1_000_000)
        case .vitaminD: .between(1, 1_500, orZero: true)
        case .urineProteinDipstick: .between(0, 4)
        case .urineProteinExcretion: .between(0, 60)
        case .urineProteinCreatinineRatio: .between(0, 100)
        case .bodyTemperature: .between(20, 46)
        case .bodyWeight: .between(1, 400)
        case .systolicPressure: .between(30, 350)
        case .diastolicPressure: .between(10, 250)
        case .oxygenSaturation: .between(20, 100)
        case .correctedQTInterval: .between(200, 900)
        default: .between(0, .greatestFiniteMagnitude)
        }
    }
}

extension PlausibleRange {
    static func between(_ lowest: Double, _ highest: Double, orZero: Bool = false) -> PlausibleRange {
        PlausibleRange(lowest: lowest, highest: highest, orZero: orZero)
    }
}

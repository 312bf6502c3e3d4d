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
        PlausibleRange(
            lowest: SignificantDigits.rounded(scale.reading(lowest)),
            highest: SignificantDigits.rounded(scale.reading(highest)), orZero: orZero)
    }
}

extension Analyte {
    /// The plausible values in the analyte's canonical unit.
    ///
    /// These are limits of data quality set by this project, not clinical limits. Each is placed between the extremes
    /// that survive in case reports and what a usual result looks like when it stands in another unit of the analyte;
    /// where the two overlap, what would hide a danger is kept out rather than the rarest of patients let in. An
    /// implausible result is reported and looked at; it is not dropped. Mix-ups that no range can see (2 mg/dL and
    /// 2 mmol/L of magnesium) are named in the tests.
    var plausible: PlausibleRange {
        switch self {
        // 1.4 g/dL was survived, but 13 to 18 are what g/dL look like in the column of g/L.
        case .haemoglobin: .between(20, 300)
        // Counts above these are leukaemias beyond any report, or cells per microlitre: 400 neutrophils, not 400,000.
        case .whiteBloodCells, .lymphocytes: .between(0.01, 1_000, orZero: true)
        case .neutrophils: .between(0.01, 200, orZero: true)
        case .cd4Lymphocytes: .between(0.001, 20, orZero: true)
        case .eosinophils: .between(0.001, 100, orZero: true)
        case .platelets: .between(0.5, 4_000, orZero: true)
        case .alanineAminotransferase, .aspartateAminotransferase: .between(1, 50_000, orZero: true)
        case .alkalinePhosphatase: .between(2, 20_000, orZero: true)
        case .bilirubin: .between(1, 1_700, orZero: true)
        // 40 mg/dL: a woman's 45 umol/L filed under mg/dL must not pass for kidney failure.
        case .creatinine: .between(8, 3_540)
        case .potassium: .between(1, 15)
        // The lowest that was survived is 99; the healthy 135 to 160 mmol/L filed under mg/dL fall outside.
        case .sodium: .between(70, 260)
        case .calcium, .correctedCalcium: .between(0.8, 7)
        // The healthy 1.15 to 1.33 mmol/L filed under mg/dL, and the cuts in mg/dL filed under mmol/L, fall outside.
        case .ionisedCalcium: .between(0.35, 3.15)
        case .albumin: .between(5, 90)
        // 120 mmol/L lets in all but one of the survivors; mg/dL below it raise an alarm that is soon seen through.
        case .glucose, .fastingGlucose, .nonFastingGlucose: .between(0.5, 120)
        default: plausibleOfFurtherSubstances
        }
    }

    private var plausibleOfFurtherSubstances: PlausibleRange {
        switch self {
        case .lactateDehydrogenase: .between(10, 100_000)
        case .creatineKinase: .between(1, 1_000_000, orZero: true)
        case .gammaGlutamylTransferase, .lipase, .amylase: .between(1, 50_000, orZero: true)
        case .cholesterol: .between(0.3, 60)
        case .highDensityLipoprotein: .between(0.05, 10, orZero: true)
        case .lowDensityLipoprotein: .between(0.08, 40, orZero: true)
        case .triglycerides: .between(0.05, 200)
        case .fibrinogen: .between(0.05, 18, orZero: true)
        case .haptoglobin: .between(0.02, 15, orZero: true)
        case .magnesium: .between(0.1, 15)
        case .phosphate: .between(0.03, 15)
        // Rasburicase leaves 0 to 6; 60 mg/dL is beyond tumour lysis, and 4 mg/dL are no mmol/L.
        case .urate: .between(5, 3_600, orZero: true)
        case .bicarbonate: .between(1, 80)
        case .thyrotropin: .between(0, 1_000)
        case .troponinI, .troponinT: .between(0, 1_000_000)
        case .vitaminD: .between(1, 1_500, orZero: true)
        case .urineProteinDipstick: .between(0, 4)
        // Everybody loses some protein: less than 5 mg a day is g filed under mg.
        case .urineProteinExcretion: .between(0.005, 60, orZero: true)
        case .urineProteinCreatinineRatio: .between(0.004, 60, orZero: true)
        default: plausibleOfFunctions
        }
    }

    private var plausibleOfFunctions: PlausibleRange {
        switch self {
        case .activatedPartialThromboplastinTime: .between(5, 600)
        case .internationalNormalisedRatio: .between(0.3, 50)
        case .creatinineClearance, .estimatedGlomerularFiltrationRate: .between(0.5, 500, orZero: true)
        case .bloodPH: .between(4, 11)
        // Climbers on Everest had 19 mmHg; the healthy 10 to 14 kPa must not pass for mmHg.
        case .oxygenPressure: .between(15, 700)
        case .methaemoglobin: .between(0, 100)
        case .oxygenSaturation: .between(20, 100)
        case .systolicPressure: .between(30, 350)
        // Korotkoff sounds that are heard down to 0 are recorded so; 10 to 19 are kPa.
        case .diastolicPressure: .between(20, 250, orZero: true)
        case .correctedQTInterval: .between(200, 900)
        case .bodyTemperature: .between(20, 47)
        case .bodyWeight: .between(1, 400)
        default: .between(0, .greatestFiniteMagnitude)
        }
    }
}

extension PlausibleRange {
    static func between(_ lowest: Double, _ highest: Double, orZero: Bool = false) -> PlausibleRange {
        PlausibleRange(lowest: lowest, highest: highest, orZero: orZero)
    }
}

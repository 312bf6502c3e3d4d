// SPDX-License-Identifier: Apache-2.0

/// How a unit of an analyte stands to the analyte's canonical unit: 1 canonical is `factor` (and `offset`) in the unit.
struct UnitScale: Sendable {
    /// The unit.
    var unit: LabUnit
    /// How many of the unit make one of the canonical unit.
    var factor: Double
    /// What the unit reads where the canonical unit reads 0; other than 0 only for degrees Fahrenheit.
    var offset = 0.0

    static func of(_ unit: LabUnit, _ factor: Double, offset: Double = 0) -> UnitScale {
        UnitScale(unit: unit, factor: factor, offset: offset)
    }

    /// A canonical value in the unit.
    func reading(_ canonical: Double) -> Double { canonical * factor + offset }
}

extension Analyte {
    /// The unit whose scale is 1 in the analyte's table.
    package var canonicalUnit: LabUnit { units[0].unit }

    /// Whether the analyte is a number without a unit, so that whatever stands in the unit column changes nothing.
    var hasNoUnit: Bool { self == .internationalNormalisedRatio || self == .bloodPH }

    /// The scale of a unit; nil for a pair no laboratory uses.
    func scale(of unit: LabUnit) -> UnitScale? {
        units.first { $0.unit == unit }
    }

    /// The units of the analyte, the canonical one first.
    ///
    /// Amounts of substance rest on molar masses in g/mol: haemoglobin monomer 16,114, bilirubin 584.66, creatinine
    /// 113.12, glucose 180.156, calcium 40.078, potassium 39.098, sodium 22.990, magnesium 24.305, phosphorus 30.974,
    /// urate 168.11, cholesterol 386.65, triolein 885.4 for triglycerides, 25-hydroxyvitamin D 400.64 (IUPAC atomic
    /// weights); 1 ukat = 60 U, 1 kPa = 7.50062 mmHg and 1 lb = 0.45359237 kg by definition. Ionised calcium in mg/dL
    /// takes the factor 4 that laboratories use.
    var units: [UnitScale] {
        switch self {
        case .haemoglobin: [.of(.gramsPerLitre, 1), .of(.gramsPerDecilitre, 0.1), .of(.millimolesPerLitre, 0.06206)]
        case .whiteBloodCells, .neutrophils, .lymphocytes, .platelets, .cd4Lymphocytes, .eosinophils:
            [.of(.gigaPerLitre, 1), .of(.perMicrolitre, 1_000)]
        case .alanineAminotransferase, .aspartateAminotransferase, .alkalinePhosphatase, .lactateDehydrogenase,
            .creatineKinase, .gammaGlutamylTransferase, .lipase, .amylase:
            [.of(.unitsPerLitre, 1), .of(.microkatalsPerLitre, 1.0 / 60), .of(.nanokatalsPerLitre, 1_000.0 / 60)]
        case .bilirubin:
            [.of(.micromolesPerLitre, 1), .of(.milligramsPerDecilitre, 0.058466), .of(.milligramsPerLitre, 0.58466)]
        case .creatinine:
            [
                .of(.micromolesPerLitre, 1), .of(.milligramsPerDecilitre, 1 / 88.4),
                .of(.milligramsPerLitre, 10 / 88.4), .of(.millimolesPerLitre, 0.001),
            ]
        case .potassium:
            [.of(.millimolesPerLitre, 1), .of(.milliequivalentsPerLitre, 1), .of(.milligramsPerDecilitre, 3.9098)]
        case .sodium:
            [.of(.millimolesPerLitre, 1), .of(.milliequivalentsPerLitre, 1), .of(.milligramsPerDecilitre, 2.2990)]
        case .calcium, .correctedCalcium:
            [
                .of(.millimolesPerLitre, 1), .of(.milligramsPerDecilitre, 4.0078), .of(.milligramsPerLitre, 40.078),
                .of(.milliequivalentsPerLitre, 2),
            ]
        case .ionisedCalcium:
            [.of(.millimolesPerLitre, 1), .of(.milligramsPerDecilitre, 4), .of(.milliequivalentsPerLitre, 2)]
        case .magnesium:
            [.of(.millimolesPerLitre, 1), .of(.milligramsPerDecilitre, 2.4305), .of(.milliequivalentsPerLitre, 2)]
        case .albumin: [.of(.gramsPerLitre, 1), .of(.gramsPerDecilitre, 0.1), .of(.milligramsPerDecilitre, 100)]
        case .glucose, .fastingGlucose, .nonFastingGlucose:
            [.of(.millimolesPerLitre, 1), .of(.milligramsPerDecilitre, 18.0156), .of(.gramsPerLitre, 0.180156)]
        default: unitsBeyondTheUsualPanel
        }
    }

    private var unitsBeyondTheUsualPanel: [UnitScale] {
        switch self {
        case .cholesterol, .highDensityLipoprotein, .lowDensityLipoprotein:
            [.of(.millimolesPerLitre, 1), .of(.milligramsPerDecilitre, 38.665), .of(.gramsPerLitre, 0.38665)]
        case .triglycerides:
            [.of(.millimolesPerLitre, 1), .of(.milligramsPerDecilitre, 88.54), .of(.gramsPerLitre, 0.8854)]
        case .phosphate: [.of(.millimolesPerLitre, 1), .of(.milligramsPerDecilitre, 3.0974)]
        case .urate:
            [.of(.micromolesPerLitre, 1), .of(.millimolesPerLitre, 0.001), .of(.milligramsPerDecilitre, 0.016811)]
        case .bicarbonate: [.of(.millimolesPerLitre, 1), .of(.milliequivalentsPerLitre, 1)]
        case .fibrinogen: [.of(.gramsPerLitre, 1), .of(.milligramsPerDecilitre, 100)]
        case .haptoglobin:
            [.of(.gramsPerLitre, 1), .of(.milligramsPerDecilitre, 100), .of(.milligramsPerLitre, 1_000)]
        case .activatedPartialThromboplastinTime: [.of(.seconds, 1)]
        case .creatinineClearance:
            [
                .of(.millilitresPerMinute, 1), .of(.millilitresPerSecond, 1.0 / 60),
                .of(.millilitresPerMinutePerSurface, 1),
            ]
        case .estimatedGlomerularFiltrationRate: [.of(.millilitresPerMinutePerSurface, 1)]
        case .internationalNormalisedRatio, .bloodPH: [.of(.ratio, 1)]
        case .methaemoglobin: [.of(.percent, 1), .of(.ratio, 0.01)]
        case .thyrotropin: [.of(.milliunitsPerLitre, 1)]
        case .troponinI, .troponinT: [.of(.nanogramsPerLitre, 1), .of(.microgramsPerLitre, 0.001)]
        case .vitaminD: [.of(.nanomolesPerLitre, 1), .of(.microgramsPerLitre, 0.40064)]
        case .urineProteinDipstick: [.of(.plusSigns, 1)]
        case .urineProteinExcretion: [.of(.gramsPerDay, 1), .of(.milligramsPerDay, 1_000)]
        case .urineProteinCreatinineRatio:
            [.of(.gramsPerGram, 1), .of(.milligramsPerGram, 1_000), .of(.milligramsPerMillimole, 113.12)]
        case .oxygenPressure, .systolicPressure, .diastolicPressure:
            [.of(.millimetresOfMercury, 1), .of(.kilopascals, 1 / 7.50062)]
        case .oxygenSaturation: [.of(.percent, 1), .of(.ratio, 0.01)]
        case .correctedQTInterval: [.of(.milliseconds, 1), .of(.seconds, 0.001)]
        case .bodyTemperature: [.of(.celsius, 1), .of(.fahrenheit, 1.8, offset: 32)]
        case .bodyWeight: [.of(.kilograms, 1), .of(.grams, 1_000), .of(.pounds, 1 / 0.45359237)]
        default: []
        }
    }
}

// SPDX-License-Identifier: Apache-2.0

/// How a unit of an analyte stands to the analyte's canonical unit: 1 canonical is `factor` (and `offset`) in the unit.
struct UnitScale: Sendable {
    /// The unit.
    var unit: LabUnit
    /// How many of the unit make one of the canonical unit.
    var factor: Double
    /// What the unit reads where the canonical unit reads 0; other than 0 only for degrees Fahrenheit.
    var offset = 0.0
    /// Whether a value that came without a unit may be meant in this one.
    var isGuessable = true

    static func of(_ unit: LabUnit, _ factor: Double, offset: Double = 0) -> UnitScale {
        UnitScale(unit: unit, factor: factor, offset: offset)
    }

    /// A unit so rare that whoever uses it says so.
    static func rare(_ unit: LabUnit, _ factor: Double) -> UnitScale {
        UnitScale(unit: unit, factor: factor, isGuessable: false)
    }

    /// A canonical value in the unit.
    func reading(_ canonical: Double) -> Double { canonical * factor + offset }
}

extension Analyte {
    /// The unit whose scale is 1 in the analyte's table.
    package var canonicalUnit: LabUnit { units[0].unit }

    /// Whether the analyte is a number without a unit, so that what stands in the unit column says little.
    var hasNoUnit: Bool { self == .internationalNormalisedRatio || self == .bloodPH }

    /// The scale of a unit; nil for a pair no laboratory uses.
    func scale(of unit: LabUnit) -> UnitScale? {
        units.first { $0.unit == unit }
    }

    /// The units of the analyte, the canonical one first.
    ///
    /// Amounts of substance rest on molar masses in g/mol, from the IUPAC standard atomic weights: bilirubin 584.66,
    /// glucose 180.156, potassium 39.098, sodium 22.990, calcium 40.078, magnesium 24.305, phosphorus 30.974 (phosphate
    /// is reported as P), urate 168.11, cholesterol 386.65, triolein 885.4 for triglycerides, 25-hydroxyvitamin D3
    /// 400.64 (2.496 nmol/L for 1 ng/mL, also used for D2). Haemoglobin is the monomer of 16,114 (a laboratory that
    /// reports the tetramer gives a quarter of the number), albumin 66,438 (the mature chain of UniProt P02768),
    /// fibrinogen 340,000 (AMA Manual of Style). Haptoglobin has no amount of substance here, because its molar mass
    /// depends on the phenotype.
    ///
    /// Creatinine takes the 88.4 umol/L for 1 mg/dL that laboratories and the KDIGO guidelines use (113.12 g/mol).
    /// Ionised calcium takes 4 mg/dL for 1 mmol/L and not 4.0078: the cuts are printed in mmol/L alone, and analysers
    /// that report mg/dL multiply by 4, so that a printed 1.0 must be their 4.0.
    ///
    /// By definition 1 ukat is 60 U, 1 kPa is 7.50062 mmHg, 1 lb is 0.45359237 kg.
    var units: [UnitScale] { Self.unitTables[Int(rawValue)] }

    private static let unitTables: [[UnitScale]] = allCases.map(\.usualUnits)

    private var usualUnits: [UnitScale] {
        switch self {
        case .haemoglobin: [.of(.gramsPerLitre, 1), .of(.gramsPerDecilitre, 0.1), .of(.millimolesPerLitre, 0.06206)]
        case .whiteBloodCells, .neutrophils, .lymphocytes, .platelets, .cd4Lymphocytes, .eosinophils:
            [
                .of(.gigaPerLitre, 1), .of(.perMicrolitre, 1_000), .rare(.hundredsPerMicrolitre, 10),
                .rare(.tensOfThousandsPerMicrolitre, 0.1),
            ]
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
        case .bicarbonate: [.of(.millimolesPerLitre, 1), .of(.milliequivalentsPerLitre, 1)]
        case .potassium:
            [.of(.millimolesPerLitre, 1), .of(.milliequivalentsPerLitre, 1), .rare(.milligramsPerDecilitre, 3.9098)]
        case .sodium:
            [.of(.millimolesPerLitre, 1), .of(.milliequivalentsPerLitre, 1), .rare(.milligramsPerDecilitre, 2.2990)]
        case .calcium, .correctedCalcium:
            [
                .of(.millimolesPerLitre, 1), .of(.milligramsPerDecilitre, 4.0078), .of(.milligramsPerLitre, 40.078),
                .of(.milliequivalentsPerLitre, 2),
            ]
        case .ionisedCalcium:
            [
                .of(.millimolesPerLitre, 1), .of(.milligramsPerDecilitre, 4), .rare(.milligramsPerLitre, 40),
                .of(.milliequivalentsPerLitre, 2),
            ]
        case .magnesium:
            [
                .of(.millimolesPerLitre, 1), .of(.milligramsPerDecilitre, 2.4305), .rare(.milligramsPerLitre, 24.305),
                .of(.milliequivalentsPerLitre, 2),
            ]
        case .albumin:
            [
                .of(.gramsPerLitre, 1), .of(.gramsPerDecilitre, 0.1), .of(.milligramsPerDecilitre, 100),
                .rare(.micromolesPerLitre, 1_000 / 66.438),
            ]
        case .glucose, .fastingGlucose, .nonFastingGlucose:
            [.of(.millimolesPerLitre, 1), .of(.milligramsPerDecilitre, 18.0156), .of(.gramsPerLitre, 0.180156)]
        default: unitsOfFurtherSubstances
        }
    }

    private var unitsOfFurtherSubstances: [UnitScale] {
        switch self {
        case .cholesterol, .highDensityLipoprotein, .lowDensityLipoprotein:
            [.of(.millimolesPerLitre, 1), .of(.milligramsPerDecilitre, 38.665), .of(.gramsPerLitre, 0.38665)]
        case .triglycerides:
            [.of(.millimolesPerLitre, 1), .of(.milligramsPerDecilitre, 88.54), .of(.gramsPerLitre, 0.8854)]
        case .phosphate:
            [.of(.millimolesPerLitre, 1), .of(.milligramsPerDecilitre, 3.0974), .rare(.milligramsPerLitre, 30.974)]
        case .urate:
            [
                .of(.micromolesPerLitre, 1), .of(.millimolesPerLitre, 0.001), .of(.milligramsPerDecilitre, 0.016811),
                .rare(.milligramsPerLitre, 0.16811),
            ]
        case .fibrinogen:
            [
                .of(.gramsPerLitre, 1), .of(.milligramsPerDecilitre, 100), .rare(.gramsPerDecilitre, 0.1),
                .rare(.milligramsPerLitre, 1_000), .rare(.micromolesPerLitre, 1 / 0.34),
            ]
        case .haptoglobin:
            [.of(.gramsPerLitre, 1), .of(.milligramsPerDecilitre, 100), .of(.milligramsPerLitre, 1_000)]
        case .thyrotropin: [.of(.milliunitsPerLitre, 1)]
        case .troponinI, .troponinT: [.of(.nanogramsPerLitre, 1), .of(.microgramsPerLitre, 0.001)]
        case .vitaminD: [.of(.nanomolesPerLitre, 1), .of(.microgramsPerLitre, 0.40064)]
        case .urineProteinDipstick: [.of(.plusSigns, 1)]
        case .urineProteinExcretion: [.of(.gramsPerDay, 1), .of(.milligramsPerDay, 1_000)]
        case .urineProteinCreatinineRatio:
            [
                .of(.gramsPerGram, 1), .of(.milligramsPerGram, 1_000), .of(.milligramsPerMillimole, 113.12),
                .rare(.gramsPerMillimole, 0.11312),
            ]
        default: unitsOfFunctions
        }
    }

    private var unitsOfFunctions: [UnitScale] {
        switch self {
        case .activatedPartialThromboplastinTime: [.of(.seconds, 1)]
        // The criteria print mL/min for the one and mL/min/1.73m2 for the other; laboratories leave the surface out.
        case .creatinineClearance:
            [
                .of(.millilitresPerMinute, 1), .of(.millilitresPerSecond, 1.0 / 60),
                .of(.millilitresPerMinutePerSurface, 1),
            ]
        case .estimatedGlomerularFiltrationRate:
            [
                .of(.millilitresPerMinutePerSurface, 1), .of(.millilitresPerMinute, 1),
                .rare(.millilitresPerSecondPerSurface, 1.0 / 60), .rare(.millilitresPerSecond, 1.0 / 60),
            ]
        case .methaemoglobin, .oxygenSaturation: [.of(.percent, 1), .of(.ratio, 0.01)]
        case .oxygenPressure, .systolicPressure, .diastolicPressure:
            [.of(.millimetresOfMercury, 1), .of(.kilopascals, 1 / 7.50062)]
        case .correctedQTInterval: [.of(.milliseconds, 1), .of(.seconds, 0.001)]
        case .bodyTemperature: [.of(.celsius, 1), .of(.fahrenheit, 1.8, offset: 32)]
        case .bodyWeight: [.of(.kilograms, 1), .of(.grams, 1_000), .of(.pounds, 1 / 0.45359237)]
        default: [.of(.ratio, 1)]
        }
    }
}

// SPDX-License-Identifier: Apache-2.0

import CTCAE
import Testing

/// What a value looks like when it stands in the wrong unit.
@Suite struct PlausibilityTests {
    @Test(arguments: [
        (Analyte.haemoglobin, 13.5, LabUnit.gramsPerLitre), (.haemoglobin, 135, .gramsPerDecilitre),
        (.haemoglobin, 135, .millimolesPerLitre), (.haemoglobin, 8.5, .gramsPerLitre),
        (.whiteBloodCells, 5_200, .gigaPerLitre), (.whiteBloodCells, 5.2, .perMicrolitre),
        (.neutrophils, 2_500, .gigaPerLitre), (.neutrophils, 400, .gigaPerLitre), (.neutrophils, 3.1, .perMicrolitre),
        (.lymphocytes, 1_800, .gigaPerLitre), (.lymphocytes, 1.8, .perMicrolitre),
        (.cd4Lymphocytes, 350, .gigaPerLitre), (.cd4Lymphocytes, 50, .gigaPerLitre),
        (.cd4Lymphocytes, 0.35, .perMicrolitre), (.eosinophils, 200, .gigaPerLitre),
        (.eosinophils, 0.2, .perMicrolitre), (.platelets, 30_000, .gigaPerLitre), (.platelets, 5_000, .gigaPerLitre),
        (.platelets, 250, .perMicrolitre), (.alanineAminotransferase, 0.5, .unitsPerLitre),
        (.lactateDehydrogenase, 3.5, .unitsPerLitre), (.alkalinePhosphatase, 1.4, .unitsPerLitre),
        (.bilirubin, 0.8, .micromolesPerLitre), (.creatinine, 1.0, .micromolesPerLitre),
        (.creatinine, 45, .milligramsPerDecilitre), (.creatinine, 88, .milligramsPerDecilitre),
        (.creatinine, 80, .millimolesPerLitre), (.creatinine, 0.08, .micromolesPerLitre),
        (.potassium, 42, .millimolesPerLitre), (.potassium, 16, .millimolesPerLitre),
        (.sodium, 322, .millimolesPerLitre), (.sodium, 140, .milligramsPerDecilitre),
        (.sodium, 14, .millimolesPerLitre),
        (.calcium, 9.5, .millimolesPerLitre), (.calcium, 2.4, .milligramsPerDecilitre),
        (.calcium, 95, .milligramsPerDecilitre), (.ionisedCalcium, 4.8, .millimolesPerLitre),
        (.ionisedCalcium, 3.2, .millimolesPerLitre), (.ionisedCalcium, 1.2, .milligramsPerDecilitre),
        (.albumin, 4.1, .gramsPerLitre), (.albumin, 41, .gramsPerDecilitre), (.albumin, 41, .micromolesPerLitre),
        (.albumin, 41, .milligramsPerDecilitre), (.glucose, 5.5, .milligramsPerDecilitre),
        (.glucose, 180, .millimolesPerLitre), (.glucose, 95, .gramsPerLitre),
        (.cholesterol, 200, .millimolesPerLitre), (.cholesterol, 5.2, .milligramsPerDecilitre),
        (.highDensityLipoprotein, 45, .millimolesPerLitre), (.highDensityLipoprotein, 1.2, .milligramsPerDecilitre),
        (.lowDensityLipoprotein, 100, .millimolesPerLitre), (.lowDensityLipoprotein, 2.6, .milligramsPerDecilitre),
        (.triglycerides, 1.5, .milligramsPerDecilitre), (.triglycerides, 250, .millimolesPerLitre),
        (.fibrinogen, 300, .gramsPerLitre), (.fibrinogen, 3, .milligramsPerDecilitre),
        (.fibrinogen, 3, .gramsPerDecilitre), (.fibrinogen, 300, .micromolesPerLitre),
        (.haptoglobin, 100, .gramsPerLitre), (.haptoglobin, 1.2, .milligramsPerDecilitre),
        (.urate, 5.5, .millimolesPerLitre), (.urate, 350, .milligramsPerDecilitre), (.urate, 0.35, .micromolesPerLitre),
        (.bicarbonate, 240, .millimolesPerLitre), (.oxygenPressure, 12.5, .millimetresOfMercury),
        (.oxygenPressure, 95, .kilopascals), (.oxygenSaturation, 0.97, .percent), (.oxygenSaturation, 97, .ratio),
        (.systolicPressure, 16, .millimetresOfMercury), (.systolicPressure, 120, .kilopascals),
        (.diastolicPressure, 13.3, .millimetresOfMercury), (.diastolicPressure, 80, .kilopascals),
        (.correctedQTInterval, 0.44, .milliseconds), (.correctedQTInterval, 440, .seconds),
        (.bodyTemperature, 98.6, .celsius), (.bodyTemperature, 37, .fahrenheit), (.bodyTemperature, 40.5, .fahrenheit),
        (.bodyWeight, 70_000, .kilograms), (.bodyWeight, 70, .grams), (.urineProteinExcretion, 150, .gramsPerDay),
        (.urineProteinExcretion, 3.5, .milligramsPerDay), (.urineProteinCreatinineRatio, 150, .gramsPerGram),
        (.urineProteinCreatinineRatio, 3.5, .milligramsPerGram), (.internationalNormalisedRatio, 95, .ratio),
        (.bloodPH, 40, .ratio), (.vitaminD, 2_000, .nanomolesPerLitre),
        (.creatinineClearance, 90, .millilitresPerSecond),
        (.activatedPartialThromboplastinTime, 1.1, .seconds),
    ])
    func `a usual value in the wrong unit is implausible`(analyte: Analyte, value: Double, unit: LabUnit) {
        #expect(!analyte.isPlausible(value, in: unit))
    }

    /// Units too near each other, or analytes that vary too much.
    ///
    /// A mix-up of these is a grade, not a flag; whoever reads it sees the value beside its unit and normal range.
    @Test(arguments: [
        (Analyte.haemoglobin, 8.5, LabUnit.gramsPerDecilitre, LabUnit.millimolesPerLitre),
        (.bilirubin, 12, .micromolesPerLitre, .milligramsPerDecilitre),
        (.bilirubin, 3, .milligramsPerDecilitre, .micromolesPerLitre),
        (.creatinine, 1.0, .milligramsPerDecilitre, .millimolesPerLitre),
        (.creatinine, 12, .milligramsPerLitre, .milligramsPerDecilitre),
        (.potassium, 4.2, .millimolesPerLitre, .milligramsPerDecilitre),
        (.calcium, 2.4, .millimolesPerLitre, .milliequivalentsPerLitre),
        (.calcium, 5, .milliequivalentsPerLitre, .millimolesPerLitre),
        (.glucose, 90, .milligramsPerDecilitre, .millimolesPerLitre),
        (.glucose, 5.5, .millimolesPerLitre, .gramsPerLitre),
        (.magnesium, 2, .milligramsPerDecilitre, .millimolesPerLitre),
        (.magnesium, 0.85, .millimolesPerLitre, .milligramsPerDecilitre),
        (.phosphate, 3.5, .milligramsPerDecilitre, .millimolesPerLitre),
        (.triglycerides, 150, .milligramsPerDecilitre, .millimolesPerLitre),
        (.urate, 6, .milligramsPerDecilitre, .micromolesPerLitre),
        (.fibrinogen, 3, .gramsPerLitre, .micromolesPerLitre),
        (.vitaminD, 30, .microgramsPerLitre, .nanomolesPerLitre),
        (.troponinT, 0.04, .microgramsPerLitre, .nanogramsPerLitre),
        (.urineProteinCreatinineRatio, 20, .milligramsPerMillimole, .milligramsPerGram),
        (.platelets, 15, .tensOfThousandsPerMicrolitre, .gigaPerLitre),
        (.whiteBloodCells, 12, .gigaPerLitre, .perMicrolitre),
        (.bodyWeight, 154, .pounds, .kilograms),
        (.oxygenPressure, 55, .millimetresOfMercury, .kilopascals),
    ])
    func `mix-ups that no range can see are known`(
        analyte: Analyte, value: Double, meant: LabUnit, written: LabUnit
    ) {
        #expect(analyte.isPlausible(value, in: meant))
        #expect(analyte.isPlausible(value, in: written))
    }

    @Test(arguments: [
        (Analyte.haemoglobin, 2.3, LabUnit.gramsPerDecilitre), (.platelets, 1, .gigaPerLitre),
        (.platelets, 3_000, .gigaPerLitre), (.neutrophils, 0.02, .gigaPerLitre), (.whiteBloodCells, 800, .gigaPerLitre),
        (.potassium, 1.2, .millimolesPerLitre), (.potassium, 10, .milliequivalentsPerLitre),
        (.sodium, 99, .millimolesPerLitre), (.sodium, 255, .millimolesPerLitre), (.calcium, 6, .millimolesPerLitre),
        (.creatinine, 35, .milligramsPerDecilitre), (.glucose, 100, .millimolesPerLitre),
        (.glucose, 10, .milligramsPerDecilitre), (.alanineAminotransferase, 20_000, .unitsPerLitre),
        (.creatineKinase, 500_000, .unitsPerLitre), (.bilirubin, 60, .milligramsPerDecilitre),
        (.triglycerides, 150, .millimolesPerLitre), (.bloodPH, 6.5, .ratio), (.bloodPH, 7.8, .ratio),
        (.bodyTemperature, 46.5, .celsius), (.oxygenPressure, 19, .millimetresOfMercury),
        (.albumin, 0.8, .gramsPerDecilitre), (.magnesium, 0.2, .millimolesPerLitre),
        (.urineProteinExcretion, 30, .gramsPerDay), (.internationalNormalisedRatio, 20, .ratio),
    ])
    func `what patients have survived is plausible`(analyte: Analyte, value: Double, unit: LabUnit) {
        #expect(analyte.isPlausible(value, in: unit))
    }

    @Test func `zero is a reading where a count or a quantity can be too small to measure`() {
        let canBeZero: Set<Analyte> = [
            .whiteBloodCells, .neutrophils, .lymphocytes, .platelets, .cd4Lymphocytes, .eosinophils,
            .alanineAminotransferase, .aspartateAminotransferase, .alkalinePhosphatase, .creatineKinase,
            .gammaGlutamylTransferase, .lipase, .amylase, .bilirubin, .highDensityLipoprotein, .lowDensityLipoprotein,
            .fibrinogen, .haptoglobin, .urate, .thyrotropin, .troponinI, .troponinT, .vitaminD, .methaemoglobin,
            .creatinineClearance, .estimatedGlomerularFiltrationRate, .urineProteinDipstick, .urineProteinExcretion,
            .urineProteinCreatinineRatio, .diastolicPressure,
        ]
        for analyte in Analyte.allCases {
            #expect(analyte.isPlausible(0, in: analyte.canonicalUnit) == canBeZero.contains(analyte), "\(analyte)")
            #expect(!analyte.isPlausible(-1, in: analyte.canonicalUnit))
        }
    }

    @Test func `a range is the same in every unit of the analyte`() throws {
        for analyte in Analyte.allCases {
            for unit in LabUnit.allCases {
                for value in [0.01, 0.3, 2, 7, 35, 140, 900, 20_000, 1e7] {
                    guard let read = analyte.convert(value, from: analyte.canonicalUnit, to: unit) else { continue }
                    #expect(
                        analyte.isPlausible(read, in: unit) == analyte.isPlausible(value, in: analyte.canonicalUnit),
                        "\(analyte) \(value) \(unit)")
                }
            }
        }
    }
}

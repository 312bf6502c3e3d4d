// SPDX-License-Identifier: Apache-2.0

import CTCAE
import Testing
import Trial

@Suite struct UnitTests {
    @Test(arguments: [
        (Analyte.platelets, 30.0, LabUnit.gigaPerLitre, LabUnit.perMicrolitre, 30_000.0),
        (.platelets, 15, .tensOfThousandsPerMicrolitre, .gigaPerLitre, 150),
        (.whiteBloodCells, 45, .hundredsPerMicrolitre, .gigaPerLitre, 4.5),
        (.neutrophils, 300, .perMicrolitre, .gigaPerLitre, 0.3),
        (.creatinine, 1.6, .milligramsPerDecilitre, .micromolesPerLitre, 141.44),
        (.creatinine, 1, .milligramsPerDecilitre, .micromolesPerLitre, 88.4),
        (.haemoglobin, 8.5, .gramsPerDecilitre, .gramsPerLitre, 85),
        (.albumin, 35, .gramsPerLitre, .gramsPerDecilitre, 3.5),
        (.potassium, 4.1, .milliequivalentsPerLitre, .millimolesPerLitre, 4.1),
        (.calcium, 2.5, .millimolesPerLitre, .milliequivalentsPerLitre, 5),
        (.ionisedCalcium, 1, .millimolesPerLitre, .milligramsPerDecilitre, 4),
        (.alanineAminotransferase, 60, .unitsPerLitre, .microkatalsPerLitre, 1),
        (.creatinineClearance, 90, .millilitresPerMinute, .millilitresPerSecond, 1.5),
        (.troponinI, 0.04, .microgramsPerLitre, .nanogramsPerLitre, 40),
        (.urineProteinExcretion, 3_500, .milligramsPerDay, .gramsPerDay, 3.5),
        (.bodyTemperature, 100.4, .fahrenheit, .celsius, 38),
        (.bodyTemperature, 40, .celsius, .fahrenheit, 104),
        (.correctedQTInterval, 0.48, .seconds, .milliseconds, 480),
        (.fibrinogen, 150, .milligramsPerDecilitre, .gramsPerLitre, 1.5),
    ])
    func `values convert to what the other unit says`(
        analyte: Analyte, value: Double, from: LabUnit, to: LabUnit, expected: Double
    ) {
        #expect(analyte.convert(value, from: from, to: to) == expected)
    }

    /// The factors that textbooks and journals print (AMA Manual of Style, SI conversion), to as many digits.
    @Test(arguments: [
        (Analyte.haemoglobin, LabUnit.gramsPerDecilitre, LabUnit.millimolesPerLitre, 0.6206, 4),
        (.bilirubin, .milligramsPerDecilitre, .micromolesPerLitre, 17.10, 4),
        (.glucose, .milligramsPerDecilitre, .millimolesPerLitre, 0.0555, 3),
        (.calcium, .milligramsPerDecilitre, .millimolesPerLitre, 0.2495, 4),
        (.magnesium, .milligramsPerDecilitre, .millimolesPerLitre, 0.4114, 4),
        (.phosphate, .milligramsPerDecilitre, .millimolesPerLitre, 0.3229, 4),
        (.urate, .milligramsPerDecilitre, .micromolesPerLitre, 59.48, 4),
        (.cholesterol, .milligramsPerDecilitre, .millimolesPerLitre, 0.02586, 4),
        (.triglycerides, .milligramsPerDecilitre, .millimolesPerLitre, 0.01129, 4),
        (.potassium, .milligramsPerDecilitre, .millimolesPerLitre, 0.2558, 4),
        (.sodium, .milligramsPerDecilitre, .millimolesPerLitre, 0.435, 3),
        (.vitaminD, .microgramsPerLitre, .nanomolesPerLitre, 2.496, 4),
        (.fibrinogen, .milligramsPerDecilitre, .micromolesPerLitre, 0.0294, 3),
        (.albumin, .gramsPerDecilitre, .micromolesPerLitre, 150.5, 4),
        (.urineProteinCreatinineRatio, .milligramsPerGram, .milligramsPerMillimole, 0.1131, 4),
        (.creatinineClearance, .millilitresPerMinute, .millilitresPerSecond, 0.01667, 4),
        (.oxygenPressure, .millimetresOfMercury, .kilopascals, 0.1333, 4),
        (.bodyWeight, .pounds, .kilograms, 0.4536, 4),
        (.lactateDehydrogenase, .unitsPerLitre, .microkatalsPerLitre, 0.01667, 4),
    ])
    func `factors agree with the printed tables`(
        analyte: Analyte, from: LabUnit, to: LabUnit, printed: Double, digits: Int
    ) throws {
        let factor = try #require(analyte.convert(1, from: from, to: to))
        let tolerance = (0..<digits).reduce(6.0) { tolerance, _ in tolerance / 10 }
        #expect(abs(factor / printed - 1) < tolerance, "\(factor)")
    }

    @Test func `every pair of units converts there and back`() throws {
        for analyte in Analyte.allCases {
            let units = LabUnit.allCases.filter { analyte.convert(1, from: analyte.canonicalUnit, to: $0) != nil }
            for (from, to) in units.flatMap({ from in units.map { (from, $0) } }) {
                for value in [0.3, 1, 7.4, 98.6, 141.44, 12_345] {
                    let there = try #require(analyte.convert(value, from: from, to: to))
                    let back = try #require(analyte.convert(there, from: to, to: from))
                    #expect(abs(back - value) <= 1e-13 * max(value, 32), "\(analyte) \(from) \(to) \(value) \(back)")
                }
            }
        }
    }

    @Test func `powers of ten convert exactly`() {
        let pairs: [(Analyte, LabUnit, LabUnit, Double)] = [
            (.neutrophils, .gigaPerLitre, .perMicrolitre, 1_000),
            (.haemoglobin, .gramsPerDecilitre, .gramsPerLitre, 10),
            (.platelets, .tensOfThousandsPerMicrolitre, .gigaPerLitre, 10),
            (.creatinine, .millimolesPerLitre, .micromolesPerLitre, 1_000),
            (.fibrinogen, .gramsPerLitre, .milligramsPerDecilitre, 100),
            (.troponinT, .microgramsPerLitre, .nanogramsPerLitre, 1_000),
            (.oxygenSaturation, .ratio, .percent, 100), (.bodyWeight, .kilograms, .grams, 1_000),
        ]
        for (analyte, coarse, fine, factor) in pairs {
            for number in 1...3_000 {
                let large = Double(number) * factor / 100
                #expect(analyte.convert(Double(number) / 100, from: coarse, to: fine) == large)
                #expect(analyte.convert(large, from: fine, to: coarse) == Double(number) / 100)
            }
        }
    }

    @Test func `a protocol's cut is brought to the unit reported`() {
        let cut = { Analyte.platelets.threshold(30, in: .gigaPerLitre, toUnitSpelled: $0) }
        #expect(cut("K/uL") == 30)
        #expect(cut("/mm3") == 30_000)
        #expect(cut("万/μL") == 3)
        #expect(cut("mmol/L") == nil)
    }

    @Test func `a value without a unit shows what it may mean, rare units apart`() {
        #expect(Analyte.platelets.plausibleReadings(of: 30) == [30])
        #expect(Analyte.platelets.plausibleReadings(of: 30_000) == [30])
        #expect(Analyte.haemoglobin.plausibleReadings(of: 7).map { $0.rounded() } == [70, 113])
        #expect(Analyte.potassium.plausibleReadings(of: 4) == [4, 4])
        #expect(Analyte.urate.plausibleReadings(of: 50).map { $0.rounded() } == [50, 2_974])
    }

    @Test func `a prothrombin time filed as INR is not graded in any version`() {
        for version in CTCAEVersion.allCases {
            let seconds = result("INR", .number(13), "sec", lower: 9, upper: 12)
            #expect(outcome(.inrIncreased, seconds, version: version) == .ungradable(.unitUnknown))
            let ratio = result("INR", .number(1.3), "U/L", lower: 0.9, upper: 1.2)
            #expect(outcome(.inrIncreased, ratio, version: version)?.isGraded == true)
        }
    }
}

extension LabGrade.Outcome {
    fileprivate var isGraded: Bool {
        switch self {
        case .graded: true
        case .ungradable: false
        }
    }
}

@Suite struct LabComparisonTests {
    @Test(arguments: [
        (LabResult.Value.number(29.9), "10^9/L", LabComparison.holds), (.number(30), "10^9/L", .fails),
        (.number(29_999), "cells/uL", .holds), (.number(30_000), "cells/uL", .fails),
        (.below(30), "10^9/L", .holds), (.below(31), "10^9/L", .undecided(.valueCensored)),
        (.above(30), "10^9/L", .fails), (.above(29), "10^9/L", .undecided(.valueCensored)),
        (.number(30_000), "10^9/L", .undecided(.valueImplausible)), (.number(20), "", .undecided(.unitUnknown)),
        (.missing, "10^9/L", .undecided(.valueMissing)),
    ])
    func `platelets under 30 x10^9 per litre are found in any unit`(
        value: LabResult.Value, unit: String, expected: LabComparison
    ) {
        #expect(Analyte.platelets.compare(result("PLAT", value, unit), .below, 30, in: .gigaPerLitre) == expected)
    }

    @Test(arguments: [
        (Relation.atMost, 30.0, LabComparison.holds), (.atMost, 30.1, .fails), (.above, 30, .fails),
        (.above, 30.1, .holds), (.atLeast, 30, .holds), (.atLeast, 29.9, .fails),
    ])
    func `each relation includes its cut or not as it says`(
        relation: Relation, value: Double, expected: LabComparison
    ) {
        #expect(
            Analyte.platelets.compare(result("PLAT", .number(value), "G/L"), relation, 30, in: .gigaPerLitre)
                == expected)
    }

    @Test func `a result of another test is not compared`() {
        #expect(
            Analyte.platelets.compare(result("WBC", .number(3), "G/L"), .below, 30, in: .gigaPerLitre)
                == .undecided(.testUnknown))
    }
}

// SPDX-License-Identifier: Apache-2.0

import CTCAE
import Testing
import Trial

@Suite struct DerivedCalciumTests {
    @Test(arguments: [
        // theguidewire.net, "How can the affect of albumin levels be accounted for": 1.83 and 26 give 2.11 mmol/L.
        (1.83, "mmol/L", 26.0, "g/L", 2.11),
        // droracle.ai by K/DOQI: 6.5 and 3.5 give 6.9 mg/dL.
        (6.5, "mg/dL", 3.5, "g/dL", 6.9),
        // Each unit may meet the other's.
        (6.5, "mg/dL", 35, "g/L", 6.9), (1.83, "mmol/L", 2.6, "g/dL", 2.11), (3.66, "mEq/L", 26, "g/L", 4.22),
        (65, "mg/L", 35, "g/L", 69),
        // At an albumin of 40 g/L there is nothing to correct; above it calcium falls.
        (2.4, "mmol/L", 40, "g/L", 2.4), (2.4, "mmol/L", 50, "g/L", 2.2),
    ])
    func `published examples are met in every unit`(
        calcium: Double, unit: String, albumin: Double, albuminUnit: String, corrected: Double
    ) throws {
        let rows = [
            drawn("CA", .number(calcium), unit, lower: 2.1, upper: 2.6), drawn("ALB", .number(albumin), albuminUnit),
        ]
        let result = try #require(derived(.correctedCalcium, from: rows))
        #expect(result.rounded == corrected)
        #expect(result.value?.unit == Analyte.calcium.unit(spelled: unit))
        #expect([result.lowerLimit, result.upperLimit] == [2.1, 2.6])
        #expect(result.rows == rows.map(\.key).sorted())
    }

    @Test func `corrected calcium reported with the draw is never derived`() {
        let rows = [drawn("CA", .number(2), "mmol/L"), drawn("ALB", .number(30), "g/L")]
        #expect(derived(.correctedCalcium, from: rows + [drawn("CACR", .number(2.2), "mmol/L")]) == nil)
        let other = drawn("CACR", .number(2.2), "mmol/L", at: "2024-01-09T08:00")
        #expect(derived(.correctedCalcium, from: rows + [other]) != nil)
    }

    @Test func `calcium without albumin of its draw is left as it is`() {
        #expect(derived(.correctedCalcium, from: [drawn("CA", .number(2), "mmol/L")]) == nil)
        let later = drawn("ALB", .number(30), "g/L", at: "2024-01-08T12:00")
        #expect(derived(.correctedCalcium, from: [drawn("CA", .number(2), "mmol/L"), later]) == nil)
    }

    @Test(arguments: [
        (LabResult.Value.number(2), "?", LabResult.Value.number(30), "g/L", UngradableReason.unitUnknown),
        (.number(2), "mmol/L", .number(30), "?", .unitUnknown), (.missing, "mmol/L", .number(30), "g/L", .valueMissing),
        (.number(2), "mmol/L", .text("low"), "g/L", .valueNotNumeric),
        (.number(2), "mmol/L", .number(3), "g/L", .valueImplausible),
        // Each is plausible, and what follows from them, 7.6 mmol/L, is not.
        (.number(6.9), "mmol/L", .number(5), "g/L", .valueImplausible),
    ])
    func `a piece that cannot be read gives its reason`(
        calcium: LabResult.Value, unit: String, albumin: LabResult.Value, albuminUnit: String, reason: UngradableReason
    ) {
        let rows = [drawn("CA", calcium, unit), drawn("ALB", albumin, albuminUnit)]
        #expect(derived(.correctedCalcium, from: rows)?.refusal == reason)
    }

    @Test(arguments: [
        // Both cuts of hypocalcemia in v5.0 round the corrected value: 1.75 is grade 2, below it 3.
        (1.55, 30.0, 2), (1.54, 30, 3), (1.8, 40, 2), (1.6, 20, 1),
    ])
    func `the corrected value is graded by calcium's own limits`(calcium: Double, albumin: Double, grade: Int) throws {
        let rows = [
            drawn("CA", .number(calcium), "mmol/L", lower: 2.1, upper: 2.6), drawn("ALB", .number(albumin), "g/L"),
        ]
        let result = try #require(derived(.correctedCalcium, from: rows))
        let grades = LabGrader.shared(.v5_0).grades(of: result, baseline: nil, atBaseline: .range)
        #expect(grades.low?.grade == grade)
        #expect(grades.low?.notes.contains(.uncorrected) == false)
        #expect(grades.high?.grade == 0)
    }

    @Test(arguments: [
        // Albumin below 20 leaves 2.4 to 2.7 mmol/L: hypocalcemia is refuted, hypercalcemia is not.
        (LabResult.Value.below(20), 0, UngradableReason?.some(.valueCensored)),
        // Albumin below 6 leaves 2.68 to 2.7; below 3, which no patient has, 2.74 to 2.8.
        (.below(6), 0, nil), (.below(3), 0, nil),
    ])
    func `a bound gives no grade where only one end has one`(
        albumin: LabResult.Value, low: Int, refusal: UngradableReason?
    ) throws {
        let rows = [drawn("CA", .number(2), "mmol/L", lower: 2.1, upper: 2.6), drawn("ALB", albumin, "g/L")]
        let result = try #require(derived(.correctedCalcium, from: rows))
        let grades = LabGrader.shared(.v5_0).grades(of: result, baseline: nil, atBaseline: .range)
        #expect(result.value == nil)
        #expect(grades.low?.grade == low)
        #expect((grades.high?.grade == nil) == (refusal != nil))
        if let refusal { #expect(grades.high?.outcome == .ungradable(refusal)) }
    }

    @Test func `albumin below 40 only raises calcium, and the less albumin the more`() throws {
        let corrected = try stride(from: 40.0, through: 10, by: -2.5).map { albumin in
            try #require(
                derived(
                    .correctedCalcium,
                    from: [drawn("CA", .number(2.2), "mmol/L"), drawn("ALB", .number(albumin), "g/L")])?.value?.number)
        }
        #expect(corrected.first == 2.2)
        #expect(zip(corrected, corrected.dropFirst()).allSatisfy { $0 < $1 })
    }
}

// SPDX-License-Identifier: Apache-2.0

import CTCAE
import Testing
import Trial

/// A place where this project grades otherwise than the R package admiral 1.5.0, and the words of the standard.
private struct Departure: Sendable, CustomTestStringConvertible {
    var criterion: String
    var version: CTCAEVersion
    var term: LabTerm
    var result: LabResult
    var baseline: Baseline?
    /// What the words say.
    var outcome: LabGrade.Outcome
    /// What admiral's criteria give.
    var admiral: Int

    var testDescription: String { criterion }

    static let all: [Departure] = [
        Departure(
            criterion: "v5.0 GGT increased, grade 1: 2.0 - 2.5 x baseline if baseline was abnormal", version: .v5_0,
            term: .ggtIncreased, result: CTCAETests.result("GGT", .number(120), "U/L", upper: 40),
            baseline: Baseline(value: 60, unit: "U/L", range: .high), outcome: .plain(1), admiral: 0),
        Departure(
            criterion: "Hypertriglyceridemia, grade 1: 150 mg/dL - 300 mg/dL", version: .v6_0,
            term: .hypertriglyceridemia, result: CTCAETests.result("TRIG", .number(150), "mg/dL"),
            outcome: .plain(1), admiral: 0),
        Departure(
            criterion: "Hypertriglyceridemia, grade 1: 1.71 mmol/L - 3.42 mmol/L", version: .v4_03,
            term: .hypertriglyceridemia, result: CTCAETests.result("TRIG", .number(1.71), "mmol/L"),
            outcome: .plain(1), admiral: 0),
        Departure(
            criterion:
                "v5.0 Hyponatremia, grade 2: 125-129 mmol/L and asymptomatic; grade 3: 125-129 mmol/L symptomatic",
            version: .v5_0, term: .hyponatremia,
            result: CTCAETests.result("SODIUM", .number(129.5), "mmol/L", lower: 135),
            outcome: .graded(grade: 2, worst: 3), admiral: 1),
        Departure(
            criterion: "v6.0 ALT increased, grade 3: >2.0 - 4.0 x baseline if baseline was >ULN up to 5 x ULN",
            version: .v6_0, term: .alanineAminotransferaseIncreased,
            result: CTCAETests.result("ALT", .number(720), "U/L", upper: 40),
            baseline: Baseline(value: 240, unit: "U/L", range: .high, upperLimit: 40),
            outcome: .graded(grade: 2, worst: 3), admiral: 3),
        Departure(
            criterion: "v6.0 AST increased, grade 3: >2.0 - 4.0 x baseline if baseline was >ULN up to 5 x ULN",
            version: .v6_0, term: .aspartateAminotransferaseIncreased,
            result: CTCAETests.result("AST", .number(201), "U/L", upper: 40),
            baseline: Baseline(value: 100, unit: "U/L", range: .high, upperLimit: 20),
            outcome: .plain(3), admiral: 3),
        Departure(
            criterion: "v6.0 Creatinine increased, grade 3: >3.0 x baseline if baseline is below LLN; >3.0 - 6.0 x ULN",
            version: .v6_0, term: .creatinineIncreased,
            result: CTCAETests.result("CREAT", .number(330), "umol/L", upper: 100),
            baseline: Baseline(value: nil, unit: "umol/L", range: .low), outcome: .plain(3), admiral: 1),
    ]
}

@Suite struct DepartureTests {
    @Test(arguments: Departure.all)
    private func `where the text and admiral differ the text decides`(departure: Departure) {
        let outcome = outcome(
            departure.term, departure.result, baseline: departure.baseline, atBaseline: .relative,
            version: departure.version)
        #expect(outcome == departure.outcome)
    }

    @Test func `a baseline that was high by its own limits is high under another hospital's`() {
        // 60 is normal under a limit of 80; the baseline's own limit was 40.
        let later = result("ALT", .number(95), "U/L", upper: 80)
        let high = Baseline(result("ALT", .number(60), "U/L", upper: 40, isBaseline: true))
        #expect(outcome(.alanineAminotransferaseIncreased, later, baseline: high) == .plain(1))
        let normal = Baseline(result("ALT", .number(60), "U/L", upper: 80, isBaseline: true))
        #expect(outcome(.alanineAminotransferaseIncreased, later, baseline: normal) == .plain(1))
        let belowHigh = result("ALT", .number(85), "U/L", upper: 80)
        #expect(outcome(.alanineAminotransferaseIncreased, belowHigh, baseline: high) == .plain(0))
        #expect(outcome(.alanineAminotransferaseIncreased, belowHigh, baseline: normal) == .plain(1))
    }
}

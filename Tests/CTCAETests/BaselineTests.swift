// SPDX-License-Identifier: Apache-2.0

import CTCAE
import Testing
import Trial

@Suite struct BaselineTests {
    @Test(arguments: [
        // 1.5 - 3.0 x baseline | >3.0 - 5.0 | >5.0 - 20.0 | >20.0 if baseline was abnormal
        (89.0, 0), (90, 1), (180, 1), (181, 2), (300, 2), (301, 3), (1_200, 3), (1_201, 4),
    ])
    func `ALT after a high baseline is graded by multiples of it`(value: Double, grade: Int) {
        let baseline = Baseline(value: 60, unit: "U/L", range: .high)
        #expect(
            outcome(
                .alanineAminotransferaseIncreased, result("ALT", .number(value), "U/L", upper: 40), baseline: baseline)
                == .plain(grade))
    }

    @Test(arguments: [(199.0, 0), (200, 1), (250, 1), (251, 2), (500, 2), (501, 3), (2_000, 3), (2_001, 4)])
    func `ALP after a high baseline begins at 2 x baseline`(value: Double, grade: Int) {
        let baseline = Baseline(value: 100, unit: "U/L", range: .high)
        #expect(
            outcome(.alkalinePhosphataseIncreased, result("ALP", .number(value), "U/L", upper: 90), baseline: baseline)
                == .plain(grade))
    }

    @Test(arguments: [(30.0, 0), (31, 1), (45, 1), (46, 2), (90, 2), (91, 3), (300, 3), (301, 4)])
    func `bilirubin after a high baseline begins above it`(value: Double, grade: Int) {
        let baseline = Baseline(value: 30, unit: "umol/L", range: .high)
        #expect(
            outcome(.bloodBilirubinIncreased, result("BILI", .number(value), "umol/L", upper: 20), baseline: baseline)
                == .plain(grade))
    }

    @Test(arguments: [Baseline.Range.low, .normal, .unknown])
    func `a baseline that was not high leaves the upper limit to decide`(range: Baseline.Range) {
        let baseline = Baseline(value: 20, unit: "U/L", range: range)
        #expect(
            outcome(
                .alanineAminotransferaseIncreased, result("ALT", .number(121), "U/L", upper: 40), baseline: baseline)
                == .plain(2))
    }

    @Test func `creatinine takes the worse of its multiples of baseline and of the upper limit`() {
        let baseline = Baseline(value: 50, unit: "umol/L", range: .normal)
        for (value, grade) in [(75.0, 0), (76, 2), (101, 2), (150, 2), (151, 3), (600, 3), (601, 4)] {
            #expect(
                outcome(
                    .creatinineIncreased, result("CREAT", .number(value), "umol/L", upper: 100), baseline: baseline)
                    == .plain(grade), "\(value)")
        }
        #expect(
            outcome(.creatinineIncreased, result("CREAT", .number(151), "umol/L"), baseline: baseline) == .plain(3))
        #expect(
            outcome(.creatinineIncreased, result("CREAT", .number(75), "umol/L"), baseline: baseline)
                == .ungradable(.upperLimitMissing))
    }

    @Test func `a baseline in another unit is brought to the result's`() {
        let baseline = Baseline(value: 1, unit: "mg/dL", range: .normal)
        for (value, grade) in [(132.6, 0), (132.7, 2), (265.2, 2), (265.3, 3)] {
            #expect(
                outcome(
                    .creatinineIncreased, result("CREAT", .number(value), "umol/L", upper: 300), baseline: baseline)
                    == .plain(grade), "\(value)")
        }
    }

    @Test func `a high baseline that cannot be multiplied leaves no grade`() {
        let later = result("ALT", .number(500), "U/L", upper: 40)
        #expect(
            outcome(
                .alanineAminotransferaseIncreased, later, baseline: Baseline(value: nil, unit: "U/L", range: .high))
                == .ungradable(.baselineMissing))
        #expect(
            outcome(
                .alanineAminotransferaseIncreased, later, baseline: Baseline(value: 60, unit: "bogus", range: .high))
                == .ungradable(.baselineUnitUnknown))
    }

    @Test func `without a baseline the normal range decides and the grade says so`() {
        let grades = grade(
            result("ALT", .number(121), "U/L", upper: 40), version: .v5_0, baseline: nil, atBaseline: .range)
        #expect(
            grades == [
                LabGrade(term: .alanineAminotransferaseIncreased, outcome: .plain(2), notes: .withoutBaseline)
            ])
    }

    @Test func `a row at or before baseline is graded by range alone unless asked otherwise`() {
        let rows = [
            result("ALT", .number(100), "U/L", upper: 40, collected: "2024-01-08", indicator: "HIGH", isBaseline: true),
            result("ALT", .number(100), "U/L", upper: 40, collected: "2024-01-02"),
            result("ALT", .number(100), "U/L", upper: 40, collected: "2024-01-09"),
        ]
        let baseline = Baseline(rows[0])
        #expect(
            baseline
                == Baseline(
                    value: 100, unit: "U/L", range: .high, upperLimit: 40, collected: ClinicalDate(sdtm: "2024-01-08")))
        let grades = { (atBaseline: AtBaseline) in
            rows.map {
                outcome(.alanineAminotransferaseIncreased, $0, baseline: baseline, atBaseline: atBaseline)
            }
        }
        #expect(grades(.range) == [.plain(1), .plain(1), .plain(0)])
        #expect(grades(.relative) == [.plain(0), .plain(0), .plain(0)])
    }

    @Test(arguments: [
        ("HIGH", nil, nil, Baseline.Range.high), ("L", nil, nil, .low), ("NORMAL", nil, nil, .normal),
        ("", 10.0, 40.0, .high), ("ABNORMAL", 10, 40, .high), ("", 60, 80, .low), ("", 10, 60, .normal),
        ("", nil, nil, .unknown), ("", 10, nil, .unknown),
    ])
    func `the baseline's own indicator comes before its limits`(
        indicator: String, lower: Double?, upper: Double?, expected: Baseline.Range
    ) {
        #expect(Baseline.Range(indicator: indicator, value: 50, lower: lower, upper: upper) == expected)
    }
}

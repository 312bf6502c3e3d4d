// SPDX-License-Identifier: Apache-2.0

import CTCAE
import Testing
import Trial

/// Grades of derived values that are a range.
@Suite struct DerivedGradeTests {
    @Test(
        arguments: [
            // 2.0 x10^9/L cells; v5.0: below the lower limit is grade 1, below 1.5 2, below 1.0 3, below 0.5 4.
            (20, 30, .graded(grade: 3, worst: 4)), (20, 24, .graded(grade: 4, worst: 4)),
            (20, 70, .graded(grade: 2, worst: 4)), (45, 70, .graded(grade: 2, worst: 3)),
            // Without the lower limit of normal 1.6 cannot be graded, and the range not either.
            (20, 80, .ungradable(.valueCensored)), (20, 100, .ungradable(.valueCensored)),
        ] as [(Double, Double, LabGrade.Outcome)])
    func `neutrophils of differentials that disagree have what both prove and the worst of either`(
        share: Double, other: Double, outcome: LabGrade.Outcome
    ) throws {
        let rows = [
            drawn("WBC", .number(2), "10^9/L"), drawn("NEUTLE", .number(share), "%"),
            drawn("NEUTLE", .number(other), "%"),
        ]
        let count = try #require(derived(.neutrophilsFromDifferential, from: rows))
        let grades = LabGrader.shared(.v5_0).grades(of: count, baseline: nil, atBaseline: .range)
        #expect(grades.low?.outcome == outcome)
        #expect(grades.high?.outcome == nil)
    }

    @Test(
        arguments: [
            // Calcium in mmol/L, albumin 30 and 40 g/L: 0.2 more, or nothing.
            (1.5, .plain(3), .plain(0)), (1.45, .graded(grade: 3, worst: 4), .plain(0)),
            (1.2, .plain(4), .plain(0)), (3.0, .plain(0), .graded(grade: 2, worst: 3)),
            (3.3, .plain(0), .graded(grade: 3, worst: 4)), (3.5, .plain(0), .plain(4)),
            (2.5, .plain(0), .ungradable(.valueCensored)), (2.0, .ungradable(.valueCensored), .plain(0)),
        ] as [(Double, LabGrade.Outcome, LabGrade.Outcome)])
    func `both directions of calcium are graded by both ends`(
        calcium: Double, low: LabGrade.Outcome, high: LabGrade.Outcome
    ) throws {
        let rows = [
            drawn("CA", .number(calcium), "mmol/L", lower: 2.1, upper: 2.6), drawn("ALB", .number(30), "g/L"),
            drawn("ALB", .number(40), "g/L"),
        ]
        let result = try #require(derived(.correctedCalcium, from: rows))
        #expect(result.remarks == .rowsDisagree)
        let grades = LabGrader.shared(.v5_0).grades(of: result, baseline: nil, atBaseline: .range)
        #expect(grades.low?.outcome == low)
        #expect(grades.high?.outcome == high)
    }

    @Test func `a range is never graded better than its graver end nor proven beyond its milder one`() throws {
        let grader = LabGrader.shared(.v6_0)
        let grade = { (shares: [Double]) throws -> LabGrade in
            let rows =
                [drawn("WBC", .number(2), "10^9/L")] + shares.map { drawn("NEUTLE", .number($0), "%") }
            let count = try #require(derived(.neutrophilsFromDifferential, from: rows))
            return try #require(grader.grades(of: count, baseline: nil, atBaseline: .range).low)
        }
        let shares = Array(stride(from: 3.0, through: 100, by: 6.5))
        for (position, lower) in shares.enumerated() {
            for upper in shares[(position + 1)...] {
                let (grave, mild, range) = (try grade([lower]), try grade([upper]), try grade([lower, upper]))
                let isOneNormal = (grave.grade == 0) != (mild.grade == 0)
                #expect(range.grade == (isOneNormal ? nil : mild.grade))
                #expect(range.worst == (isOneNormal ? nil : grave.worst))
            }
        }
    }

    @Test func `corrected calcium that no patient has leaves the total to be graded`() throws {
        let rows = [drawn("CA", .number(6.9), "mmol/L"), drawn("ALB", .number(5), "g/L")]
        let result = try #require(derived(.correctedCalcium, from: rows))
        #expect(result.value == nil)
        let grades = LabGrader.shared(.v5_0).grades(of: result, baseline: nil, atBaseline: .range)
        #expect(grades.high?.outcome == .ungradable(.valueImplausible))
        #expect(grades.low?.outcome == .ungradable(.valueImplausible))
    }
}

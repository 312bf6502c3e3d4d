// SPDX-License-Identifier: Apache-2.0

import CTCAE
import Testing
import Trial

@Suite struct UngradableTests {
    @Test func `a missing lower limit spoils only the step that needs it`() {
        #expect(outcome(.plateletCountDecreased, result("PLAT", .number(74), "G/L")) == .plain(2))
        #expect(outcome(.plateletCountDecreased, result("PLAT", .number(24), "G/L")) == .plain(4))
        #expect(
            outcome(.plateletCountDecreased, result("PLAT", .number(75), "G/L")) == .ungradable(.lowerLimitMissing))
    }

    @Test func `a missing upper limit spoils only the step that needs it`() {
        #expect(outcome(.hyperkalemia, result("K", .number(5.6), "mmol/L")) == .plain(2))
        #expect(outcome(.hyperkalemia, result("K", .number(5.5), "mmol/L")) == .ungradable(.upperLimitMissing))
        #expect(
            outcome(.alanineAminotransferaseIncreased, result("ALT", .number(900), "U/L"))
                == .ungradable(.upperLimitMissing))
    }

    @Test func `an upper limit of zero is a missing one`() {
        #expect(
            outcome(.alanineAminotransferaseIncreased, result("ALT", .number(30), "U/L", upper: 0))
                == .ungradable(.upperLimitMissing))
    }

    @Test(arguments: [
        (LabResult.Value.missing, UngradableReason.valueMissing), (.text("HAEMOLYSED"), .valueNotNumeric),
        (.number(.nan), .valueNotNumeric), (.number(-1), .valueImplausible), (.number(30_000), .valueImplausible),
        (.number(0.03), .valueImplausible), (.below(30_000), .valueImplausible),
    ])
    func `a result that is no believable number has a reason and no grade`(
        value: LabResult.Value, reason: UngradableReason
    ) {
        #expect(
            outcome(.plateletCountDecreased, result("PLAT", value, "10^9/L", lower: 150)) == .ungradable(reason))
    }

    @Test func `a count of zero is a true result`() {
        #expect(outcome(.neutrophilCountDecreased, result("NEUT", .number(0), "10^9/L")) == .plain(4))
    }

    @Test func `limits the wrong way round are not compared with`() {
        #expect(
            outcome(.plateletCountDecreased, result("PLAT", .number(200), "10^9/L", lower: 400, upper: 150))
                == .ungradable(.limitsContradictory))
    }

    @Test(arguments: ["", "bogus", "g/L", "%", "mmol/L"])
    func `a unit that no laboratory uses for platelets is never guessed`(unit: String) {
        let expected: LabGrade.Outcome = unit == "g/L" ? .plain(4) : .ungradable(.unitUnknown)
        // In capitals or not, G/L after a platelet count can only be 10^9/L.
        #expect(outcome(.plateletCountDecreased, result("PLAT", .number(20), unit, lower: 150)) == expected)
    }

    @Test func `a multiple of the result's own limit needs no known unit but is noted`() {
        let grades = grade(
            result("CREAT", .number(3.7), "bogus", upper: 1.2), version: .v5_0, baseline: nil, atBaseline: .relative)
        #expect(grades.map(\.outcome) == [.plain(3)])
        #expect(grades.map(\.notes) == [[.unitUnknown, .withoutBaseline]])
    }

    @Test(arguments: [
        ("URINE", "", false), ("", "URINALYSIS", false), ("CEREBROSPINAL FLUID", "CHEMISTRY", false),
        ("SERUM", "CHEMISTRY", true), ("", "CHEMISTRY", true), ("Whole blood", "", true), ("PLASMA", "", true),
    ])
    func `the specimen decides whether a code is gradable`(specimen: String, category: String, isGradable: Bool) {
        let creatinine = result(
            "CREAT", .number(900), "umol/L", upper: 100, specimen: specimen, category: category)
        #expect(
            outcome(.creatinineIncreased, creatinine) == (isGradable ? .plain(4) : .ungradable(.specimenNotGradable)))
        let measured = Analyte.measured(creatinine)
        #expect(measured == (isGradable ? .success(.creatinine) : .failure(.specimenNotGradable)))
    }

    @Test func `a test without a criterion has no grades and says why when asked`() {
        let volume = result("MCV", .number(90), "fL")
        #expect(grade(volume, version: .v5_0, baseline: nil, atBaseline: .range).isEmpty)
        #expect(Analyte.measured(volume) == .failure(.testUnknown))
    }
}

@Suite struct LabGradeDefectTests {
    @Test(arguments: [
        (result("PLAT", .number(20), "bogus"), "LBSTRESU", RowDefect.Reason.unknownUnit),
        (result("ALT", .number(20), "bogus", upper: 40), "LBSTRESU", .unknownUnit),
        (result("PLAT", .number(30_000), "10^9/L"), "LBSTRESN", .implausibleValue),
        (result("PLAT", .text("CLOTTED"), "10^9/L"), "LBSTRESN", .notANumber),
        (result("PLAT", .number(200), "10^9/L", lower: 400, upper: 150), "LBSTNRLO", .implausibleValue),
    ])
    func `a row that needs a query names the variable`(
        row: LabResult, variable: String, reason: RowDefect.Reason
    ) {
        let grades = grade(row, version: .v5_0, baseline: nil, atBaseline: .range)
        #expect(grades.map { $0.defect?.variable } == [variable])
        #expect(grades.map { $0.defect?.reason } == [reason])
    }

    @Test func `a sound row needs no query`() {
        let rows = [
            result("PLAT", .number(20), "10^9/L"), result("PLAT", .missing, "10^9/L"),
            result("GLUC", .below(100), "mg/dL", lower: 70),
        ]
        for row in rows {
            let grades = grade(row, version: .v5_0, baseline: nil, atBaseline: .range)
            #expect(grades.count == 1 && grades.allSatisfy { $0.defect == nil })
        }
    }
}

@Suite struct CensoredTests {
    @Test(arguments: [
        // Certainly grade 3, since every value under 40 mg/dL is; it may be worse.
        (LabResult.Value.below(40), LabGrade.Outcome.graded(grade: 3, worst: 4)),
        (.below(30), .plain(4)),
        (.below(41), .graded(grade: 2, worst: 4)),
        (.below(70), .graded(grade: 1, worst: 4)),
        (.below(71), .ungradable(.valueCensored)),
        (.above(70), .plain(0)),
        (.above(69), .ungradable(.valueCensored)),
        (.above(500), .plain(0)),
    ])
    func `a bound of glucose grades where it decides`(value: LabResult.Value, expected: LabGrade.Outcome) {
        #expect(outcome(.hypoglycemia, result("GLUC", value, "mg/dL", lower: 70)) == expected)
    }

    @Test(arguments: [
        (LabResult.Value.above(800), LabGrade.Outcome.plain(4)),
        (.above(799), .graded(grade: 3, worst: 4)),
        (.above(40), .graded(grade: 1, worst: 4)),
        (.above(39), .ungradable(.valueCensored)),
        (.below(5), .plain(0)),
        (.below(40), .plain(0)),
        (.below(41), .ungradable(.valueCensored)),
    ])
    func `a bound of ALT grades where it decides`(value: LabResult.Value, expected: LabGrade.Outcome) {
        #expect(outcome(.alanineAminotransferaseIncreased, result("ALT", value, "U/L", upper: 40)) == expected)
    }

    @Test func `a bound still needs the limit of the step it leaves`() {
        #expect(
            outcome(.hypoglycemia, result("GLUC", .below(60), "mg/dL")) == .ungradable(.lowerLimitMissing))
        #expect(outcome(.hypoglycemia, result("GLUC", .below(55), "mg/dL")) == .graded(grade: 2, worst: 4))
    }
}

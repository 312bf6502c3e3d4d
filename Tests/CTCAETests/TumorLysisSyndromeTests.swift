// SPDX-License-Identifier: Apache-2.0

import CTCAE
import Testing
import Trial

/// Tumour lysis syndrome of v6.0.
///
/// Laboratory lysis is two or more of urate >= 476 umol/L, potassium >= 6.0 mmol/L, phosphate >= 1.45
/// mmol/L (children 2.1), calcium <= 1.75 mmol/L, or a change of 25 % from baseline, from 3 days before to 7 days
/// after the start of therapy.
@Suite struct TumorLysisSyndromeTests {
    private static let start = "2024-01-10T10:00"
    private static let none = LabGrade.Outcome.graded(grade: 0, worst: 0)
    private static let lysis = LabGrade.Outcome.graded(grade: 0, worst: 4)

    /// A normal baseline of all four, and creatinine of 1.0 x ULN in the window.
    private static let usual = [
        drawn("URATE", .number(400), "umol/L", at: "2024-01-10T08:00"),
        drawn("K", .number(4.9), "mmol/L", at: "2024-01-10T08:00"),
        drawn("PHOS", .number(1.2), "mmol/L", at: "2024-01-10T08:00"),
        drawn("CACR", .number(2.3), "mmol/L", at: "2024-01-10T08:00"),
        drawn("CREAT", .number(100), "umol/L", at: "2024-01-12T08:00", upper: 100),
    ]

    private func joined(
        _ results: [LabResult], age: Double? = 60, version: CTCAEVersion = .v6_0, start: String? = start
    ) -> JoinedGrade? {
        let subject = person(age: age)
        let grades = joinedGrades(
            from: results, vitalSigns: [], derived: derive(from: results, vitalSigns: [], of: subject), of: subject,
            version: version, therapyStart: start.flatMap { ClinicalDate(sdtm: $0) })
        return grades.count == 1 ? grades[0] : nil
    }

    private func after(_ rows: (String, Double, String)...) -> [LabResult] {
        TumorLysisSyndromeTests.usual + rows.map { drawn($0.0, .number($0.1), $0.2, at: "2024-01-12T08:00") }
    }

    @Test(arguments: [CTCAEVersion.v4_03, .v5_0])
    func `no number proves it before v6.0`(version: CTCAEVersion) {
        let rows = after(("URATE", 700, "umol/L"), ("K", 7, "mmol/L"))
        #expect(joined(rows, version: version)?.outcome == .ungradable(.versionWithoutCriterion))
    }

    @Test func `it is not asked before therapy`() {
        #expect(joined(after(("URATE", 700, "umol/L"), ("K", 7, "mmol/L")), start: nil) == nil)
    }

    @Test(arguments: [
        // Each marker beside an abnormal potassium: its cut, just short of it, and the mg/dL of Cairo and Bishop.
        ("URATE", 476.0, "umol/L", lysis), ("URATE", 475.9, "umol/L", none), ("URATE", 8, "mg/dL", lysis),
        ("URATE", 7.99, "mg/dL", none), ("PHOS", 1.45, "mmol/L", lysis), ("PHOS", 1.44, "mmol/L", none),
        ("PHOS", 4.5, "mg/dL", lysis), ("PHOS", 4.49, "mg/dL", none), ("CACR", 1.72, "mmol/L", lysis),
        ("CACR", 1.76, "mmol/L", none), ("CACR", 7, "mg/dL", lysis), ("CACR", 7.05, "mg/dL", none),
    ])
    func `two markers at their cuts are laboratory lysis, one is not`(
        test: String, value: Double, unit: String, outcome: LabGrade.Outcome
    ) {
        let rows = after((test, value, unit), ("K", 6, "mmol/L"))
        #expect(joined(rows)?.outcome == outcome)
        #expect(joined(after((test, value, unit)))?.outcome == TumorLysisSyndromeTests.none)
        #expect(joined(after((test, value, unit), ("K", 5.99, "mEq/L")))?.outcome == TumorLysisSyndromeTests.none)
    }

    @Test(arguments: [
        // A quarter more than 400 is past the cut; from 300 it is 375, and from 2.4 a quarter less is 1.8.
        (300.0, 375.0, 2.4, 1.8, lysis), (300, 374.9, 2.4, 1.8, none), (300, 375, 2.4, 1.81, none),
    ])
    func `a change of a quarter from baseline counts like the cut`(
        urateBefore: Double, urate: Double, calciumBefore: Double, calcium: Double, outcome: LabGrade.Outcome
    ) {
        let before = [
            drawn("URATE", .number(urateBefore), "umol/L", at: "2024-01-02", isBaseline: true),
            drawn("CACR", .number(calciumBefore), "mmol/L", at: "2024-01-02", isBaseline: true),
        ]
        let rows = TumorLysisSyndromeTests.usual.filter { !["URATE", "CACR"].contains($0.test) } + before
        let later = [
            drawn("URATE", .number(urate), "umol/L", at: "2024-01-12T08:00"),
            drawn("CACR", .number(calcium), "mmol/L", at: "2024-01-12T08:00"),
        ]
        #expect(joined(rows + later)?.outcome == outcome)
    }

    @Test(arguments: [
        // The very minute of the start is before therapy, the next is not; a day without a time is.
        ("2024-01-10T10:00", lysis), ("2024-01-10T10:01", LabGrade.Outcome.ungradable(.baselineMissing)),
        ("2024-01-10", lysis),
    ])
    func `the last sample before therapy is the baseline`(date: String, outcome: LabGrade.Outcome) {
        let rows = after(("URATE", 375, "umol/L"), ("K", 7, "mmol/L")).filter {
            $0.test != "URATE" || $0.value == .number(375)
        }
        #expect(joined(rows + [drawn("URATE", .number(300), "umol/L", at: date)])?.outcome == outcome)
    }

    @Test(arguments: [
        ("2024-01-07", lysis), ("2024-01-06", none), ("2024-01-17", lysis), ("2024-01-18", none),
    ])
    func `only samples from day -3 to day 7 count`(day: String, outcome: LabGrade.Outcome) {
        let rows = [
            drawn("URATE", .number(700), "umol/L", at: day), drawn("K", .number(7), "mmol/L", at: day),
        ]
        #expect(joined(TumorLysisSyndromeTests.usual + rows)?.outcome == outcome)
    }

    @Test(arguments: [
        (100.0, 0), (100.1, 1), (150, 1), (150.1, 2), (300, 2), (300.1, 3), (600, 3), (600.1, 4),
    ])
    func `creatinine over its upper limit gives the grade`(creatinine: Double, grade: Int) throws {
        let row = drawn("CREAT", .number(creatinine), "umol/L", at: "2024-01-13T08:00", upper: 100)
        let rows = after(("URATE", 700, "umol/L"), ("K", 7, "mmol/L"))
        let result = try #require(joined(rows + [row]))
        #expect(result.outcome == .graded(grade: grade, worst: 4))
        #expect(result.rows.contains(row.key) == (grade > 0))
        #expect(result.began?.description == TumorLysisSyndromeTests.start)
    }

    @Test(arguments: [
        (LabResult.Value.above(300), 3), (.above(299), 2), (.below(90), 0), (.below(900), 0),
    ])
    func `a censored creatinine proves what its bound proves`(value: LabResult.Value, grade: Int) {
        let row = drawn("CREAT", value, "umol/L", at: "2024-01-13T08:00", upper: 100)
        let rows = after(("URATE", 700, "umol/L"), ("K", 7, "mmol/L"))
        #expect(joined(rows + [row])?.outcome == .graded(grade: grade, worst: 4))
    }

    @Test func `lysis without a creatinine that can be set against its limit is marked`() throws {
        let rows = after(("URATE", 700, "umol/L"), ("K", 7, "mmol/L")).filter { $0.test != "CREAT" }
        let unlimited = drawn("CREAT", .number(900), "umol/L", at: "2024-01-13T08:00")
        let result = try #require(joined(rows + [unlimited]))
        #expect(result.outcome == TumorLysisSyndromeTests.lysis)
        #expect(result.remarks == .creatinineUnknown)
    }

    @Test(arguments: [
        (["URATE"], none), (["URATE", "PHOS"], LabGrade.Outcome.ungradable(.valueMissing)),
        (["URATE", "PHOS", "K", "CACR"], .ungradable(.valueMissing)),
    ])
    func `lysis is refuted only where too few markers are left to be abnormal`(
        missing: [String], outcome: LabGrade.Outcome
    ) {
        let rows = TumorLysisSyndromeTests.usual.filter { !missing.contains($0.test) }
        #expect(joined(rows)?.outcome == outcome)
    }

    @Test func `without a baseline a value short of its cut is not refuted`() {
        let others = TumorLysisSyndromeTests.usual.filter { !["URATE", "K"].contains($0.test) }
        let late = [
            drawn("URATE", .number(400), "umol/L", at: "2024-01-12T08:00"),
            drawn("K", .number(4.9), "mmol/L", at: "2024-01-12T08:00"),
        ]
        #expect(joined(others + late)?.outcome == .ungradable(.baselineMissing))
    }

    @Test(
        arguments: [
            (12.0, none), (18, lysis), (nil, LabGrade.Outcome.ungradable(.ageMissing)),
        ] as [(Double?, LabGrade.Outcome)])
    func `phosphate of 1.45 is too much for an adult alone`(age: Double?, outcome: LabGrade.Outcome) {
        #expect(joined(after(("PHOS", 1.45, "mmol/L"), ("K", 6, "mmol/L")), age: age)?.outcome == outcome)
    }

    @Test func `calcium is taken corrected for albumin where it can be`() throws {
        let before = TumorLysisSyndromeTests.usual.filter { $0.test != "CACR" }
        let potassium = drawn("K", .number(6), "mmol/L", at: "2024-01-12T08:00")
        let total = drawn("CA", .number(1.7), "mmol/L", at: "2024-01-12T08:00")
        let uncorrected = try #require(joined(before + [potassium, total]))
        #expect(uncorrected.outcome == TumorLysisSyndromeTests.lysis)
        #expect(uncorrected.remarks == .uncorrected)
        let baseline = [
            drawn("CA", .number(2.2), "mmol/L", at: "2024-01-10T08:00"),
            drawn("ALB", .number(40), "g/L", at: "2024-01-10T08:00"),
        ]
        // 1.7 with albumin of 25 g/L is 2.0, short of the cut and of a quarter less than 2.2.
        let albumin = drawn("ALB", .number(25), "g/L", at: "2024-01-12T08:00")
        #expect(joined(before + baseline + [potassium, total, albumin])?.outcome == TumorLysisSyndromeTests.none)
        let deeper = drawn("CA", .number(1.4), "mmol/L", at: "2024-01-12T08:00")
        let derived = try #require(joined(before + baseline + [potassium, deeper, albumin]))
        #expect(derived.outcome == TumorLysisSyndromeTests.lysis)
        #expect(derived.remarks == .derivedValue)
    }

    @Test func `a partial start of therapy proves only what every possible day proves`() {
        let rows = after(("URATE", 700, "umol/L"), ("K", 7, "mmol/L"))
        #expect(joined(rows, start: "2024-01")?.outcome == .ungradable(.valueCensored))
    }
}

// SPDX-License-Identifier: Apache-2.0

import CTCAE
import Testing
import Trial

@Suite struct DerivePropertiesTests {
    private let rows = [
        drawn("WBC", .number(2), "10^9/L"), drawn("NEUTLE", .number(40), "%"), drawn("CA", .number(2), "mmol/L"),
        drawn("ALB", .number(30), "g/L"), drawn("CREAT", .number(1.2), "mg/dL"),
        drawn("CREAT", .number(1.5), "mg/dL", at: "2024-02-08T08:00"),
    ]
    private let signs = [sign("WEIGHT", 80, "kg", at: "2024-01-01"), sign("TEMP", 39, "C", at: "2024-01-09T08:00")]

    @Test func `everything a draw allows is derived, each once`() {
        let all = derive(from: rows, vitalSigns: signs, of: person())
        #expect(
            all.map(\.derivation) == [
                .neutrophilsFromDifferential, .correctedCalcium, .creatinineClearance, .creatinineClearance,
                .estimatedGlomerularFiltrationRate, .estimatedGlomerularFiltrationRate,
            ])
        #expect(all.allSatisfy { $0.value != nil })
    }

    @Test func `the order of the rows changes nothing`() {
        let all = derive(from: rows, vitalSigns: signs, of: person())
        #expect(derive(from: rows.reversed(), vitalSigns: signs.reversed(), of: person()) == all)
        let joined = joinedGrades(
            from: rows, vitalSigns: signs, derived: all, of: person(), version: .v6_0,
            therapyStart: ClinicalDate(sdtm: "2024-01-05"))
        let turned = joinedGrades(
            from: rows.reversed(), vitalSigns: signs.reversed(), derived: all.reversed(), of: person(),
            version: .v6_0, therapyStart: ClinicalDate(sdtm: "2024-01-05"))
        #expect(joined.count == 2)
        #expect(joined == turned)
    }

    @Test func `a derived value is graded as the laboratory's own number would be`() throws {
        for version in CTCAEVersion.allCases {
            let grader = LabGrader.shared(version)
            for result in derive(from: rows, vitalSigns: signs, of: person()) {
                let grades = grader.grades(of: result, baseline: nil, atBaseline: .range)
                #expect(grades == grader.grades(of: result.result, baseline: nil, atBaseline: .range))
                let number = try #require(result.value)
                let reported = drawn(result.test, .number(number.number), number.unit.symbol)
                #expect(grades == grader.grades(of: reported, baseline: nil, atBaseline: .range))
            }
        }
    }

    @Test func `every remark has a name of its own`() {
        let derived = DerivedResult.Remarks(rawValue: .max).names
        let joined = JoinedGrade.Remarks(rawValue: .max).names
        #expect(Set(derived).count == 8)
        #expect(Set(joined).count == 8)
        #expect(DerivedResult.Remarks.weightOlder.names == ["weightOlder"])
        #expect(JoinedGrade.Remarks.unitSuspect.names == ["unitSuspect"])
    }
}

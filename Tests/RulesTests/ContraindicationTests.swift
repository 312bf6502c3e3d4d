// SPDX-License-Identifier: Apache-2.0

import Kit
import Rules
import Testing
import Trial

/// What rows of CM say of a prophylactic that was not given, as known on 2024-06-01.
struct ContraindicationTests {
    private static let antiviral = Prophylactic(
        id: "acyclovir", medications: ["ACICLOVIR", "VALACICLOVIR"],
        contraindicatedBy: ["CONTRAINDICAT", "ALLERG", "BLEED", "禁忌", "过敏", "出血"])

    private func states(_ rows: String) -> String {
        RulesTests.states(
            CoverHistory(of: Self.antiviral, in: record("S", rows), today: day("2024-06-01")), from: "2024-01-01")
    }

    @Test(arguments: [
        ("ALLERGY", true), ("Allergic to aciclovir", true), ("contraindicated", true),
        ("not given: drug allergy", true),
        ("history of bleeding", true), ("药物过敏", true), ("有禁忌", true), ("消化道出血", true),
        ("SUBJECT REFUSED", false), ("", false), ("no allergy", false), ("NO KNOWN ALLERGY", false),
        ("Not contraindicated, patient refused", false), ("without any bleeding", false), ("bleeding resolved", false),
        ("no bleeding, but allergy", true), ("无药物过敏史", false), ("无禁忌", false), ("否认过敏", false), ("未见出血", false),
        ("过敏已排除", false), ("拒绝用药，有过敏史", true), ("NONALLERGIC RHINITIS", false),
    ])
    func `a reason counts where it holds a word of the protocol and does not take it back`(
        reason: String, isDocumented: Bool
    ) {
        let wanted = isDocumented ? "never, 02-01 contraindicated" : "never"
        #expect(states("CM  ACICLOVIR  2024-02-01  not given: \(reason)") == wanted)
    }

    @Test(arguments: [
        ("CM  ACICLOVIR  -  not given: allergy", "contraindicated"),
        ("CM  ACICLOVIR  2024-02  not given: allergy", "never, 02-29 contraindicated"),
        ("CM  VALACICLOVIR  2024-02-01  not given: allergy", "never, 02-01 contraindicated"),
        ("CM  PARACETAMOL  2024-02-01  not given: allergy", "never"),
        ("CM  ACICLOVIR  2024-02-01  not given", "never"),
        // It is given again after all, and stopped.
        (
            "CM  ACICLOVIR  2024-02-01  not given: allergy\nCM  VALACICLOVIR  2024-03-01..2024-03-20",
            "never, 02-01 contraindicated, 03-01 covered, 03-21 gap"
        ),
        (
            "CM  ACICLOVIR  2024-01-05..2024-01-20\nCM  ACICLOVIR  2024-02-01  not given: allergy",
            "never, 01-05 covered, 01-21 gap, 02-01 contraindicated"
        ),
    ])
    func `a contraindication holds from its date until the class is given again`(rows: String, wanted: String) {
        #expect(states(rows) == wanted)
    }

    @Test func `a row that says it was not given is no course, whatever its dates`() {
        var rows = record("S", "CM  ACICLOVIR  2024-01-05..2024-05-20")
        rows.medications[0].occurred = .no
        let history = CoverHistory(of: Self.antiviral, in: rows, today: day("2024-06-01"))
        #expect(RulesTests.states(history) == "never")
        rows.medications[0].occurred = .unknown
        rows.medications[0].isNotDone = true
        #expect(
            RulesTests.states(CoverHistory(of: Self.antiviral, in: rows, today: day("2024-06-01"))) == "never")
    }
}

// SPDX-License-Identifier: Apache-2.0

import Kit
import Rules
import Testing
import Trial

/// The names that tell who takes what.
struct TreatmentMaskTests {
    private func blinded(_ arms: [Arm]) -> StudyProtocol {
        var studyProtocol = StudyProtocol.small([])
        (studyProtocol.isBlinded, studyProtocol.arms) = (true, arms)
        return studyProtocol
    }

    @Test func `an open trial has no mask`() {
        #expect(TreatmentMask(.small([])) == nil)
    }

    @Test(arguments: [
        ("PLACEBO 125 mg", "MASKED 125 mg"), ("Placebo, 2024-01-01", "MASKED, 2024-01-01"),
        ("DRUG PLUS and DRUG", "MASKED and MASKED"), ("LETROZOLE 2.5 mg", "LETROZOLE 2.5 mg"), ("", ""),
        ("安慰剂 1 mg", "MASKED 1 mg"), ("PLACEB", "PLACEB"),
    ])
    func `what some arms are given is covered, and what all are given is not`(text: String, wanted: String) throws {
        let mask = try #require(
            TreatmentMask(
                blinded([
                    Arm(code: "A", name: "A", treatments: ["Drug", "Drug plus", "Letrozole"]),
                    Arm(code: "B", name: "B", treatments: ["Placebo", "安慰剂", "Letrozole"]),
                ])))
        #expect(mask.covering(text) == wanted)
    }
}

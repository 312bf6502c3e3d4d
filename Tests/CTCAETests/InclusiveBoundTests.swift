// SPDX-License-Identifier: Apache-2.0

import CTCAE
import Testing
import Trial

/// Results reported as `<=40` or `>=7`, which may be the bound itself.
@Suite struct InclusiveBoundTests {
    @Test(arguments: [
        ("<40", LabResult.Value.below(40)), ("< 40", .below(40)), ("<=40", .atMost(40)), ("<= 40", .atMost(40)),
        ("≤40", .atMost(40)), (">500", .above(500)), (">=500", .atLeast(500)), ("≥ 500", .atLeast(500)),
        ("40", .number(40)), ("0x20", .text("0x20")), ("<0x20", .text("<0x20")), ("<", .text("<")),
        ("NEGATIVE", .text("NEGATIVE")), ("", .missing), ("1e400", .text("1e400")), ("nan", .text("nan")),
    ])
    func `a reported bound is read with or without the bound itself`(text: String, value: LabResult.Value) {
        #expect(LabResult.Value(reported: text) == value)
    }

    @Test(arguments: [
        // Glucose of 40 mg/dL is grade 2, below it 3.
        ("<=40", LabGrade.Outcome.graded(grade: 2, worst: 4)), ("<40", .graded(grade: 3, worst: 4)),
        ("<=30", .graded(grade: 3, worst: 4)), ("<30", .plain(4)), ("<=70", .ungradable(.valueCensored)),
        ("<70", .graded(grade: 1, worst: 4)), (">=70", .plain(0)), (">70", .plain(0)),
        (">=69", .ungradable(.valueCensored)),
    ])
    func `a low bound that may be met proves what the bound itself is`(text: String, expected: LabGrade.Outcome) {
        let glucose = result("GLUC", LabResult.Value(reported: text), "mg/dL", lower: 70)
        #expect(outcome(.hypoglycemia, glucose) == expected)
    }

    @Test(arguments: [
        // Potassium of 7.0 is grade 3, above it 4.
        (">=7", LabGrade.Outcome.graded(grade: 3, worst: 4)), (">7", .plain(4)),
        (">=5.1", .ungradable(.valueCensored)), (">5.1", .graded(grade: 1, worst: 4)), ("<=5.1", .plain(0)),
        ("<=5.2", .ungradable(.valueCensored)), ("<5.2", .ungradable(.valueCensored)),
    ])
    func `a high bound that may be met proves what the bound itself is`(text: String, expected: LabGrade.Outcome) {
        let potassium = result("K", LabResult.Value(reported: text), "mmol/L", upper: 5.1)
        #expect(outcome(.hyperkalemia, potassium) == expected)
    }

    @Test(arguments: [
        ("<30", Relation.below, LabComparison.holds), ("<=30", .below, .undecided(.valueCensored)),
        ("<=29", .below, .holds), (">=30", .below, .fails), (">=29", .below, .undecided(.valueCensored)),
        (">=30", .atLeast, .holds), (">30", .atLeast, .holds), ("<30", .atLeast, .fails),
        ("<=30", .atLeast, .undecided(.valueCensored)),
    ])
    func `a bound is compared with a protocol's cut`(text: String, relation: Relation, expected: LabComparison) {
        let platelets = result("PLAT", LabResult.Value(reported: text), "10^9/L")
        #expect(Analyte.platelets.compare(platelets, relation, 30, in: .gigaPerLitre) == expected)
    }
}

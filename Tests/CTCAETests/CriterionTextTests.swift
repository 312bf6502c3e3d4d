// SPDX-License-Identifier: Apache-2.0

import CTCAE
import Testing

@Suite struct CriterionTextTests {
    private func lines(_ term: String, _ version: CTCAEVersion) -> [String] {
        version.criterionLines.filter { $0.term == term }.map { line in
            "\(line.tests[0]) \(line.grade): \(line.cut)"
        }
    }

    @Test(arguments: [
        (
            "Thrombocytopenia", CTCAEVersion.v6_0,
            ["PLAT 1: < LLN", "PLAT 2: < 75 10^9/L", "PLAT 3: < 50 10^9/L", "PLAT 4: < 10 10^9/L"]
        ),
        ("Hyperuricemia", .v4_03, ["URATE 1-3: > ULN", "URATE 4: > 0.59 mmol/L = 10 mg/dL"]),
        ("Eosinophilia", .v5_0, ["EOS 1: > ULN and > baseline"]),
        (
            "Alkaline phosphatase increased", .v5_0,
            [
                "ALP 1: > ULN", "ALP 2: > 2.5 x ULN", "ALP 3: > 5 x ULN", "ALP 4: > 20 x ULN",
                "ALP 1: baseline > ULN: >= 2 x baseline", "ALP 2: baseline > ULN: > 2.5 x baseline",
                "ALP 3: baseline > ULN: > 5 x baseline", "ALP 4: baseline > ULN: > 20 x baseline",
            ]
        ),
        (
            "Creatinine clearance decreased", .v6_0,
            ["CREATCLR 2: <= 49 mL/min", "CREATCLR 3: <= 25 mL/min", "CREATCLR -: < 10 mL/min"]
        ),
        (
            "INR increased", .v6_0,
            ["INR 1: > 1.2", "INR 2: > 1.5", "INR 3: > 2.5"] + [
                "INR 0-1: > baseline", "INR 0-2: > 1.5 x baseline", "INR 0-3: > 2.5 x baseline",
            ]
        ),
    ])
    func `a criterion reads as the standard prints it`(term: String, version: CTCAEVersion, expected: [String]) {
        #expect(lines(term, version) == expected)
    }

    @Test func `conditions on the baseline are told with their cut`() {
        let creatinine = lines("Creatinine increased", .v6_0)
        #expect(creatinine.contains("CREAT 3: > 3 x baseline, if baseline < LLN"))
        let alanine = lines("Alanine aminotransferase increased", .v6_0)
        #expect(alanine.contains("ALT 3: baseline > ULN: > 2 x baseline, if baseline <= 5 x ULN"))
    }

    @Test(arguments: CTCAEVersion.allCases)
    func `every term that a version grades has its lines`(version: CTCAEVersion) {
        #expect(Set(version.criterionLines.map(\.term)) == Set(version.gradedTerms.map { $0.name(in: version) }))
    }
}

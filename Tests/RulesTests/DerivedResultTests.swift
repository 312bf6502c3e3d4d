// SPDX-License-Identifier: Apache-2.0

import CTCAE
import Kit
import Rules
import Testing
import Trial

/// Rules over values that no laboratory reported and that follow from others of the same draw.
struct DerivedResultTests {
    private let calcium = SubjectRule.rule(
        "calcium", .grade(GradeCondition(terms: [.hypercalcemia, .hypocalcemia], atLeast: 3, recoversAt: 1)),
        [SeverityLevel(severity: .urgent)])
    private let neutrophils = SubjectRule.rule(
        "neutrophils",
        .count(CountCondition(analyte: .neutrophils, unit: .gigaPerLitre, below: 0.5, recoversAt: 1)),
        [SeverityLevel(severity: .urgent)])

    private func holding(_ results: LabResult...) -> SubjectRecord {
        var made = record("S", "DM  IXA")
        made.labResults = results
        return made
    }

    private func calcium(_ result: String, albumin: String?, corrected: String? = nil) -> SubjectRecord {
        let day = "2024-01-08T09:00"
        var made = holding(lab("CA", "\(result) mmol/L", on: day, range: "2.1-2.6"))
        if let albumin { made.labResults.append(lab("ALB", albumin, on: day)) }
        if let corrected { made.labResults.append(lab("CACR", "\(corrected) mmol/L", on: day, range: "2.1-2.6")) }
        return made
    }

    @Test(
        arguments: [
            // 2.90 + 0.02 x (40 - 25) = 3.20, above 3.1: grade 3, which the total does not show.
            ("2.90", "25 g/L", nil, ["2024-01-08T09:00.. urgent"]),
            ("2.90", "40 g/L", nil, []),
            ("2.90", nil, nil, []),
            // 3.20 + 0.02 x (40 - 48) = 3.04: the total would be grade 3.
            ("3.20", "48 g/L", nil, []),
            ("3.20", nil, nil, ["2024-01-08T09:00.. urgent"]),
            // What the laboratory corrected itself comes before what is derived here.
            ("3.20", "40 g/L", "2.50", []),
            ("2.50", "40 g/L", "3.20", ["2024-01-08T09:00.. urgent"]),
            // An albumin that cannot be read leaves the total to decide.
            ("3.20", "48 furlong", nil, ["2024-01-08T09:00.. urgent"]),
        ] as [(String, String?, String?, [String])])
    func `calcium is judged as corrected for the albumin of its draw`(
        total: String, albumin: String?, corrected: String?, wanted: [String]
    ) {
        #expect(intervals(calcium, of: calcium(total, albumin: albumin, corrected: corrected)) == wanted)
    }

    @Test func `a derived finding names both rows as evidence, each as it was reported`() {
        let verdict = assess(
            calcium("2.90", albumin: "25 g/L"), under: .small([calcium]), at: moment("2024-03-01"))
        #expect(verdict.episodes.map { $0.evidence.map(\.reading).sorted() } == [["2.9 mmol/L", "25 g/L"]])
        #expect(verdict.episodes.map(\.facet) == ["Hypercalcemia"])
    }

    @Test func `an albumin that became unreadable leaves its draw undecided`() {
        let verdict = assess(
            calcium("2.90", albumin: "25 furlong"), under: .small([calcium]), at: moment("2024-03-01"))
        #expect(verdict.episodes.isEmpty)
        #expect(verdict.undecidable.values.contains { $0.count == 2 })
    }

    @Test(arguments: [
        ("20", ["2024-01-08.. urgent"]), ("30", []), ("25", []), ("24.9", ["2024-01-08.. urgent"]),
    ])
    func `neutrophils follow from white cells and their differential`(share: String, wanted: [String]) {
        let counted = holding(
            lab("WBC", "2.0 10^9/L", on: "2024-01-08"), lab("NEUTLE", "\(share) %", on: "2024-01-08"))
        #expect(intervals(neutrophils, of: counted) == wanted)
    }
}

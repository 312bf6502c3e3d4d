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

    @Test(arguments: ["- mmol/L", "HEMOLYZED mmol/L", "2.3 furlong", "900 mmol/L"])
    func `a corrected calcium that cannot be read hides nothing`(corrected: String) {
        let day = "2024-01-08T09:00"
        let made = holding(
            lab("CA", "4.0 mmol/L", on: day, range: "2.1-2.6"), lab("CACR", corrected, on: day, range: "2.1-2.6"))
        #expect(intervals(calcium, of: made) == ["2024-01-08T09:00.. urgent"])
    }

    @Test(arguments: [
        ("2024-01-08T09:00", "2024-01-08", []), ("2024-01-08", "2024-01-08T09:00", []),
        ("2024-01-08T09:00", "2024-01-08T17:00", ["2024-01-08T09:00..2024-01-08T17:00 urgent"]),
        ("2024-01", "2024-01", ["2024-01.. urgent (dateUnknown)"]),
    ])
    func `corrected calcium speaks for the total of its own draw`(total: String, corrected: String, wanted: [String]) {
        let made = holding(
            lab("CA", "3.2 mmol/L", on: total, row: "total", range: "2.1-2.6"),
            lab("CACR", "2.5 mmol/L", on: corrected, row: "corrected", range: "2.1-2.6"))
        #expect(intervals(calcium, of: made) == wanted)
    }

    @Test(arguments: [
        ("0.1 10^9/L", "5 %"), ("0.19 10^9/L", "5 %"), ("0.4 10^9/L", "<10 %"), ("<0.5 10^9/L", "40 %"),
    ])
    func `neutrophils that can only be below the cut are`(cells: String, share: String) {
        let counted = holding(lab("WBC", cells, on: "2024-01-08"), lab("NEUTLE", share, on: "2024-01-08"))
        #expect(intervals(neutrophils, of: counted) == ["2024-01-08.. urgent (valueCensored)"])
    }

    @Test func `a share of white cells is no neutrophil count`() {
        let healthy = holding(lab("WBC", "5.0 10^9/L", on: "2024-01-08"), lab("NEUT", "60 %", on: "2024-01-08"))
        #expect(intervals(neutrophils, of: healthy) == [])
        let beside = holding(
            lab("NEUT", "3.0 10^9/L", on: "2024-01-08", row: "count"),
            lab("NEUT", "60 %", on: "2024-01-08", row: "share"))
        #expect(intervals(neutrophils, of: beside) == [])
    }

    @Test func `an empty row marked as baseline does not replace the baseline`() {
        let liver = SubjectRule.rule(
            "liver", .grade(GradeCondition(terms: [.alanineAminotransferaseIncreased], atLeast: 3, recoversAt: 1)),
            [SeverityLevel(severity: .urgent)])
        var rows = [
            lab("ALT", "150 U/L", on: "2024-01-01", range: "5-40", isBaseline: true),
            lab("ALT", "210 U/L", on: "2024-02-01", range: "5-40"),
        ]
        let empty = lab("ALT", "- U/L", on: "2024-01-02", range: "5-40", isBaseline: true)
        for made in [rows, rows + [empty]] {
            rows = made
            var subject = record("S", "DM  IXA")
            subject.labResults = rows
            #expect(intervals(liver, of: subject) == [])
        }
    }

    @Test func `a specimen that nobody knows is asked about and keeps a standing alert`() {
        let unknown = holding(lab("K", "8 mmol/L", on: "2024-01-08", specimen: "ARMCHAIR"))
        let verdict = assess(unknown, under: .small([.potassium]), at: moment("2024-03-01"))
        #expect(verdict.episodes.isEmpty)
        #expect(verdict.qualityFlags.contains { $0.variable == "LBSPEC" && $0.reason == .unknownSpecimen })
        #expect(!verdict.undecidable.isEmpty)
        let serum = holding(lab("K", "8 mmol/L", on: "2024-01-08", range: "3.5-5.3", specimen: "血清"))
        #expect(intervals(.potassium, of: serum) == ["2024-01-08.. critical"])
    }
}

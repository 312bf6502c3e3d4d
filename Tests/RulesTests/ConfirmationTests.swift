// SPDX-License-Identifier: Apache-2.0

import CTCAE
import Kit
import Rules
import Testing
import Trial

/// Rules that hold by several results in a row, or by a rise between two.
struct ConfirmationTests {
    private func platelets(_ results: Int, within days: Int? = nil) -> SubjectRule {
        .rule(
            "twice",
            .count(
                CountCondition(
                    analyte: .platelets, unit: .gigaPerLitre, below: 75, recoversAt: 100,
                    confirmation: Confirmation(results: results, withinDays: days))),
            [SeverityLevel(severity: .daily)])
    }

    @Test(arguments: [
        ("01-01 70", []),
        ("01-01 70, 01-08 70", ["2024-01-08.. daily"]),
        ("01-01 70, 01-08 75", []),
        // A result that fails begins anew.
        ("01-01 70, 01-08 80, 01-15 70", []),
        ("01-01 70, 01-08 80, 01-15 70, 01-22 70", ["2024-01-22.. daily"]),
        ("01-01 70, 01-08 70, 01-15 100", ["2024-01-08..2024-01-15 daily"]),
        // After recovery two are needed again.
        ("01-01 70, 01-08 70, 01-15 100, 01-22 70", ["2024-01-08..2024-01-15 daily"]),
        // One that cannot be judged neither counts nor breaks the row.
        ("01-01 70, 01-08 900000!, 01-15 70", ["2024-01-15.. daily (onlyPossible)"]),
        ("01-01 900000!, 01-08 70", []),
        ("01-01 900000!, 01-08 70, 01-15 70", ["2024-01-15.. daily"]),
        // Results of one draw count once.
        ("01-08T09:00 70, 01-08T09:00 70", []),
        ("01-08 70, 01-08 70", []),
        ("01-08T09:00 70, 01-08T17:00 70", ["2024-01-08T17:00.. daily"]),
        // A date that is missing has no place in a row; one that is partial may have broken it.
        ("01-01 70, ? 70", []),
        ("01-01 70, 01-08 70, 01 90", ["2024-01-08.. daily (onlyPossible)"]),
    ])
    func `two results in a row`(samples: String, wanted: [String]) {
        #expect(intervals(platelets(2), of: RulesTests.platelets(samples)) == wanted)
    }

    @Test(arguments: [
        ("01-01 70, 01-15 70", ["2024-01-15.. daily"]), ("01-01 70, 01-16 70", []),
        ("01-01 70, 01-16 70, 01-20 70", ["2024-01-20.. daily"]),
    ])
    func `two results in a row within 14 days`(samples: String, wanted: [String]) {
        #expect(intervals(platelets(2, within: 14), of: RulesTests.platelets(samples)) == wanted)
    }

    @Test func `every result of the row is evidence`() {
        let verdict = assess(
            RulesTests.platelets("01-01 70, 01-08 60, 01-15 65"), under: .small([platelets(3)]),
            at: moment("2024-03-01"))
        #expect(verdict.episodes.map { $0.evidence.map(\.reading) } == [["70 10^9/L", "60 10^9/L", "65 10^9/L"]])
    }

    @Test func `a grade may be asked for twice`() {
        let rule = SubjectRule.rule(
            "twice",
            .grade(
                GradeCondition(
                    terms: [.hyperkalemia], atLeast: 2, recoversAt: 1, confirmation: Confirmation(results: 2))),
            [SeverityLevel(severity: .daily)])
        let row = { (value: String, day: String) in "LB  K  \(value) mmol/L  2024-01-\(day)  3.5-5.0\n" }
        #expect(episodes(.small([rule]), row("5.8", "01")) == [])
        #expect(episodes(.small([rule]), row("5.8", "01") + row("5.7", "03")) == ["2024-01-03.. daily"])
        #expect(episodes(.small([rule]), row("5.8", "01") + row("4.9", "02") + row("5.7", "03")) == [])
    }

    private static let risen = SubjectRule.rule(
        "risen",
        .grade(
            GradeCondition(
                terms: [.alanineAminotransferaseIncreased], atLeast: 2, recoversAt: 1,
                rise: GradeRise(grades: 2, withinDays: 14))),
        [SeverityLevel(severity: .daily)])

    @Test(arguments: [
        ([("01-01", "30"), ("01-10", "150")], ["2024-01-10.. daily"]),
        // One grade more, and two in more days.
        ([("01-01", "50"), ("01-10", "150")], []),
        ([("01-01", "30"), ("01-16", "150")], []),
        ([("01-01", "30"), ("01-15", "150")], ["2024-01-15.. daily"]),
        // Alone it has risen from nothing that is known.
        ([("01-10", "150")], []),
        ([("01-01", "30"), ("01-10", "150"), ("01-17", "60")], ["2024-01-10..2024-01-17 daily"]),
        // It goes on at the same grade, though that is no further rise.
        ([("01-01", "30"), ("01-10", "150"), ("02-10", "150")], ["2024-01-10.. daily"]),
        ([("01-01", "30"), ("01", "150")], []),
    ])
    func `a grade that has risen by two within 14 days`(samples: [(String, String)], wanted: [String]) {
        let rows = samples.map { "LB  ALT  \($0.1) U/L  2024-\($0.0)  10-40" }.joined(separator: "\n")
        #expect(episodes(.small([Self.risen]), rows) == wanted)
    }

    @Test func `a rise rests on the result it rose from`() {
        let table = "DM  IXA\nLB  ALT  30 U/L  2024-01-01  10-40\nLB  ALT  150 U/L  2024-01-10  10-40"
        let verdict = assess(record("S", table), under: .small([Self.risen]), at: moment("2024-03-01"))
        #expect(verdict.episodes.map { $0.evidence.map(\.reading) } == [["30 U/L", "150 U/L"]])
    }
}

// SPDX-License-Identifier: Apache-2.0

import CTCAE
import Kit
import Rules
import Testing
import Trial

/// What one subject brings to a stopping rule; entry 2024-01-01, window 100 days, last dose 2024-12-01.
struct ArmEventTests {
    private func event(_ rows: String, of rule: ArmRule, lastDose: String = "2024-12-01") -> ArmRuleEvent? {
        let record = record("S", "DM  IXA\nEX  IXAZOMIB  2024-01-01..\(lastDose)\n\(rows)")
        return assess(record, under: .small(armRules: [rule]), at: moment("2025-01-01")).summary.events[rule.id]
    }

    private func text(_ event: ArmRuleEvent?) -> String {
        guard let event else { return "none" }
        let doubts = event.doubts.map(\.rawValue).joined(separator: ", ")
        return event.confirmed.map { "confirmed \($0)" } ?? "possible \(event.possible) (\(doubts))"
    }

    @Test(arguments: [
        ("3  2024-02-01", "confirmed 2024-02-01"),
        ("2  2024-02-01  painful", "confirmed 2024-02-01"),
        ("2  2024-02-01  painless", "none"),
        ("2  2024-02-01", "possible 2024-02-01 (painUnknown)"),
        ("1  2024-02-01  painful", "none"),
        ("-  2024-02-01", "possible 2024-02-01 (gradeUnknown)"),
        ("3  2023-12-31", "none"),
        ("3  2024-01-01", "confirmed 2024-01-01"),
        ("3  2024-04-10", "confirmed 2024-04-10"),
        ("3  2024-04-11", "none"),
        ("3  2024-04", "possible 2024-04-01 (dateUnknown)"),
        ("3  2024-02", "confirmed 2024-02-01"),
        ("3  2024", "possible 2024-01-01 (dateUnknown)"),
        ("3  -", "possible 2024-01-01 (dateUnknown)"),
    ])
    func `neuropathy counts at grade 3, or 2 with pain, within the window`(row: String, wanted: String) throws {
        #expect(text(event("AE  Neuropathy peripheral  \(row)", of: try .neuropathy())) == wanted)
    }

    @Test func `an event of the group that does not count is passed over`() throws {
        var rule = try ArmRule.neuropathy()
        rule.event = .reported(
            group: "neuropathy", unless: "neuropathy", alternatives: [EventAlternative(atLeast: 3)])
        #expect(event("AE  Neuropathy peripheral  3  2024-02-01", of: rule) == nil)
        rule.event = .reported(group: "neuropathy", unless: "zoster", alternatives: [EventAlternative(atLeast: 3)])
        #expect(text(event("AE  Neuropathy peripheral  3  2024-02-01", of: rule)) == "confirmed 2024-02-01")
    }

    @Test(arguments: [
        ("AE  Neuropathy peripheral  3  2024-02-01", "confirmed 2024-02-01"),
        ("LB  PLAT  40 10^9/L  2024-01-20", "confirmed 2024-01-20"),
        ("AE  Neuropathy peripheral  3  2024-02-01\nLB  PLAT  40 10^9/L  2024-01-20", "confirmed 2024-01-20"),
        ("LB  PLAT  60 10^9/L  2024-01-20", "none"),
    ])
    func `where reports and results are looked at, whichever comes first counts`(rows: String, wanted: String) throws {
        var rule = try ArmRule.neuropathy()
        rule.event = .either(
            .reported(group: "neuropathy", alternatives: [EventAlternative(atLeast: 3)]),
            .laboratory(term: .plateletCountDecreased, atLeast: 3))
        #expect(text(event(rows, of: rule)) == wanted)
    }

    @Test(arguments: [
        ("2024-01-31", "2024-03-01", "confirmed 2024-03-01"),
        ("2024-01-31", "2024-03-02", "none"),
        ("2024-01", "2024-03-01", "possible 2024-03-01 (dateUnknown)"),
    ])
    func `an event counts until 30 days after the last dose`(lastDose: String, start: String, wanted: String) throws {
        let event = event("AE  Neuropathy peripheral  3  \(start)", of: try .neuropathy(), lastDose: lastDose)
        #expect(text(event) == wanted)
    }

    @Test(arguments: [("QD", "possible 2024-03-15 (dateUnknown)"), ("ONCE", "none"), ("", "none")])
    func `dosing that has no end may go on, so that later events may count`(frequency: String, wanted: String) throws {
        let rows = "DM  IXA\nEX  IXAZOMIB  2024-01-01..  \(frequency)\nAE  Neuropathy peripheral  3  2024-03-15"
        let rule = try ArmRule.neuropathy()
        let summary = assess(record("S", rows), under: .small(armRules: [rule]), at: moment("2025-01-01")).summary
        #expect(text(summary.events[rule.id]) == wanted)
    }

    @Test func `the first confirmed event counts, and the first possible one is kept beside it`() throws {
        let rows = "AE  Neuropathy peripheral  2  2024-01-15\nAE  Neuropathy peripheral  3  2024-02-01"
        let event = event(rows, of: try .neuropathy())
        #expect(event?.confirmed == day("2024-02-01"))
        #expect(event?.possible == day("2024-01-15"))
        #expect(event?.evidence.reading == "grade 3")
    }

    @Test(arguments: [
        ("3  2023-06-01", "3  2024-02-01", "none"),
        ("3  2023-06-01", "4  2024-02-01", "confirmed 2024-02-01"),
        ("3  2023-06-01..2023-12-01", "3  2024-02-01", "confirmed 2024-02-01"),
        ("2  2023-06-01  painless", "2  2024-02-01  painful", "confirmed 2024-02-01"),
    ])
    func `an event counts only above what the subject had when treatment began`(
        before: String, after: String, wanted: String
    ) throws {
        let rows = "AE  Neuropathy peripheral  \(before)  #before\nAE  Neuropathy peripheral  \(after)  #after"
        #expect(text(event(rows, of: try .neuropathy())) == wanted)
    }

    @Test(arguments: [
        ("LB  PLAT  49 10^9/L  2024-02-01", "confirmed 2024-02-01", true),
        ("LB  PLAT  50 10^9/L  2024-02-01", "none", true),
        ("LB  PLAT  200 10^9/L  2023-12-31  baseline\nLB  PLAT  49 10^9/L  2024-02-01", "confirmed 2024-02-01", false),
        ("LB  PLAT  40 10^9/L  2023-12-31  baseline\nLB  PLAT  30 10^9/L  2024-02-01", "none", false),
        ("LB  PLAT  40 10^9/L  2023-12-31  baseline\nLB  PLAT  20 10^9/L  2024-02-01", "confirmed 2024-02-01", false),
        ("LB  PLAT  49 10^9/L  2024-02-01  baseline", "none", true),
        ("LB  PLAT  <60 10^9/L  2024-02-01", "possible 2024-02-01 (valueCensored)", true),
        ("LB  PLAT  49 10^9/L  2024-04", "possible 2024-04-01 (dateUnknown)", true),
    ])
    func `a laboratory event is at the grade and above baseline; a missing baseline counts and is marked`(
        rows: String, wanted: String, isWithoutBaseline: Bool
    ) throws {
        let event = event(rows, of: try .platelets())
        #expect(text(event) == wanted)
        if let event { #expect(event.isWithoutBaseline == isWithoutBaseline) }
    }

    @Test func `of several baseline rows the last collected is the baseline, in whatever order they come`() throws {
        let rows = [
            "LB  PLAT  20 10^9/L  2023-11-01  baseline", "LB  PLAT  200 10^9/L  2023-12-31  baseline",
            "LB  PLAT  45 10^9/L  2024-02-01",
        ]
        for order in [[0, 1, 2], [1, 0, 2], [2, 1, 0]] {
            let table = order.map { rows[$0] }.joined(separator: "\n")
            #expect(text(event(table, of: try .platelets())) == "confirmed 2024-02-01")
        }
    }

    @Test func `a subject whose arm cannot be told keeps its events for every rule`() throws {
        let rule = try ArmRule.neuropathy()
        var studyProtocol = StudyProtocol.small(armRules: [rule])
        studyProtocol.arms = [Arm(code: "IXA", name: "Ixazomib")]
        let orphan = record("S", "EX  IXAZOMIB  2024-01-01\nAE  Neuropathy peripheral  3  2024-01-15")
        let summary = assess(orphan, under: studyProtocol, at: moment("2025-01-01")).summary
        #expect(summary.arm == nil)
        #expect(text(summary.events[rule.id]) == "confirmed 2024-01-15")
    }
}

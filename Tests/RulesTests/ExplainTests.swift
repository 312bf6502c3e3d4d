// SPDX-License-Identifier: Apache-2.0

import Kit
import Rules
import Testing
import Trial

struct ExplainTests {
    /// One subject, and what is asked of one rule.
    private func trace(_ rule: String, _ table: String, of rules: [SubjectRule] = SubjectRule.all) throws -> RuleTrace {
        let story = explain(record("S1", table), under: .small(rules), at: moment("2024-02-01"))
        return try #require(story.rules.first { $0.rule.id == rule })
    }

    @Test(arguments: [
        ("DM  IXA", "platelet-hold", RuleTrace.Silence.nothingRecorded),
        ("LB  PLAT  31 10^9/L  2024-01-08", "platelet-hold", .notMet),
        ("LB  PLAT  <100 10^9/L  2024-01-08", "platelet-watch", .undecided),
        ("AE  Pneumonia  2  2024-01-08..", "infection", .notMet),
        ("AE  Nausea  4  2024-01-08..", "infection", .nothingRecorded),
    ])
    func `a rule that does not speak says why`(_ rows: String, _ rule: String, _ silence: RuleTrace.Silence) throws {
        let trace = try trace(rule, rows)
        #expect(trace.episodes.isEmpty)
        #expect(trace.silence == silence)
    }

    @Test func `a rule that speaks names what it rests on and gives no reason for silence`() throws {
        let trace = try trace("platelet-hold", "LB  PLAT  24 10^9/L  2024-01-08\nLB  PLAT  60 10^9/L  2024-01-15")
        #expect(trace.episodes.map(\.rule) == ["platelet-hold"])
        #expect(trace.silence == nil)
        let sight = try #require(trace.sights.first)
        #expect((sight.rows, sight.meeting, sight.undecided) == (2, 1, 0))
        #expect(sight.nearest?.reading == "24 10^9/L")
    }

    @Test func `the count that comes nearest to a cut is named, whatever its unit`() throws {
        let trace = try trace(
            "platelet-hold",
            """
            LB  PLAT  45 10^9/L  2024-01-08
            LB  PLAT  31000 /uL  2024-01-15
            LB  PLAT  200 10^9/L  2024-01-22
            """)
        #expect(trace.sights.first?.nearest?.reading == "31000 /uL")
        #expect(trace.sights.first?.nearestOn == ClinicalDate(day("2024-01-15")))
    }

    @Test func `a rule for other arms says so`() throws {
        var rule = SubjectRule.plateletHold
        rule.arms = ["LEN"]
        let rows = "DM  IXA\nEX  IXAZOMIB  2024-01-01..\nLB  PLAT  24 10^9/L  2024-01-08"
        #expect(try trace("platelet-hold", rows, of: [rule]).silence == .otherArm)
    }

    @Test func `the parts of a signal that were not met together are each told`() throws {
        let both = Signal.all(
            [
                .event(EventSignal(group: "infection", atLeast: 1)), .event(EventSignal(group: "zoster", atLeast: 1)),
            ], within: .days(2))
        let apart = SubjectRule.rule(
            "apart", .signal(SignalCondition(signal: both, end: .allRecovered)), [SeverityLevel(severity: .daily)])
        let trace = try trace(
            apart.id, "AE  Pneumonia  2  2024-01-01..2024-01-03\nAE  Herpes zoster  2  2024-01-20..2024-01-22",
            of: [apart])
        #expect(trace.silence == .notTogether)
        #expect(trace.sights.map(\.meeting) == [1, 1])
    }

    @Test func `the story holds the verdict that the rules made`() {
        let rows = record("S1", "DM  IXA\nEX  IXAZOMIB  2024-01-01..\nLB  PLAT  24 10^9/L  2024-01-08")
        let story = explain(rows, under: .small(), at: moment("2024-02-01"))
        #expect(story.verdict == assess(rows, under: .small(), at: moment("2024-02-01")))
    }

    @Test func `each term that reached a grade is told with its worst and its last result`() throws {
        let story = explain(
            record(
                "S1",
                """
                LB  PLAT  200 10^9/L  2024-01-01  125-350  baseline
                LB  PLAT  40 10^9/L  2024-01-08  125-350
                LB  PLAT  20 10^9/L  2024-01-15  125-350
                LB  PLAT  22 10^9/L  2024-01-22  125-350
                LB  PLAT  80 10^9/L  2024-01-29  125-350
                """), under: .small(), at: moment("2024-02-01"))
        let course = try #require(story.grades.first)
        #expect(story.grades.map(\.term) == ["Platelet count decreased"])
        #expect((course.baseline, course.worst.grade, course.last.grade) == (0, 4, 1))
        #expect(course.worst.reading == "20 10^9/L")
    }
}

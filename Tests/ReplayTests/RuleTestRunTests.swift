// SPDX-License-Identifier: Apache-2.0

import Replay
import Settings
import Testing

/// What a test that is run says.
@Suite struct RuleTestRunTests {
    private func outcome(_ text: String) throws -> RuleTestOutcome {
        let file = try #require(try Fixtures.tests(text))
        return try #require(try Fixtures.run(file).first)
    }

    /// A test of the hold with a step's text.
    private func hold(
        _ rows: String, _ steps: String, arm: String = "IXA", more: String = ""
    ) throws -> RuleTestOutcome {
        try outcome(
            """
            tests:
              - name: a story
                rule: platelet-hold
                arm: \(arm)
                \(more)
                rows: |
                  \(rows)
                then:
                  \(steps)
            """)
    }

    @Test func `a failure shows what was expected and what was found, with the line`() throws {
        let outcome = try hold(
            "LB  PLAT  29 10^9/L  2024-01-08",
            "- {on: 2024-01-09, expect: [{state: open, severity: critical, onset: 2024-01-07, action: Withhold}]}")
        #expect(
            outcome.message(in: "counts.yaml") == """
                counts.yaml:10: a story: on 2024-01-09, platelet-hold
                  - severity: critical
                  + severity: urgent
                  - onset: 2024-01-07
                  + onset: 2024-01-08
                    found open, urgent, 2024-01-08: PLAT 29 10^9/L, grade 3 (CTCAE 5.0)
                """)
    }

    @Test(arguments: [
        ("29", "expect: none", ["no alert", "open, urgent, 2024-01-08: PLAT 29 10^9/L, grade 3 (CTCAE 5.0)"]),
        ("30", "expect: [{state: open, severity: urgent}]", ["open, urgent", "no alert"]),
        ("29", "expect: [{state: open}, {state: resolved}]", ["resolved", "no alert"]),
        ("29", "expect: [{change: none}]", ["change: none", "change: raised"]),
        ("29", "expect: [{grade: 4}]", ["grade: 4", "grade: 3"]),
        ("29", "expect: [{end: 2024-01-09}]", ["end: 2024-01-09", "end: none"]),
        ("29", "expect: [{dose: none}]", ["dose: none", "dose: withheld"]),
        ("29", "expect: [{says: PLAT 28}]", ["says: PLAT 28", "says: PLAT 29 10^9/L, grade 3 (CTCAE 5.0)"]),
        ("29", "expect: [{uncertain: [unitSuspect]}]", ["uncertain: unitSuspect", "uncertain: none"]),
        ("29", "expect: [{facet: platelets}]", ["facet: platelets", "facet: none"]),
    ])
    func `every key of an expectation can fail`(count: String, step: String, wanted: [String]) throws {
        let outcome = try hold("LB  PLAT  \(count) 10^9/L  2024-01-08", "- {on: 2024-01-09, \(step)}")
        let found = outcome.failures.flatMap(\.differences).flatMap { [$0.expected, $0.found] }
        #expect(found == wanted)
    }

    @Test(arguments: [
        // A row is known from its day, and its end from that.
        ("LB  PLAT  29 10^9/L  2024-01-08T14:00", "- {on: 2024-01-08T13:59, expect: none}"),
        ("LB  PLAT  29 10^9/L  2024-01-08T14:00", "- {on: 2024-01-08T14:00, expect: [{state: open}]}"),
        ("LB  PLAT  29 10^9/L  2024-01-08  known 2024-02-01", "- {on: 2024-01-31, expect: none}"),
        ("LB  PLAT  29 10^9/L  2024-01", "- {on: 2024-01-30, expect: none}"),
        ("LB  PLAT  29 10^9/L  2024-01", "- {on: 2024-01-31, expect: [{state: open, uncertain: dateUnknown}]}"),
        ("LB  PLAT  29 10^9/L  -", "- {on: 2023-01-01, expect: [{onset: none, uncertain: dateUnknown}]}"),
        // Units are read as a store's rows are.
        ("LB  PLAT  29000 /uL  2024-01-08", "- {on: 2024-01-08, expect: [{state: open, severity: urgent}]}"),
        ("LB  PLAT  29  2024-01-08", "- {on: 2024-01-08, expect: [{uncertain: unitSuspect}]}"),
        ("LB  PLAT  <29 10^9/L  2024-01-08", "- {on: 2024-01-08, expect: [{uncertain: valueCensored}]}"),
    ])
    func `rows are known by their dates and read as a store's rows`(rows: String, step: String) throws {
        let outcome = try hold(rows, step)
        #expect(outcome.hasPassed, "\(outcome.message(in: "file"))")
    }

    @Test func `an alert that ended is expected once, and one that stands at every step`() throws {
        let outcome = try hold(
            "LB  PLAT  29 10^9/L  2024-01-08\n      LB  PLAT  60 10^9/L  2024-01-15",
            """
            - {on: 2024-01-08, expect: [{change: raised}]}
                  - {on: 2024-01-09, expect: [{change: none, state: open}]}
                  - {on: 2024-01-15, expect: [{change: resolved, state: resolved}]}
                  - {on: 2024-01-16, expect: none}
            """)
        #expect(outcome.hasPassed, "\(outcome.message(in: "file"))")
    }

    @Test func `a subject without demographics is told as one`() throws {
        let outcome = try hold(
            "LB  PLAT  29 10^9/L  2024-01-08",
            "- {on: 2024-01-09, expect: [{uncertain: subjectNotInDemographics}]}", arm: "none")
        #expect(outcome.hasPassed, "\(outcome.message(in: "file"))")
    }

    @Test func `with only, another rule that speaks is a failure`() throws {
        let rows = "LB  PLAT  29 10^9/L  2024-01-08\n      LB  K  6.8 mmol/L  2024-01-08"
        let step = "- {on: 2024-01-09, expect: [{state: open}]}"
        #expect(try hold(rows, step).hasPassed)
        let failures = try hold(rows, step, more: "only: true").failures
        #expect(failures.map(\.rule) == ["potassium-high"])
    }

    @Test func `doses go on week by week where the protocol does not say how`() throws {
        let outcome = try outcome(
            """
            tests:
              - name: doses
                rule: zoster
                arm: IXA-LEN
                doses: 2024-01-01..2024-01-20
                rows: |
                  AE  Herpes zoster  2  2024-01-30
                then:
                  - {on: 2024-02-01, expect: [{says: prophylaxis never started}]}
            """)
        #expect(outcome.hasPassed, "\(outcome.message(in: "file"))")
    }
}

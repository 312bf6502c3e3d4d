// SPDX-License-Identifier: Apache-2.0

import Settings
import Testing

/// What the reading says of a contradiction that cannot mean what it says.
@Suite struct MismatchDefectTests {
    private static let window = "days_before: 7, days_after: 14"

    /// The faults of the small protocol when a contradiction stands in the place of its first rule's condition.
    private func faults(_ mismatch: String, endsWhen end: String) throws -> [ConfigurationFault] {
        let ends = end.isEmpty ? "" : "ends_when: \(end)"
        let text = try Fixtures.protocolText()
            .replacing("count: {test: PLAT, unit: 10^9/L, below: 30}", with: "mismatch: \(mismatch)")
            .replacing("ends_when: {at_least: 50}", with: ends)
            .replacing("ends_when: {at_least: 50, days_above_cut: 3}", with: ends)
        do {
            _ = try Fixtures.loaded(text)
            return []
        } catch let error as ConfigurationFaults {
            return error.faults.filter { !$0.path.contains("levels") }
        }
    }

    static let defects: [(mismatch: String, end: String, path: String, hint: String)] = [
        ("{terms: all}", "", ".finds", "add `finds:`"),
        ("{finds: causality-mising}", "", ".finds", "did you mean `causality-missing`?"),
        ("{find: causality-missing}", "", ".find", "did you mean `finds`?"),
        ("{finds: [causality-missing, grade-above-laboratory]}", "", ".finds", "make one rule of"),
        ("{finds: causality-missing, terms: all}", "", ".terms", "leave it out"),
        ("{finds: causality-missing, wait_days: 400}", "", ".wait_days", "from 0 to 365"),
        ("{finds: event-without-laboratory, grade_at_least: 2, \(window)}", "", ".terms", "add `terms:`"),
        (
            "{finds: event-without-laboratory, terms: [Anemi], grade_at_least: 2, \(window)}", "", ".terms[0]",
            "did you mean `Anemia`?"
        ),
        (
            "{finds: event-without-laboratory, terms: [Fever], grade_at_least: 2, \(window)}", "", ".terms",
            "leave vital signs out"
        ),
        ("{finds: event-without-laboratory, terms: all, \(window)}", "", ".grade_at_least", "add `grade_at_least:`"),
        (
            "{finds: event-without-laboratory, terms: all, grade_at_least: 5, \(window)}", "", ".grade_at_least",
            "from 1 to 4"
        ),
        ("{finds: event-without-laboratory, terms: all, grade_at_least: 2, days_after: 7}", "", ".days_before", "add"),
        ("{finds: event-without-laboratory, terms: all, grade_at_least: 2, days_before: 7}", "", ".days_after", "add"),
        (
            "{finds: event-without-laboratory, terms: all, grade_at_least: 2, with_action_grade: 1, \(window)}", "",
            ".with_action_grade", "find `laboratory-without-event`"
        ),
        (
            "{finds: laboratory-without-event, terms: all, grade_at_least: 3, with_action_grade: 3, \(window)}",
            "{grade_at_most: 1}", ".with_action_grade", "write less than `grade_at_least`"
        ),
        ("{finds: laboratory-without-event, terms: all, grade_at_least: 4, \(window)}", "", ".ends_when", "add"),
    ]

    @Test(arguments: defects) func `a defect of a contradiction is told where it stands`(
        _ defect: (mismatch: String, end: String, path: String, hint: String)
    ) throws {
        let found = try faults(defect.mismatch, endsWhen: defect.end)
        try #require(found.count == 1, "\(found)")
        #expect(found[0].path == "rules[0].mismatch\(defect.path)")
        #expect(found[0].hint.contains(defect.hint), "\(found[0].hint)")
    }

    @Test(arguments: [
        ("{finds: causality-missing}", "{grade_at_most: 1}", "leave it out; the answer ends it"),
        (
            "{finds: event-without-laboratory, terms: all, grade_at_least: 2, \(window)}", "{grade_at_most: 1}",
            "leave it out; the answer ends it"
        ),
        (
            "{finds: laboratory-without-event, terms: all, grade_at_least: 4, with_action_grade: 3, \(window)}",
            "{grade_at_most: 3}", "write 2 or less"
        ),
        (
            "{finds: laboratory-without-event, terms: all, grade_at_least: 4, \(window)}", "{grade_atmost: 1}",
            "did you mean `grade_at_most`?"
        ),
    ])
    func `only results have an end of their own`(mismatch: String, end: String, hint: String) throws {
        let found = try faults(mismatch, endsWhen: end)
        try #require(found.count == 1, "\(found)")
        #expect(found[0].path.hasPrefix("rules[0].ends_when"))
        #expect(found[0].hint.contains(hint), "\(found[0].hint)")
    }

    @Test(arguments: [
        ("{finds: causality-missing, wait_days: 3}", ""),
        ("{finds: [seriousness-conflict, causality-missing]}", ""),
        ("{finds: laboratory-without-event, terms: all, grade_at_least: 4, \(window)}", "{grade_at_most: 1}"),
        ("{finds: grade-above-laboratory, terms: [Anemia], grade_at_least: 3, \(window)}", ""),
    ])
    func `a contradiction without fault is read`(mismatch: String, end: String) throws {
        #expect(try faults(mismatch, endsWhen: end).isEmpty)
    }
}

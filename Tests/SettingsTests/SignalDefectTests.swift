// SPDX-License-Identifier: Apache-2.0

import Settings
import Testing

/// What the reading says of a signal that cannot mean what it says.
@Suite struct SignalDefectTests {
    /// The faults of the small protocol when a signal stands in the place of its first rule's condition.
    private func faults(_ signal: String, endsWhen end: String = "{recovered: all}") throws -> [ConfigurationFault] {
        let text = try Fixtures.protocolText()
            .replacing("count: {test: PLAT, unit: 10^9/L, below: 30}", with: "signal: \(signal)")
            .replacing("ends_when: {at_least: 50}", with: "ends_when: \(end)")
            .replacing("ends_when: {at_least: 50, days_above_cut: 3}", with: "ends_when: \(end)")
        do {
            _ = try Fixtures.loaded(text)
            return []
        } catch let error as ConfigurationFaults {
            return error.faults.filter { !$0.path.contains("levels") }
        }
    }

    static let defects: [(signal: String, path: String, hint: String)] = [
        ("{reslt: {test: ALT, at_least: 3, of: ULN}}", "rules[0].signal.reslt", "did you mean `result`?"),
        ("{result: {test: ALTT, at_least: 3, of: ULN}}", "rules[0].signal.result.test", "did you mean `ALT`?"),
        ("{result: {test: ALT, at_least: 3}}", "rules[0].signal.result.unit", "or `of:`"),
        ("{result: {test: ALT, at_least: 3, of: UNL}}", "rules[0].signal.result.of", "did you mean `ULN`?"),
        ("{result: {test: ALT, at_least: 3, unit: U/L, of: ULN}}", "rules[0].signal.result.unit", "leave it out"),
        ("{result: {test: ALT, at_least: 3, below: 4, of: ULN}}", "rules[0].signal.result", "exactly one of"),
        ("{result: {test: ALT, of: ULN}}", "rules[0].signal.result", "exactly one of"),
        ("{result: {test: PLAT, at_most: 0.5, of: highest}}", "rules[0].signal.result.highest_in_days", "add"),
        (
            "{result: {test: K, unit: mmol/L, at_least: 6.5, recovers_at: 7}}", "rules[0].signal.result.recovers_at",
            "write 6.5 or less"
        ),
        ("{event: {group: neuropaty, grade_at_least: 1}}", "rules[0].signal.event.group", "did you mean `neuropathy`?"),
        ("{event: {grade_at_least: 1}}", "rules[0].signal.event", "`coded: false`"),
        ("{finding: {tests: [HBSAG], is: postive}}", "rules[0].signal.finding.is", "did you mean `positive`?"),
        ("{grade: {term: Hyperkalemi, at_least: 3}}", "rules[0].signal.grade.term", "did you mean `Hyperkalemia`?"),
        ("{death: any-case}", "rules[0].signal.death", "did you mean `any-cause`?"),
        ("{medication: {list: acyclovr}}", "rules[0].signal.medication.list", "did you mean `acyclovir`?"),
        ("{overdue: {tests: [HBVDNA], days: 0}}", "rules[0].signal.overdue.days", "from 1 to 365"),
        ("{death: any-cause, within_days: 3}", "rules[0].signal.within_days", "only `all:` has a window"),
        ("{all: [{death: any-cause}, {overdue: {tests: [X], days: 9}}]}", "rules[0].signal", "give `within_days:`"),
        ("{all: [{death: any-cause}], within_days: 3}", "rules[0].signal.all", "at least two"),
        ("{not: {death: any-cause}}", "rules[0].signal.not", "put it into `all:`"),
        (
            "{all: [{not: {death: any-cause}}, {not: {death: any-cause}}], within_days: 3}", "rules[0].signal.all",
            "must hold"
        ),
    ]

    @Test(arguments: defects) func `a defect of a signal is told where it stands`(
        _ defect: (signal: String, path: String, hint: String)
    ) throws {
        let found = try faults(defect.signal)
        try #require(found.count == 1, "\(found)")
        #expect(found[0].path == defect.path)
        #expect(found[0].hint.contains(defect.hint), "\(found[0].hint)")
    }

    @Test(arguments: [
        ("{}", "exactly one of"), ("{recovered: al}", "did you mean `all`?"), ("{days_without: 0}", "from 1 to 365"),
    ])
    func `a signal's end is one of three`(end: String, hint: String) throws {
        let found = try faults("{death: any-cause}", endsWhen: end)
        try #require(found.count == 1, "\(found)")
        #expect(found[0].hint.contains(hint), "\(found[0].hint)")
    }

    @Test func `a signal without fault is read`() throws {
        #expect(try faults("{death: any-cause}", endsWhen: "{days_without: 9}").isEmpty)
    }
}

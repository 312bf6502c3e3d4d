// SPDX-License-Identifier: Apache-2.0

import Settings
import Testing

/// What is wrong with a file of rule tests is told where it stands, with what to write.
@Suite struct RuleTestDefectTests {
    /// The faults of a test of the hold, each as line, place and hint.
    private func faults(_ text: String) -> [String] {
        do throws(ConfigurationFaults) {
            _ = try Fixtures.tests(text)
            return []
        } catch {
            return error.faults.map { "\($0.line) \($0.path): \($0.hint)" }
        }
    }

    /// A test from its lines, which begin in line 4.
    private func test(_ lines: String...) -> String {
        (["tests:", "  - name: a story"] + lines.map { "    \($0)" }).joined(separator: "\n")
    }

    private static let step = "then: [{on: 2024-01-09, expect: none}]"

    @Test(arguments: [
        ("rul: platelet-hold", "4 tests[0].rul: did you mean `rule`?"),
        ("rule: platelets-hold", "4 tests[0].rule: did you mean `platelet-hold`?"),
        ("kind: fire", "4 tests[0].kind: did you mean `fires`?"),
        ("kind: just_below", "4 tests[0].kind: did you mean `just-below`?"),
        ("arm: IXA-LEM", "4 tests[0].arm: did you mean `IXA-LEN`?"),
        ("only: yes", "4 tests[0].only: write a flag: `true`, `false`"),
        ("doses: 2024-01-01", "4 tests[0].doses: write both days, as 2024-01-01..2024-03-31"),
        ("doses: 2024-03-01..2024-01-01", "4 tests[0].doses: write both days, as 2024-01-01..2024-03-31"),
        ("doses: 2024-01-01..2024-03-01", "4 tests[0].doses: add `arm:`, or give rows of EX instead"),
    ])
    func `a word that is not known names the nearest`(line: String, wanted: String) {
        let rule = line.hasPrefix("rul") ? [] : ["rule: platelet-hold"]
        let text = (["tests:", "  - name: a story"] + ([line] + rule + [Self.step]).map { "    \($0)" })
            .joined(separator: "\n")
        #expect(faults(text).first == wanted)
    }

    @Test(arguments: [
        ("LBB  PLAT  29 10^9/L  2024-01-08", "did you mean `LB`?"),
        ("LB PLAT 29", "write a domain, then two blanks: `DM`, `AE`, `LB`, `EX`, `CM`, `VS`, `DS`"),
        ("LB  PLAT  29  10^9/L  2024-01-08", "separate columns by two blanks or more, and write `-` for an empty one"),
        ("LB  PLAT  29 10^9/L  2024-01-08  LBSTNRL=3", "did you mean `LBSTNRLO`?"),
        ("LB  PLAT  29 10^9/L  2024-01-08  basline", "did you mean `baseline`?"),
        ("AE  Fall  3  2024-01-08  serous", "did you mean `serious`?"),
        ("LB  PLAT  29 10^9/L  2024-01-08  known soon", "write the day as `known 2024-01-20`"),
    ])
    func `a line of the table that cannot be read is told by its own line`(row: String, hint: String) {
        let text = test(
            "rule: platelet-hold", "rows: |", "  LB  PLAT  290 10^9/L  2024-01-01", "  \(row)", Self.step)
        #expect(faults(text) == ["7 tests[0].rows: \(hint)"])
    }

    @Test(arguments: [
        ("{LB: {LBTESTCD: PLAT, LBSTRESNN: 29}}", "tests[0].rows[0].LB.LBSTRESNN: did you mean `LBSTRESN`?"),
        ("{LB: {LBTESTCD: PLAT}, AE: {AETERM: Fall}}", "give the variables of exactly one of"),
        ("{name: low}", "give the variables of exactly one of"),
        ("{LB: {LBTESTCD: PLAT}, known: soon}", "write a day of the calendar as YYYY-MM-DD"),
    ])
    func `a row written as variables has known ones alone`(row: String, wanted: String) {
        let found = faults(test("rule: platelet-hold", "rows: [\(row)]", Self.step))
        #expect(found.count == 1 && found[0].contains(wanted), "\(found)")
    }

    @Test(arguments: [
        ("{expect: none}", "add `on:`, the day of this look"),
        ("{on: 2024-01, expect: none}", "write a day as 2024-01-09, or a minute of it as 2024-01-09T08:30"),
        ("{on: 2024-01-09}", "add what must be found, or `expect: none`"),
        ("{on: 2024-01-09, expect: []}", "write `none` where no alert is expected"),
        ("{on: 2024-01-09, expect: nothing}", "write a list of alerts, or `none`"),
        ("{on: 2024-01-09, expect: [{stat: open}]}", "did you mean `state`?"),
        ("{on: 2024-01-09, expect: [{state: opened}]}", "did you mean `open`?"),
        ("{on: 2024-01-09, expect: [{change: raise}]}", "did you mean `raised`?"),
        ("{on: 2024-01-09, expect: [{severity: urgnt}]}", "did you mean `urgent`?"),
        ("{on: 2024-01-09, expect: [{uncertain: painUnknow}]}", "did you mean `painUnknown`?"),
        ("{on: 2024-01-09, expect: [{onset: soon}]}", "write a date as 2024-01-09, or `none`"),
        ("{on: 2024-01-09, expect: [{rule: zooster}]}", "did you mean `zoster`?"),
        ("{on: 2024-01-09, change: {row: lo, LBSTRESN: 1}, expect: none}", "did you mean `low`?"),
        ("{on: 2024-01-09, change: {row: 2, LBSTRESN: 1}, expect: none}", "or a number from 1 to 1"),
        ("{on: 2024-01-09, change: {row: low}, expect: none}", "add one, as {row: low, LBSTRESN: 290}"),
        ("{on: 2024-01-09, change: {LBSTRESN: 1}, expect: none}", "add `row:` with its #name or number"),
        ("{on: 2024-01-09, change: {row: low, AETOXGR: 1}, expect: none}", "did you mean `LBTOXGR`?"),
        ("{on: 2024-01-09, delete: high, expect: none}", "write the name of a row before this step"),
    ])
    func `a step that cannot be taken is told`(step: String, hint: String) {
        let text = test(
            "rule: platelet-hold", "rows: |", "  LB  PLAT  29 10^9/L  2024-01-08  #low", "then: [\(step)]")
        let found = faults(text)
        #expect(found.count == 1 && found[0].contains(hint), "\(found)")
    }

    @Test(arguments: [
        ("fires", "{on: 2024-01-09, expect: none}", "such a test expects an alert of its rule at some step"),
        ("just-below", "{on: 2024-01-09, expect: [{state: open}]}", "expects no alert of its rule at any step"),
        ("near-miss", "{on: 2024-01-09, expect: [{state: open}]}", "expects no alert of its rule at any step"),
        ("corrected", "{on: 2024-01-09, expect: [{state: open}]}", "add a step with `change:` or `delete:`"),
        ("late", "{on: 2024-01-09, expect: [{state: open}]}", "add a step with the late `rows:`"),
        ("recovers", "{on: 2024-01-09, expect: [{state: open}]}", "expect `state: resolved` at some step"),
    ])
    func `a test that says its kind is held to it`(kind: String, step: String, hint: String) {
        let found = faults(test("rule: platelet-hold", "kind: \(kind)", "then: [\(step)]"))
        #expect(found.count == 1 && found[0].contains(hint), "\(found)")
    }

    @Test func `steps go forward, and no two rows share a name`() {
        let backward = faults(
            test("rule: zoster", "then: [{on: 2024-01-09, expect: none}, {on: 2024-01-08, expect: none}]"))
        #expect(backward.map { $0.hasSuffix("put the steps in order of time") } == [true], "\(backward)")
        let twice = faults(
            test(
                "rule: zoster", "rows: |", "  AE  Fall  1  2024-01-01  #a", "  AE  Fall  1  2024-01-02  #a", Self.step))
        #expect(twice.map { $0.hasSuffix("give each row its own name") } == [true], "\(twice)")
    }

    @Test func `a rule, a protocol and steps are asked for`() {
        #expect(faults(test(Self.step)).map { $0.contains("add `rule:` here") } == [true])
        #expect(faults(test("rule: zoster")).map { $0.contains("add `then:`") } == [true])
        #expect(throws: ConfigurationFaults.self) { try Fixtures.read("tests: []") }
        #expect(throws: ConfigurationFaults.self) { try Fixtures.read("protocol: nowhere.yaml\ntests: []") }
    }
}

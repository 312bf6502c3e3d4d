// SPDX-License-Identifier: Apache-2.0

import Settings
import Testing

/// What the reading says of a clearance or a plan of tests that cannot mean what it says.
@Suite struct ClearanceDefectTests {
    /// The faults of the small protocol when a condition stands in the place of its first rule's.
    private func faults(_ condition: String, end: String = "") throws -> [ConfigurationFault] {
        let text = try Fixtures.protocolText()
            .replacing("count: {test: PLAT, unit: 10^9/L, below: 30}", with: condition)
            .replacing("    ends_when: {at_least: 50, days_above_cut: 3}\n", with: end)
            .replacing("    ends_when: {at_least: 50}\n", with: end)
        do {
            _ = try Fixtures.loaded(text)
            return []
        } catch let error as ConfigurationFaults {
            return error.faults.filter { !$0.path.contains("levels") }
        }
    }

    private static let renal =
        "treatments: [LENALIDOMIDE], unit: mg, bands: [{below: 60, recovers_at: 65, dose_max: 10, every_days: 1}], "
        + "confirm: 2, weight_days: 60, weight_margin: 0.1, on_drug_days: 35"
    private static let hepatic =
        "treatments: [IXAZOMIB], unit: mg, times_upper_limit: BILI, "
        + "bands: [{above: 1.5, recovers_at: 1.5, dose_max: 3}], confirm: 1, on_drug_days: 35"

    static let clearanceDefects: [(found: String, put: String, path: String, hint: String)] = [
        ("treatments: [LENALIDOMIDE]", "treatments: [LENALIDOMID]", "treatments[0]", "did you mean `LENALIDOMIDE`?"),
        ("treatments: [LENALIDOMIDE], ", "", "treatments", "add `treatments:`"),
        ("unit: mg, ", "", "unit", "add `unit:`"), ("confirm: 2, ", "", "confirm", "add `confirm:`"),
        ("confirm: 2", "confirm: 0", "confirm", "from 1 to 5"),
        ("confirm", "confrim", "confrim", "did you mean `confirm`?"),
        ("weight_days: 60, ", "", "weight_days", "add `weight_days:`"),
        ("weight_margin: 0.1, ", "", "weight_margin", "add `weight_margin:`"),
        ("weight_margin: 0.1", "weight_margin: 10", "weight_margin", "from 0.01 to 0.5"),
        (", on_drug_days: 35", "", "on_drug_days", "add `on_drug_days:`"),
        ("recovers_at: 65", "recovers_at: 55", "bands[0].recovers_at", "write 60 or more"),
        ("below: 60", "above: 60", "bands[0].above", "below"),
        ("dose_max: 10, ", "", "bands[0].dose_max", "add `dose_max:`"),
        ("every_days: 1}", "every_days: 0}", "bands[0].every_days", "from 1 to 28"),
        (
            "every_days: 1}]", "every_days: 1}, {below: 70, recovers_at: 75, dose_max: 5}]", "bands[1]",
            "write the mildest band first"
        ),
        ("confirm: 2", "confirm: 2, unstable: {factor: 1, days: 7}", "unstable.factor", "from 1.1 to 10"),
        ("confirm: 2", "confirm: 2, at_once_below: -1", "at_once_below", "a number above 0"),
    ]

    @Test(arguments: clearanceDefects) func `a defect of a clearance is told where it stands`(
        _ defect: (found: String, put: String, path: String, hint: String)
    ) throws {
        let found = try faults("clearance: {\(Self.renal.replacing(defect.found, with: defect.put))}")
        let own = found.filter { $0.path == "rules[0].clearance.\(defect.path)" }
        try #require(own.count == 1, "\(found)")
        #expect(own[0].hint.contains(defect.hint), "\(own[0].hint)")
    }

    @Test func `a multiple of a limit has no weight`() throws {
        #expect(try faults("clearance: {\(Self.hepatic)}").isEmpty)
        let found = try faults("clearance: {\(Self.hepatic), weight_days: 60}")
        #expect(found.map(\.path) == ["rules[0].clearance.weight_days"])
    }

    static let testingDefects: [(condition: String, path: String, hint: String)] = [
        ("{every_days: 35}", "tests", "add `tests:`"), ("{tests: [PLAT]}", "", "at least one of"),
        ("{tests: [PLAT], evry_days: 35}", "evry_days", "did you mean `every_days`?"),
        ("{tests: [PLAT], every_days: 0}", "every_days", "from 1 to 365"),
        ("{tests: [PLAT], every_days: 35, while_on: [IXAZOMB]}", "while_on[0]", "did you mean `IXAZOMIB`?"),
        ("{tests: [PLAT], every_days: 35, phases: [{every_days: 7}]}", "", "one of the two"),
        ("{tests: [PLAT], phases: [{every_days: 7}, {every_days: 28}]}", "phases[0].for_days", "add `for_days:`"),
        ("{tests: [PLAT], phases: [{every_days: 7, for_days: 28}]}", "phases[0].for_days", "leave it out"),
        ("{tests: [HCG], every_days: 35, who: {sex: M, age_below: 55}}", "who.sex", "`F`"),
        ("{tests: [HCG], every_days: 35, who: {sex: F}}", "who.age_below", "add `age_below:`"),
        (
            "{tests: [HCG], before_first_dose: [{days: 10, until_days: 14}]}", "before_first_dose[0].until_days",
            "or less"
        ),
        (
            "{tests: [PLAT], during: {rules: [platelet-hld], every_days: 7, on_treatment_days: 35}}", "during.rules[0]",
            "did you mean `platelet-hold`?"
        ),
        ("{tests: [PLAT], during: {rules: [platelet-hold], every_days: 7}}", "during.on_treatment_days", "add"),
    ]

    @Test(arguments: testingDefects) func `a defect of a plan of tests is told where it stands`(
        _ defect: (condition: String, path: String, hint: String)
    ) throws {
        let found = try faults("testing: \(defect.condition)")
        let path = defect.path.isEmpty ? "rules[0].testing" : "rules[0].testing.\(defect.path)"
        let own = found.filter { $0.path == path }
        try #require(own.count == 1, "\(found)")
        #expect(own[0].hint.contains(defect.hint), "\(own[0].hint)")
    }

    @Test func `neither is ended by anything but what it says itself`() throws {
        let end = "    ends_when: {recovered: all}\n"
        let found =
            try faults("clearance: {\(Self.renal)}", end: end)
            + faults("testing: {tests: [PLAT], every_days: 9}", end: end)
        #expect(found.map(\.path) == ["rules[0].ends_when", "rules[0].ends_when"])
        #expect(try faults("testing: {tests: [PLAT], every_days: 9}").isEmpty)
    }
}

// SPDX-License-Identifier: Apache-2.0

import CTCAE
import Rules
import Settings
import Testing
import Trial

/// Lists of medications, sites, and the words of conditions on laboratory rows.
@Suite struct MedicationListTests {
    private static let lists = """
        sites:
          - {id: "01", name: {en: First Hospital, zh-Hans: 第一医院}, time_zone: Asia/Urumqi}
        medication_lists:
          - {id: platelets, medications: [Platelets], source: a guideline, without_end: one-day, co_factor_days: 3}
          - {id: inducers, medications: [RIFAMPICIN], source: a label}
        rules:

        """

    private func text(_ before: String = "", _ after: String = "") throws -> String {
        let text = try Fixtures.protocolText().replacing(
            "rules:\n  - id: platelet", with: "\(Self.lists)  - id: platelet")
        return text.replacing(before, with: after)
    }

    @Test func `lists of medications and sites are read`() throws {
        let studyProtocol = try Fixtures.loaded(text())
        #expect(
            studyProtocol.medicationLists == [
                MedicationList(
                    id: "platelets", medications: ["PLATELETS"], source: "a guideline", isOfOneDay: true,
                    coFactorDays: 3),
                MedicationList(id: "inducers", medications: ["RIFAMPICIN"], source: "a label"),
            ])
        #expect(
            studyProtocol.sites == [
                Site(
                    id: "01", name: LocalizedText(en: "First Hospital", zhHans: "第一医院"), timeZone: "Asia/Urumqi")
            ])
    }

    @Test func `the words of a count are read`() throws {
        let studyProtocol = try Fixtures.loaded(
            text("below: 30}", "below: 30, consecutive: 2, within_days: 9, if_missing: {test: WBC, below: 1}}")
                .replacing("days_above_cut: 3}", with: "not_after: [{list: platelets, days: 3}]}")
                .replacing("      - below: 10\n", with: "      - during: zoster\n"))
        let rule = try #require(studyProtocol.subjectRules.first)
        #expect(
            rule.condition
                == .count(
                    CountCondition(
                        analyte: .platelets, unit: .gigaPerLitre, below: 30, recoversAt: 50,
                        notAfter: [RecoveryBar(list: "platelets", days: 3)],
                        confirmation: Confirmation(results: 2, withinDays: 9),
                        substitute: CountSubstitute(analyte: .whiteBloodCells, below: 1))))
        #expect(rule.levels.first?.test.during == "zoster")
    }

    @Test func `a rise of a grade is read, and is at least so much`() throws {
        let studyProtocol = try Fixtures.loaded(text(Self.grade, "[Hyperkalemia], risen_by: 2, within_days: 14}"))
        guard case .grade(let grade) = studyProtocol.subjectRules[1].condition else {
            Issue.record("no rule about a grade")
            return
        }
        #expect(grade.atLeast == 2)
        #expect(grade.rise == GradeRise(grades: 2, withinDays: 14))
    }

    @Test(arguments: [
        ("[Platelets]", "[Platelets, Platelet concentrate]", true), ("[RIFAMPICIN]", "[RIFAMPIN]", false),
        ("First Hospital", "Second Hospital", false),
    ])
    func `a rule's version changes with a list that it refers to`(before: String, after: String, changes: Bool) throws {
        let own = try text("days_above_cut: 3}", "not_after: [{list: platelets, days: 3}]}")
        let versions = try [own, own.replacing(before, with: after)].map { text in
            try Fixtures.loaded(text).subjectRules.first?.version
        }
        #expect((versions[0] != versions[1]) == changes)
    }

    private static let grade = "[Hyperkalemia], at_least: 3}"

    static let defects: [(before: String, after: String, path: String, hint: String)] = [
        ("source: a label}\nrules", "sorce: a label}\nrules", "medication_lists[1].sorce", "did you mean `source`?"),
        (", source: a label}\nrules", "}\nrules", "medication_lists[1].source", "where it is published"),
        ("id: inducers", "id: platelets", "medication_lists[1].id", "its own name"),
        ("id: inducers", "id: acyclovir", "medication_lists[1].id", "a name of its own"),
        ("one-day", "oneday", "medication_lists[0].without_end", "did you mean `one-day`?"),
        ("factor_days: 3", "factor_days: -3", "medication_lists[0].co_factor_days", "from 0 to 365"),
        ("Asia/Urumqi", "Asia/Urumci", "sites[0].time_zone", "did you mean `Asia/Urumqi`?"),
        ("{id: \"01\", name", "{name", "sites[0].id", "add `id:`"),
        ("below: 30}", "below: 30, consecutve: 2}", "rules[0].count.consecutve", "did you mean `consecutive`?"),
        ("below: 30}", "below: 30, consecutive: 1}", "rules[0].count.consecutive", "from 2 to 10"),
        ("below: 30}", "below: 30, within_days: 3}", "rules[0].count.within_days", "add `consecutive:`"),
        ("below: 30}", "below: 30, if_missing: {test: WBC}}", "rules[0].count.if_missing.below", "add `below:`"),
        (
            "below: 30}", "below: 30, if_missing: {test: PLAT, below: 1}}", "rules[0].count.if_missing.test",
            "name another count"
        ),
        (
            "below: 30}", "below: 30, if_missing: {test: ALT, below: 1}}", "rules[0].count.if_missing.test",
            "in that unit"
        ),
        (
            "days_above_cut: 3}", "not_after: [{list: platlets, days: 3}]}", "rules[0].ends_when.not_after[0].list",
            "did you mean `platelets`?"
        ),
        (
            "days_above_cut: 3}", "not_after: [{list: platelets}]}", "rules[0].ends_when.not_after[0].days",
            "add `days:`"
        ),
        ("      - below: 10\n", "      - during: zostr\n", "rules[0].levels[0].during", "did you mean `zoster`?"),
        (Self.grade, "[Hyperkalemia], risen_by: 2}", "rules[1].grade.within_days", "add `within_days:`"),
        (
            Self.grade, "[Hyperkalemia], risen_by: 2, within_days: 9, consecutive: 2}", "rules[1].grade.consecutive",
            "between two results"
        ),
        (
            Self.grade, "[Hyperkalemia], risen_by: 1, within_days: 9}", "rules[1].ends_when.grade_at_most",
            "write 0 or less"
        ),
        (
            "count: {test: PLAT, unit: 10^9/L, below: 30}\n    ends_when: {at_least: 50, days_above_cut: 3}",
            "signal: {treatment: {name: IXAZOMB, days_after: 3}}\n    ends_when: {recovered: all}",
            "rules[0].signal.treatment.name", "did you mean `IXAZOMIB`?"
        ),
        (
            "count: {test: PLAT, unit: 10^9/L, below: 30}\n    ends_when: {at_least: 50, days_above_cut: 3}",
            "signal: {medication: {list: inducer}}\n    ends_when: {recovered: all}", "rules[0].signal.medication.list",
            "did you mean `inducers`?"
        ),
        (
            "count: {test: PLAT, unit: 10^9/L, below: 30}\n    ends_when: {at_least: 50, days_above_cut: 3}",
            "signal: {result: {test: HGB, unit: g/L, fallen_by: 20, of: basline}}\n    ends_when: {recovered: all}",
            "rules[0].signal.result.of", "did you mean `baseline`?"
        ),
    ]

    @Test(arguments: defects) func `a defect is told where it stands`(
        _ defect: (before: String, after: String, path: String, hint: String)
    ) throws {
        do {
            _ = try Fixtures.loaded(text(defect.before, defect.after))
            Issue.record("no fault")
        } catch let error as ConfigurationFaults {
            // A signal's level tests no count: that fault belongs to the level.
            let faults = error.faults.filter { !$0.path.contains("levels") || defect.path.contains("levels") }
            try #require(faults.count == 1, "\(faults)")
            #expect(faults[0].path == defect.path)
            #expect(faults[0].hint.contains(defect.hint), "\(faults[0].hint)")
        }
    }
}

// SPDX-License-Identifier: Apache-2.0

import Rules
import Settings
import Testing

/// What the reading says of doses that cannot mean what they say.
@Suite struct DosingDefectTests {
    private static let dosing = """
        dosing:
          cycle_days: 28
          cycle_start_tolerance_days: 3
          silence_days_max: 35
          drugs:
            - id: ixazomib
              name: {en: Ixazomib, zh-Hans: 伊沙佐米}
              treatments: [IXAZOMIB]
              unit: mg
              schedule: {days: [1, 8, 15]}
              ladder: [4, 3, 2.3]
              at_floor: stop
              source: a label
              verified: true
            - id: lenalidomide
              name: Lenalidomide
              treatments: [LENALIDOMIDE]
              unit: mg
              schedule: {every_days: 1, through_day: 28}
              ladder: [10, 5, {amount: 5, every_days: 1, through_day: 21}]
              at_floor: stay
              source: a label
              verified: false
              signed_off: {by: A. Monitor, on: 2024-01-15}
          toxicities:
            - {id: blood, holds: [[ixazomib, lenalidomide]], turns: [lenalidomide, ixazomib]}
        rules:
          - id: dose
            title: Dose
            dose: {deviations: all}
            levels:
              - {is: against-hold, certain: true, severity: critical}
              - {is: [against-hold, row-in-doubt], severity: query}
            source: a label
            verified: true
            runbook: dose
          - id: gate
            title: Gate
            arms: [A]
            dose:
              gate:
                counts: [{test: PLAT, unit: 10^9/L, at_least: 75}]
                days_before: 3
                grade_at_most: 1
                counted_terms: sensory
            levels: [{is: gate-failed, severity: daily}]
            source: a label
            verified: true
            runbook: gate
        """

    /// The small protocol with doses, and with words replaced in it.
    private func text(_ changes: [(String, String)] = []) throws -> String {
        let text = try Fixtures.protocolText()
            .replacing("rules:\n  - id: platelet-hold", with: "\(Self.dosing)\n  - id: platelet-hold")
            .replacing(
                "    ends_when: {at_least: 50, days_above_cut: 3}\n",
                with: "    ends_when: {at_least: 50, days_above_cut: 3}\n    toxicity: blood\n"
            )
            .replacing(
                "        severity: critical\n      - severity: urgent\n        action: {en: Hold.}\n",
                with: "        severity: critical\n        dose_action: reduce\n"
                    + "      - severity: urgent\n        action: {en: Hold.}\n        dose_action: reduce\n")
        return changes.reduce(text) { $0.replacing($1.0, with: $1.1, maxReplacements: 1) }
    }

    private func faults(_ changes: [(String, String)]) throws -> [ConfigurationFault] {
        do {
            _ = try Fixtures.loaded(try text(changes))
            return []
        } catch let error as ConfigurationFaults {
            return error.faults
        }
    }

    @Test func `doses without fault are read`() throws {
        let studyProtocol = try Fixtures.loaded(try text())
        let dosing = try #require(studyProtocol.dosing)
        #expect(dosing.drugs.map(\.name.en) == ["Ixazomib", "Lenalidomide"])
        #expect(dosing.drugs.map(\.verified) == [true, true])
        #expect(dosing.drugs[1].ladder.levels.map(\.amountPerCycle) == [280, 140, 105])
        #expect(dosing.drugs[1].ladder.atFloor == .stay)
        #expect(dosing.toxicities.map(\.turns) == [["lenalidomide", "ixazomib"]])
        let hold = try #require(studyProtocol.subjectRules.first { $0.id == "platelet-hold" })
        #expect(hold.toxicity == "blood")
        #expect(hold.levels.map(\.doseAction) == [.reduce, .reduce])
        #expect(studyProtocol.subjectRules.first { $0.id == "gate" }?.arms == ["A"])
    }

    static let defects: [(from: String, to: String, path: String, hint: String)] = [
        ("silence_days_max: 35", "silence_day_max: 35", "dosing.silence_day_max", "did you mean `silence_days_max`?"),
        ("cycle_days: 28", "cycle_days: 0", "dosing.cycle_days", "from 1 to 366"),
        ("tolerance_days: 3", "tolerance_days: 14", "dosing.cycle_start_tolerance_days", "run into each other"),
        ("name: {en: Ixazomib, zh-Hans: 伊沙佐米}", "unt: mg", "dosing.drugs[0].unt", "did you mean `unit`?"),
        ("[1, 8, 15]", "[1, 8, 29]", "dosing.drugs[0].schedule.days[2]", "from 1 to 28"),
        ("{days: [1, 8, 15]}", "{}", "dosing.drugs[0].schedule", "give `days:`, or"),
        (
            "{days: [1, 8, 15]}", "{days: [1], every_days: 2}", "dosing.drugs[0].schedule", "give `days:`, or"
        ),
        ("through_day: 28}", "through_day: 29}", "dosing.drugs[1].schedule.through_day", "from 1 to 28"),
        ("[4, 3, 2.3]", "[4, 3, 3]", "dosing.drugs[0].ladder[2]", "each less a cycle"),
        ("[4, 3, 2.3]", "[4, 5, 2.3]", "dosing.drugs[0].ladder[1]", "from the highest down"),
        ("[4, 3, 2.3]", "[4, three]", "dosing.drugs[0].ladder[1]", "a number above 0"),
        ("at_floor: stop", "at_floor: stopp", "dosing.drugs[0].at_floor", "did you mean `stop`?"),
        ("[LENALIDOMIDE]\n      unit", "[Ixazomib]\n      unit", "dosing.drugs[1].treatments[0]", "to one drug"),
        ("id: lenalidomide", "id: ixazomib", "dosing.drugs[1].id", "its own name"),
        ("[[ixazomib, len", "[[ixazomb, len", "dosing.toxicities[0].holds[0][0]", "did you mean `ixazomib`?"),
        (
            "turns: [lenalidomide, ixazomib]", "turns: [lenalidomide, lenalidomide]", "dosing.toxicities[0].turns[1]",
            "each drug once"
        ),
        ("toxicity: blood", "toxicity: blod", "rules[2].toxicity", "did you mean `blood`?"),
        ("dose_action: reduce", "dose_action: redice", "rules[2].levels[0].dose_action", "did you mean `reduce`?"),
        ("dose_action: reduce", "dose_action: hold", "rules[2].toxicity", "every level of a count rule"),
        (
            "grade: {terms: [Hyperkalemia], at_least: 3}",
            "toxicity: blood\n    grade: {terms: [Hyperkalemia], at_least: 3}", "rules[3].toxicity",
            "only rules with `count:` or `event:`"
        ),
        ("deviations: all", "deviations: al", "rules[0].dose.deviations", "did you mean `all`?"),
        ("deviations: all", "deviations: [ixazomip]", "rules[0].dose.deviations[0]", "did you mean `ixazomib`?"),
        ("{deviations: all}", "{}", "rules[0].dose", "exactly one of"),
        ("is: against-hold", "is: agianst-hold", "rules[0].levels[0].is", "did you mean `against-hold`?"),
        ("is: gate-failed", "is: against-hold", "rules[1].levels[0].is", "`gate-failed`"),
        ("arms: [A]", "arms: [C]", "rules[1].arms[0]", "an arm"),
        ("days_before: 3", "days_befor: 3", "rules[1].dose.gate.days_befor", "did you mean `days_before`?"),
        (
            "test: PLAT, unit: 10^9/L, at_least: 75", "test: PLATT, unit: 10^9/L, at_least: 75",
            "rules[1].dose.gate.counts[0].test", "PLAT"
        ),
        (
            "counted_terms: sensory", "counted_terms: sensor", "rules[1].dose.gate.counted_terms",
            "did you mean `sensory`?"
        ),
        (
            "dose: {deviations: all}", "dose: {deviations: all}\n    ends_when: {recovered: all}", "rules[0].ends_when",
            "leave it out"
        ),
    ]

    @Test(arguments: defects) func `a defect of doses is told where it stands`(
        _ defect: (from: String, to: String, path: String, hint: String)
    ) throws {
        let found = try faults([(defect.from, defect.to)])
        let told = found.first { $0.path == defect.path }
        #expect(told?.hint.contains(defect.hint) == true, "\(found)")
    }

    @Test func `a toxicity that no rule refers to is a fault`() throws {
        let found = try faults([
            ("  toxicities:", "  toxicities:\n    - {id: rash, holds: [[ixazomib]]}")
        ])
        #expect(found.map(\.path) == ["dosing.toxicities"])
        #expect(found[0].found.contains("`rash`"))
    }

    @Test func `a ladder that rises again is told to be one that never ends`() throws {
        #expect(try faults([("[4, 3, 2.3]", "[4, 3, 5]")]).first?.found.contains("never ends") == true)
    }

    @Test func `a dose action without a toxicity is a fault`() throws {
        let found = try faults([
            ("    toxicity: blood\n", ""),
            (
                "  toxicities:\n"
                    + "    - {id: blood, holds: [[ixazomib, lenalidomide]], turns: [lenalidomide, ixazomib]}\n",
                ""
            ),
        ])
        #expect(found.map(\.hint) == ["add `toxicity:` to the rule"])
    }
}

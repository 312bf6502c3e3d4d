// SPDX-License-Identifier: Apache-2.0

import Rules
import Settings
import Testing

/// What the reading says of prophylactics and conditions on them.
@Suite struct CoverDefectTests {
    private static let required = "{prophylactic: acyclovir, while_on: [IXAZOMIB], gap_days: 14}"
    private static let prophylactic = "{id: acyclovir, medications: [ACICLOVIR, VALACICLOVIR]}"

    /// The small protocol with a rule about cover in the place of its first rule.
    private func text(
        cover: String, end: String = "", level: String = "certain: true\n        severity: daily",
        prophylactic: String = Self.prophylactic
    ) throws -> String {
        try Fixtures.protocolText()
            .replacing("count: {test: PLAT, unit: 10^9/L, below: 30}", with: "cover: \(cover)")
            .replacing("    ends_when: {at_least: 50, days_above_cut: 3}\n", with: end)
            .replacing("    ends_when: {at_least: 50}\n", with: end)
            .replacing("      - below: 10\n        severity: critical\n", with: "      - \(level)\n")
            .replacing(Self.prophylactic, with: prophylactic)
    }

    private func faults(_ text: String) -> [ConfigurationFault] {
        do {
            _ = try Fixtures.loaded(text)
            return []
        } catch let error as ConfigurationFaults {
            return error.faults
        } catch {
            return []
        }
    }

    static let defects: [(cover: String, path: String, hint: String)] = [
        ("{prophylactc: acyclovir, while_on: [IXAZOMIB], gap_days: 14}", "prophylactc", "did you mean `prophylactic`?"),
        ("{prophylactic: acyclovr, while_on: [IXAZOMIB], gap_days: 14}", "prophylactic", "did you mean `acyclovir`?"),
        ("{while_on: [IXAZOMIB], gap_days: 14}", "prophylactic", "or `conflict:`"),
        ("{prophylactic: acyclovir, gap_days: 14}", "while_on", "add `while_on:`"),
        ("{prophylactic: acyclovir, while_on: [IXAZOMB], gap_days: 14}", "while_on[0]", "did you mean `IXAZOMIB`?"),
        ("{prophylactic: acyclovir, while_on: [IXAZOMIB]}", "gap_days", "add `gap_days:`"),
        ("{prophylactic: acyclovir, while_on: [IXAZOMIB], gap_days: 0}", "gap_days", "from 1 to 365"),
        (
            "{prophylactic: acyclovir, while_on: [IXAZOMIB], gap_days: 14, rest_days: 36}", "rest_days",
            "write 35 or less"
        ),
        (
            "{prophylactic: acyclovir, while_on: [IXAZOMIB], gap_days: 14, required_if: pneumocystis}", "required_if",
            "did you mean `pneumocystis-risk`?"
        ),
        ("{prophylactic: acyclovir, conflict: acyclovir}", "", "give `prophylactic:` where"),
        ("{conflict: acyclovr, with: [{group: zoster}]}", "conflict", "did you mean `acyclovir`?"),
        ("{conflict: acyclovir}", "with", "add `with:`"),
        ("{conflict: acyclovir, with: [{rule: neuropaty}]}", "with[0].rule", "did you mean `neuropathy`?"),
        ("{conflict: acyclovir, with: [{rule: platelet-hold}]}", "with[0].rule", "laboratory"),
        ("{conflict: acyclovir, with: [{group: zostr}]}", "with[0].group", "did you mean `zoster`?"),
        ("{conflict: acyclovir, with: [{grade_at_least: 2}]}", "with[0]", "exactly one of"),
        (
            "{conflict: acyclovir, with: [{rule: neuropathy, grade_at_least: 2}]}", "with[0].grade_at_least",
            "only `group:`"
        ),
        ("{conflict: acyclovir, with: [{group: zoster}], grace_days: -1}", "grace_days", "from 0 to 90"),
    ]

    @Test(arguments: defects) func `a defect of a condition on cover is told where it stands`(
        _ defect: (cover: String, path: String, hint: String)
    ) throws {
        let found = faults(try text(cover: defect.cover))
        try #require(found.count == 1, "\(found)")
        #expect(found[0].path == "rules[0].cover" + (defect.path.isEmpty ? "" : ".\(defect.path)"))
        #expect(found[0].hint.contains(defect.hint), "\(found[0].hint)")
    }

    @Test func `such a rule ends by itself and tells its own kinds alone`() throws {
        let ended = faults(try text(cover: Self.required, end: "    ends_when: {at_least: 50}\n"))
        #expect(ended.map(\.path) == ["rules[0].ends_when"])
        let level = "is: [conflict]\n        severity: query"
        let kinds = faults(try text(cover: Self.required, level: level))
        #expect(kinds.map(\.path) == ["rules[0].levels[0].is[0]"])
        #expect(kinds.allSatisfy { $0.hint.contains("`never-started`") })
    }

    @Test(arguments: [
        ("contraindicated_by: []", "contraindicated_by", "at least one"),
        ("confirmed_within_days: 0", "confirmed_within_days", "from 1 to 365"),
        ("before_onset_days: 91", "before_onset_days", "from 1 to 90"),
        ("before_onset: 7", "before_onset", "did you mean `before_onset_days`?"),
        ("verified: yes", "verified", "`true`"), ("verified: true", "source", "add `source:`"),
    ])
    func `a defect of a prophylactic is told where it stands`(key: String, path: String, hint: String) throws {
        let prophylactic = "{id: acyclovir, medications: [ACICLOVIR], \(key)}"
        let found = faults(try text(cover: Self.required, prophylactic: prophylactic))
        try #require(found.count == 1, "\(found)")
        #expect(found[0].path == "prophylactics[0].\(path)")
        #expect(found[0].hint.contains(hint), "\(found[0].hint)")
    }

    @Test func `what is left out has the documented defaults`() throws {
        let level = "is: [unknown]\n        severity: query"
        let read = try Fixtures.loaded(try text(cover: Self.required, level: level))
        #expect(
            read.subjectRules[0].condition
                == .cover(
                    .required(
                        RequiredCover(
                            prophylactic: "acyclovir", treatments: ["IXAZOMIB"], gapDays: 14, silentDays: 35,
                            restDays: 13))))
        let prophylactic = read.prophylactics[0]
        #expect(prophylactic.confirmedWithinDays == 60)
        #expect(prophylactic.beforeOnsetDays == 7)
        #expect(!prophylactic.verified)
        #expect(prophylactic.contraindicatedBy.isEmpty)
    }

    @Test func `a rule is verified only with the prophylactic it names, and its version tells what it builds on`()
        throws
    {
        let rule = { (text: String) in try Fixtures.loaded(text).subjectRules[0] }
        let conflict = "{conflict: acyclovir, with: [{rule: neuropathy}, {group: zoster}]}"
        let unverified = try rule(try text(cover: conflict))
        #expect(!unverified.verified)
        let prophylactic = "{id: acyclovir, medications: [ACICLOVIR], source: a label, verified: true}"
        let verified = try rule(try text(cover: conflict, prophylactic: prophylactic))
        #expect(verified.verified)
        #expect(verified.version != unverified.version)
        let other = try text(cover: conflict).replacing(
            "group: neuropathy, grade_at_least: 1", with: "group: neuropathy, grade_at_least: 2"
        )
        .replacing("      - grade_at_least: 2\n        pain: yes\n        severity: urgent\n", with: "")
        #expect(try rule(other).version != unverified.version)
    }
}

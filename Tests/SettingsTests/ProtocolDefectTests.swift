// SPDX-License-Identifier: Apache-2.0

import Foundation
import Rules
import Settings
import Testing

/// A file with one defect, named for it, and the fault that it must make.
struct Defect: Sendable, CustomTestStringConvertible {
    var name: String
    var line: Int
    var column: Int
    var path: String
    var hint: String

    init(_ name: String, _ line: Int, _ column: Int, _ path: String, _ hint: String) {
        self.name = name
        self.line = line
        self.column = column
        self.path = path
        self.hint = hint
    }

    var testDescription: String { name }
}

/// Expects exactly the fault of a defect.
func expectOnly(_ defect: Defect) throws {
    let faults = Fixtures.faults(defect.name)
    try #require(faults.count == 1, "\(faults)")
    #expect(faults[0].file == Fixtures.path(defect.name))
    #expect(faults[0].line == defect.line)
    #expect(faults[0].column == defect.column)
    #expect(faults[0].path == defect.path)
    #expect(faults[0].hint.contains(defect.hint), "\(faults[0].hint)")
}

@Suite struct ProtocolDefectTests {
    static let general = [
        Defect("protocol-empty", 1, 1, "", "README.md"),
        Defect("protocol-list", 2, 1, "", "write a mapping with `study:`"),
        Defect("protocol-not-yaml", 4, 9, "", "check the indentation, colons and quotes"),
        Defect("protocol-duplicate-key", 24, 9, "", "keep one of them"),
        Defect("protocol-unknown-key", 7, 1, "retraction_max_per_pass", "did you mean `retractions_max_per_pass`?"),
        Defect("protocol-study-missing", 2, 1, "study", "add `study:`"),
        Defect("protocol-ctcae-unknown", 4, 8, "ctcae", "`4.03`, `5.0`, `6.0`"),
        Defect("protocol-time-zone-unknown", 5, 12, "time_zone", "did you mean `Asia/Shanghai`?"),
        Defect("protocol-monitoring-from-missing", 2, 1, "monitoring_from", "the first day on which alerts are sent"),
        Defect("protocol-monitoring-from-impossible", 6, 18, "monitoring_from", "YYYY-MM-DD"),
        Defect("protocol-retractions-zero", 7, 27, "retractions_max_per_pass", "from 1 to 10000"),
        Defect("protocol-duplicate-arm", 11, 12, "arms[2].code", "each of the arms its own name"),
        Defect(
            "protocol-group-term-of-another-version", 15, 37, "term_groups[3].terms[1]", "add `Thromboembolic event`"),
        Defect("protocol-duplicate-term-group", 15, 10, "term_groups[3].id", "each of the term_groups its own name"),
    ]

    static let subjectRules = [
        Defect("protocol-unknown-key-in-rule", 22, 5, "rules[0].levles", "did you mean `levels`?"),
        Defect("protocol-capital-in-id", 18, 9, "rules[0].id", "lower-case letters"),
        Defect("protocol-duplicate-rule-id", 30, 9, "rules[1].id", "its own permanent name"),
        Defect("protocol-translation-unknown", 19, 32, "rules[0].title.zh-hans", "did you mean `zh-Hans`?"),
        Defect("protocol-source-missing", 18, 5, "rules[0].source", "where the rule's numbers come from"),
        Defect("protocol-verified-missing", 18, 5, "rules[0].verified", "add `verified: false`"),
        Defect("protocol-verified-not-a-flag", 28, 15, "rules[0].verified", "`true`, `false`"),
        Defect("protocol-sign-off-without-name", 53, 17, "rules[2].signed_off.by", "add `by:`"),
        Defect("protocol-condition-missing", 18, 5, "rules[0]", "exactly one of `count:`, `grade:`, `event:`"),
        Defect("protocol-two-conditions", 30, 5, "rules[1]", "exactly one of `count:`, `grade:`, `event:`"),
        Defect("protocol-ends-when-missing", 18, 5, "rules[0].ends_when", "or an episode never ends"),
        Defect("protocol-test-unknown", 20, 19, "rules[0].count.test", "did you mean `PLAT`?"),
        Defect("protocol-unit-unknown", 20, 31, "rules[0].count.unit", "did you mean `10^9/L`?"),
        Defect("protocol-unit-of-another-test", 20, 31, "rules[0].count.unit", "`10^9/L`, `/uL`"),
        Defect("protocol-count-in-another-unit", 20, 46, "rules[0].count.below", "give the number in 10^9/L"),
        Defect("protocol-count-not-a-number", 20, 46, "rules[0].count.below", "write a number above 0"),
        Defect("protocol-floor-above-cut", 20, 60, "rules[0].count.at_least", "less than `below`, which is 30"),
        Defect("protocol-recovery-below-cut", 21, 27, "rules[0].ends_when.at_least", "write 30 or more"),
        Defect("protocol-recovery-grade-too-high", 33, 32, "rules[1].ends_when.grade_at_most", "write 2 or less"),
        Defect("protocol-lab-term-unknown", 32, 21, "rules[1].grade.terms[0]", "did you mean `Hyperkalemia`?"),
        Defect(
            "protocol-lab-term-of-another-version", 32, 21, "rules[1].grade.terms[0]", "calls it \"Thrombocytopenia\""),
        Defect("protocol-term-group-unknown", 43, 20, "rules[2].event.group", "did you mean `neuropathy`?"),
        Defect("protocol-cover-unknown", 43, 58, "rules[2].event.cover", "did you mean `acyclovir`?"),
    ]

    static let levels = [
        Defect("protocol-level-unreachable", 25, 9, "rules[0].levels[1]", "rules[0].levels[0] already applies"),
        Defect("protocol-level-below-floor", 23, 9, "rules[0].levels[0]", "counts below 10 to another rule"),
        Defect("protocol-level-group-disjoint", 49, 9, "rules[2].levels[1]", "no term in common with `neuropathy`"),
        Defect("protocol-level-test-of-another-condition", 24, 15, "rules[0].levels[0].pain", "may test `below`"),
        Defect("protocol-severity-unknown", 24, 19, "rules[0].levels[0].severity", "did you mean `critical`?"),
        Defect("protocol-pain-unknown-word", 47, 15, "rules[2].levels[0].pain", "`yes`, `no`, `unknown`"),
    ]

    static let stoppingRules = [
        Defect("protocol-duplicate-stopping-rule-id", 55, 9, "stopping_rules[0].id", "its own permanent name"),
        Defect("protocol-arm-unknown", 57, 15, "stopping_rules[0].arms[1]", "write an arm: `A`, `B`"),
        Defect("protocol-arm-twice", 57, 15, "stopping_rules[0].arms[1]", "name each arm once"),
        Defect("protocol-empty-list", 57, 11, "stopping_rules[0].arms", "at least one of the arms"),
        Defect("protocol-nothing-counted", 55, 5, "stopping_rules[0]", "exactly one of `event:`, `laboratory:`"),
        Defect("protocol-method-unknown", 60, 24, "stopping_rules[0].boundary.method", "did you mean `pocock`?"),
        Defect("protocol-p0-out-of-range", 60, 36, "stopping_rules[0].boundary.p0", "from 0 to 1"),
        Defect("protocol-p0-zero", 60, 36, "stopping_rules[0].boundary.p0", "above 0 and below 1"),
        Defect("protocol-p1-below-p0", 60, 46, "stopping_rules[0].boundary.p1", "above p0, which is 0.05"),
        Defect("protocol-looks-reversed", 60, 95, "stopping_rules[0].boundary.subjects_max", "a rising range"),
        Defect("protocol-alpha-unattainable", 60, 94, "stopping_rules[0].boundary.subjects_max", "at least 29"),
        Defect("protocol-role-unknown", 61, 11, "stopping_rules[0].role", "did you mean `formal`?"),
    ]

    @Test(arguments: general) func `a defect of the protocol as a whole is told where it stands`(
        _ defect: Defect
    ) throws {
        try expectOnly(defect)
    }

    @Test(arguments: subjectRules) func `a defect of a subject rule is told where it stands`(_ defect: Defect) throws {
        try expectOnly(defect)
    }

    @Test(arguments: levels) func `a level that cannot mean what it says is told`(_ defect: Defect) throws {
        try expectOnly(defect)
    }

    @Test func `a warning that would stand from the first look is told`() throws {
        let text = try Fixtures.protocolText()
        let warned = { (events: Int) in
            text.replacing("    role: formal\n", with: "    warn_within: \(events)\n    role: formal\n")
        }
        let error = #expect(throws: ConfigurationFaults.self) { try Fixtures.loaded(warned(3)) }
        #expect(error?.faults.map(\.path) == ["stopping_rules[0].warn_within"])
        #expect(error?.faults.first?.hint.contains("give less than 3") == true)
        #expect(throws: Never.self) { try Fixtures.loaded(warned(2)) }
    }

    @Test(arguments: stoppingRules) func `a defect of a stopping rule is told where it stands`(
        _ defect: Defect
    ) throws {
        try expectOnly(defect)
    }

    @Test func `five faults make five messages, in the order of the lines`() {
        let faults = Fixtures.faults("protocol-five-faults")
        #expect(faults.map(\.line) == [5, 20, 24, 44, 58])
        #expect(
            faults.map(\.path) == [
                "time_zone", "rules[0].count.unit", "", "rules[2].event.cover", "stopping_rules[0].arms[1]",
            ])
    }

    @Test(
        arguments: [
            ("arms: [A]\n    unknown_arm: false", nil), ("unknown_arm: false", "without `arms:`"),
            ("arms: [A]\n    unknown_arm: maybe", "unknown_arm"), ("arms: [A]\n    unknown_arms: no", "unknown_arm"),
        ] as [(String, String?)])
    func `a rule of some arms may leave out whom nobody can place`(keys: String, fault: String?) throws {
        let text = try Fixtures.protocolText()
            .replacing("source: CTCAE v5.0", with: "source: CTCAE v5.0\n    \(keys)")
        guard let fault else {
            let rule = try #require(try Fixtures.loaded(text).subjectRules.first { $0.id == "laboratory" })
            #expect(!rule.includesUnknownArm)
            return
        }
        let error = #expect(throws: ConfigurationFaults.self) { try Fixtures.loaded(text) }
        #expect(error?.faults.count == 1)
        #expect(error?.faults.first.map { "\($0)" }?.contains(fault) == true)
    }

    @Test func `a rule of some arms in a blinded trial is told`() throws {
        let text = try Fixtures.protocolText().replacing("arms:\n  - {code", with: "blinded: true\narms:\n  - {code")
        #expect(try Fixtures.loaded(text).isBlinded)
        let telling = text.replacing("source: CTCAE v5.0", with: "source: CTCAE v5.0\n    arms: [A]")
        let error = #expect(throws: ConfigurationFaults.self) { try Fixtures.loaded(telling) }
        #expect(error?.faults.map(\.path) == ["rules[1].arms"])
    }

    @Test func `a level that never applies is told beside a fault of the condition`() throws {
        let text = try String(contentsOfFile: Fixtures.path("protocol-level-unreachable"), encoding: .utf8)
        let faulty = text.replacing("10^9/L", with: "10^9/M")
            .replacing("severity: urgent\n        action", with: "severity: urgant\n        action")
        let error = #expect(throws: ConfigurationFaults.self) { try Fixtures.loaded(faulty) }
        #expect(
            error?.faults.map(\.path) == [
                "rules[0].count.unit", "rules[0].levels[0].severity", "rules[0].levels[1]",
            ])
    }

    @Test func `a runbook that has no page is told where the pages are found`() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("vigil-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        for name in ["Config", "Runbooks"] {
            try FileManager.default.createDirectory(
                at: folder.appendingPathComponent(name), withIntermediateDirectories: true)
        }
        for page in ["platelet-hold", "laboratory", "neuropathy"] {
            try Data().write(to: folder.appendingPathComponent("Runbooks/\(page).md"))
        }
        let path = folder.appendingPathComponent("Config/protocol.yaml").path
        try Data(Fixtures.protocolText().utf8).write(to: URL(fileURLWithPath: path))
        let error = #expect(throws: ConfigurationFaults.self) { try loadProtocol(at: path) }
        #expect(error?.faults.map(\.path) == ["stopping_rules[0].runbook"])
    }

    @Test func `a message reads as compilers write theirs`() throws {
        let fault = try #require(Fixtures.faults("protocol-unit-unknown").first)
        #expect(
            fault.description
                == "\(Fixtures.path("protocol-unit-unknown")):20:31: rules[0].count.unit: "
                + "found \"10^9/M\", no unit of PLAT; did you mean `10^9/L`?")
    }

    @Test func `every file with a defect is loaded by some test`() throws {
        let tested =
            (Self.general + Self.subjectRules + Self.levels + Self.stoppingRules + SettingsDefectTests.defects).map(
                \.name)
            + [
                "protocol", "protocol-five-faults", "vigil", "vigil-faults-in-two-files", "vigil-one-receiver",
                "vigil-http-allowed",
            ]
        let files = try FileManager.default.contentsOfDirectory(atPath: Fixtures.folder.path)
        #expect(Set(files.filter { $0.hasSuffix(".yaml") }) == Set(tested.map { "\($0).yaml" }))
    }

    @Test func `the protocol that every defect was made from has no fault`() {
        #expect(Fixtures.faults("protocol").isEmpty)
    }
}

// SPDX-License-Identifier: Apache-2.0

import Foundation
import Rules
import Settings
import Testing

/// Rules that a protocol takes from files of their own.
@Suite struct PackTests {
    private static let hold = """
        pack: label-a
        title: A label
        source: the label of A
        rules:
          - id: platelet-hold
            title: Platelets low
            count: {test: PLAT, unit: 10^9/L, below: 30}
            ends_when: {at_least: 50}
            levels: [{severity: urgent}]
            source: a label
            verified: true
            runbook: platelet-hold
        """

    /// What loading a protocol beside packs makes: its packs, its rules, or its faults.
    private func load(
        _ packs: [String: String], naming names: String, change: (String) -> String = { $0 }
    ) throws -> Result<StudyProtocol, ConfigurationFaults> {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("vigil-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        for name in ["protocols", "packs"] {
            try FileManager.default.createDirectory(
                at: folder.appendingPathComponent(name), withIntermediateDirectories: true)
        }
        for (name, text) in packs {
            try Data(text.utf8).write(to: folder.appendingPathComponent("packs/\(name).yaml"))
        }
        let text = try Fixtures.protocolText().replacing(
            "rules:\n  - id: platelet-hold", with: "rules:\n  - id: own-hold")
        let path = folder.appendingPathComponent("protocols/trial.yaml").path
        try Data(change("packs: \(names)\n\(text)").utf8).write(to: URL(fileURLWithPath: path))
        do throws(ConfigurationFaults) {
            return .success(try loadProtocol(at: path))
        } catch {
            return .failure(error)
        }
    }

    private func faults(
        _ packs: [String: String], naming names: String, change: (String) -> String = { $0 }
    ) throws -> [ConfigurationFault] {
        guard case .failure(let error) = try load(packs, naming: names, change: change) else { return [] }
        return error.faults
    }

    @Test func `a pack's rules come before the protocol's own and are rules like them`() throws {
        let found = try load(["label-a": Self.hold], naming: "[label-a]").get()
        #expect(found.subjectRules.map(\.id) == ["platelet-hold", "own-hold", "laboratory", "neuropathy"])
        #expect(
            found.packs == [
                RulePack(id: "label-a", title: "A label", source: "the label of A", rules: ["platelet-hold"])
            ])
    }

    @Test func `a rule has the same version in a pack as in the protocol`() throws {
        let rule = try #require(try load(["label-a": Self.hold], naming: "[label-a]").get().subjectRules.first)
        let own = try Fixtures.protocolText() + "\n"
        let text = own.replacing("rules:\n  - id: platelet-hold", with: "rules:\n  - id: own-hold")
            .replacing("stopping_rules:", with: Self.hold.split(separator: "\n").dropFirst(4).joined(separator: "\n"))
        let cut = text.prefix { _ in true }.split(separator: "  - id: arm-neuropathy").first.map(String.init) ?? ""
        let moved = try Fixtures.loaded(cut).subjectRules.first { $0.id == "platelet-hold" }
        #expect(moved?.version == rule.version)
    }

    @Test func `a change in a pack changes the protocol's version and its rule's alone`() throws {
        let before = try load(["label-a": Self.hold], naming: "[label-a]").get()
        let after = try load(["label-a": Self.hold.replacing("below: 30", with: "below: 25")], naming: "[label-a]")
            .get()
        #expect(after.version != before.version)
        let changed = zip(before.subjectRules, after.subjectRules).filter { $0.version != $1.version }.map(\.0.id)
        #expect(changed == ["platelet-hold"])
    }

    @Test func `two packs that give the same rule are told with both places`() throws {
        let other = Self.hold.replacing("label-a", with: "label-b").replacing("title: A label", with: "title: B\n# B")
        let found = try faults(["label-a": Self.hold, "label-b": other], naming: "[label-a, label-b]")
        try #require(found.count == 1, "\(found)")
        #expect(found[0].file.hasSuffix("packs/label-b.yaml"))
        #expect(found[0].line == 6)
        #expect(found[0].path == "rules[0].id")
        #expect(found[0].found.contains("rules[0] of ") && found[0].found.contains("packs/label-a.yaml:5"))
        #expect(found[0].hint.contains("choose one of the packs"))
    }

    @Test func `a rule of the protocol that a pack gives too is told with both places`() throws {
        let found = try faults(["label-a": Self.hold], naming: "[label-a]") {
            $0.replacing("id: own-hold", with: "id: platelet-hold")
        }
        try #require(found.count == 1, "\(found)")
        #expect(found[0].file.hasSuffix("protocols/trial.yaml"))
        #expect(found[0].found.contains("packs/label-a.yaml:5"))
    }

    @Test func `a fault inside a pack is told in the pack's file`() throws {
        let found = try faults(["label-a": Self.hold.replacing("10^9/L", with: "10^9/M")], naming: "[label-a]")
        try #require(found.count == 1, "\(found)")
        #expect(found[0].file.hasSuffix("packs/label-a.yaml"))
        #expect(found[0].line == 7)
        #expect(found[0].hint == "did you mean `10^9/L`?")
    }

    @Test(arguments: [
        ("[label-x]", "packs[0]", "did you mean `label-a`?"), ("[nothing-alike]", "packs[0]", "`label-a`"),
        ("[label-a, label-a]", "packs[1]", "name each pack once"), ("[]", "packs", "at least one of the packs"),
        ("[../label-a]", "packs[0]", "lower-case letters"), ("label-a", "packs", "write a list of packs"),
    ])
    func `a pack that cannot be meant is told where it is named`(names: String, path: String, hint: String) throws {
        let found = try faults(["label-a": Self.hold], naming: names)
        try #require(found.count == 1, "\(found)")
        #expect(found[0].path == path)
        #expect(found[0].hint.contains(hint), "\(found[0].hint)")
    }

    @Test func `where there are no packs at all the hint says where they belong`() throws {
        let found = try faults([:], naming: "[label-a]")
        #expect(found.map(\.path) == ["packs[0]"])
        #expect(found[0].hint.hasSuffix("/packs/label-a.yaml"))
    }

    @Test(arguments: [
        ("pack: label-a", "pack: label-b", "pack", "write `label-a`"), ("pack: label-a\n", "", "pack", "add `pack:`"),
        ("source: the label of A\n", "", "source", "where the pack's numbers come from"),
        ("title: A label", "titel: A label", "titel", "did you mean `title`?"),
    ])
    func `a defect of a pack's head is told in its file`(
        before: String, after: String, path: String, hint: String
    ) throws {
        let found = try faults(["label-a": Self.hold.replacing(before, with: after)], naming: "[label-a]")
        try #require(found.count == 1, "\(found)")
        #expect(found[0].file.hasSuffix("packs/label-a.yaml"))
        #expect(found[0].path == path)
        #expect(found[0].hint.contains(hint), "\(found[0].hint)")
    }
}

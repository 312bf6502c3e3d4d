// SPDX-License-Identifier: Apache-2.0

import Rules
import Settings
import Testing

/// A change of the protocol's text, and the rules whose version it must change.
struct Revision: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var before: String
    var after: String
    var changed: Set<String>

    init(_ description: String, _ before: String, _ after: String, changes changed: Set<String>) {
        testDescription = description
        self.before = before
        self.after = after
        self.changed = changed
    }
}

@Suite struct VersionTests {
    private static let all: Set = ["platelet-hold", "laboratory", "neuropathy", "arm-neuropathy"]

    private static let silent = [
        Revision("a comment", "\nrules:\n", "\n# Rules.\nrules: # all of them\n", changes: []),
        Revision(
            "spacing", "{test: PLAT, unit: 10^9/L, below: 30}", "{test:   PLAT,   unit: 10^9/L, below: 30 }",
            changes: []),
        Revision(
            "block for flow", "    ends_when: {grade_at_most: 1}", "    ends_when:\n      grade_at_most: 1", changes: []
        ),
        Revision(
            "quotes", "source: a label\n    verified: true", "source: \"a label\"\n    verified: true", changes: []),
        Revision(
            "order of keys in a rule", "    source: CTCAE v5.0\n    verified: true\n",
            "    verified: true\n    source: CTCAE v5.0\n", changes: []),
    ]

    private static let telling = [
        Revision("a cut", "below: 30}", "below: 31}", changes: ["platelet-hold"]),
        Revision("a text", "{en: Hold.}", "{en: Withhold.}", changes: ["platelet-hold"]),
        Revision("a window", "window_days: 365", "window_days: 364", changes: ["arm-neuropathy"]),
        Revision("a design", "alpha: 0.05", "alpha: 0.04", changes: ["arm-neuropathy"]),
        Revision(
            "a term of a group that is referred to", "terms: [Neuropathy peripheral,", "terms: [Polyneuropathy,",
            changes: ["neuropathy", "arm-neuropathy"]),
        Revision(
            "a term of a group that a level refers to", "[Peripheral sensory neuropathy]}",
            "[Peripheral sensory neuropathy, Paraesthesia]}", changes: ["neuropathy"]),
        Revision("a term of a group that no rule refers to", "[Herpes zoster,", "[Shingles,", changes: []),
        Revision("a prophylactic", "[ACICLOVIR,", "[FAMCICLOVIR,", changes: ["neuropathy"]),
        Revision("an arm", "[IXAZOMIB]", "[IXAZOMIB, BORTEZOMIB]", changes: ["arm-neuropathy"]),
        Revision("the limit of retractions", "per_pass: 20", "per_pass: 21", changes: []),
    ]

    private func versions(_ studyProtocol: StudyProtocol) -> [String: String] {
        let pairs =
            studyProtocol.subjectRules.map { ($0.id, $0.version) } + studyProtocol.armRules.map { ($0.id, $0.version) }
        return Dictionary(pairs, uniquingKeysWith: { first, _ in first })
    }

    @Test(arguments: silent) func `a version does not change with the layout`(_ revision: Revision) throws {
        let text = try Fixtures.protocolText()
        let before = try Fixtures.loaded(text)
        let after = try Fixtures.loaded(text.replacing(revision.before, with: revision.after))
        #expect(versions(after) == versions(before))
        #expect(after.version == before.version)
    }

    @Test(arguments: telling) func `a version changes with the rule and what it refers to`(_ revision: Revision) throws
    {
        let text = try Fixtures.protocolText()
        let revised = text.replacing(revision.before, with: revision.after)
        #expect(revised != text)
        let (before, after) = (try Fixtures.loaded(text), try Fixtures.loaded(revised))
        let (old, new) = (versions(before), versions(after))
        #expect(Self.all.filter { old[$0] != new[$0] } == revision.changed)
        #expect(after.version != before.version)
    }

    @Test func `versions are the same on every platform`() throws {
        let studyProtocol = try loadProtocol(at: Fixtures.path("protocol"))
        #expect(versions(studyProtocol)["laboratory"] == "31587d1f728ce52f")
        #expect(studyProtocol.version == "e84612ff3eabfdf1")
    }
}

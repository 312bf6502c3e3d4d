// SPDX-License-Identifier: Apache-2.0

import Rules
import Settings
import Testing
import Trial

/// The group of all events that no other group lists.
@Suite struct TermGroupTests {
    private func text(_ group: String) throws -> String {
        try Fixtures.protocolText().replacing("term_groups:\n", with: "term_groups:\n  - \(group)\n")
    }

    private func faults(_ group: String) throws -> [ConfigurationFault] {
        do {
            _ = try Fixtures.loaded(text(group))
            return []
        } catch let error as ConfigurationFaults {
            return error.faults
        }
    }

    @Test func `a group of all others has every coded event that those it leaves out do not list`() throws {
        let studyProtocol = try Fixtures.loaded(text("{id: other, except: [neuropathy, zoster]}"))
        let other = try #require(studyProtocol.termGroups.first { $0.id == "other" })
        let event = { (coded: String, reported: String) in
            AdverseEvent(key: RowKey(domain: .ae, text: "1"), reportedTerm: reported, preferredTerm: coded)
        }
        #expect(other.contains(event("Fatigue", "tired")))
        #expect(!other.contains(event("Herpes zoster", "shingles")))
        #expect(!other.contains(event("Zoster", "带状疱疹")))
        #expect(!other.contains(event("", "tired")))
    }

    @Test(arguments: [
        ("other", "sensory", false), ("other", "zoster", true), ("zoster", "other", true),
        ("neuropathy", "other", false), ("other", "other", true), ("neuropathy", "zoster", false),
    ])
    func `a level may test any group that shares an event with the rule's`(
        watched: String, tested: String, isAllowed: Bool
    ) throws {
        let text = try text("{id: other, except: [neuropathy]}")
            .replacing("event: {group: neuropathy, grade", with: "event: {group: \(watched), grade")
            .replacing("- group: sensory", with: "- group: \(tested)")
        if isAllowed {
            #expect(try Fixtures.loaded(text).subjectRules.count == 3)
        } else {
            let error = #expect(throws: ConfigurationFaults.self) { try Fixtures.loaded(text) }
            #expect(error?.faults.map(\.path) == ["rules[2].levels[1]"])
        }
    }

    @Test(arguments: [
        ("{id: other}", "term_groups[0]", "exactly one of `terms:`, `except:`"),
        ("{id: other, terms: [Fatigue], except: [zoster]}", "term_groups[0]", "exactly one of"),
        ("{id: other, except: [zostr]}", "term_groups[0].except[0]", "did you mean `zoster`?"),
        ("{id: other, except: [other]}", "term_groups[0].except[0]", "`neuropathy`"),
        ("{id: other, except: []}", "term_groups[0].except", "term groups"),
        ("{id: other, excpt: [zoster]}", "term_groups[0].excpt", "did you mean `except`?"),
    ])
    func `a defect of a group is told where it stands`(_ defect: (group: String, path: String, hint: String)) throws {
        let found = try faults(defect.group)
        #expect(found.contains { $0.path == defect.path && $0.hint.contains(defect.hint) }, "\(found)")
    }
}

// SPDX-License-Identifier: Apache-2.0

import Rules
import Settings
import Testing
import Trial

/// Names that rules had before, and sign-offs.
@Suite struct RuleNameTests {
    private func loaded(_ before: String, _ after: String) throws -> StudyProtocol {
        let text = try Fixtures.protocolText()
        let changed = text.replacing(before, with: after)
        #expect(changed != text)
        return try Fixtures.loaded(changed)
    }

    private func faults(_ before: String, _ after: String) throws -> [ConfigurationFault] {
        do {
            _ = try loaded(before, after)
            return []
        } catch let error as ConfigurationFaults {
            return error.faults
        }
    }

    @Test func `a rule keeps the names it had, of either kind`() throws {
        let found = try loaded("id: laboratory\n", "id: laboratory\n    formerly: [potassium, lab-grade]\n")
        #expect(found.subjectRules.map(\.formerly) == [[], ["potassium", "lab-grade"], []])
        #expect(found.presentNames == ["potassium": "laboratory", "lab-grade": "laboratory"])
        let arms = try loaded("id: arm-neuropathy\n", "id: arm-neuropathy\n    formerly: [arm-pn]\n")
        #expect(arms.presentNames == ["arm-pn": "arm-neuropathy"])
    }

    @Test(arguments: [
        ("[neuropathy]", "rules[1].formerly[0]", "rename that rule"),
        ("[laboratory]", "rules[1].formerly[0]", "rename that rule"),
        ("[arm-neuropathy]", "rules[1].formerly[0]", "rename that rule"),
        ("[Potassium]", "rules[1].formerly[0]", "lower-case letters"),
        ("[potassium, potassium]", "rules[1].formerly[1]", "the one rule"),
        ("potassium", "rules[1].formerly", "write a list"), ("[]", "rules[1].formerly", "at least one"),
    ])
    func `an earlier name that cannot be one is told`(names: String, path: String, hint: String) throws {
        let found = try faults("id: laboratory\n", "id: laboratory\n    formerly: \(names)\n")
        try #require(found.count == 1, "\(found)")
        #expect(found[0].path == path)
        #expect(found[0].hint.contains(hint), "\(found[0].hint)")
    }

    @Test func `two rules that had one name are told`() throws {
        let text = try Fixtures.protocolText()
            .replacing("id: laboratory\n", with: "id: laboratory\n    formerly: [old]\n")
            .replacing("id: neuropathy\n    title", with: "id: neuropathy\n    formerly: [old]\n    title")
        let error = #expect(throws: ConfigurationFaults.self) { try Fixtures.loaded(text) }
        #expect(error?.faults.map(\.found) == ["\"old\", which rules[1] was called too"])
    }
}

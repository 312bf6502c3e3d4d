// SPDX-License-Identifier: Apache-2.0

import CTCAE
import Settings
import Testing

/// What can never fire is told, as far as CTCAE settles it.
@Suite struct GradeReachTests {
    private func faults(_ changes: (before: String, after: String)...) throws -> [ConfigurationFault] {
        var text = try Fixtures.protocolText()
        for (before, after) in changes {
            #expect(text.contains(before))
            text = text.replacing(before, with: after)
        }
        do {
            _ = try Fixtures.loaded(text)
            return []
        } catch let error as ConfigurationFaults {
            return error.faults
        }
    }

    @Test(arguments: [
        (LabTerm.hyperkalemia, 4), (.hypermagnesemia, 4), (.lymphocyteCountIncreased, 3), (.cholesterolHigh, 4),
        (.creatinineIncreased, 4),
    ])
    func `a term has a highest grade`(term: LabTerm, highest: Int) {
        #expect(CTCAEVersion.v5_0.highestGrade(of: term) == highest)
    }

    @Test func `a term that never reaches the grade of its rule is told`() throws {
        let found = try faults(
            ("[Hyperkalemia], at_least: 3", "[Hyperkalemia, Lymphocyte count increased], at_least: 4"))
        #expect(found.map(\.path).first == "rules[1].grade.terms[1]")
        #expect(found[0].hint.contains("grade 3 or less"))
    }

    @Test func `at a grade that it does reach the term is taken`() throws {
        #expect(
            try faults(
                ("[Hyperkalemia], at_least: 3", "[Lymphocyte count increased], at_least: 3"),
                (
                    "- grade_at_least: 4\n        severity: critical\n      - severity: urgent\n    source: CTCAE",
                    "- severity: urgent\n    source: CTCAE"
                )
            ).isEmpty)
    }

    @Test func `a level above every grade of the rule's terms never applies`() throws {
        let found = try faults(("[Hyperkalemia], at_least: 3", "[Lymphocyte count increased], at_least: 3"))
        #expect(found.map(\.path) == ["rules[1].levels[0]"])
        #expect(found[0].hint == "nothing that the rule watches has a grade above 3")
    }

    @Test func `a group whose terms all reach no such grade is told`() throws {
        let group = "{id: zoster, terms: [Herpes zoster, 带状疱疹]}"
        let rule = "{group: neuropathy, grade_at_least: 1, cover: acyclovir}"
        let asked = "{group: zoster, grade_at_least: 3, cover: acyclovir}"
        let levels = "      - grade_at_least: 2\n        pain: yes\n        severity: urgent\n      - group: sensory\n"
        let changes = [(rule, asked), (levels, "      - pain: yes\n        severity: urgent\n      - pain: no\n")]
        #expect(try faults(changes[0], changes[1]).isEmpty)
        let found = try faults((group, "{id: zoster, terms: [Alopecia]}"), changes[0], changes[1])
        #expect(found.map(\.path) == ["rules[2].event.grade_at_least"])
        #expect(found.map(\.hint) == ["write 2 or less"])
    }

    @Test func `a stopping rule that counts no possible grade is told`() throws {
        let found = try faults(
            (
                "event: {group: neuropathy, any_of: [{grade_at_least: 3}, {grade_at_least: 2, with_pain: true}]}",
                "laboratory: {term: Lymphocyte count increased, grade_at_least: 4}"
            ))
        #expect(found.map(\.path) == ["stopping_rules[0].laboratory.grade_at_least"])
    }
}

// SPDX-License-Identifier: Apache-2.0

import CTCAE
import Foundation
import Rules
import Settings
import Statistics
import Testing
import Trial

@Suite struct ShippedConfigurationTests {
    private func path(_ name: String) -> String {
        Fixtures.shipped.appendingPathComponent(name).path
    }

    private func trial() throws -> StudyProtocol {
        try loadProtocol(at: path("protocols/nct04217967.yaml"))
    }

    @Test(arguments: ["vigil.yaml", "pilot.yaml", "paloma.yaml"])
    func `a shipped configuration has no fault`(_ name: String) throws {
        let settings = try loadSettings(at: path(name), secrets: .omitted)
        #expect(settings.studies.count == 1)
    }

    @Test func `the production example warns of clocks nobody owns, the pilot tells nobody and says so`() throws {
        let warnings = try loadSettings(at: path("vigil.yaml"), secrets: .omitted).warnings
        let clocks = warnings.filter { $0.path.hasSuffix(".clock") && $0.found == "no `owner:`" }
        let rates = warnings.filter { $0.path.hasSuffix(".p0_from.ascertainment") }
        #expect((clocks.count, rates.count, warnings.count) == (3, 5, 8))
        #expect(try loadSettings(at: path("pilot.yaml"), secrets: .omitted).warnings.map(\.path) == ["deliver"])
    }

    @Test func `every rule has a runbook page`() throws {
        let runbooks = Fixtures.shipped.deletingLastPathComponent().appendingPathComponent("Runbooks")
        let pilot = try loadProtocol(at: path("protocols/cdiscpilot01.yaml"))
        let named =
            try trial().subjectRules.map(\.runbook) + trial().armRules.map(\.runbook)
            + pilot.subjectRules.map(\.runbook)
        for page in named {
            #expect(
                FileManager.default.fileExists(atPath: runbooks.appendingPathComponent("\(page).md").path), "\(page)")
        }
    }

    @Test func `every text has both languages`() throws {
        let studyProtocol = try trial()
        let texts =
            studyProtocol.subjectRules.flatMap { rule in
                [rule.title] + rule.levels.flatMap { [$0.action, $0.doseProposal].compactMap(\.self) }
            } + studyProtocol.armRules.map(\.title)
        for text in texts { #expect(!text.zhHans.isEmpty, "\(text.en)") }
    }

    /// A group that narrows another, and the one it narrows.
    @Test(arguments: [
        ("sepsis", "infection"), ("zoster", "infection"), ("zoster-disseminated", "zoster"),
        ("pulmonary-embolism", "venous-thromboembolism"),
    ])
    func `every term of a narrower group is in the wider one`(_ pair: (narrow: String, wide: String)) throws {
        let groups = try trial().termGroups
        let narrow = try #require(groups.first { $0.id == pair.narrow })
        let wide = try #require(groups.first { $0.id == pair.wide })
        #expect(narrow.terms.subtracting(wide.terms).isEmpty)
    }

    @Test func `no rule of the trial proposes a dose before the sponsor has signed it off`() throws {
        #expect(try trial().subjectRules.allSatisfy { !$0.verified })
        #expect(try trial().armRules.allSatisfy { !$0.verified })
    }

    /// Signals, arms, p0, window and role as the protocol's table of defaults gives them.
    static let stoppingRules: [(id: String, arms: [String], p0: Double, days: Int, role: ArmRule.Role)] = [
        ("arm-death", ["IXA", "LEN", "IXA-LEN"], 0.03, 365, .formal),
        ("arm-death-any", ["IXA", "LEN", "IXA-LEN"], 0.08, 365, .advisory),
        ("arm-neuropathy", ["IXA", "IXA-LEN"], 0.05, 365, .formal),
        ("arm-infection", ["IXA", "LEN", "IXA-LEN"], 0.15, 365, .formal),
        // Infection is counted with and without COVID-19.
        ("arm-infection-not-covid-19", ["IXA", "LEN", "IXA-LEN"], 0.15, 365, .advisory),
        ("arm-venous-thromboembolism", ["LEN", "IXA-LEN"], 0.04, 180, .formal),
        ("arm-zoster", ["IXA", "LEN", "IXA-LEN"], 0.05, 365, .advisory),
        ("arm-platelets-single", ["IXA", "LEN"], 0.10, 168, .advisory),
        ("arm-platelets-combination", ["IXA-LEN"], 0.15, 168, .advisory),
        ("arm-neutrophils-ixazomib", ["IXA"], 0.10, 168, .advisory),
        ("arm-neutrophils-lenalidomide", ["LEN"], 0.35, 168, .advisory),
        ("arm-neutrophils-combination", ["IXA-LEN"], 0.40, 168, .advisory),
    ]

    @Test(arguments: stoppingRules) func `a stopping rule is that of the table of defaults`(
        _ row: (id: String, arms: [String], p0: Double, days: Int, role: ArmRule.Role)
    ) throws {
        let rule = try #require(try trial().armRules.first { $0.id == row.id })
        #expect(rule.arms == row.arms)
        #expect(rule.windowDays == row.days)
        #expect(rule.role == row.role)
        #expect(rule.boundary.nullProbability == row.p0)
        #expect(rule.boundary.alpha == 0.05)
        #expect(rule.boundary.attainedAlpha <= 0.05 + 1e-6)
        #expect(rule.boundary.subjectsMax == 100)
        guard row.id != "arm-death-any" else {
            #expect(rule.boundary.counting == .survival)
            return
        }
        guard case .tite(let boundary) = rule.boundary else {
            Issue.record("TITE is how this trial counts")
            return
        }
        #expect(boundary.binary.design.method == .wangTsiatis(delta: 0.25))
        #expect(boundary.firstLook == 10)
        #expect(rule.prior == (try BetaPrior(a: 1, b: 4)))
    }

    @Test func `no stopping rule is shipped that the table does not have`() throws {
        #expect(try trial().armRules.map(\.id) == Self.stoppingRules.map(\.id))
    }

    /// Grade and pain of a neuropathy, days since its onset, and who is told.
    static let neuropathy: [(grade: Int, pain: Answer, days: Int, severity: Severity?)] = [
        (4, .no, 0, .critical), (4, .unknown, 0, .critical), (3, .no, 0, .urgent), (3, .unknown, 0, .urgent),
        (2, .yes, 0, .urgent), (2, .no, 30, .daily), (2, .unknown, 6, .daily), (2, .unknown, 7, .urgent),
        (1, .yes, 0, .daily), (1, .unknown, 0, .query), (1, .no, 30, nil),
    ]

    @Test(arguments: neuropathy) func `neuropathy is judged by grade and pain, and unknown pain grows urgent`(
        _ row: (grade: Int, pain: Answer, days: Int, severity: Severity?)
    ) throws {
        let rule = try #require(try trial().subjectRules.first { $0.id == "neuropathy" })
        let level = rule.levels.first { level in
            let test = level.test
            return test.gradeAtLeast.map { row.grade >= $0 } ?? true && test.pain.map { row.pain == $0 } ?? true
                && test.daysSinceOnset.map { row.days >= $0 } ?? true
        }
        #expect(level?.severity == row.severity)
    }
}

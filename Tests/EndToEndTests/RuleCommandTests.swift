// SPDX-License-Identifier: Apache-2.0

import Foundation
import SQLiteStorage
import Storage
import Testing
import Trial

/// What `vigil test`, `vigil backtest` and `vigil explain` print, as typed.
@Suite struct RuleCommandTests {
    private static let subject = SmallStudy.subjects[0]

    private func place() throws -> Workplace {
        let place = try Workplace()
        try place.configure()
        let rows = [
            SmallStudy.platelets(Self.subject, visit: 1, 24), SmallStudy.platelets(Self.subject, visit: 8, 90),
        ]
        _ = try place.writer().apply(SmallStudy.enrolment() + rows)
        return place
    }

    private func ruleTests(expecting severity: String) -> String {
        """
        protocol: protocol.yaml
        arm: IXA
        tests:
          - name: platelets of 24 hold
            rule: platelet-hold
            kind: fires
            rows: |
              LB  PLAT  24 10^9/L  2024-01-08
            then:
              - on: 2024-01-08
                expect:
                  - {change: raised, severity: \(severity)}

        """
    }

    @Test func `tests that pass exit 0 and are counted, one that fails exits 1 and is named`() async throws {
        let place = try place()
        let file = try place.write(ruleTests(expecting: "urgent"), to: "rules.yaml")
        let passed = try await VigilProcess.run(["test", file], in: place.folder)
        #expect(passed.status == 0, "\(passed.errors)")
        #expect(passed.output.hasSuffix("1 tests of 1 rules passed\n"), "\(passed.output)")
        try place.write(ruleTests(expecting: "critical"), to: "rules.yaml")
        let failed = try await VigilProcess.run(["test", file, "--verbose"], in: place.folder)
        #expect(failed.status == 1)
        #expect(failed.output.contains("FAIL platelet-hold, fires: platelets of 24 hold"), "\(failed.output)")
        #expect(failed.output.contains("1 of 1 tests failed"))
        try place.write("protocol: protocol.yaml\ntest: []\n", to: "rules.yaml")
        #expect(try await VigilProcess.run(["test", file], in: place.folder).status == 2)
    }

    @Test func `a backtest counts by rule when each would have fired`() async throws {
        let place = try place()
        let ending = try await place.run("backtest", "--by", "collected")
        #expect(ending.status == 0, "\(ending.errors)")
        #expect(ending.output.hasPrefix("S1 from "), "\(ending.output)")
        #expect(ending.output.contains("12 subjects"))
        #expect(ending.output.contains("platelet-hold"))
        let json = try await place.run("backtest", "--by", "collected", "--format", "json")
        let document = try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any]
        #expect(document?["subjects"] as? Int == 12)
        #expect(try await place.run("backtest", "--from", "2024-13-01").status == 2)
    }

    @Test func `a subject is explained in either language and to programs`() async throws {
        let place = try place()
        let english = try await place.run("explain", Self.subject)
        #expect(english.status == 0, "\(english.errors)")
        #expect(english.output.hasPrefix("\(Self.subject), site 01, arm IXA\n"), "\(english.output)")
        #expect(english.output.contains("RULES THAT SPOKE\n  platelet-hold: Platelets below 30\n"))
        #expect(english.output.contains("PLAT 24 10^9/L, grade 4"))
        let chinese = try await place.run("explain", Self.subject, "--language", "zh-Hans")
        #expect(chinese.output.hasPrefix("\(Self.subject)，中心 01，治疗组 IXA\n"), "\(chinese.output)")
        #expect(chinese.output.contains("已发出警报的规则\n  platelet-hold：Platelets below 30\n"))
        let json = try await place.run("explain", Self.subject, "--format", "json")
        let document = try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any]
        let rules = document?["rules"] as? [[String: Any]]
        #expect(rules?.map { $0["id"] as? String } == ["platelet-hold", "neuropathy"])
        #expect((rules?.first?["episodes"] as? [Any])?.count == 1)
        #expect(rules?.last?["silence"] as? String == "nothingRecorded")
    }

    @Test func `a subject nobody knows, and a day that is none, are refused`() async throws {
        let place = try place()
        let unknown = try await place.run("explain", "S1-99")
        #expect(unknown.status == 1 && unknown.errors.contains("subjects are named as S1-01"), "\(unknown.errors)")
        #expect(try await place.run("explain", Self.subject, "--at", "March").status == 2)
        #expect(try await place.run("explain", Self.subject, "--language", "de").status == 2)
    }

    @Test func `a change of the reference safety information stands in the audit chain`() async throws {
        let place = try place()
        #expect(try await place.run("review").status == 0)
        let ending = try await place.run(
            "reference-safety", "--on", "2024-03-01", "--edition", "US label 3/2024", "--by", "Dr Li")
        #expect(ending.status == 0, "\(ending.errors)")
        #expect(ending.output.contains("to be looked at again: 0\n"))
        #expect(try await place.run("audit", "verify").status == 0)
    }

    @Test(arguments: [
        ("2024", "x", 2, "a day such as"), ("2024-03-01", String(repeating: "x", count: 101), 2, "100 at most"),
        ("2024-03-01", "US label\nAct now", 2, "control character"), ("2024-03-01", " ", 2, "empty"),
        ("2999-01-01", "US label", 1, "comes into force"), ("2024-02-29", "US label 2/2024", 1, "before 2024-03-01"),
    ])
    func `an edition that cannot be in force is refused, and nothing is recorded`(
        day: String, edition: String, status: Int32, why: String
    ) async throws {
        let place = try place()
        #expect(try await place.run("review").status == 0)
        let first = ["reference-safety", "--on", "2024-03-01", "--edition", "US label 3/2024", "--by", "Dr Li"]
        let record = { try await VigilProcess.run(first + ["--config", "vigil.yaml"], in: place.folder) }
        #expect(try await record().status == 0)
        let before = try await place.run("audit", "verify").output
        let refused = try await place.run("reference-safety", "--on", day, "--edition", edition, "--by", "Dr Li")
        #expect(refused.status == status)
        #expect(refused.errors.contains(why), "\(refused.errors)")
        #expect(try await place.run("audit", "verify").output == before)
        // The same edition once more does no harm: it reaches what was missed.
        #expect(try await record().status == 0)
    }
}

// SPDX-License-Identifier: Apache-2.0

import Foundation
import SQLiteStorage
import Storage
import Testing

/// What `vigil check` prints, as typed.
@Suite struct CheckCommandTests {
    private struct Document: Decodable {
        struct Place: Decodable {
            var file: String
            var line: Int
            var path: String
            var hint: String
        }
        struct Rule: Decodable {
            var id: String
            var watches: String
        }
        struct Study: Decodable {
            var study: String
            var rules: [Rule]
            var doseProposalsWithheld: [String]
        }
        struct Comparison: Decodable {
            struct Line: Decodable {
                var rule: String
                var state: String
                var standing: Int
                var moves: [String: Int]?
            }
            var fullReview: String?
            var rules: [Line]
        }
        var faults: [Place]
        var warnings: [Place]
        var studies: [Study]
        var against: [Comparison]?
    }

    private func document(_ text: String) throws -> Document {
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        return try decoder.decode(Document.self, from: Data(text.utf8))
    }

    @Test func `a configuration without fault is told rule by rule, and what awaits the sponsor`() async throws {
        let place = try Workplace()
        let text = SmallStudy.protocolText
            .replacing(
                "{severity: urgent, action: Withhold.}", with: "{severity: urgent, dose_proposal: One level lower.}"
            )
            .replacing(
                "verified: true\n    runbook: platelet-hold", with: "verified: false\n    runbook: platelet-hold")
        try place.write(text, to: "protocol.yaml")
        try place.configure()
        let ending = try await place.run("check")
        #expect(ending.status == 0, "\(ending.errors)")
        #expect(ending.output.contains("S1: A small trial\n  CTCAE 5.0, Asia/Shanghai, monitored from 2020-01-01"))
        #expect(ending.output.contains("platelet-hold  count    critical, urgent"), "\(ending.output)")
        #expect(ending.output.contains("signs the numbers off (1): platelet-hold\n"))
        #expect(ending.output.hasSuffix("vigil.yaml: no faults, 1 warning\n"))
        #expect(ending.output.contains("warning: ") && ending.output.contains("nobody is told of them"))
        let found = try document(try await place.run("check", "--format", "json").output)
        #expect(found.studies.map(\.study) == ["S1"])
        #expect(found.studies[0].rules.map(\.watches) == ["count", "event"])
        #expect(found.studies[0].doseProposalsWithheld == ["platelet-hold"])
        #expect(found.warnings.map(\.path) == ["deliver"])
        #expect(found.faults.isEmpty && found.against == nil)
    }

    @Test func `faults are told to programs too, and the command fails`() async throws {
        let place = try Workplace()
        try place.write(SmallStudy.protocolText.replacing("10^9/L", with: "10^9/M"), to: "protocol.yaml")
        try place.configure()
        let ending = try await place.run("check")
        #expect(ending.status == 2)
        #expect(ending.output == "vigil.yaml: 1 fault, nothing starts with it\n")
        #expect(ending.errors.contains("protocol.yaml:15:31: rules[0].count.unit: found"), "\(ending.errors)")
        let told = try await place.run("check", "--format", "json")
        #expect(told.status == 2 && told.errors.isEmpty)
        let found = try document(told.output)
        #expect(found.faults.map(\.line) == [15])
        #expect(found.faults.map(\.hint) == ["did you mean `10^9/L`?"])
    }

    @Test func `a changed configuration is held against the ledger, and neither is changed`() async throws {
        let place = try Workplace()
        _ = try place.writer().apply(
            SmallStudy.enrolment() + [
                SmallStudy.platelets("S1-01", visit: 1, 20), SmallStudy.platelets("S1-02", visit: 1, 29),
                SmallStudy.neuropathy("S1-03", visit: 1, grade: 3),
            ])
        try place.configure()
        #expect(try await place.run("review").status == 0)
        let head = try place.ledger().auditHead()
        let same = try await place.run("check", "--against", "ledger.sqlite")
        #expect(same.status == 0, "\(same.errors)")
        #expect(same.output.contains("the protocol is the one of the last review. 12 subjects assessed.\n"))
        #expect(same.output.contains("  3 rules would change nothing.\n"), "\(same.output)")

        let renamed = SmallStudy.protocolText
            .replacing("  - id: platelet-hold\n", with: "  - id: platelets-low\n    formerly: [platelet-hold]\n")
            .replacing("below: 30", with: "below: 25").replacing("  - id: neuropathy\n", with: "  - id: nerves\n")
        try place.write(renamed, to: "next.yaml")
        try place.configure(name: "next-vigil.yaml", protocolFile: "next.yaml")
        let ending = try await place.run("check", "--against", "ledger.sqlite", configuration: "next-vigil.yaml")
        #expect(ending.status == 0, "\(ending.errors)")
        #expect(ending.output.contains("the protocol has changed since the last review."))
        #expect(ending.output.contains("renamed from platelet-hold"), "\(ending.output)")
        let json = try await place.run(
            "check", "--against", "ledger.sqlite", "--format", "json", configuration: "next-vigil.yaml")
        let found = try #require(try document(json.output).against?.first)
        #expect(found.fullReview == "protocolChanged")
        let lines = Dictionary(uniqueKeysWithValues: found.rules.map { ($0.rule, $0) })
        #expect(lines["platelets-low"]?.state == "renamed")
        #expect(lines["platelets-low"]?.standing == 2)
        #expect(lines["platelets-low"]?.moves?["carried_over"] == 1)
        #expect(lines["nerves"]?.state == "silent")
        #expect(lines["nerves"]?.moves?["raised"] == 1)
        #expect(lines["neuropathy"]?.state == "removed")
        #expect(lines["neuropathy"]?.moves?["superseded"] == 1)
        #expect(lines["platelets-low"]?.moves?["superseded"] == 1)
        #expect(try place.ledger().auditHead() == head)
        #expect(try await place.run("review", configuration: "next-vigil.yaml").output.contains("4 alert changes"))
    }

    @Test func `without its store a study is compared by names and versions, and a missing ledger is told`()
        async throws
    {
        let place = try Workplace()
        let writer = try place.writer()
        _ = try writer.apply(SmallStudy.enrolment() + [SmallStudy.platelets("S1-01", visit: 1, 20)])
        try place.configure()
        let missing = try await place.run("check", "--against", "ledger.sqlite")
        #expect(missing.status == 1 && missing.errors.contains("no ledger is here"), "\(missing.errors)")
        #expect(try await place.run("review").status == 0)
        try place.configure(name: "elsewhere.yaml", store: "nowhere.sqlite")
        let ending = try await place.run("check", "--against", "ledger.sqlite", configuration: "elsewhere.yaml")
        #expect(ending.status == 0, "\(ending.errors)")
        #expect(ending.output.contains("the store cannot be read"), "\(ending.output)")
    }
}

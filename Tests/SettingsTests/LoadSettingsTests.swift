// SPDX-License-Identifier: Apache-2.0

import CTCAE
import Channels
import Foundation
import Rules
import Settings
import Statistics
import Testing
import Trial

@Suite struct LoadSettingsTests {
    private func load(_ secrets: SecretReading) throws -> Settings {
        try loadSettings(at: Fixtures.path("vigil"), secrets: secrets)
    }

    @Test func `relative paths start at the folder of the file`() throws {
        let settings = try load(.omitted)
        #expect(settings.ledger == Fixtures.folder.appendingPathComponent("state/ledger.sqlite").path)
        #expect(settings.studies.map(\.store) == [Fixtures.folder.appendingPathComponent("state/store.sqlite").path])
    }

    @Test func `a receiver has what its entry says, and defaults for the rest`() throws {
        let settings = try load(.from(credentialsFolder: nil))
        try #require(settings.receivers.count == 2)
        let (officer, duty) = (settings.receivers[0], settings.receivers[1])
        #expect(officer.url == "https://officer.example.org/vigil")
        #expect(officer.language == .zhHans)
        #expect(officer.secrets.count == 1)
        #expect(duty.severityMin == .urgent)
        #expect(duty.payload == .minimal)
        #expect(duty.language == .en)
        #expect(!duty.allowsHTTP)
        #expect(duty.timeoutSeconds == 15)
        #expect(duty.secrets.count == 2)
        #expect(settings.pollIntervalSeconds == 30)
        #expect(settings.warnings.isEmpty)
    }

    @Test func `officers' commands need no secret`() throws {
        let receivers = try loadSettings(at: Fixtures.path("vigil-secret-file-missing"), secrets: .omitted).receivers
        #expect(receivers.allSatisfy { $0.secrets.isEmpty })
    }

    @Test func `the credentials folder comes before the folder of the file`() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("vigil-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try Data("no secret".utf8).write(to: folder.appendingPathComponent("secret"))
        let error = #expect(throws: ConfigurationFaults.self) { try load(.from(credentialsFolder: folder.path)) }
        #expect(
            error?.faults.map(\.path) == [
                "receivers[0].secret_file", "receivers[1].secret_file[0]", "receivers[1].secret_file[1]",
            ])
    }

    @Test func `one receiver is enough to start, and a warning`() throws {
        let settings = try loadSettings(at: Fixtures.path("vigil-one-receiver"), secrets: .omitted)
        #expect(settings.warnings.map(\.path) == ["receivers"])
    }

    @Test func `http is taken where the entry allows it`() throws {
        let settings = try loadSettings(at: Fixtures.path("vigil-http-allowed"), secrets: .omitted)
        #expect(settings.receivers.map(\.allowsHTTP) == [true, false])
    }

    @Test func `rules keep every number they were given`() throws {
        let studyProtocol = try loadProtocol(at: Fixtures.path("protocol"))
        #expect(studyProtocol.monitoringFrom.description == "2024-01-01")
        #expect(
            studyProtocol.subjectRules[0].condition
                == .count(
                    CountCondition(
                        analyte: .platelets, unit: .gigaPerLitre, below: 30, recoversAt: 50, recoversAfterDays: 3)))
        #expect(studyProtocol.subjectRules[0].levels.map(\.severity) == [.critical, .urgent])
        #expect(
            studyProtocol.subjectRules[1].condition
                == .grade(GradeCondition(terms: [.hyperkalemia], atLeast: 3, recoversAt: 1)))
        #expect(
            studyProtocol.subjectRules[2].condition
                == .event(
                    EventCondition(group: "neuropathy", atLeast: 1, restartsWithinDays: 7, cover: "acyclovir")))
        #expect(studyProtocol.subjectRules[2].levels[0].test == SeverityTest(gradeAtLeast: 2, pain: .yes))
        let rule = studyProtocol.armRules[0]
        #expect(
            rule.event
                == .reported(
                    group: "neuropathy",
                    alternatives: [EventAlternative(atLeast: 3), EventAlternative(atLeast: 2, withPain: true)]))
        #expect(rule.boundary.counting == .tite)
        #expect([rule.boundary.firstSize, rule.boundary.lastSize] == [10, 40])
        #expect(rule.boundary.attainedAlpha <= 0.05)
    }

    @Test func `a sign-off makes a rule verified`() throws {
        let text = try Fixtures.protocolText()
        let signed = text.replacing(
            "    verified: false\n    runbook: neuropathy",
            with: "    verified: false\n    signed_off: {by: A. Sponsor, on: 2024-05-06}\n    runbook: neuropathy")
        #expect(signed != text)
        #expect(try Fixtures.loaded(text).subjectRules.map(\.verified) == [true, true, false])
        #expect(try Fixtures.loaded(signed).subjectRules.map(\.verified) == [true, true, true])
    }
}

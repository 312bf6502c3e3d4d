// SPDX-License-Identifier: Apache-2.0

import Foundation
import Replay
import Rules
import Settings
import Testing
import Trial

/// The shipped files of rule tests, and texts made into such files.
enum Fixtures {
    /// `Config` of the project.
    static let shipped = URL(filePath: #filePath).appending(path: "../../../Config").standardized

    /// Every shipped file of tests.
    static let shippedTests: [String] = {
        let folder = shipped.appending(path: "tests").path
        let names = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
        return names.filter { $0.hasSuffix(".yaml") }.sorted().map { "\(folder)/\($0)" }
    }()

    /// A protocol of three rules, that tests in texts are about: read in a moment.
    private static let smallProtocol = """
        study: SMALL
        title: A small trial
        ctcae: "5.0"
        time_zone: Asia/Shanghai
        monitoring_from: 2019-01-01
        retractions_max_per_pass: 20
        arms:
          - {code: IXA, name: Ixazomib, treatments: [IXAZOMIB]}
          - {code: IXA-LEN, name: Both, treatments: [IXAZOMIB, LENALIDOMIDE]}
        term_groups: [{id: zoster, terms: [Herpes zoster]}]
        prophylactics: [{id: acyclovir, medications: [ACICLOVIR]}]
        rules:
          - id: platelet-hold
            title: Platelets below 30
            count: {test: PLAT, unit: 10^9/L, below: 30}
            ends_when: {at_least: 50}
            levels: [{severity: urgent, action: Withhold both., dose_proposal: One level lower.}]
            source: unverified
            verified: false
            runbook: platelet-hold
          - id: zoster
            title: Herpes zoster
            event: {group: zoster, grade_at_least: 1, cover: acyclovir}
            ends_when: {days_without_restart: 7}
            levels: [{severity: daily}]
            source: unverified
            verified: false
            runbook: zoster
          - id: potassium-high
            title: Potassium of 6.5 or more
            signal: {result: {test: K, unit: mmol/L, at_least: 6.5}}
            ends_when: {recovered: all}
            levels: [{severity: critical}]
            source: unverified
            verified: false
            runbook: potassium-high
        """

    /// Where the small protocol stands for the time of the tests.
    private static let protocolPath = write(smallProtocol, "protocol")

    private static func write(_ text: String, _ name: String) -> String {
        let path = FileManager.default.temporaryDirectory.appending(path: "\(name)-\(UUID().uuidString).yaml").path
        precondition(FileManager.default.createFile(atPath: path, contents: Data(text.utf8)), "no file at \(path)")
        return path
    }

    /// What reading a text as a file of tests gives.
    static func read(_ text: String) throws(ConfigurationFaults) -> RuleTestFile? {
        let path = write(text, "rule-tests")
        defer { try? FileManager.default.removeItem(atPath: path) }
        return try loadRuleTests(at: [path]).first
    }

    /// The tests of a text under the small protocol, which its line 1 names.
    static func tests(_ text: String) throws(ConfigurationFaults) -> RuleTestFile? {
        try read("protocol: \(protocolPath)\n\(text)")
    }

    /// What a file's tests come to, in its protocol's time zone.
    static func run(_ file: RuleTestFile) throws -> [RuleTestOutcome] {
        let zone = try #require(TimeZone(identifier: file.studyProtocol.timeZone))
        let study = ReplayedStudy(file.studyProtocol) { instant in
            zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(instant.milliseconds) / 1_000))
        }
        return file.tests.map { Replay.run($0, in: study) }
    }
}

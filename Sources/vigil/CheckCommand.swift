// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import CTCAE
import Rules
import Settings
import Statistics

struct CheckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Check a configuration and its protocols; print every fault at once.",
        discussion: """
            Exits 0 when the daemon would start with it, 2 otherwise. Nothing is opened but the configuration.

            Example: vigil check --config Config/vigil.yaml
            """)

    @OptionGroup var configuration: ConfigurationOption

    @Flag(help: "Do not read the receivers' secrets, which may be readable for the daemon only.")
    var withoutSecrets = false

    func run() async throws {
        try await reporting {
            let settings = try loadSettings(
                at: configuration.config, secrets: withoutSecrets ? .omitted : .fromEnvironment)
            for warning in settings.warnings { print("warning: \(warning)") }
            for study in settings.studies { describe(study.protocol) }
            print("\(configuration.config): no faults")
        }
    }

    private func describe(_ studyProtocol: StudyProtocol) {
        print(
            "\(studyProtocol.study): CTCAE \(studyProtocol.ctcae.rawValue), monitored from "
                + "\(studyProtocol.monitoringFrom), protocol version \(studyProtocol.version)")
        for rule in studyProtocol.subjectRules {
            print("  rule \(rule.id) (\(rule.version))\(rule.verified ? "" : ": unverified, dose proposals withheld")")
        }
        for rule in studyProtocol.armRules {
            let design = rule.boundary.design
            print(
                "  stopping rule \(rule.id) (\(rule.version)) on \(rule.arms.joined(separator: ", ")): "
                    + "\(design.method.name), p0 \(design.nullProbability), alpha \(design.alpha) "
                    + "(attained \(rounded(rule.boundary.attainedAlpha))), \(rule.windowDays) days, "
                    + "\(rule.role.rawValue)\(rule.verified ? "" : ", unverified")")
        }
    }

    private func rounded(_ probability: Double) -> Double { (probability * 10_000).rounded() / 10_000 }
}

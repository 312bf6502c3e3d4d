// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Foundation
import Rules
import Settings
import Surveillance
import Trial

struct CheckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Check a configuration, its protocols and packs; print every fault at once.",
        discussion: """
            Exits 0 when the daemon would start with it, 2 otherwise. Nothing is opened but the configuration.

            With --against it also reads a ledger and the stores, beside a running daemon and without changing either,
            and tells what the next pass would do to the alerts that stand.

            Example: vigil check --config Config/vigil.yaml
            Example: vigil check --config new/vigil.yaml --against /var/lib/vigil/ledger.sqlite
            """)

    enum Format: String, ExpressibleByArgument, CaseIterable {
        case text
        case json
    }

    @OptionGroup var configuration: ConfigurationOption

    @Flag(help: "Do not read the receivers' secrets, which may be readable for the daemon only.")
    var withoutSecrets = false

    @Option(help: "A ledger whose standing alerts the configuration is compared with.")
    var against: String?

    @Option(help: "text or json.")
    var format = Format.text

    func run() async throws {
        try await reporting {
            let now = SystemClock.wallTime()
            let settings: Settings
            do throws(ConfigurationFaults) {
                settings = try loadSettings(
                    at: configuration.config, secrets: withoutSecrets ? .omitted : .fromEnvironment,
                    today: ReviewMoment(now: now, secondsFromUTC: 0).today)
            } catch {
                guard format == .text else {
                    print(try CheckDocument(configuration.config, faults: error.faults).text())
                    throw ExitCode(configurationFaultStatus)
                }
                print("\(configuration.config): \(counted(error.faults.count, "fault")), nothing starts with it")
                throw error
            }
            let comparisons = try against.map { path in
                try settings.studies.map { try LedgerComparison(of: $0, with: path, now: now) }
            }
            guard format == .text else {
                return print(try CheckDocument(configuration.config, settings, comparisons).text())
            }
            for study in settings.studies where against == nil { print(CheckLines(study.protocol).text + "\n") }
            for comparison in comparisons ?? [] { print(comparison.text + "\n") }
            for warning in settings.warnings { print("warning: \(warning)") }
            let weak = settings.warnings.isEmpty ? "" : ", \(counted(settings.warnings.count, "warning"))"
            print("\(configuration.config): no faults\(weak)")
        }
    }
}

/// A number with its noun.
func counted(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }

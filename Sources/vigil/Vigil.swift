// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Foundation

/// The command line: one subcommand a file.
@main
struct Vigil: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "vigil",
        abstract: "Watches the safety of a clinical trial while it runs.",
        discussion: """
            vigil reads a trial's follow-up store, grades laboratory results and adverse events by CTCAE, applies the \
            protocol's rules to each subject and its stopping boundaries to each arm, and tells safety officers \
            through webhooks. When the row behind an alert is corrected, the alert is taken back.

            Start with `vigil demo`.
            """,
        version: softwareVersion,
        subcommands: [
            RunCommand.self, ReviewCommand.self, DemoCommand.self, SimulateCommand.self, ImportCommand.self,
            GradeCommand.self, CriteriaCommand.self, CheckCommand.self, TestCommand.self, BacktestCommand.self,
            ExplainCommand.self, DigestCommand.self, AlertsCommand.self, ReferenceSafetyCommand.self,
            BoundaryCommand.self, ReceiversCommand.self, ReceiveCommand.self, AuditCommand.self,
        ])

    /// What a command line that cannot be understood exits with; the parser's own 64 would look like any other failure.
    private static let usageStatus: Int32 = 2

    static func main() async {
        do {
            var command = try parseAsRoot()
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
        } catch {
            guard exitCode(for: error) == .validationFailure else { exit(withError: error) }
            FileHandle.standardError.write(Data("\(fullMessage(for: error))\n".utf8))
            Foundation.exit(usageStatus)
        }
    }
}

/// The version of this software, as `--version` and the user agent say it.
let softwareVersion = "0.1.0"

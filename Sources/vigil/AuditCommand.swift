// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import SQLiteStorage
import Settings
import Storage

struct AuditCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit",
        abstract: "Look at the record of who knew what, and when.",
        subcommands: [Verify.self])

    struct Verify: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Walk the whole audit chain and say whether every link holds.",
            discussion: """
                Keep the head that is printed in another place: a chain that was rewritten from the start has another.

                Example: vigil audit verify --config Config/vigil.yaml
                """)

        @OptionGroup var configuration: ConfigurationOption

        func run() async throws {
            try await reporting {
                let settings = try loadSettings(at: configuration.config, secrets: .omitted)
                let ledger = try SQLiteLedger(path: settings.ledger, opening: .existing)
                switch try ledger.verifyAudit() {
                case .intact(let entries, let head):
                    print("intact: \(entries) entries, head \(head)")
                case .broken(let entry, let why):
                    print("broken at entry \(entry): \(why). Keep the file as it is and see Runbooks/restore.md.")
                    throw ExitCode.failure
                }
            }
        }
    }
}

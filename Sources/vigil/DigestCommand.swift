// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Foundation
import Reporting
import Rules
import SQLiteStorage
import Settings
import Surveillance
import Trial

struct DigestCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "digest",
        abstract: "Write the safety digest of a study from the ledger.",
        discussion: """
            Works beside a running daemon. The figures are those of the last committed review.

            Example: vigil digest --config Config/vigil.yaml --format html --out digest.html
            """)

    enum Format: String, ExpressibleByArgument, CaseIterable {
        case text
        case html
    }

    @OptionGroup var configuration: ConfigurationOption

    @Option(help: "The study; may be left out when one is configured.")
    var study: String?

    @Option(help: "text or html.")
    var format = Format.text

    @Option(help: "The file to write; the terminal unless given.")
    var out: String?

    @Option(help: "Columns of the text digest.")
    var width = 80

    @Option(help: "List corrections since this day, such as 2024-06-01; the last 28 days unless given.")
    var since: String?

    func validate() throws {
        guard (60...200).contains(width) else { throw ValidationError("--width is \(width); give 60 to 200.") }
        if let since, ClinicalDate(sdtm: since)?.isComplete != true {
            throw ValidationError("--since is \(since); give a day such as 2024-06-01.")
        }
    }

    func run() async throws {
        try await reporting {
            let settings = try loadSettings(at: configuration.config, secrets: .omitted)
            let chosen = try settings.study(named: study)
            let ledger = try SQLiteLedger(path: settings.ledger, opening: .existing)
            let desk = DigestDesk(ledger: ledger, settings: chosen, delivers: !settings.receivers.isEmpty)
            let digest = try desk.digest(
                preparedAt: SystemClock.wallTime(), since: since.flatMap { ClinicalDate(sdtm: $0)?.earliest })
            let page = format == .html ? renderHTML(digest) : renderText(digest, width: width)
            guard let out else { return print(page) }
            try page.write(toFile: out, atomically: true, encoding: .utf8)
            print("\(out) written")
        }
    }
}

extension Settings {
    /// The study of a name, or the only one.
    func study(named name: String?) throws -> StudySettings {
        let known = studies.map(\.protocol.study)
        guard let name = name ?? (known.count == 1 ? known.first : nil) else { throw StudyNotNamed(known: known) }
        guard let study = studies.first(where: { $0.protocol.study == name }) else {
            throw UnconfiguredStudy(study: name, known: known)
        }
        return study
    }
}

/// Several studies are configured and none was named.
struct StudyNotNamed: Error, CustomStringConvertible {
    var known: [String]

    var description: String { "name one of the configured studies with --study: \(known.joined(separator: ", "))" }
}

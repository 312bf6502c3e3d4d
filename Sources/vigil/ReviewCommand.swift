// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Rules
import SQLiteStorage
import Storage
import Surveillance

struct ReviewCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "review",
        abstract: "Review the configured studies once, send what is due, and exit.",
        discussion: """
            The daemon must not be running on the same ledger. Messages that a receiver does not take now stay owed.

            Example: vigil review --config Config/vigil.yaml --study NCT04217967
            """)

    @OptionGroup var configuration: ConfigurationOption

    @Option(help: "Review only this study.")
    var study: String?

    @Flag(help: "Review every subject, changed or not.")
    var full = false

    @Flag(help: "Take back the alerts whose retraction was held because there were too many at once.")
    var acceptRetractions = false

    @Flag(help: "Try again the subjects that were left alone because reviewing them brought the process down.")
    var releaseQuarantined = false

    @Flag(inversion: .prefixedNo, help: "Send what is due to the receivers.")
    var deliver = true

    func run() async throws {
        try await reporting {
            let watchtower = try Watchtower(configuration: configuration.config)
            try await watchtower.requireStores()
            if let study, !watchtower.watches.contains(where: { $0.study == study }) {
                throw UnconfiguredStudy(study: study, known: watchtower.watches.map(\.study))
            }
            let options = ReviewOptions(
                isFull: full, acceptsRetractions: acceptRetractions, ignoresQuarantine: releaseQuarantined)
            for (study, report) in try watchtower.reviewOnce(study: study, options: options) {
                print(report.line(study: study))
            }
            if deliver {
                let attempted = try await watchtower.deliverOnce()
                let status = try watchtower.ledger.outboxStatus()
                print("\(attempted) messages attempted, \(status.pending) still owed")
            }
            await watchtower.close()
        }
    }
}

extension PassReport {
    /// What a pass did, in one line.
    func line(study: String) -> String {
        let scope =
            switch fullReviewReason {
            case nil: "what changed"
            case .firstPass: "everything, for the first time"
            case .storeReplaced: "everything, because the store was replaced or restored"
            case .protocolChanged: "everything, because the protocol changed"
            case .requested: "everything, as asked"
            }
        let held = retractionsHeld > 0 ? ", \(retractionsHeld) retractions held" : ""
        let quarantine = quarantined.isEmpty ? "" : ", left alone: \(quarantined.joined(separator: ", "))"
        return "\(study): reviewed \(scope): \(subjectsReviewed) subjects, \(changes) alert changes, "
            + "\(messages) messages owed\(held)\(quarantine)"
    }
}

/// A study that the configuration does not have.
struct UnconfiguredStudy: Error, CustomStringConvertible {
    var study: String
    var known: [String]

    var description: String {
        "the study \(study) is not configured; configured: \(known.joined(separator: ", "))"
    }
}

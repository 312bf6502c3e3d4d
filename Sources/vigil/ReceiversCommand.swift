// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Channels
import Delivery
import Foundation
import Rules
import SQLiteStorage
import Settings
import Storage
import Surveillance
import Trial

struct ReceiversCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "receivers",
        abstract: "List who is told, and try a receiver out.",
        discussion: "Works beside a running daemon.",
        subcommands: [List.self, Test.self])

    enum Format: String, ExpressibleByArgument, CaseIterable {
        case text
        case json
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List the receivers, and what each is owed.",
            discussion: "Example: vigil receivers list --config Config/vigil.yaml")

        @OptionGroup var configuration: ConfigurationOption

        @Option(help: "text or json.")
        var format = Format.text

        func run() async throws {
            try await reporting {
                let settings = try loadSettings(at: configuration.config, secrets: .omitted)
                // Before its first start a daemon has no ledger, and owes nothing.
                let isBegun = FileManager.default.fileExists(atPath: settings.ledger)
                let ledger = isBegun ? try SQLiteLedger(path: settings.ledger, opening: .existing) : nil
                let lines = try settings.receivers.map { receiver in
                    ReceiverLine(receiver, backlog: try ledger?.backlog(of: receiver.name))
                }
                guard format == .text else { return print(try documentText(lines)) }
                let heading = ["receiver", "kind", "from", "payload", "language", "owed", "refused"]
                let table = TextTable(rows: [heading] + lines.map(\.cells), rightColumns: [5, 6])
                print(table.lines.joined(separator: "\n"))
            }
        }
    }

    struct Test: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Send one message marked as a test, and judge the answer.",
            discussion: """
                Sends as the daemon does, past the outbox: nothing is recorded and nothing is sent again. Exits 0 only \
                if the receiver took the message.

                Example: vigil receivers test safety-officer --config Config/vigil.yaml
                """)

        @OptionGroup var configuration: ConfigurationOption

        @Argument(help: "The receiver's name.")
        var name: String

        @Option(help: "text or json.")
        var format = Format.text

        func run() async throws {
            try await reporting {
                let settings = try loadSettings(at: configuration.config)
                guard let receiver = settings.receivers.first(where: { $0.name == name }),
                    let endpoint = receiver.endpoint
                else { throw UnknownReceiver(name: name, known: settings.receivers.map(\.name)) }
                let now = SystemClock.wallTime()
                guard let id = WebhookID(RandomNames().mintWebhookID()) else {
                    preconditionFailure("a minted name is a webhook id")
                }
                let message = TestMessage.message(id: id, receiver: name, language: receiver.language, at: now)
                let courier = CurlCourier(limits: CourierLimits())
                let outcomes = await courier.deliver([endpoint.request(for: message, now: now.seconds)])
                await courier.shutdown()
                guard let outcome = outcomes.first else { preconditionFailure("a request has an outcome") }
                let report = ReceiverTrial(receiver, outcome, endpoint.verdict(on: outcome))
                print(format == .text ? report.text : try documentText(report))
                if !report.isTaken { throw ExitCode.failure }
            }
        }
    }
}

/// A receiver as a list shows it, without its address.
struct ReceiverLine: Encodable {
    var name: String
    var kind: String
    var severityMin: String
    var payload: String
    var language: String
    /// Messages not yet taken; nil before the first start.
    var owed: Int?
    /// Those of them that were offered in vain.
    var refused: Int?

    init(_ receiver: ReceiverSettings, backlog: Backlog?) {
        name = receiver.name
        kind = receiver.kind.rawValue
        severityMin = receiver.severityMin.rawValue
        payload = receiver.payload.rawValue
        language = receiver.language.rawValue
        (owed, refused) = (backlog?.pending, backlog?.refused)
    }

    var cells: [String] {
        [name, kind, severityMin, payload, language] + [owed, refused].map { $0.map(String.init) ?? "-" }
    }
}

/// A name that the configuration does not have.
struct UnknownReceiver: Error, CustomStringConvertible {
    var name: String
    var known: [String]

    var description: String {
        "no receiver is called \(name); the configuration has \(known.isEmpty ? "none" : known.joined(separator: ", "))"
    }
}

/// JSON for programs, with sorted keys in snake case.
private func documentText(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.keyEncodingStrategy = .convertToSnakeCase
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(value), as: UTF8.self)
}

// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Channels
import Foundation
import Receiver
import Surveillance
import Trial

struct ReceiveCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "receive",
        abstract: "Listen on this machine, verify signatures, and print the messages that come in.",
        discussion: """
            For trying out a configuration before a real receiver exists. It takes messages from this machine only and \
            keeps nothing. Above each message stand the time of its signature and its webhook-id, which repeats share.

            Example: vigil receive --port 8787 --secret-file Config/secret
            """)

    @Option(help: "The port on 127.0.0.1; 0 takes a free one.")
    var port: UInt16 = 8787

    @Option(help: "The signing secret, `whsec_…`; other people on this machine can see it, so prefer --secret-file.")
    var secret: String?

    @Option(help: "A file whose first line is the signing secret.")
    var secretFile: String?

    @Flag(help: "Print each message's whole body instead of its text.")
    var json = false

    func run() async throws {
        let secret = try WebhookSecret(text())
        try await reporting {
            let output = ReceiverOutput()
            let receiver = LocalReceiver(
                port: port, secrets: [secret], now: { SystemClock.wallTime().seconds },
                onEvent: { event in
                    await output.write(json ? event.body : "\(event.heading)\(event.text)\n")
                })
            try await receiver.run { port in
                Task { await output.write("listening on http://127.0.0.1:\(port)/, until Ctrl-C") }
            }
        }
    }

    private func text() throws -> String {
        switch (secret, secretFile) {
        case (let secret?, nil): return secret
        case (nil, let path?):
            let lines = try String(contentsOfFile: path, encoding: .utf8).split(whereSeparator: \.isNewline)
            guard let line = lines.first else {
                throw ValidationError("\(path) is empty; its first line is the secret.")
            }
            return line.trimmingCharacters(in: .whitespaces)
        default:
            throw ValidationError("Give either --secret or --secret-file.")
        }
    }
}

/// Standard output, one whole text after another, each at once: a file or a pipe would otherwise get nothing until the
/// end, and a message counts as taken when it is answered.
private actor ReceiverOutput {
    func write(_ text: String) {
        FileHandle.standardOutput.write(Data("\(text)\n".utf8))
    }
}

extension ReceiverEvent {
    /// When a message was signed, in UTC, and its `webhook-id`, on a line of their own.
    var heading: String {
        guard case .received(let message) = self else { return "" }
        let instant = Timestamp(milliseconds: message.timestamp * 1_000)
        return "\(instant)  \(message.webhookID)\n"
    }

    /// The message as its recipient reads it.
    var text: String {
        guard case .received(let message) = self else { return body }
        return MessageText(body: message.body).text ?? body
    }

    /// The body as it came, or why there is none.
    var body: String {
        switch self {
        case .received(let message): String(decoding: message.body, as: UTF8.self)
        case .refused(let refusal): "refused: \(refusal)"
        case .failedOnPurpose(let status), .unusable(let status): "answered \(status)"
        }
    }
}

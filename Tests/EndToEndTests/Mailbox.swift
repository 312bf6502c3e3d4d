// SPDX-License-Identifier: Apache-2.0

import Channels
import Foundation
import Receiver
import Synchronization
import Testing

/// What a receiver got, request by request.
final class Mailbox: Sendable {
    /// The secret that the receiver shares with the program under test.
    static let secret = "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="

    private let received = Mutex<[ReceivedMessage]>([])
    private let isHolding = Mutex(false)
    private let others = Mutex<[ReceiverEvent]>([])

    /// Genuine messages in order of arrival, repeats included.
    var messages: [ReceivedMessage] { received.withLock { $0 } }

    /// Requests that were no genuine message, or were failed on purpose.
    var otherEvents: [ReceiverEvent] { others.withLock { $0 } }

    /// How many different messages have arrived.
    var countOfDifferent: Int { received.withLock { Set($0.map(\.webhookID)).count } }

    /// How many genuine messages have arrived, repeats included.
    var count: Int { received.withLock { $0.count } }

    /// Lets requests arrive and leaves them without an answer until ``release()``.
    func hold() { isHolding.withLock { $0 = true } }

    /// Answers what was held, and all that comes later at once.
    func release() { isHolding.withLock { $0 = false } }

    /// Takes note of a request, which is answered when this returns.
    func take(_ event: ReceiverEvent) async {
        if case .received(let message) = event {
            received.withLock { $0.append(message) }
        } else {
            others.withLock { $0.append(event) }
        }
        try? await eventually("the test lets answers go") { !isHolding.withLock { $0 } }
    }

    /// What arrived, decoded.
    func notices() throws -> [Notice] { try messages.map { try Notice($0.body) } }
}

/// The part of a message's body that tests look at.
struct Notice: Decodable {
    struct Content: Decodable {
        var alertId: String?
        var changes: [String]?
        var severity: String?
        var text: String?
        var alerts: [Content]?
    }

    var type: String
    var content: Content

    enum CodingKeys: String, CodingKey {
        case type
        case content = "data"
    }

    init(_ body: [UInt8]) throws {
        self = try JSONDecoder().decode(Notice.self, from: Data(body))
    }
}

/// Runs a receiver on a free port of this machine for as long as the body lasts.
func withReceiver(_ body: (LocalReceiver, Mailbox) async throws -> Void) async throws {
    let mailbox = Mailbox()
    let receiver = LocalReceiver(
        port: 0, secrets: [try WebhookSecret(Mailbox.secret)], now: { Int64(Date().timeIntervalSince1970) },
        onEvent: { await mailbox.take($0) })
    try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask { try await receiver.run() }
        try await body(receiver, mailbox)
        group.cancelAll()
    }
}

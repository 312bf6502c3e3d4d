// SPDX-License-Identifier: Apache-2.0

import Channels
import Delivery
import Receiver
import Synchronization
import Testing

/// The receiver at the far end of the real courier.
struct LocalReceiverTests {
    private static let secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
    private static let otherSecret = "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="
    private static let now: Int64 = 1_795_336_200
    private static let body = Array(#"{"title":"中性粒细胞减少 4级"}"#.utf8)

    @Test func `a signed message arrives whole and is answered 204`() async throws {
        let (endings, events) = try await exchange { [try sender(at: $0).request(for: try message(), now: Self.now)] }
        #expect(endings == [Self.answered(204)])
        let received = ReceivedMessage(
            webhookID: "msg_01JD9ZK3V7T8", timestamp: Self.now, body: Self.body,
            verification: .genuine(secretIndex: 0, sentAt: Self.now))
        #expect(events == [.received(received)])
    }

    @Test func `while secrets are exchanged either side may be ahead`() async throws {
        let (endings, _) = try await exchange { url in
            try [[Self.secret], [Self.otherSecret, Self.secret], [Self.secret, Self.otherSecret]].map {
                try sender(at: url, secrets: $0).request(for: try message(), now: Self.now)
            }
        }
        #expect(endings == [Self.answered(204), Self.answered(204), Self.answered(204)])
    }

    @Test(arguments: [
        (LocalReceiverTests.otherSecret, LocalReceiverTests.now, SignatureVerdict.Refusal.signatureMismatch),
        (LocalReceiverTests.secret, LocalReceiverTests.now - 301, .tooOld(seconds: 301)),
        (LocalReceiverTests.secret, LocalReceiverTests.now + 301, .fromTheFuture(seconds: 301)),
    ])
    func `a message that is not genuine is answered 401`(
        secret: String, signedAt: Int64, refusal: SignatureVerdict.Refusal
    ) async throws {
        let (endings, events) = try await exchange { url in
            [try sender(at: url, secrets: [secret]).request(for: try message(), now: signedAt)]
        }
        #expect(endings == [Self.answered(401)])
        #expect(events == [.refused(refusal)])
    }

    @Test func `a message without a signature is answered 401`() async throws {
        let (endings, events) = try await exchange { url in
            [OutgoingRequest(url: url, headers: [("webhook-id", "msg_1")], body: Self.body, allowsHTTP: true)]
        }
        #expect(endings == [Self.answered(401)])
        #expect(events == [.refused(.headerMissing(.timestamp))])
    }

    @Test func `a body of more than 64 kB is answered 413`() async throws {
        let (endings, events) = try await exchange { url in
            let large = WebhookMessage(id: try message().id, body: [UInt8](repeating: 0x20, count: (1 << 16) + 1))
            return [try sender(at: url).request(for: large, now: Self.now)]
        }
        #expect(endings == [Self.answered(413)])
        #expect(events == [.unusable(status: 413)])
    }

    @Test func `planned failures come first and in order`() async throws {
        let (endings, events) = try await exchange(
            plan: { receiver in
                receiver.failNext(2, status: 503, retryAfterSeconds: 7)
                receiver.failNext(0, status: 400)
                receiver.failNext(1, status: 410)
            },
            requests: { url in
                try (0..<4).map { _ in try sender(at: url).request(for: try message(), now: Self.now) }
            })
        #expect(
            endings == [
                .answered(status: 503, retryAfterSeconds: 7, body: ""),
                .answered(status: 503, retryAfterSeconds: 7, body: ""),
                Self.answered(410),
                Self.answered(204),
            ])
        #expect(events.count == 4)
        #expect(
            events.prefix(3) == [
                .failedOnPurpose(status: 503), .failedOnPurpose(status: 503), .failedOnPurpose(status: 410),
            ])
    }

    @Test func `a port that is taken is told by number`() async throws {
        let first = receiver { _ in }
        let running = Task { try await first.run() }
        let port = try await first.listeningPort()
        let second = receiver(port: port) { _ in }
        let error = await #expect(throws: LocalReceiverError.self) { try await second.run() }
        running.cancel()
        try await running.value
        let text = try #require(error).description
        #expect(text.contains("127.0.0.1:\(port)"))
    }

    @Test func `it announces the port it listens on`() async throws {
        let receiver = receiver { _ in }
        let (announcements, announcement) = AsyncStream.makeStream(of: UInt16.self)
        let running = Task { try await receiver.run { announcement.yield($0) } }
        var iterator = announcements.makeAsyncIterator()
        let announced = await iterator.next()
        #expect(try await receiver.listeningPort() == announced)
        running.cancel()
        try await running.value
    }

    @Test func `cancelling ends it and frees the port`() async throws {
        let first = receiver { _ in }
        let running = Task { try await first.run() }
        let port = try await first.listeningPort()
        running.cancel()
        try await running.value
        let second = receiver(port: port) { _ in }
        let runningAgain = Task { try await second.run() }
        let portAgain = try await second.listeningPort()
        #expect(portAgain == port)
        runningAgain.cancel()
        try await runningAgain.value
    }

    // MARK: One exchange

    /// Sends the requests one after another to a fresh receiver; what the sender saw, and what the receiver told.
    private func exchange(
        plan: (LocalReceiver) -> Void = { _ in }, requests: (String) throws -> [OutgoingRequest]
    ) async throws -> (endings: [DeliveryOutcome.Ending], events: [ReceiverEvent]) {
        let book = EventBook()
        let receiver = receiver { book.enter($0) }
        plan(receiver)
        let running = Task { try await receiver.run() }
        let courier = CurlCourier(limits: CourierLimits())
        var endings: [DeliveryOutcome.Ending] = []
        for request in try requests(try await receiver.url()) {
            endings += await courier.deliver([request]).map(\.ending)
        }
        await courier.shutdown()
        running.cancel()
        try await running.value
        return (endings, book.events)
    }

    private func receiver(
        port: UInt16 = 0, onEvent: @escaping @Sendable (ReceiverEvent) async -> Void
    ) -> LocalReceiver {
        let secrets = [Self.secret].compactMap { try? WebhookSecret($0) }
        return LocalReceiver(port: port, secrets: secrets, now: { Self.now }, onEvent: onEvent)
    }

    private func sender(at url: String, secrets: [String] = [Self.secret]) throws -> StandardWebhookReceiver {
        StandardWebhookReceiver(
            url: url, secrets: try secrets.map { try WebhookSecret($0) }, allowsHTTP: true, softwareVersion: "0")
    }

    private func message() throws -> WebhookMessage {
        WebhookMessage(id: try #require(WebhookID("msg_01JD9ZK3V7T8")), body: Self.body)
    }

    private static func answered(_ status: Int) -> DeliveryOutcome.Ending {
        .answered(status: status, retryAfterSeconds: nil, body: "")
    }
}

/// What a receiver told, in order.
private final class EventBook: Sendable {
    private let entries = Mutex<[ReceiverEvent]>([])

    var events: [ReceiverEvent] { entries.withLock { $0 } }

    func enter(_ event: ReceiverEvent) {
        entries.withLock { $0.append(event) }
    }
}

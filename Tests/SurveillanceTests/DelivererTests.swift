// SPDX-License-Identifier: Apache-2.0

import Alerting
import Channels
import Rules
import Storage
import Surveillance
import Synchronization
import Testing
import Trial

/// A courier that answers what it is told to and remembers what it carried.
private final class ScriptedCourier: Courier {
    private let ending: DeliveryOutcome.Ending
    private let carried = Mutex<[[OutgoingRequest]]>([])

    init(_ ending: DeliveryOutcome.Ending) {
        self.ending = ending
    }

    var batches: [[OutgoingRequest]] { carried.withLock { $0 } }

    func deliver(_ requests: [OutgoingRequest]) async -> [DeliveryOutcome] {
        carried.withLock { $0.append(requests) }
        return requests.map { _ in DeliveryOutcome(ending: ending, durationMilliseconds: 12) }
    }
}

@Suite struct DelivererTests {
    private let start = Timestamp(milliseconds: 1_700_000_000_000)

    /// A ledger that owes messages to one receiver, in this order of severity.
    private func ledger(owing severities: [Severity]) throws -> MemoryLedger {
        let ledger = MemoryLedger()
        let messages = severities.enumerated().map { number, severity in
            OwedMessage(
                webhookID: "msg_\(number)", receiver: "phone", study: "A", alert: nil, alertVersion: 0,
                severity: severity, body: "{\"number\":\(number)}", createdAt: start)
        }
        try ledger.commit(
            Review(study: "A", now: start, assessment: .none, changes: [], messages: messages, progress: nil),
            tellingSummaries: false)
        return ledger
    }

    private func deliverer(_ ledger: MemoryLedger, _ courier: ScriptedCourier) throws -> Deliverer {
        let receiver = StandardWebhookReceiver(
            url: "https://receivers.example/phone",
            secrets: [try WebhookSecret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")], allowsHTTP: false,
            softwareVersion: "1")
        return Deliverer(
            outbox: ledger, courier: courier, receivers: ["phone": receiver], stage: BlockingStage(label: "test"),
            jitter: { 0 })
    }

    /// An answer, the severity of the message, and seconds until the next attempt; nil for delivered.
    struct Case: Sendable {
        var ending: DeliveryOutcome.Ending
        var severity: Severity
        var dueAfter: Double?
    }

    private static func answered(_ status: Int, retryAfter: Int? = nil) -> DeliveryOutcome.Ending {
        .answered(status: status, retryAfterSeconds: retryAfter, body: "")
    }

    @Test(arguments: [
        Case(ending: answered(200), severity: .urgent, dueAfter: nil),
        Case(ending: answered(204), severity: .critical, dueAfter: nil),
        Case(ending: answered(302), severity: .urgent, dueAfter: 3_600),
        Case(ending: answered(410), severity: .urgent, dueAfter: 3_600),
        Case(ending: answered(410), severity: .critical, dueAfter: 300),
        Case(ending: answered(429, retryAfter: 120), severity: .urgent, dueAfter: 120),
        Case(ending: answered(429, retryAfter: 1), severity: .urgent, dueAfter: 5),
        Case(ending: answered(503), severity: .urgent, dueAfter: 5),
        Case(ending: .failed(.timedOut), severity: .critical, dueAfter: 5),
        Case(ending: .failed(.couldNotConnect), severity: .urgent, dueAfter: 5),
        Case(ending: .failed(.refusedDestination), severity: .urgent, dueAfter: 3_600),
    ])
    func `what the receiver answered says where the message stands`(_ row: Case) async throws {
        let ledger = try ledger(owing: [row.severity])
        let deliverer = try deliverer(ledger, ScriptedCourier(row.ending))
        let report = try await deliverer.deliverOnce(to: "phone", now: { [start] in start })
        #expect(report.attempted == 1)
        #expect(report.delivered == (row.dueAfter == nil ? 1 : 0))
        let status = try ledger.outboxStatus()
        #expect(status.nextDue == row.dueAfter.map { start + $0 })
        #expect(status.delivered == (row.dueAfter == nil ? 1 : 0))
    }

    @Test func `a repeated message keeps id and body, and is signed anew`() async throws {
        let ledger = try ledger(owing: [.critical])
        let courier = ScriptedCourier(.failed(.timedOut))
        let deliverer = try deliverer(ledger, courier)
        for attempt in 0..<3 {
            let now = start + Double(attempt) * 60
            #expect(try await deliverer.deliverOnce(to: "phone", now: { now }).attempted == 1)
        }
        let requests = courier.batches.flatMap { $0 }
        #expect(requests.map { $0.header("webhook-id") } == ["msg_0", "msg_0", "msg_0"])
        #expect(Set(requests.map(\.body)).count == 1)
        #expect(Set(requests.map { $0.header("webhook-timestamp") }).count == 3)
        #expect(Set(requests.map { $0.header("webhook-signature") }).count == 3)
    }

    @Test func `the delay doubles with each attempt that failed`() async throws {
        let ledger = try ledger(owing: [.urgent])
        let deliverer = try deliverer(ledger, ScriptedCourier(.failed(.couldNotConnect)))
        var now = start
        for delay in [5.0, 10, 20, 40] {
            let instant = now
            _ = try await deliverer.deliverOnce(to: "phone", now: { instant })
            #expect(try ledger.outboxStatus().nextDue == now + delay)
            #expect(try await deliverer.deliverOnce(to: "phone", now: { instant }).attempted == 0)
            now = now + delay
        }
    }

    @Test func `the gravest go first, and a batch has a limit`() async throws {
        let ledger = try ledger(owing: Array(repeating: .daily, count: 300) + [.critical])
        let courier = ScriptedCourier(Self.answered(204))
        let deliverer = try deliverer(ledger, courier)
        var attempted: [Int] = []
        for _ in 0..<3 {
            attempted.append(try await deliverer.deliverOnce(to: "phone", now: { [start] in start }).attempted)
        }
        #expect(attempted == [256, 45, 0])
        #expect(courier.batches[0].first?.header("webhook-id") == "msg_300")
        #expect(try ledger.outboxStatus().pending == 0)
    }

    @Test func `nobody is sent anything for a receiver that is not configured`() async throws {
        let courier = ScriptedCourier(Self.answered(204))
        let deliverer = try deliverer(try ledger(owing: [.urgent]), courier)
        let report = try await deliverer.deliverOnce(to: "pager", now: { [start] in start })
        #expect(report.attempted == 0)
        #expect(courier.batches.isEmpty)
    }
}

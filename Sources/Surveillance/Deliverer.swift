// SPDX-License-Identifier: Apache-2.0

package import Channels
import Rules
package import Storage
package import Trial

/// Sends what is owed to receivers and records what they answered.
package struct Deliverer: Sendable {
    private let outbox: any Outbox
    private let courier: any Courier
    private let receivers: [String: any MessageReceiver]
    private let policy: RetryPolicy
    private let stage: BlockingStage
    private let jitter: @Sendable () -> Double

    /// Messages in one batch: their results share one durable transaction.
    package static let batchMax = 256

    /// A deliverer for named receivers.
    ///
    /// - Parameters:
    ///   - stage: where the outbox may block.
    ///   - jitter: draws from 0 up to but not including 1, by which retries are spread.
    package init(
        outbox: any Outbox, courier: any Courier, receivers: [String: any MessageReceiver],
        policy: RetryPolicy = RetryPolicy(), stage: BlockingStage,
        jitter: @escaping @Sendable () -> Double = { Double.random(in: 0..<1) }
    ) {
        self.outbox = outbox
        self.courier = courier
        self.receivers = receivers
        self.policy = policy
        self.stage = stage
        self.jitter = jitter
    }

    /// The receivers' names, in order.
    package var receiverNames: [String] { receivers.keys.sorted() }

    /// What one batch did.
    package struct BatchReport: Hashable, Sendable {
        /// Messages attempted.
        package var attempted: Int
        /// Messages taken by the receiver.
        package var delivered: Int
        /// Why the first message that was not taken was not, in one word; nil when all were.
        package var reason: String?

        /// A report.
        package init(attempted: Int = 0, delivered: Int = 0, reason: String? = nil) {
            self.attempted = attempted
            self.delivered = delivered
            self.reason = reason
        }
    }

    /// The same deliverer, which gives its requests to what is made of its courier.
    func sending(_ through: (any Courier) -> any Courier) -> Deliverer {
        Deliverer(
            outbox: outbox, courier: through(courier), receivers: receivers, policy: policy, stage: stage,
            jitter: jitter)
    }

    /// What is owed to a receiver.
    func backlog(of name: String) async throws -> Backlog {
        let outbox = outbox
        return try await stage.run { try outbox.backlog(of: name) }
    }

    /// Makes all that is owed to a receiver due.
    func makeDue(for name: String) async throws {
        let outbox = outbox
        try await stage.run { try outbox.makeDue(for: name) }
    }

    /// One batch for one receiver.
    ///
    /// 1. Take what is due, the gravest first. The ledger has it already: nothing is sent before it is durable.
    /// 2. Send all of it; timestamp and signature are made now, content and id are the ledger's.
    /// 3. Record every verdict in one transaction. A crash before that repeats the batch under the same ids.
    package func deliverOnce(
        to name: String, limit: Int = batchMax, now: @Sendable () -> Timestamp
    ) async throws -> BatchReport {
        guard let receiver = receivers[name] else { return BatchReport() }
        let outbox = outbox
        let started = now()
        let due = try await stage.run {
            try outbox.dueMessages(for: name, at: started, limit: min(limit, Deliverer.batchMax))
        }
        guard !due.isEmpty else { return BatchReport() }
        let requests = due.compactMap { message in
            WebhookID(message.webhookID).map { id in
                receiver.request(for: WebhookMessage(id: id, body: Array(message.body.utf8)), now: started.seconds)
            }
        }
        precondition(requests.count == due.count, "the ledger holds only valid webhook ids")
        let outcomes = await courier.deliver(requests)
        let ended = now()
        let attempts = zip(due, outcomes).map { record($0, $1, receiver: receiver, at: ended) }
        try await stage.run { try outbox.record(attempts) }
        let refused = attempts.filter { $0.standing != .delivered }
        return BatchReport(
            attempted: attempts.count, delivered: attempts.count - refused.count, reason: refused.first?.outcome)
    }

    private func record(
        _ message: OwedMessage, _ outcome: DeliveryOutcome, receiver: any MessageReceiver, at now: Timestamp
    ) -> AttemptRecord {
        let verdict = receiver.verdict(on: outcome)
        let step = policy.nextStep(
            after: verdict, attempts: message.attempts + 1, now: now.seconds, isCritical: message.severity == .critical,
            jitter: jitter())
        let standing: AttemptRecord.Standing =
            switch step {
            case .close: .delivered
            case .attempt(let seconds, because: _): .due(Timestamp(milliseconds: seconds * 1_000))
            }
        return AttemptRecord(
            webhookID: message.webhookID, receiver: message.receiver, at: now,
            durationMilliseconds: outcome.durationMilliseconds, outcome: verdict.reason, standing: standing)
    }
}

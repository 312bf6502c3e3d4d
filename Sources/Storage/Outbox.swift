// SPDX-License-Identifier: Apache-2.0

package import Trial

/// What became of one attempt to deliver a message.
package struct AttemptRecord: Hashable, Sendable {
    /// Where the message stands after the attempt.
    package enum Standing: Hashable, Sendable {
        /// The receiver took it.
        case delivered
        /// It is tried again at an instant.
        case due(Timestamp)
    }

    /// The message's `webhook-id`.
    package var webhookID: String
    /// The receiver's name.
    package var receiver: String
    /// When the attempt ended.
    package var at: Timestamp
    /// How long it took.
    package var durationMilliseconds: Int
    /// What was seen, in one word or status, without URL or secret.
    package var outcome: String
    /// Where the message stands now.
    package var standing: Standing

    /// A record; see each property.
    package init(
        webhookID: String, receiver: String, at: Timestamp, durationMilliseconds: Int, outcome: String,
        standing: Standing
    ) {
        self.webhookID = webhookID
        self.receiver = receiver
        self.at = at
        self.durationMilliseconds = durationMilliseconds
        self.outcome = outcome
        self.standing = standing
    }
}

/// How the outbox stands.
package struct OutboxStatus: Hashable, Sendable, Codable {
    /// Messages not yet taken by their receiver.
    package var pending: Int
    /// When the oldest of them was made.
    package var oldestPending: Timestamp?
    /// When the next of them is due.
    package var nextDue: Timestamp?
    /// Messages delivered so far.
    package var delivered: Int

    /// A status.
    package init(pending: Int, oldestPending: Timestamp?, nextDue: Timestamp?, delivered: Int) {
        self.pending = pending
        self.oldestPending = oldestPending
        self.nextDue = nextDue
        self.delivered = delivered
    }
}

/// The courier's side of the ledger. Every method blocks.
package protocol Outbox: Sendable {
    /// A receiver's messages that are due, the gravest first, then the oldest; a new message is due at once.
    func dueMessages(for receiver: String, at now: Timestamp, limit: Int) throws -> [OwedMessage]
    /// Records a batch of attempts in one durable transaction.
    func record(_ attempts: [AttemptRecord]) throws
    /// How the outbox stands.
    func outboxStatus() throws -> OutboxStatus
}

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

    /// The longest an attempt is put off, in seconds.
    ///
    /// The longest delay of 3,600 s with all of its jitter of 20 %, and a little. A message that seems due later than
    /// that was put off by a clock that has been set back since.
    package static let delaySecondsMax = 4_400.0

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
    /// When the next of them is due; 1970 for a message that was never attempted, because it is due by every clock.
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

/// What is owed to one receiver.
package struct Backlog: Hashable, Sendable {
    /// Messages not yet taken by it.
    package var pending: Int
    /// Those of them that it has been offered in vain.
    package var refused: Int

    /// A backlog.
    package init(pending: Int, refused: Int) {
        self.pending = pending
        self.refused = refused
    }
}

/// The courier's side of the ledger; every method blocks.
package protocol Outbox: Sendable {
    /// A receiver's messages that are due, the gravest first, then the oldest.
    ///
    /// A new message is due at once, by every clock, and so is one put off beyond ``AttemptRecord/delaySecondsMax``.
    /// Of each alert only the earliest message is among them, so that no message arrives after a later one about the
    /// same alert; an earlier one takes over the severity of those that wait for it, and is due when one is added.
    func dueMessages(for receiver: String, at now: Timestamp, limit: Int) throws -> [OwedMessage]
    /// Records a batch of attempts in one durable transaction.
    func record(_ attempts: [AttemptRecord]) throws
    /// Makes all that is owed to a receiver due: it waited only because the receiver was down.
    func makeDue(for receiver: String) throws
    /// What is owed to a receiver.
    func backlog(of receiver: String) throws -> Backlog
    /// Names of all receivers that messages are owed to, configured or not, in order.
    func receiversOwed() throws -> [String]
    /// How the outbox stands.
    func outboxStatus() throws -> OutboxStatus
}

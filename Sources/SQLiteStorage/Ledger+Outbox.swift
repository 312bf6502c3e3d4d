// SPDX-License-Identifier: Apache-2.0

import Alerting
import GRDB
import Rules
package import Storage
package import Trial

extension SQLiteLedger: Outbox {
    package func dueMessages(for receiver: String, at now: Timestamp, limit: Int) throws -> [OwedMessage] {
        try read { transaction in
            let latest = now + AttemptRecord.delaySecondsMax
            // While nothing is due this is two steps in an index, however many messages wait for the receiver.
            let first = try transaction.value(LedgerSQL.firstDue, [receiver]) { $0[0] as Int64? } ?? nil
            let last = try transaction.value(LedgerSQL.lastDue, [receiver]) { $0[0] as Int64? } ?? nil
            guard let first, let last, first <= now.milliseconds || last > latest.milliseconds else { return [] }
            let arguments: [LedgerTransaction.Argument] = [receiver, now.milliseconds, latest.milliseconds, limit]
            return try transaction.values(LedgerSQL.dueMessages, arguments, of: transaction.message)
        }
    }

    package func record(_ attempts: [AttemptRecord]) throws {
        guard !attempts.isEmpty else { return }
        try write { transaction in
            var delivered = 0
            for attempt in attempts where try transaction.record(attempt) { delivered += 1 }
            if delivered > 0 { try transaction.run(LedgerSQL.countDelivered, [delivered]) }
        }
    }

    package func makeDue(for receiver: String) throws {
        try write { try $0.run(LedgerSQL.makeDue, [receiver]) }
    }

    package func backlog(of receiver: String) throws -> Backlog {
        try read { transaction in
            try transaction.value(LedgerSQL.backlog, [receiver]) { Backlog(pending: $0[0], refused: $0[1]) }
                ?? Backlog(pending: 0, refused: 0)
        }
    }

    package func receiversOwed() throws -> [String] {
        try read { try $0.texts(LedgerSQL.receiversOwed) }
    }

    package func outboxStatus() throws -> OutboxStatus {
        try read { transaction in
            let delivered = try transaction.value(LedgerSQL.deliveredMessages) { $0[0] as Int } ?? 0
            let status = try transaction.value(LedgerSQL.pendingMessages) { row in
                OutboxStatus(
                    pending: row[0], oldestPending: (row[1] as Int64?).map(Timestamp.init(milliseconds:)),
                    nextDue: (row[2] as Int64?).map(Timestamp.init(milliseconds:)), delivered: delivered)
            }
            return status ?? OutboxStatus(pending: 0, oldestPending: nil, nextDue: nil, delivered: delivered)
        }
    }
}

extension LedgerTransaction {
    /// Puts a message into the outbox, due at once, with those about the same alert that must arrive before it.
    func owe(_ message: OwedMessage) throws {
        if let alert = message.alert {
            try run(LedgerSQL.hastenEarlier, [message.severity.rank, message.receiver, alert.text])
        }
        try run(
            LedgerSQL.insertMessage,
            [
                message.webhookID, message.receiver, message.study, message.alert?.text, message.alertVersion,
                message.severity.rank, message.body, message.createdAt.milliseconds, message.attempts,
            ])
    }

    fileprivate func message(from row: Row) throws -> OwedMessage {
        guard let severity = Severity(rank: row[5]) else {
            throw LedgerError.unreadable(path: path, what: "the severity of a message")
        }
        return OwedMessage(
            webhookID: row[0], receiver: row[1], study: row[2], alert: (row[3] as String?).map { AlertID($0) },
            alertVersion: row[4], severity: severity, body: row[6], createdAt: Timestamp(milliseconds: row[7]),
            attempts: row[8])
    }

    /// Records an attempt; a message once delivered stays delivered.
    ///
    /// - Returns: whether the message was delivered by it.
    fileprivate func record(_ attempt: AttemptRecord) throws -> Bool {
        let found = try value(LedgerSQL.messageStanding, [attempt.webhookID, attempt.receiver]) { row in
            (number: row[0] as Int64, attempts: row[1] as Int, deliveredAt: row[2] as Int64?)
        }
        guard let found else { throw LedgerError.unknownMessage(webhookID: attempt.webhookID) }
        let dueAt: Int64? =
            switch attempt.standing {
            case .delivered: nil
            case .due(let instant): instant.milliseconds
            }
        try run(
            LedgerSQL.insertAttempt,
            [
                found.number, found.attempts + 1, attempt.at.milliseconds, attempt.durationMilliseconds,
                attempt.outcome, dueAt,
            ])
        guard found.deliveredAt == nil else {
            try run(LedgerSQL.countRepeatedAttempt, [found.number])
            return false
        }
        let deliveredAt = dueAt == nil ? attempt.at.milliseconds : nil
        try run(LedgerSQL.writeMessageStanding, [dueAt, deliveredAt, found.number])
        return deliveredAt != nil
    }
}

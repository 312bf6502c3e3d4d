// SPDX-License-Identifier: Apache-2.0

import Alerting
import Rules
import Storage
import Synchronization
import Trial

extension MemoryLedger {
    // MARK: Outbox

    func dueMessages(for receiver: String, at now: Timestamp, limit: Int) throws -> [OwedMessage] {
        contents.withLock { contents in
            var led: Set<AlertID> = []
            let due = contents.outbox.filter { owed in
                guard owed.message.receiver == receiver, case .due(let at) = owed.standing else { return false }
                // Of an alert the earliest message alone, due or not.
                if let alert = owed.message.alert, !led.insert(alert).inserted { return false }
                return at <= now || at > now + AttemptRecord.delaySecondsMax
            }.map(\.message)
            let gravestFirst = due.enumerated().sorted { first, second in
                first.element.severity != second.element.severity
                    ? first.element.severity > second.element.severity : first.offset < second.offset
            }
            return gravestFirst.prefix(limit).map(\.element)
        }
    }

    func record(_ attempts: [AttemptRecord]) throws {
        try contents.withLock { contents in
            for attempt in attempts {
                let place = contents.outbox.firstIndex {
                    $0.message.webhookID == attempt.webhookID && $0.message.receiver == attempt.receiver
                }
                guard let place else { throw LedgerError.unknownMessage(webhookID: attempt.webhookID) }
                contents.outbox[place].message.attempts += 1
                // A message once delivered stays delivered.
                if contents.outbox[place].standing != .delivered { contents.outbox[place].standing = attempt.standing }
            }
        }
    }

    func makeDue(for receiver: String) throws {
        contents.withLock { contents in
            for place in contents.outbox.indices
            where contents.outbox[place].message.receiver == receiver && contents.outbox[place].standing != .delivered {
                contents.outbox[place].standing = .due(Timestamp(milliseconds: 0))
            }
        }
    }

    func backlog(of receiver: String) throws -> Backlog {
        contents.withLock { contents in
            let pending = contents.outbox.filter { $0.message.receiver == receiver && $0.standing != .delivered }
            return Backlog(pending: pending.count, refused: pending.count { $0.message.attempts > 0 })
        }
    }

    func receiversOwed() throws -> [String] {
        contents.withLock { contents in
            Set(contents.outbox.filter { $0.standing != .delivered }.map(\.message.receiver)).sorted()
        }
    }

    func outboxStatus() throws -> OutboxStatus {
        contents.withLock { contents in
            let pending = contents.outbox.filter { $0.standing != .delivered }
            let due = pending.compactMap { owed -> Timestamp? in
                if case .due(let at) = owed.standing { at } else { nil }
            }
            return OutboxStatus(
                pending: pending.count, oldestPending: pending.map(\.message.createdAt).min(), nextDue: due.min(),
                delivered: contents.outbox.count - pending.count)
        }
    }

    // MARK: OfficerDesk

    func alerts(_ filter: AlertFilter) throws -> [Alert] {
        contents.withLock { contents in
            contents.raised.reversed().compactMap { contents.alerts[$0] }.filter { alert in
                (filter.study == nil || filter.study == alert.study) && filter.states.contains(alert.state)
                    && alert.episode.severity >= filter.severityMin && (filter.includesHistoric || !alert.isHistoric)
            }
        }
    }

    func alert(_ id: AlertID) throws -> Alert? { contents.withLock { $0.alerts[id] } }

    func history(of id: AlertID) throws -> [AlertVersion] {
        contents.withLock { $0.versions.filter { $0.change.alert.id == id } }
    }

    func changes(study: String, from: Timestamp, through: Timestamp, limit: Int) throws -> [AlertVersion] {
        contents.withLock { contents in
            let within = contents.versions.filter {
                $0.change.alert.study == study && $0.at >= from && $0.at <= through
            }
            return Array(within.prefix(limit))
        }
    }

    func acknowledge(_ id: AlertID, _ acknowledgement: Acknowledgement) throws -> Alert {
        try contents.withLock { contents in
            guard var alert = contents.alerts[id] else { throw AcknowledgementError.unknownAlert(id) }
            guard alert.isReconciled else { throw AcknowledgementError.alreadyEnded(id) }
            guard alert.version == acknowledgement.version else {
                throw AcknowledgementError.staleVersion(id, seen: acknowledgement.version, current: alert.version)
            }
            alert.acknowledgement = acknowledgement
            if alert.state == .open { alert.state = .acknowledged }
            contents.alerts[id] = alert
            contents.answers[id, default: []].append(acknowledgement)
            return alert
        }
    }

    func answers(to id: AlertID) throws -> [Acknowledgement] { contents.withLock { $0.answers[id] ?? [] } }

    func qualityFlags(study: String) throws -> [(subject: String, flag: RowDefect)] {
        contents.withLock { contents in
            contents.assessments.filter { $0.key.study == study }.sorted { $0.key.subject < $1.key.subject }
                .flatMap { name, assessment in assessment.flags.map { (name.subject, $0) } }
        }
    }
}

extension MemoryLedger.Contents {
    /// Owes a message, due at once with the earlier ones about the same alert, which become as grave.
    mutating func owe(_ message: OwedMessage) {
        let atOnce = AttemptRecord.Standing.due(Timestamp(milliseconds: 0))
        for place in outbox.indices where message.alert != nil && outbox[place].message.alert == message.alert {
            guard outbox[place].message.receiver == message.receiver, outbox[place].standing != .delivered else {
                continue
            }
            outbox[place].standing = atOnce
            outbox[place].message.severity = max(outbox[place].message.severity, message.severity)
        }
        outbox.append(MemoryLedger.Owed(message: message, standing: atOnce))
    }
}

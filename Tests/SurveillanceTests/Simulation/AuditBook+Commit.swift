// SPDX-License-Identifier: Apache-2.0

import Alerting
import Rules
import Storage
import Trial

/// Who is told of what in the simulation.
let simulatedRecipients: [(name: String, severityMin: Severity)] = [("phone", .urgent), ("office", .query)]

extension AuditBook {
    /// Enters a committed review and checks it against what was known before.
    mutating func enter(_ review: Review, told: [AlertChange]) {
        commits += 1
        if case .subject(let summary, _, _, _) = review.assessment {
            let name = SubjectName(study: review.study, subject: summary.subject)
            checkReconciliation(of: name, by: review)
            reviewed[name] = sightings[name]?.head
        }
        for change in review.changes { enter(change) }
        checkMessages(of: review, told: told)
        if case .subject(let summary, _, _, _) = review.assessment {
            checkStanding(of: SubjectName(study: review.study, subject: summary.subject), at: review.now)
        }
        if let progress = review.progress { enter(progress, of: review.study) }
    }

    private mutating func enter(_ change: AlertChange) {
        let alert = change.alert
        changes += 1
        if change.kinds.contains(.retracted) { retractions += 1 }
        if let before = alerts[alert.id] {
            if alert.version != before.version + 1 {
                findings.append("\(alert.id) went from version \(before.version) to \(alert.version)")
            }
            if change.kinds.contains(.raised) { findings.append("\(alert.id) was raised twice") }
            if !before.isReconciled { findings.append("\(alert.id) had ended and changed again") }
            let isGraver = alert.episode.severity > before.episode.severity
            let isReopened = before.state == .closed && alert.state == .open
            if alert.acknowledgement != before.acknowledgement, !isGraver, !isReopened {
                findings.append("\(alert.id) lost its answer: \(change.reasons)")
            }
        } else {
            if alert.version != 1 || change.kinds.first != .raised {
                findings.append("\(alert.id) began as \(change.kinds)")
            }
            let isOver = alert.episode.end.map { $0.latest < SimulatedProtocol.monitoringFrom } ?? false
            if alert.scope != .system, alert.isHistoric != isOver {
                findings.append("\(alert.id) is history or is not")
            }
        }
        if alert.isHistoric, change.notification != .hold(.historic) {
            findings.append("\(alert.id) is history and was told")
        }
        alerts[alert.id] = alert
    }

    /// Whoever must hear of a change, and nobody else, is owed one message of it.
    private mutating func checkMessages(of review: Review, told: [AlertChange]) {
        var expected: [String: Int] = [:]
        for change in review.changes {
            guard case .notify(let severity) = change.notification else { continue }
            for recipient in simulatedRecipients where recipient.severityMin <= severity {
                expected["\(recipient.name) \(change.alert.id) \(change.alert.version)", default: 0] += 1
            }
        }
        for recipient in simulatedRecipients {
            let heard = told.filter { $0.alert.episode.severity >= recipient.severityMin }
            guard !heard.isEmpty else { continue }
            expected["\(recipient.name) summary 0", default: 0] += 1
            let body = review.messages.first { $0.alert == nil && $0.receiver == recipient.name }?.body ?? ""
            for change in heard where !body.contains("\"\(change.alert.id)\"") {
                findings.append("\(change.alert.id) is missing in the summary for \(recipient.name)")
            }
        }
        var found: [String: Int] = [:]
        for message in review.messages {
            found["\(message.receiver) \(message.alert?.text ?? "summary") \(message.alertVersion)", default: 0] += 1
            if owed[message.webhookID] != nil { findings.append("\(message.webhookID) names two messages") }
            owed[message.webhookID] = message
        }
        if found != expected { findings.append("owed \(found) where \(expected) should be") }
    }

    /// The watermark passes nothing that no committed review has seen.
    private mutating func enter(_ new: StudyProgress, of study: String) {
        if let before = progress[study] {
            if new.watermark < before.watermark, !mayGoBack.contains(study) {
                findings.append("\(study): the watermark went back")
            }
            if new.reviewedAt < before.reviewedAt { findings.append("\(study): time went back") }
            if before.isFirstPassDone, !new.isFirstPassDone { findings.append("\(study): a second first day") }
        }
        for (name, positions) in feed where name.study == study && !quarantined.contains(name) {
            guard let passed = positions.last(where: { $0 <= new.watermark }) else { continue }
            guard passed > reviewed[name] ?? 0 else { continue }
            guard !isUnlisted(name) else {
                reviewed[name] = passed
                continue
            }
            findings.append(
                "\(study): watermark \(new.watermark) passed entry \(passed) of \(name.subject), unreviewed")
        }
        firstStores[study] = firstStores[study] ?? new.store
        progress[study] = new
        mayGoBack.remove(study)
        listed[study] = nil
    }

    /// Whether somebody had no row when a full review asked who has, and no alert either.
    private func isUnlisted(_ name: SubjectName) -> Bool {
        guard let listed = listed[name.study], reviewed[name] == nil else { return false }
        return !listed.contains(name.subject) && standing(name).isEmpty
    }
}

// SPDX-License-Identifier: Apache-2.0

import Alerting
import Rules
import Storage
import Testing
import Trial

/// The safety officer: answers alerts at any time, also while the daemon is about to change them.
struct SimulatedOfficer: Sendable {
    let desk: any SimulatedLedger
    let auditor: Auditor

    /// Answers some open alert, now and then one that has moved since it was seen.
    func answerSomething(of study: String, choosing draw: (Int) -> Int, at now: Timestamp) {
        guard let alerts = try? desk.alerts(AlertFilter(study: study)), !alerts.isEmpty else { return }
        let alert = alerts[draw(alerts.count)]
        if draw(5) == 0, alert.version > 1 {
            answerTooLate(alert, at: now)
        } else {
            answer(alert, at: now)
        }
    }

    /// Answers an alert that a review is about to change.
    func answer(before review: Review) {
        guard let id = review.changes.first?.alert.id, let alert = try? desk.alert(id), alert.isReconciled else {
            return
        }
        answer(alert, at: review.now)
    }

    private func answer(_ alert: Alert, at now: Timestamp) {
        let answer = Acknowledgement(officer: "Li", reason: "Seen \(now)", version: alert.version, at: now)
        do {
            auditor.acknowledges(try desk.acknowledge(alert.id, answer))
        } catch {
            auditor.finds("\(alert.id) could not be answered: \(error)")
        }
    }

    private func answerTooLate(_ alert: Alert, at now: Timestamp) {
        let seen = alert.version - 1
        let answer = Acknowledgement(officer: "Li", reason: "Seen", version: seen, at: now)
        #expect(throws: AcknowledgementError.staleVersion(alert.id, seen: seen, current: alert.version)) {
            try desk.acknowledge(alert.id, answer)
        }
    }
}

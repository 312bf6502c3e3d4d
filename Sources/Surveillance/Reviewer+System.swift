// SPDX-License-Identifier: Apache-2.0

import Alerting
import Channels
package import Rules
import Storage
import Trial

extension Reviewer {
    func raiseStoreReplaced(_ pass: inout Pass) throws {
        try raise(.storeReplaced(identity: pass.storeName), in: &pass)
    }

    func raiseQuarantined(_ pass: inout Pass) throws {
        for subject in pass.report.quarantined { try raise(.subjectQuarantined(subject: subject), in: &pass) }
    }

    func raiseRetractionsHeld(_ pass: inout Pass) throws {
        try raise(.retractionsHeld(count: pass.retractions), in: &pass)
    }

    func resolveRetractionsHeld(_ pass: inout Pass) throws {
        try resolve(.retractionsHeld(count: 0), in: &pass)
    }

    /// Raises a system alert unless one of the same kind and facet stands.
    private func raise(_ condition: SystemCondition, in pass: inout Pass) throws {
        let change = try changeToRaise(condition, study: pass.study, moment: pass.moment)
        guard let change else { return }
        try commit([change], .none, progress: nil, in: &pass)
    }

    private func resolve(_ condition: SystemCondition, in pass: inout Pass) throws {
        let changes = try changesToResolve(condition, study: pass.study, moment: pass.moment)
        guard !changes.isEmpty else { return }
        try commit(changes, .none, progress: nil, in: &pass)
    }

    /// Raises or resolves a condition that no pass over a study can tell, such as an unreadable store.
    ///
    /// - Returns: the number of changes committed, 0 or 1.
    @discardableResult
    package func report(_ condition: SystemCondition, holds: Bool, study: String, at moment: ReviewMoment) throws -> Int
    {
        let changes =
            holds
            ? try changeToRaise(condition, study: study, moment: moment).map { [$0] } ?? []
            : try changesToResolve(condition, study: study, moment: moment)
        guard !changes.isEmpty else { return 0 }
        let messages = changes.flatMap { composer.messages(for: $0, at: moment.now) }.map { message in
            OwedMessage(
                webhookID: names.mintWebhookID(), receiver: message.receiver, study: study, alert: message.alert,
                alertVersion: message.alertVersion, severity: message.severity, body: message.body,
                createdAt: moment.now)
        }
        let review = Review(
            study: study, now: moment.now, assessment: .none, changes: changes, messages: messages, progress: nil)
        try ledger.commit(review, tellingSummaries: false)
        return changes.count
    }

    private func standing(_ condition: SystemCondition, study: String) throws -> [Alert] {
        try ledger.reconciledAlerts(study: study, scope: .system).filter { alert in
            alert.closure == nil && alert.episode.rule == condition.rule && alert.episode.facet == condition.facet
        }
    }

    private func changeToRaise(
        _ condition: SystemCondition, study: String, moment: ReviewMoment
    ) throws -> AlertChange? {
        guard try standing(condition, study: study).isEmpty else { return nil }
        return reconcile(
            [condition.episode(on: moment.today)], undecidable: [:], with: [],
            in: systemContext(study: study, moment), reading: { _ in nil }, mintID: names.mintAlertID
        ).first
    }

    private func changesToResolve(
        _ condition: SystemCondition, study: String, moment: ReviewMoment
    ) throws -> [AlertChange] {
        let standing = try standing(condition, study: study)
        let ended = standing.map { alert in
            var episode = alert.episode
            episode.end = ClinicalDate(max(moment.today, episode.onset?.latest ?? moment.today))
            return episode
        }
        return reconcile(
            ended, undecidable: [:], with: standing, in: systemContext(study: study, moment), reading: { _ in nil },
            mintID: names.mintAlertID)
    }

    /// System alerts are of today, never history, and never part of a first day's summary.
    private func systemContext(study: String, _ moment: ReviewMoment) -> ReconcileContext {
        ReconcileContext(
            study: study, scope: .system, site: "", ruleVersions: [:], monitoringFrom: moment.today, isFirstPass: false,
            retractions: .allow, now: moment.now)
    }
}

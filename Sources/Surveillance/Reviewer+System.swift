// SPDX-License-Identifier: Apache-2.0

import Alerting
import Channels
package import Rules
import Storage
import Trial

extension Reviewer {
    func raiseStoreReplaced(_ pass: inout Pass) throws {
        try raise(.storeReplaced(identity: pass.replacement), in: &pass)
    }

    func raiseQuarantined(_ pass: inout Pass) throws {
        for subject in pass.report.quarantined { try raise(.subjectQuarantined(subject: subject), in: &pass) }
    }

    /// Whether an earlier pass held retractions that no operator has agreed to yet.
    func holdsRetractions(_ pass: Pass) throws -> Bool {
        try !standing(SystemCondition.retractionsHeld(count: 0).rule, study: pass.study).isEmpty
    }

    /// Tells that retractions wait, before the first is held: a process that dies in between has told of them.
    func announceHeldRetractions(_ pass: inout Pass) throws {
        guard try !holdsRetractions(pass) else { return }
        try raise(.retractionsHeld(count: pass.retractions), in: &pass)
    }

    /// Tells how many alerts are held now, anew whenever the number has changed, and the end of it when none is.
    func tellHeldRetractions(_ pass: inout Pass) throws {
        let told = try standing(SystemCondition.retractionsHeld(count: 0).rule, study: pass.study)
        guard !told.isEmpty else { return }
        let held = try ledger.heldRetractions(study: pass.study)
        let condition = SystemCondition.retractionsHeld(count: held)
        // The new number before the end of the old one, so that there is no moment in which nothing is told.
        if held > 0 { try raise(condition, in: &pass) }
        try end(told.filter { held == 0 || $0.episode.facet != condition.facet }, in: &pass)
    }

    /// Ends the alerts of replaced stores that somebody has answered, and of subjects that are watched again.
    func endWhatIsOver(_ pass: inout Pass) throws {
        let replaced = SystemCondition.storeReplaced(identity: pass.replacement)
        let quarantine = SystemCondition.subjectQuarantined(subject: "").rule
        let isReviewed = pass.report.fullReviewReason != .storeReplaced
        let over = try ledger.reconciledAlerts(study: pass.study, scope: .system).filter { alert in
            guard alert.closure == nil else { return false }
            // An answer to a replacement ends it when its review is done, lest the next pass tell it again.
            return alert.episode.rule == replaced.rule
                ? alert.state == .acknowledged && (isReviewed || alert.episode.facet != replaced.facet)
                : alert.episode.rule == quarantine && !pass.report.quarantined.contains(alert.episode.facet)
        }
        try end(over, in: &pass)
    }

    /// Ends system alerts today, in one commit if there are any.
    private func end(_ standing: [Alert], in pass: inout Pass) throws {
        guard !standing.isEmpty else { return }
        try commit(endings(of: standing, study: pass.study, moment: pass.moment), .none, progress: nil, in: &pass)
    }

    /// Raises a system alert unless one of the same kind and facet stands.
    private func raise(_ condition: SystemCondition, in pass: inout Pass) throws {
        let change = try changeToRaise(condition, study: pass.study, moment: pass.moment)
        guard let change else { return }
        try commit([change], .none, progress: nil, in: &pass)
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
        let messages = changes.flatMap { composer.messages(for: $0, at: moment) }
            .map { owed($0, study: study, at: moment.now) }
        let review = Review(
            study: study, now: moment.now, assessment: .none, changes: changes, messages: messages, progress: nil)
        try commit(review)
        return changes.count
    }

    private func standing(_ condition: SystemCondition, study: String) throws -> [Alert] {
        try standing(condition.rule, study: study).filter { $0.episode.facet == condition.facet }
    }

    private func standing(_ rule: String, study: String) throws -> [Alert] {
        try ledger.reconciledAlerts(study: study, scope: .system).filter {
            $0.closure == nil && $0.episode.rule == rule
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
        endings(
            of: try standing(condition.rule, study: study).filter { $0.episode.facet == condition.facet }, study: study,
            moment: moment)
    }

    /// The changes that end system alerts today.
    private func endings(of standing: [Alert], study: String, moment: ReviewMoment) -> [AlertChange] {
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

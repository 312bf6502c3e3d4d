// SPDX-License-Identifier: Apache-2.0

import Alerting
import Rules
package import Storage
package import Trial

/// What a whole review would do to the alerts that stand, found without committing anything.
package struct ReviewPreview: Hashable, Sendable {
    /// What would become of the alerts of one rule.
    package struct Moves: Hashable, Sendable, Codable {
        /// Alerts that would be raised and stand.
        package var raised = 0
        /// Alerts that would be raised for episodes that are over.
        package var raisedOver = 0
        /// Alerts whose grade, interval, evidence, severity or certainty would move.
        package var amended = 0
        /// Alerts that would take the rule's new version or name, and change in nothing else.
        package var carriedOver = 0
        /// Alerts whose episode would end.
        package var resolved = 0
        /// Alerts that would end because the rules changed and not the record.
        package var superseded = 0
        /// Alerts that the record no longer supports.
        package var retracted = 0
        /// Changes, of any kind, that would be told in a message of their own; the others in one summary or not at all.
        package var told = 0

        /// No change at all.
        package init() {}

        mutating func count(_ change: AlertChange) {
            let isOver = change.alert.closure != nil
            if change.kinds.contains(.raised) {
                if isOver { raisedOver += 1 } else { raised += 1 }
            } else if change.kinds.contains(.superseded) {
                superseded += 1
            } else if change.kinds.contains(.retracted) {
                retracted += 1
            } else if change.kinds.contains(.resolved) {
                resolved += 1
            } else if change.reasons.allSatisfy({ $0 == .ruleChanged || $0 == .ruleRenamed }) {
                carriedOver += 1
            } else {
                amended += 1
            }
            if case .notify = change.notification { told += 1 }
        }
    }

    /// What would become of alerts, by the rule they would then belong to.
    package var moves: [String: Moves] = [:]
    /// Subjects that were assessed.
    package var subjects = 0
    /// Why the next pass reviews every subject; nil when it reviews only what changed.
    package var fullReviewReason: FullReviewReason?
    /// Whether the store has changed since the last review: what its rows do is then counted too.
    package var hasUnreviewedRows = false
    /// Whether the retractions are more than one pass makes: they would be held until an operator agrees.
    package var holdsRetractions = false

    /// A preview in which nothing changes.
    package init() {}

    /// Counts changes under the name that each rule has now.
    fileprivate mutating func count(_ changes: [AlertChange], _ presentNames: [String: String]) {
        for change in changes {
            let rule = change.alert.episode.rule
            moves[presentNames[rule] ?? rule, default: Moves()].count(change)
        }
    }
}

/// Assesses every subject and arm of a study and reconciles them with the alerts that stand, committing nothing.
///
/// Works beside a running daemon: it reads the ledger and the store alone. Subjects left alone because they brought the
/// process down are left alone here too.
/// - Parameter now: the instant of the verdicts; an earlier one than the last committed is raised to it.
package func previewReview(
    _ watch: StudyWatch, ledger: any ReviewLedger, now: Timestamp
) throws -> ReviewPreview {
    var pass = try Pass(watch, ledger: ledger, now: now, options: ReviewOptions(isFull: true))
    var preview = ReviewPreview()
    let presentNames = watch.studyProtocol.presentNames
    let progress = try ledger.progress(study: watch.study)
    preview.fullReviewReason = pass.report.fullReviewReason == .requested ? nil : pass.report.fullReviewReason
    preview.hasUnreviewedRows = try progress.map { try watch.store.head() > $0.watermark } ?? false
    var summaries = try pass.report.quarantined.compactMap { try ledger.summary(study: watch.study, subject: $0) }
    var minted = 0
    let mint = {
        minted += 1
        return AlertID("\(minted)")
    }
    while let subject = pass.nextSubject() {
        let record = try watch.store.record(study: watch.study, subject: subject)
        let verdict = assess(record, under: watch.studyProtocol, at: pass.moment)
        preview.count(
            reconcile(
                verdict.episodes, undecidable: verdict.undecidable,
                with: try ledger.reconciledAlerts(study: watch.study, scope: .subject(subject)),
                in: pass.context(scope: .subject(subject), site: verdict.summary.site, retractions: .allow),
                reading: record.reading(of:), mintID: mint), presentNames)
        summaries.append(verdict.summary)
        preview.subjects += 1
        pass.finish(subject, concernsArms: false)
    }
    let verdict = try assessArms(
        summaries.sorted { $0.subject < $1.subject }, under: watch.studyProtocol, at: pass.moment)
    for arm in watch.studyProtocol.arms.map(\.code) {
        preview.count(
            reconcile(
                verdict.episodes(of: arm), undecidable: verdict.undecidable,
                with: try ledger.reconciledAlerts(study: watch.study, scope: .arm(arm)),
                in: pass.context(scope: .arm(arm), site: "", retractions: .allow),
                reading: verdict.reading(of:), mintID: mint), presentNames)
    }
    let retracted = preview.moves.values.map(\.retracted).reduce(0, +)
    preview.holdsRetractions = retracted > watch.studyProtocol.retractionsMax
    return preview
}

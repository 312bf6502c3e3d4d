// SPDX-License-Identifier: Apache-2.0

import Rules
import Trial

/// What becomes of an alert whose episode the record no longer shows, or nil when it already stands as it should.
///
/// Only a definite contrary answer takes an alert back. Evidence that is there and cannot be read, graded or placed
/// leaves it standing, marked uncertain, as long as its rule is in force.
func end(
    _ alert: Alert, heir: AlertID?, doubtful: Set<RowKey>, in context: ReconcileContext, reading: (RowKey) -> String?
) -> AlertChange? {
    if let heir {
        return close(alert, as: .merged(into: heir), kind: .amended, reasons: [.mergedIntoOlder], in: context, [])
    }
    let inForce = context.ruleVersions[context.presentNames[alert.episode.rule] ?? alert.episode.rule]
    guard inForce == nil || doubtful.isEmpty else {
        return mark(alert, .evidenceUncertain, reason: .certaintyMoved, in: context)
    }
    // A rule under a new name is a changed rule, whatever its version.
    guard inForce == alert.episode.ruleVersion, context.presentNames[alert.episode.rule] == nil else {
        return close(alert, as: .superseded, kind: .superseded, reasons: [.ruleWithdrawn], in: context, [])
    }
    let isHeld = alert.episode.uncertainties.contains(.retractionHeld)
    guard context.retractions == .release || (context.retractions == .allow && !isHeld) else {
        return mark(alert, .retractionHeld, reason: .retractionHeld, in: context)
    }
    let corrections = corrections(of: alert.episode, reading: reading)
    return close(
        alert, as: .retracted, kind: .retracted, reasons: [reasonToRetract(alert, corrections)], in: context,
        corrections)
}

private func reasonToRetract(_ alert: Alert, _ corrections: [Correction]) -> AlertChange.Reason {
    let isGone = corrections.contains { $0.after == nil }
    let isChanged = corrections.contains { $0.after != nil }
    // A row that an arm counts no longer need not be gone.
    if case .arm = alert.scope { return isChanged ? .sourceCorrected : .recordChanged }
    return isChanged ? .sourceCorrected : isGone ? .sourceDeleted : .recordChanged
}

private func close(
    _ alert: Alert, as closure: Alert.Closure, kind: AlertChange.Kind, reasons: [AlertChange.Reason],
    in context: ReconcileContext, _ corrections: [Correction]
) -> AlertChange {
    var after = alert
    after.state = .closed
    after.closure = closure
    after.version += 1
    after.changedAt = context.now
    let notification: Notification =
        switch closure {
        case _ where alert.isHistoric: .hold(.historic)
        // A changed rule is announced once for all alerts, not alert by alert.
        case .superseded: .inSummary
        // Whoever was told hears that it is taken back or goes on as another, acknowledged or not.
        case .merged, .resolved, .retracted: .notify(alert.severityToEnd)
        }
    return AlertChange(
        alert: after, kinds: [kind], reasons: reasons, corrections: corrections, notification: notification)
}

private func mark(
    _ alert: Alert, _ uncertainty: Uncertainty, reason: AlertChange.Reason, in context: ReconcileContext
) -> AlertChange? {
    guard !alert.episode.uncertainties.contains(uncertainty) else { return nil }
    var after = alert
    after.episode.uncertainties.insert(uncertainty)
    after.version += 1
    after.changedAt = context.now
    let silent = alert.isHistoric || uncertainty == .retractionHeld
    return AlertChange(
        alert: after, kinds: [.amended], reasons: [reason],
        notification: silent
            ? .hold(alert.isHistoric ? .historic : .nothingToActOn) : .notify(alert.episode.severity))
}

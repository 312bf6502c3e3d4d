// SPDX-License-Identifier: Apache-2.0

import Rules
import Trial

/// What becomes of an alert whose episode the record no longer shows, or nil when it already stands as it should.
///
/// Only a definite contrary answer takes an alert back. Evidence that is there and cannot be read, graded or placed
/// leaves it standing, marked uncertain.
func end(
    _ alert: Alert, heir: AlertID?, undecidable: Set<RowKey>, in context: ReconcileContext,
    reading: (RowKey) -> String?
) -> AlertChange? {
    let inForce = context.ruleVersions[alert.episode.rule]
    if let heir {
        return close(alert, as: .merged(into: heir), kind: .amended, reasons: [.mergedIntoOlder], in: context, [])
    }
    guard inForce == alert.episode.ruleVersion else {
        return close(alert, as: .superseded, kind: .superseded, reasons: [.ruleWithdrawn], in: context, [])
    }
    guard undecidable.isDisjoint(with: alert.episode.evidenceKeys) else {
        return mark(alert, .evidenceUncertain, reason: .certaintyMoved, in: context)
    }
    guard !context.holdsRetractions else {
        return mark(alert, .retractionHeld, reason: .retractionHeld, in: context)
    }
    let corrections = corrections(of: alert.episode, reading: reading)
    return close(
        alert, as: .retracted, kind: .retracted, reasons: [reasonToRetract(corrections)], in: context, corrections)
}

private func reasonToRetract(_ corrections: [Correction]) -> AlertChange.Reason {
    guard !corrections.isEmpty else { return .recordChanged }
    return corrections.allSatisfy { $0.after == nil } ? .sourceDeleted : .sourceCorrected
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
        case .merged, .resolved: .hold(.nothingToActOn)
        // Whoever was told hears that it is taken back, acknowledged or not.
        case .retracted: .notify(alert.episode.severity)
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

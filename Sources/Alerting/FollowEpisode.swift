// SPDX-License-Identifier: Apache-2.0

import Rules
import Trial

/// A new alert for an episode, resolved in the same step when the episode had already ended.
func raise(_ episode: Episode, id: AlertID, in context: ReconcileContext) -> AlertChange {
    let ended = episode.end != nil
    let historic = episode.end.map { $0.latest < context.monitoringFrom } ?? false
    let alert = Alert(
        id: id, study: context.study, scope: context.scope, site: context.site,
        state: ended ? .closed : .open, closure: ended ? .resolved : nil, version: 1,
        raisedAt: context.now, changedAt: context.now, episode: episode, isHistoric: historic)
    return AlertChange(
        alert: alert,
        kinds: ended ? [.raised, .resolved] : [.raised],
        reasons: ended ? [.seenAfterItEnded] : [.newEpisode],
        notification: historic
            ? .hold(.historic)
            : context.isFirstPass && episode.severity < .critical ? .inSummary : .notify(episode.severity)
    )
}

/// The change that brings an alert to its episode as now known, or nil when nothing moved.
func follow(
    _ alert: Alert, to episode: Episode, in context: ReconcileContext, reading: (RowKey) -> String?
) -> AlertChange? {
    let before = alert.episode
    guard before != episode else { return nil }
    var kinds: [AlertChange.Kind] = []
    var reasons = reasonsToAmend(from: before, to: episode, reading: reading)
    var after = alert
    after.episode = episode
    after.version += 1
    after.changedAt = context.now
    // History that turns out to reach into the monitored time is history no longer, and is told.
    after.isHistoric = alert.isHistoric && (episode.end.map { $0.latest < context.monitoringFrom } ?? false)
    switch (before.end == nil, episode.end == nil) {
    case (true, false):
        after.state = .closed
        after.closure = .resolved
        kinds = reasons.contains(where: \.isMoreThanTheEnd) ? [.amended, .resolved] : [.resolved]
        reasons = reasons.filter { $0 != .intervalMoved } + [.recovered]
    case (false, true):
        after.state = .open
        after.closure = nil
        after.acknowledgement = nil
        kinds = [.amended]
        reasons.append(.reopened)
    default:
        kinds = [.amended]
    }
    if episode.severity > before.severity, after.state == .acknowledged {
        after.state = .open
        after.acknowledgement = nil
    }
    let corrections = corrections(of: before, reading: reading)
    return AlertChange(
        alert: after, kinds: kinds, reasons: reasons, corrections: corrections,
        notification: notification(of: kinds, reasons, for: after, from: before))
}

private func reasonsToAmend(
    from before: Episode, to after: Episode, reading: (RowKey) -> String?
) -> [AlertChange.Reason] {
    var reasons: [AlertChange.Reason] = []
    if after.severity > before.severity { reasons.append(.severityRose) }
    if after.severity < before.severity { reasons.append(.severityFell) }
    if after.finding.grade != before.finding.grade { reasons.append(.gradeMoved) }
    if after.onset != before.onset || after.end != before.end { reasons.append(.intervalMoved) }
    if !corrections(of: before, reading: reading).isEmpty { reasons.append(.evidenceCorrected) }
    if after.evidenceKeys != before.evidenceKeys { reasons.append(.evidenceMoved) }
    if after.uncertainties != before.uncertainties { reasons.append(.certaintyMoved) }
    if after.ruleVersion != before.ruleVersion { reasons.append(.ruleChanged) }
    return reasons.isEmpty ? [.evidenceMoved] : reasons
}

/// The rows of an episode that now say something else, or are gone.
func corrections(of episode: Episode, reading: (RowKey) -> String?) -> [Correction] {
    (episode.evidence + episode.closing).compactMap { evidence in
        let now = reading(evidence.key)
        return now == evidence.reading ? nil : Correction(key: evidence.key, before: evidence.reading, after: now)
    }
}

/// Whether an officer has to hear of a change: further rows of the same finding are no news.
private func notification(
    of kinds: [AlertChange.Kind], _ reasons: [AlertChange.Reason], for alert: Alert, from before: Episode
) -> Notification {
    guard !alert.isHistoric else { return .hold(.historic) }
    let isNews = kinds.contains(.resolved) || reasons.contains(where: \.isNews)
    return isNews ? .notify(max(alert.episode.severity, before.severity)) : .hold(.nothingToActOn)
}

extension AlertChange.Reason {
    fileprivate var isNews: Bool {
        switch self {
        case .severityRose, .severityFell, .gradeMoved, .intervalMoved, .evidenceCorrected, .certaintyMoved, .reopened:
            true
        default:
            false
        }
    }

    fileprivate var isMoreThanTheEnd: Bool {
        switch self {
        case .severityRose, .severityFell, .gradeMoved, .evidenceCorrected, .certaintyMoved: true
        default: false
        }
    }
}

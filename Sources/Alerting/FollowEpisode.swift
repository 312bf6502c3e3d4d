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
///
/// - Parameter doubtful: rows the alert rests on about which nothing certain can be said any more.
func follow(
    _ alert: Alert, to computed: Episode, doubtful: Set<RowKey>, in context: ReconcileContext,
    reading: (RowKey) -> String?
) -> AlertChange? {
    let before = alert.episode
    let episode = computed.keepingDoubtful(doubtful, of: before)
    guard before != episode else { return nil }
    let own = computed.ownReadings
    let corrections = corrections(of: before) { own[$0] ?? reading($0) }
    var reasons = reasonsToAmend(from: before, to: episode, isCorrected: !corrections.isEmpty)
    var kinds: [AlertChange.Kind] = [.amended]
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
        reasons = reasons.filter { $0 != .intervalMoved && $0 != .clockMoved } + [episode.reasonToEnd]
    case (false, true):
        after.state = .open
        after.closure = nil
        after.acknowledgement = nil
        reasons.append(.reopened)
    default:
        break
    }
    // The answer was to something milder.
    if episode.severity > before.severity {
        after.acknowledgement = nil
        if after.state == .acknowledged { after.state = .open }
    }
    return AlertChange(
        alert: after, kinds: kinds, reasons: reasons, corrections: corrections,
        notification: notification(of: kinds, reasons, for: after, from: before))
}

private func reasonsToAmend(from before: Episode, to after: Episode, isCorrected: Bool) -> [AlertChange.Reason] {
    var reasons: [AlertChange.Reason] = []
    if after.severity > before.severity { reasons.append(.severityRose) }
    if after.severity < before.severity { reasons.append(.severityFell) }
    if after.finding.grade != before.finding.grade { reasons.append(.gradeMoved) }
    if after.finding.clockState != before.finding.clockState { reasons.append(.clockMoved) }
    if after.onset != before.onset || after.end != before.end { reasons.append(.intervalMoved) }
    if isCorrected { reasons.append(.evidenceCorrected) }
    if after.evidenceKeys != before.evidenceKeys { reasons.append(.evidenceMoved) }
    // A retraction that was held and is no longer called for was never told.
    if after.uncertainties.subtracting([.retractionHeld]) != before.uncertainties.subtracting([.retractionHeld]) {
        reasons.append(.certaintyMoved)
    }
    if after.dosesToFollow != before.dosesToFollow { reasons.append(.dosesMoved) }
    if after.rule != before.rule { reasons.append(.ruleRenamed) }
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

extension Episode {
    /// What is proposed for the doses; that a drug may be resumed is part of recovery, and no other proposal.
    fileprivate var dosesToFollow: [DoseAdvice] {
        (proposal?.doses ?? []).map { advice in
            var followed = advice
            followed.resumeEligible = nil
            return followed
        }
    }

    /// What the episode's rows say now: a long episode need not search the record for each of them.
    fileprivate var ownReadings: [RowKey: String] {
        Dictionary((evidence + closing).map { ($0.key, $0.reading) }) { first, _ in first }
    }
}

/// Whether an officer has to hear of a change: further rows of the same finding are no news.
private func notification(
    of kinds: [AlertChange.Kind], _ reasons: [AlertChange.Reason], for alert: Alert, from before: Episode
) -> Notification {
    guard !alert.isHistoric else { return .hold(.historic) }
    guard kinds.contains(.resolved) || reasons.contains(where: \.isNews) else { return .hold(.nothingToActOn) }
    // A changed rule is announced once for all alerts, unless it makes one graver.
    if reasons.contains(where: \.isOfTheRule), !reasons.contains(.severityRose) { return .inSummary }
    let present = max(alert.episode.severity, before.severity)
    return .notify(kinds.contains(.resolved) ? max(present, alert.severityToEnd) : present)
}

extension AlertChange.Reason {
    /// Whether an officer acts on it.
    fileprivate var isNews: Bool { [.intervalMoved, .reopened, .clockMoved].contains(self) || isMoreThanTheEnd }

    /// Whether the protocol and not the record moved the alert.
    fileprivate var isOfTheRule: Bool { self == .ruleChanged || self == .ruleRenamed }

    /// Whether it is news besides the end of an episode.
    fileprivate var isMoreThanTheEnd: Bool {
        switch self {
        case .severityRose, .severityFell, .gradeMoved, .evidenceCorrected, .certaintyMoved, .dosesMoved: true
        default: false
        }
    }
}

extension Episode {
    /// What its end shows.
    fileprivate var reasonToEnd: AlertChange.Reason {
        if finding.clockState != nil { return .reported }
        return isAnswered ? .answered : .recovered
    }
}

extension Finding {
    /// How the clock stands, where the finding is one.
    fileprivate var clockState: ClockReport.State? {
        if case .clock(let report) = self { report.state } else { nil }
    }
}

// SPDX-License-Identifier: Apache-2.0

import Rules
package import Trial

/// An edition of the reference safety information that came into force: by it, what was expected may be so no more, and
/// the other way round.
package struct ReferenceSafetyChange: Hashable, Sendable, Codable {
    /// The first day it is in force.
    package var on: CalendarDay
    /// What the edition is called, for example `US label 3/2024`.
    package var edition: String

    /// A change.
    package init(on: CalendarDay, edition: String) {
        self.on = on
        self.edition = edition
    }
}

/// The change of an alert whose expectedness was judged by an earlier edition; nil for all but possible SUSARs that
/// stand, and where the alert already says so.
///
/// It moves no clock and judges nothing: whether the event is expected is for a physician to look at again. An answer
/// that was given was to the earlier edition, and everybody who heard of the alert hears of this.
package func recallExpectedness(
    of alert: Alert, after change: ReferenceSafetyChange, at now: Timestamp
) -> AlertChange? {
    guard alert.closure == nil, case .clock(let report) = alert.episode.finding, report.event.isReaction,
        alert.referenceSafety != change
    else { return nil }
    var after = alert
    after.referenceSafety = change
    after.acknowledgement = nil
    if after.state == .acknowledged { after.state = .open }
    after.version += 1
    after.changedAt = now
    return AlertChange(
        alert: after, kinds: [.amended], reasons: [.referenceSafetyChanged],
        notification: alert.isHistoric ? .hold(.historic) : .notify(alert.severityToEnd)
    ).recordingWhoWasTold()
}

extension ReferenceSafetyChange {
    /// What must be done, in words.
    func words(in language: Language) -> String {
        language == .en
            ? "The reference safety information changed on \(on) (\(edition)): look at expectedness again."
            : "参考安全性信息已于 \(on) 变更（\(edition)）：请重新审核是否属预期反应。"
    }
}

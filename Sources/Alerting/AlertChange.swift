// SPDX-License-Identifier: Apache-2.0

package import Rules
package import Trial

/// What happened to an alert in one step; a late episode may be raised and resolved at once.
package struct AlertChange: Hashable, Sendable, Codable {
    /// The kinds of change an alert may go through.
    package enum Kind: String, Hashable, Sendable, Codable {
        /// The alert is new.
        case raised
        /// Grade, interval, evidence or what is uncertain moved.
        case amended
        /// The episode ended.
        case resolved
        /// The record no longer supports the episode.
        case retracted
        /// The rules changed, not the record.
        case superseded
    }

    /// Why it changed; the raw value is the permanent name.
    package enum Reason: String, Hashable, Sendable, Codable {
        /// The record newly supports the episode.
        case newEpisode
        /// The episode had already ended when it was first seen.
        case seenAfterItEnded
        /// The severity is higher than before.
        case severityRose
        /// The severity is lower than before.
        case severityFell
        /// The worst grade moved.
        case gradeMoved
        /// Onset or end moved.
        case intervalMoved
        /// A row the alert rests on says something else now.
        case evidenceCorrected
        /// Further rows support the episode, or some no longer do.
        case evidenceMoved
        /// A reporting clock came to its next warning, or was due.
        case clockMoved
        /// Evidence can no longer be read, graded or placed, or can again.
        case certaintyMoved
        /// The record of doses makes another dose the one to resume at, or another drug the one to hold.
        case dosesMoved
        /// A resolved episode is open again.
        case reopened
        /// The rule's text or numbers changed and the episode still stands.
        case ruleChanged
        /// The rule has another name, and says in the protocol which one it had.
        case ruleRenamed
        /// Samples or dates show the end of the episode.
        case recovered
        /// A row answers the query.
        case answered
        /// What had to be reported was.
        case reported
        /// A row was corrected so that it no longer supports the episode.
        case sourceCorrected
        /// A row was deleted.
        case sourceDeleted
        /// The row is as it was, but the rest of the record no longer makes it an episode.
        case recordChanged
        /// The rule was changed or removed so that this is no longer an episode.
        case ruleWithdrawn
        /// Two alerts are one episode now.
        case mergedIntoOlder
        /// Expectedness must be looked at again, because the reference safety information changed.
        case referenceSafetyChanged
        /// The pass would have retracted more alerts than the protocol allows at once.
        case retractionHeld
    }

    /// The alert as it stands after the change.
    package var alert: Alert
    /// The kinds of change, in the order they happened.
    package var kinds: [Kind]
    /// Why.
    package var reasons: [Reason]
    /// The rows whose change took the alert back or corrected it.
    package var corrections: [Correction]
    /// Whether anybody is told, and why or why not.
    package var notification: Notification

    /// A change.
    package init(
        alert: Alert, kinds: [Kind], reasons: [Reason], corrections: [Correction] = [], notification: Notification
    ) {
        self.alert = alert
        self.kinds = kinds
        self.reasons = reasons
        self.corrections = corrections
        self.notification = notification
    }
}

extension AlertChange {
    /// The change with the severity it is told at noted on its alert, so that the end reaches everybody who was told,
    /// and since when an answer is asked for.
    func recordingWhoWasTold() -> AlertChange {
        let told: Severity? =
            switch notification {
            case .notify(let severity): severity
            case .inSummary: alert.severityToEnd
            case .hold: nil
            }
        var recorded = self
        recorded.alert.severityTold = [alert.severityTold, told].compactMap { $0 }.max()
        let asksAnew =
            kinds.contains(.raised)
            || reasons.contains { [.reopened, .severityRose, .referenceSafetyChanged].contains($0) }
        if asksAnew, told != nil { recorded.alert.askedAt = alert.changedAt }
        return recorded
    }
}

/// A row that said one thing when it was told, and says another now.
package struct Correction: Hashable, Sendable, Codable {
    /// The row.
    package var key: RowKey
    /// What it said.
    package var before: String
    /// What it says now; nil when the row is gone, or for an arm when it is no subject's first event any more.
    package var after: String?

    /// A correction.
    package init(key: RowKey, before: String, after: String?) {
        self.key = key
        self.before = before
        self.after = after
    }
}

/// Whether a change is told, with a named reason either way.
package enum Notification: Hashable, Sendable, Codable {
    /// A message is owed to each receiver of this severity.
    case notify(Severity)
    /// Open on the first pass, or moved by a changed rule: told in one summary for each receiver.
    case inSummary
    /// Nobody is told now.
    case hold(HoldReason)

    /// Why a change is recorded and not told.
    package enum HoldReason: String, Hashable, Sendable, Codable {
        /// The episode had ended before monitoring began.
        case historic
        /// Nothing that an officer acts on changed.
        case nothingToActOn
    }
}

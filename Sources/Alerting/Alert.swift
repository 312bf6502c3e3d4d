// SPDX-License-Identifier: Apache-2.0

package import Rules
package import Trial

/// The lasting name of an alert, minted when it is raised.
package struct AlertID: Hashable, Sendable, Codable {
    /// Letters and digits that can be read out over a telephone.
    package let text: String

    /// An id as stored or typed.
    package init(_ text: String) {
        self.text = text
    }

    package init(from decoder: any Decoder) throws {
        text = try decoder.singleValueContainer().decode(String.self)
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}

extension AlertID: CustomStringConvertible {
    package var description: String { text }
}

/// An alert as it stands in the ledger: one episode that was told to somebody.
package struct Alert: Hashable, Sendable, Codable {
    /// How an alert stands.
    package enum State: String, Hashable, Sendable, Codable {
        /// Raised, and answered by nobody.
        case open
        /// An officer has answered the version named in `acknowledgement`.
        case acknowledged
        /// Ended, in the way `closure` says.
        case closed
    }

    /// How an alert ended.
    package enum Closure: Hashable, Sendable, Codable {
        /// The episode ended.
        case resolved
        /// The record no longer supports the episode.
        case retracted
        /// A rule, the configuration or the grader changed so that the episode is no longer one.
        case superseded
        /// Two alerts turned out to be one episode; the other goes on.
        case merged(into: AlertID)
    }

    /// The lasting name.
    package var id: AlertID
    /// SDTM STUDYID.
    package var study: String
    /// Whom it is about.
    package var scope: Scope
    /// SDTM SITEID of the subject; empty for arms and the system.
    package var site: String
    /// How it stands.
    package var state: State
    /// How it ended; nil until it has.
    package var closure: Closure?
    /// Grows by one with each change.
    package var version: Int
    /// When it was raised.
    package var raisedAt: Timestamp
    /// When it last changed.
    package var changedAt: Timestamp
    /// The episode as last known.
    package var episode: Episode
    /// Whether the episode had ended before monitoring began: recorded, and told to nobody.
    package var isHistoric: Bool
    /// The officer's answer, if there is one.
    package var acknowledgement: Acknowledgement?
    /// The highest severity it was ever told at; nil when nobody was told, or when an older version wrote it.
    package var severityTold: Severity?
    /// When the answer that is owed was first asked for: when it was raised, grew graver or opened again; nil when an
    /// older version wrote it.
    package var askedAt: Timestamp?
    /// What stood around the episode when it was last told; nil for arms, the system and history.
    package var circumstances: Circumstances?
    /// The edition of the reference safety information by which expectedness must be looked at again; nil for none.
    package var referenceSafety: ReferenceSafetyChange?

    /// An alert; see each property.
    package init(
        id: AlertID, study: String, scope: Scope, site: String, state: State, closure: Closure? = nil, version: Int,
        raisedAt: Timestamp, changedAt: Timestamp, episode: Episode, isHistoric: Bool,
        acknowledgement: Acknowledgement? = nil, severityTold: Severity? = nil, askedAt: Timestamp? = nil,
        circumstances: Circumstances? = nil
    ) {
        self.id = id
        self.study = study
        self.scope = scope
        self.site = site
        self.state = state
        self.closure = closure
        self.version = version
        self.raisedAt = raisedAt
        self.changedAt = changedAt
        self.episode = episode
        self.isHistoric = isHistoric
        self.acknowledgement = acknowledgement
        self.severityTold = severityTold
        self.askedAt = askedAt
        self.circumstances = circumstances
    }
}

extension Alert {
    /// The severity whose receivers must hear how the alert ends: the highest it was told at, or the present one.
    package var severityToEnd: Severity { max(severityTold ?? episode.severity, episode.severity) }

    /// Whether reconciliation still compares this alert with the record: resolved ones may yet be retracted.
    package var isReconciled: Bool {
        switch closure {
        case nil, .resolved: true
        case .retracted, .superseded, .merged: false
        }
    }
}

/// An officer's answer to an alert.
package struct Acknowledgement: Hashable, Sendable, Codable {
    /// The name the officer gave.
    package var officer: String
    /// Why, or what was done.
    package var reason: String
    /// The version the officer saw.
    package var version: Int
    /// When.
    package var at: Timestamp

    /// An answer.
    package init(officer: String, reason: String, version: Int, at: Timestamp) {
        self.officer = officer
        self.reason = reason
        self.version = version
        self.at = at
    }
}

// SPDX-License-Identifier: Apache-2.0

package import Alerting
package import Rules
package import Trial

/// Which alerts to list; an absent condition is no condition.
package struct AlertFilter: Hashable, Sendable {
    /// SDTM STUDYID.
    package var study: String?
    /// States to list.
    package var states: Set<Alert.State>
    /// The least severity.
    package var severityMin: Severity
    /// Whether alerts that ended before monitoring began are listed too.
    package var includesHistoric: Bool

    /// A filter.
    package init(
        study: String? = nil, states: Set<Alert.State> = [.open, .acknowledged], severityMin: Severity = .digest,
        includesHistoric: Bool = false
    ) {
        self.study = study
        self.states = states
        self.severityMin = severityMin
        self.includesHistoric = includesHistoric
    }
}

/// One committed change of an alert, as the record keeps it.
package struct AlertVersion: Hashable, Sendable {
    /// When it was committed.
    package var at: Timestamp
    /// The change, with the alert as it stood after it.
    package var change: AlertChange

    /// A version.
    package init(at: Timestamp, change: AlertChange) {
        self.at = at
        self.change = change
    }
}

/// The officer's side of the ledger: works beside a running daemon by short transactions.
///
/// Every method blocks.
package protocol OfficerDesk: Sendable {
    /// Alerts that pass a filter, gravest and newest first.
    func alerts(_ filter: AlertFilter) throws -> [Alert]
    /// An alert by its id, or nil.
    func alert(_ id: AlertID) throws -> Alert?
    /// Every version of an alert, oldest first.
    func history(of id: AlertID) throws -> [AlertVersion]
    /// Changes of a study within a time, oldest first, up to a limit; for the digest's corrections.
    func changes(study: String, from: Timestamp, through: Timestamp, limit: Int) throws -> [AlertVersion]
    /// Records an officer's answer to the version she saw.
    ///
    /// - Throws: `AcknowledgementError` when the alert is unknown, closed by retraction, or has moved to a higher
    ///   version than the one named.
    func acknowledge(_ id: AlertID, _ acknowledgement: Acknowledgement) throws -> Alert
    /// Every answer given to an alert, oldest first; the alert itself keeps the last one only.
    func answers(to id: AlertID) throws -> [Acknowledgement]
    /// Quality flags of a study with their subject, in order.
    func qualityFlags(study: String) throws -> [(subject: String, flag: RowDefect)]
}

/// Why an acknowledgement was refused.
package enum AcknowledgementError: Error, Hashable, Sendable {
    /// No alert has this id.
    case unknownAlert(AlertID)
    /// The alert was taken back or superseded; there is nothing to answer.
    case alreadyEnded(AlertID)
    /// The alert has changed since the version that was seen.
    case staleVersion(AlertID, seen: Int, current: Int)
}

/// One entry of the audit chain.
package struct AuditEntry: Hashable, Sendable {
    /// Position, from 1 without gaps.
    package var sequence: Int64
    /// When.
    package var at: Timestamp
    /// Who: `vigil` or an officer's name.
    package var actor: String
    /// What was done, one word.
    package var action: String
    /// What it was done to, for example an alert's id.
    package var subject: String
    /// Further facts as JSON with sorted keys.
    package var detail: String
    /// Hash of the entry before.
    package var previousHash: String
    /// Hash of this entry's own fields and the one before.
    package var hash: String

    /// An entry.
    package init(
        sequence: Int64, at: Timestamp, actor: String, action: String, subject: String, detail: String,
        previousHash: String, hash: String
    ) {
        self.sequence = sequence
        self.at = at
        self.actor = actor
        self.action = action
        self.subject = subject
        self.detail = detail
        self.previousHash = previousHash
        self.hash = hash
    }
}

/// Whether the audit chain holds.
package enum AuditVerdict: Hashable, Sendable {
    /// Every link holds up to the head.
    case intact(entries: Int64, head: String)
    /// The first link that does not hold.
    case broken(at: Int64, why: String)
}

/// The inspector's side of the ledger.
///
/// Every method blocks.
package protocol AuditLog: Sendable {
    /// Appends an entry in a transaction of its own.
    func append(actor: String, action: String, subject: String, detail: String, at now: Timestamp) throws
    /// What the last entry of an action says of a subject; nil when there is none.
    func lastDetail(ofAction action: String, subject: String) throws -> String?
    /// The hash of the last entry, by which a chain that was remade as a whole is told.
    func auditHead() throws -> String?
    /// Walks the whole chain.
    func verifyAudit() throws -> AuditVerdict
}

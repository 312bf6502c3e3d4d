// SPDX-License-Identifier: Apache-2.0

import Alerting
import GRDB
import Rules
import Storage
import Trial

extension LedgerTransaction {
    /// Commits one change: the alert, its new version, the hashes of its evidence, and the audit entry.
    ///
    /// - Throws: `AlertMoved` when the change was not made from the alert as it stands.
    func apply(_ change: AlertChange, study: String, at now: Timestamp) throws {
        let alert = change.alert
        guard try alert.study == study && change.follows(self.alert(alert.id)) else {
            throw AlertMoved(alert: alert.id)
        }
        try write(alert)
        try run(
            LedgerSQL.insertVersion,
            [
                alert.id.text, alert.version, study, now.milliseconds,
                change.kinds.map(\.rawValue).joined(separator: ","),
                change.reasons.map(\.rawValue).joined(separator: ","), change.notification.name,
                LedgerJSON.text(change), change.notification == .inSummary,
            ])
        let evidence = evidenceRows(of: alert.episode)
        try write(evidence, of: alert.id)
        let detail = try LedgerJSON.text(ChangeDetail(change, evidence: evidence))
        try audit(
            actor: AuditActor.vigil, action: change.kinds.map(\.rawValue).joined(separator: "+"),
            subject: alert.id.text, detail: detail, at: now)
    }

    /// Writes an alert as it stands, without a version.
    func write(_ alert: Alert) throws {
        try run(
            LedgerSQL.writeAlert,
            [
                alert.id.text, alert.study, alert.scope.kind, alert.scope.name, alert.site, alert.episode.rule,
                alert.state.rawValue, alert.closure?.name, alert.isReconciled, alert.episode.severity.rank,
                alert.isHistoric, alert.version, alert.raisedAt.milliseconds, alert.changedAt.milliseconds,
                LedgerJSON.text(alert),
            ])
    }

    private func evidenceRows(of episode: Episode) -> [EvidenceRow] {
        let opening = episode.evidence.map { EvidenceRow(role: "opening", $0, hash: evidenceHash) }
        let closing = episode.closing.map { EvidenceRow(role: "closing", $0, hash: evidenceHash) }
        return opening + closing
    }

    /// Brings the evidence of an alert to what it now rests on, touching only rows that differ.
    private func write(_ evidence: [EvidenceRow], of id: AlertID) throws {
        let before = Set(
            try values(LedgerSQL.evidence, [id.text]) { row in
                EvidenceRow(role: row[0], domain: row[1], key: row[2], keyedHash: row[3])
            })
        let after = Set(evidence)
        for row in before.subtracting(after) {
            try run(LedgerSQL.deleteEvidence, [id.text, row.role, row.domain, row.key])
        }
        for row in evidence where !before.contains(row) {
            try run(LedgerSQL.writeEvidence, [id.text, row.role, row.domain, row.key, row.keyedHash])
        }
    }
}

extension AlertChange {
    /// Whether this change was made from the alert as it stands in the ledger.
    ///
    /// An officer's answer makes no version, so that versions alone do not tell. A change keeps the answer it saw,
    /// unless it calls for a new one; then it comes to the same whether there was an answer or not.
    fileprivate func follows(_ standing: Alert?) -> Bool {
        guard let standing else { return alert.version == 1 && alert.acknowledgement == nil }
        guard alert.version == standing.version + 1, alert.study == standing.study else { return false }
        return alert.acknowledgement == standing.acknowledgement || asksAnew(after: standing)
    }

    /// Whether the alert is graver than what was answered, ended or not, or is open again.
    private func asksAnew(after standing: Alert) -> Bool {
        guard alert.acknowledgement == nil else { return false }
        let isReopened = standing.state == .closed && alert.state == .open
        return isReopened || alert.episode.severity > standing.episode.severity
    }
}

/// A row an alert rests on, with the keyed hash of what it said.
private struct EvidenceRow: Hashable, Encodable {
    var role: String
    var domain: String
    var key: String
    var keyedHash: String

    init(role: String, domain: String, key: String, keyedHash: String) {
        self.role = role
        self.domain = domain
        self.key = key
        self.keyedHash = keyedHash
    }

    init(role: String, _ evidence: Evidence, hash: EvidenceHash) {
        self.init(
            role: role, domain: evidence.key.domain.code, key: evidence.key.text,
            keyedHash: hash(evidence.key, reading: evidence.reading))
    }
}

/// What the audit chain says of a change: who may read the chain learns no value of a patient.
private struct ChangeDetail: Encodable {
    var alert: String
    var version: Int
    var state: String
    var kinds: [AlertChange.Kind]
    var reasons: [AlertChange.Reason]
    var notification: String
    var rule: String
    var ruleVersion: String
    var evidence: [EvidenceRow]

    init(_ change: AlertChange, evidence: [EvidenceRow]) {
        alert = change.alert.id.text
        version = change.alert.version
        state = change.alert.state.rawValue
        kinds = change.kinds
        reasons = change.reasons
        notification = change.notification.name
        rule = change.alert.episode.rule
        ruleVersion = change.alert.episode.ruleVersion
        self.evidence = evidence
    }
}

extension Alert.Closure {
    fileprivate var name: String {
        switch self {
        case .resolved: "resolved"
        case .retracted: "retracted"
        case .superseded: "superseded"
        case .merged: "merged"
        }
    }
}

extension Alerting.Notification {
    /// The notification in words that stay: `notify critical`, `inSummary`, `hold historic`.
    fileprivate var name: String {
        switch self {
        case .notify(let severity): "notify \(severity.rawValue)"
        case .inSummary: "inSummary"
        case .hold(let reason): "hold \(reason.rawValue)"
        }
    }
}

// SPDX-License-Identifier: Apache-2.0

import GRDB
package import Storage
package import Trial

/// Names in the audit chain that are not officers'.
enum AuditActor {
    /// The program itself.
    static let vigil = "vigil"
}

extension SQLiteLedger: AuditLog {
    package func append(actor: String, action: String, subject: String, detail: String, at now: Timestamp) throws {
        try write { try $0.audit(actor: actor, action: action, subject: subject, detail: detail, at: now) }
    }

    package func lastDetail(ofAction action: String, subject: String) throws -> String? {
        try read { try $0.texts(LedgerSQL.lastAuditDetail, [action, subject]).first }
    }

    package func auditHead() throws -> String? {
        try read { transaction in
            guard let head = try transaction.auditHead(), head.entries > 0 else { return nil }
            return head.hash
        }
    }

    /// Walks the whole chain, row by row and from one snapshot.
    ///
    /// It finds entries changed, removed, inserted or cut off by anything that did not also remake every later hash.
    /// Whoever keeps the head elsewhere, as each digest does, can tell a chain remade as a whole.
    package func verifyAudit() throws -> AuditVerdict {
        try read { try $0.verifyAudit() }
    }
}

extension LedgerTransaction {
    /// Adds an entry at the end of the chain.
    func audit(actor: String, action: String, subject: String, detail: String, at now: Timestamp) throws {
        guard let head = try auditHead() else {
            throw LedgerError.unreadable(path: path, what: "the audit chain's head")
        }
        let sequence = head.entries + 1
        let hash = AuditLink.hash(
            sequence: sequence, at: now.milliseconds, actor: actor, action: action, subject: subject, detail: detail,
            previousHash: head.hash)
        try run(
            LedgerSQL.insertAudit,
            [sequence, now.milliseconds, actor, action, subject, detail, head.hash, hash])
        try run(LedgerSQL.writeAuditHead, [sequence, hash])
    }

    fileprivate func verifyAudit() throws -> AuditVerdict {
        guard let head = try auditHead() else { return .broken(at: 1, why: "the chain's head is missing") }
        let rows = try Row.fetchCursor(database.cachedStatement(sql: LedgerSQL.auditChain))
        var entries: Int64 = 0
        var last = AuditLink.beginning
        while let row = try rows.next() {
            entries += 1
            let entry = auditEntry(from: row)
            guard entry.sequence == entries else { return .broken(at: entries, why: "the entry is missing") }
            guard entry.previousHash == last else {
                return .broken(at: entries, why: "the entry does not follow the one before")
            }
            guard entry.hash == AuditLink.hash(of: entry) else {
                return .broken(at: entries, why: "the entry is not what was written")
            }
            last = entry.hash
        }
        guard entries == head.entries else { return .broken(at: entries + 1, why: "the last entries are missing") }
        guard last == head.hash else { return .broken(at: entries, why: "the last entry is not the chain's head") }
        return .intact(entries: entries, head: last)
    }

    fileprivate func auditHead() throws -> (entries: Int64, hash: String)? {
        try value(LedgerSQL.auditHead) { (entries: $0[0], hash: $0[1]) }
    }

    private func auditEntry(from row: Row) -> AuditEntry {
        AuditEntry(
            sequence: row[0], at: Timestamp(milliseconds: row[1]), actor: row[2], action: row[3], subject: row[4],
            detail: row[5], previousHash: row[6], hash: row[7])
    }
}

extension AuditLink {
    fileprivate static func hash(of entry: AuditEntry) -> String {
        hash(
            sequence: entry.sequence, at: entry.at.milliseconds, actor: entry.actor, action: entry.action,
            subject: entry.subject, detail: entry.detail, previousHash: entry.previousHash)
    }
}

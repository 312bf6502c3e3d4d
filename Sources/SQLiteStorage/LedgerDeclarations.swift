// SPDX-License-Identifier: Apache-2.0

import GRDB
package import Rules
import Storage
import Trial

extension SQLiteLedger: DeclarationLog {
    package func declarationChanges(study: String) throws -> [ArmDeclarationChange] {
        try read { try $0.declarationChanges(study: study) }
    }
}

extension LedgerTransaction {
    /// The action under which the audit chain keeps what stopping rules declare.
    private static let action = "declared"

    /// Writes what differs from the declarations that stand, each with what stood before.
    func write(_ declarations: [ArmDeclaration], study: String, at now: Timestamp) throws {
        var standing = try standingDeclarations(study: study)
        var changes: [ArmDeclarationChange] = []
        for declaration in declarations {
            let before = standing.removeValue(forKey: declaration.rule)
            guard before != declaration else { continue }
            changes.append(ArmDeclarationChange(at: now, before: before, after: declaration))
        }
        for (_, removed) in standing.sorted(by: { $0.key < $1.key }) {
            changes.append(ArmDeclarationChange(at: now, before: removed, after: nil))
        }
        for change in changes {
            try audit(
                actor: AuditActor.vigil, action: Self.action, subject: study, detail: LedgerJSON.text(change), at: now)
        }
    }

    /// Every change of a study's declarations, in the order in which they took effect.
    func declarationChanges(study: String) throws -> [ArmDeclarationChange] {
        try texts(LedgerSQL.auditDetails, [Self.action, study]).map { text in
            try LedgerJSON.value(from: text, "a declaration of a stopping rule", in: path)
        }
    }

    private func standingDeclarations(study: String) throws -> [String: ArmDeclaration] {
        var standing: [String: ArmDeclaration] = [:]
        for change in try declarationChanges(study: study) {
            if let before = change.before { standing[before.rule] = nil }
            if let after = change.after { standing[after.rule] = after }
        }
        return standing
    }
}

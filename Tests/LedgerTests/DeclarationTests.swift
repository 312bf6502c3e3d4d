// SPDX-License-Identifier: Apache-2.0

import Kit
import Rules
import SQLiteStorage
import Storage
import Testing

@Suite struct `What stopping rules declared` {
    let folder: LedgerFolder
    let ledger: SQLiteLedger

    init() throws {
        folder = try LedgerFolder()
        ledger = try folder.ledger()
    }

    private func commit(_ declarations: [ArmDeclaration]?, at second: Int64) throws {
        try ledger.commit(
            [], .arms(reviewAgainAt: nil, declarations: declarations), progress: progress(1), at: at(second))
    }

    @Test func `a change is an entry of the audit that shows both, and what stays is none`() throws {
        let first = ArmDeclaration(try .neuropathy())
        var second = first
        (second.version, second.p0) = ("2", 0.2)
        let other = ArmDeclaration(try .platelets())
        try commit([first], at: 1)
        try commit([first], at: 2)
        try commit(nil, at: 3)
        try commit([second, other], at: 4)
        try commit([second], at: 5)
        try commit([second, other], at: 6)
        #expect(
            try ledger.declarationChanges(study: study) == [
                ArmDeclarationChange(at: at(1), before: nil, after: first),
                ArmDeclarationChange(at: at(4), before: first, after: second),
                ArmDeclarationChange(at: at(4), before: nil, after: other),
                ArmDeclarationChange(at: at(5), before: other, after: nil),
                ArmDeclarationChange(at: at(6), before: nil, after: other),
            ])
        #expect(try ledger.declarationChanges(study: "OTHER") == [])
        guard case .intact = try ledger.verifyAudit() else {
            Issue.record("the chain is broken")
            return
        }
    }
}

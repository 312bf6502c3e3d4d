// SPDX-License-Identifier: Apache-2.0

import Alerting
import GRDB
import Rules
import SQLiteStorage
import Storage
import Testing
import Trial

@Suite struct `A commit is whole or not at all` {
    let folder: LedgerFolder

    init() throws { folder = try LedgerFolder() }

    /// Reviews whose last part cannot be written, each for another reason.
    static let halves: [Review] = [
        Review(
            study: study, now: at(5), assessment: assessed("S-001"), changes: [raised(alert("A2"))],
            messages: [owed("m2", alert: AlertID("A2")), owed("m1", alert: AlertID("A2"))], progress: progress(9)),
        Review(
            study: study, now: at(5), assessment: assessed(""), changes: [raised(alert("A2"))],
            messages: [owed("m2", alert: AlertID("A2"))], progress: progress(9)),
        Review(
            study: study, now: at(5), assessment: assessed("S-001"),
            changes: [raised(alert("A2")), raised(alert("A1"))], messages: [], progress: progress(9)),
        Review(
            study: study, now: at(5), assessment: assessed("S-001"), changes: [raised(alert("A2"))],
            messages: [owed("m3", alert: AlertID("A3"))], progress: progress(9)),
    ]

    @Test(arguments: halves.indices)
    func `an error in any part leaves nothing of the review`(_ index: Int) throws {
        let ledger = try folder.ledger()
        let first = raised(alert(), .inSummary)
        try ledger.commit([first], assessed("S-001"), messages: [owed("m1")], progress: progress(1))
        let before = try folder.rowCounts()
        let chain = try ledger.verifyAudit()
        #expect(throws: (any Error).self) { try ledger.commit(Self.halves[index], tellingSummaries: true) }
        #expect(try folder.rowCounts() == before)
        #expect(try ledger.verifyAudit() == chain)
        #expect(try ledger.progress(study: study)?.watermark == 1)
        #expect(try ledger.changesForSummary(study: study).count == 1)
        // The ledger goes on after it.
        try ledger.commit([raised(alert("A2"))], progress: progress(2))
        #expect(try ledger.progress(study: study)?.watermark == 2)
    }

    @Test func `a full disk is named and leaves nothing half-written`() throws {
        do { _ = try folder.ledger() }
        let pages = try folder.stranger { try Int.fetchOne($0, sql: "PRAGMA page_count") ?? 0 }
        let ledger = try folder.ledger(.existing, pagesMax: pages + 12)
        var committed = 0
        let refusal = #expect(throws: LedgerError.self) {
            for number in 0..<1_000 {
                let id = AlertID("A\(number)")
                try ledger.commit(
                    [raised(alert(id.text))], assessed("S-\(number)"), messages: [owed("m\(number)", alert: id)],
                    progress: progress(Int64(number + 1)))
                committed += 1
            }
        }
        #expect(refusal == .full(path: folder.path))
        #expect(committed > 0)
        #expect(try ledger.progress(study: study)?.watermark == Int64(committed))
        let counts = try folder.rowCounts()
        for table in ["alert", "alert_version", "assessment", "message", "audit", "evidence"] {
            #expect(counts[table] == committed, "\(table)")
        }
        guard case .intact(entries: Int64(committed), head: _) = try ledger.verifyAudit() else {
            Issue.record("the chain is not intact")
            return
        }
        // With room again, the review that was refused is committed.
        let roomy = try folder.ledger(.existing)
        try roomy.commit([raised(alert("A\(committed)"))], assessed("S-\(committed)"))
    }

    @Test func `another program's long transaction does not spoil what is read`() throws {
        let ledger = try folder.ledger()
        try ledger.commit([raised(alert())])
        try folder.stranger { database in
            try database.inTransaction(.immediate) {
                try database.execute(sql: "UPDATE alert SET site = '999'")
                #expect(try ledger.alerts(AlertFilter()).count == 1)
                return .rollback
            }
        }
        #expect(try ledger.alert(AlertID("A1"))?.site == "101")
    }

    @Test func `a value that this program did not write is named without showing it`() throws {
        let ledger = try folder.ledger()
        try ledger.commit([raised(alert())])
        try folder.stranger { try $0.execute(sql: "UPDATE alert SET content = '{\"secret\":1}'") }
        let refusal = #expect(throws: LedgerError.self) { try ledger.alert(AlertID("A1")) }
        #expect(refusal == .unreadable(path: folder.path, what: "an alert"))
        #expect(refusal?.description.contains("secret") == false)
    }
}

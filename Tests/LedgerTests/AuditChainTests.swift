// SPDX-License-Identifier: Apache-2.0

import Alerting
import GRDB
import Rules
import SQLiteStorage
import Storage
import Testing
import Trial

@Suite struct `The audit chain` {
    let folder: LedgerFolder
    let ledger: SQLiteLedger

    init() throws {
        folder = try LedgerFolder()
        ledger = try folder.ledger()
    }

    private func entries() throws -> [(actor: String, action: String, subject: String, detail: String)] {
        try folder.stranger { database in
            try Row.fetchAll(database, sql: "SELECT actor, action, subject, detail FROM audit ORDER BY sequence").map {
                (actor: $0[0], action: $0[1], subject: $0[2], detail: $0[3])
            }
        }
    }

    private func append(_ count: Int) throws {
        for number in 0..<count {
            try ledger.append(
                actor: "vigil", action: "noted", subject: "N\(number)", detail: "{}", at: at(Int64(number)))
        }
    }

    @Test func `of a new ledger is intact and empty`() throws {
        let nothing = String(repeating: "0", count: 64)
        #expect(try ledger.verifyAudit() == .intact(entries: 0, head: nothing))
        #expect(try ledger.auditHead() == nil)
    }

    @Test func `tells its head, which every entry moves`() throws {
        var heads: Set<String> = []
        for number in 1...3 {
            try append(1)
            let head = try #require(try ledger.auditHead())
            #expect(try ledger.verifyAudit() == .intact(entries: Int64(number), head: head))
            heads.insert(head)
        }
        #expect(heads.count == 3)
    }

    @Test func `has one entry for each change, answer and strike`() throws {
        try ledger.commit([raised(alert())], assessed("S-001"))
        _ = try ledger.acknowledge(AlertID("A1"), answer(1))
        let ended = AlertChange(
            alert: alert(version: 2, acknowledgement: answer(1)), kinds: [.amended, .resolved], reasons: [.recovered],
            notification: .notify(.urgent))
        try ledger.commit([ended])
        _ = try ledger.recordStrike(study: study, subject: "S-001", at: at(3))
        #expect(try entries().map(\.action) == ["raised", "acknowledged", "amended+resolved", "struck"])
        #expect(try entries().map(\.actor) == ["vigil", "Dr Lin", "vigil", "vigil"])
        #expect(try entries().map(\.subject) == ["A1", "A1", "A1", "S-001"])
        guard case .intact(entries: 4, head: _) = try ledger.verifyAudit() else {
            Issue.record("the chain has not four entries")
            return
        }
    }

    @Test func `names rule, evidence rows and keyed hashes, and no value of a patient`() throws {
        try ledger.commit([raised(alert())])
        let detail = try #require(try entries().first?.detail)
        for part in [#""alert":"A1""#, #""rule":"platelets""#, #""ruleVersion":"a1b2""#, #""version":1"#, "PLAT"] {
            #expect(detail.contains(part), "\(part)")
        }
        #expect(detail.contains(/"keyedHash":"[0-9a-f]{64}"/))
        #expect(!detail.contains("10^9"), "the reading is 24 10^9/L")
    }

    @Test func `hashes equal readings alike in one ledger and differently in another`() throws {
        let other = try LedgerFolder()
        for ledger in [ledger, try other.ledger()] {
            try ledger.commit([raised(alert("A1")), raised(alert("A2"))])
            let corrected = episode(evidence: [platelets("240 10^9/L"), platelets("24 10^9/L", visit: 2)])
            try ledger.commit([raised(alert("A3", episode: corrected))])
        }
        let sql = "SELECT keyed_hash FROM evidence ORDER BY alert_id, row_key"
        let hashes = try folder.stranger { try String.fetchAll($0, sql: sql) }
        #expect(hashes.count == 4)
        #expect(hashes[0] == hashes[1])
        // Another reading of the row, and the same reading of another row.
        #expect(Set(hashes).count == 3)
        #expect(Set(hashes).isDisjoint(with: try other.stranger { try String.fetchAll($0, sql: sql) }))
    }

    @Test func `keeps the evidence of an alert to what it now rests on`() throws {
        let evidence = [platelets("24 10^9/L"), platelets("22 10^9/L", visit: 2)]
        try ledger.commit([raised(alert(episode: episode(evidence: evidence)))])
        let corrected = episode(evidence: [platelets("23 10^9/L", visit: 2)], closing: [platelets("90", visit: 3)])
        try ledger.commit([amended(alert()) { $0.episode = corrected }])
        let rows = try folder.stranger { database in
            try Row.fetchAll(database, sql: "SELECT role, row_key FROM evidence ORDER BY role").map {
                [$0[0] as String, $0[1] as String]
            }
        }
        #expect(
            rows == [["closing", platelets("", visit: 3).key.text], ["opening", platelets("", visit: 2).key.text]])
    }

    static let refused = [
        "UPDATE audit SET actor = 'nobody' WHERE sequence = 2", "DELETE FROM audit WHERE sequence = 4",
        "INSERT OR REPLACE INTO audit SELECT * FROM audit WHERE sequence = 2",
        "INSERT INTO audit SELECT 9, 0, 'x', 'x', 'x', '{}', previous_hash, hash FROM audit WHERE sequence = 4",
        "INSERT INTO audit SELECT 5, 0, 'x', 'x', 'x', '{}', previous_hash, hash FROM audit WHERE sequence = 2",
        "UPDATE alert_version SET change = '{}'", "DELETE FROM alert_version",
        "UPDATE alert_version SET is_summary_pending = 1",
        "INSERT OR REPLACE INTO alert_version SELECT * FROM alert_version",
    ]

    @Test(arguments: refused)
    func `refuses every statement that changes what was committed`(_ sql: String) throws {
        try ledger.commit([raised(alert())])
        try append(3)
        #expect(throws: DatabaseError.self) { try folder.stranger { try $0.execute(sql: sql) } }
        guard case .intact(entries: 4, head: _) = try ledger.verifyAudit() else {
            Issue.record("the chain changed")
            return
        }
    }

    private static let changed = "the entry is not what was written"

    /// Each row: what somebody with the file in hand does, and the first link that no longer holds.
    static let tampering: [(String, AuditVerdict)] = [
        ("UPDATE audit SET detail = '{\"a\":1}' WHERE sequence = 3", .broken(at: 3, why: changed)),
        ("UPDATE audit SET occurred_at = 0 WHERE sequence = 1", .broken(at: 1, why: changed)),
        ("UPDATE audit SET actor = 'vig', action = 'ilnoted' WHERE sequence = 2", .broken(at: 2, why: changed)),
        ("DELETE FROM audit WHERE sequence = 2", .broken(at: 2, why: "the entry is missing")),
        ("DELETE FROM audit WHERE sequence = 1", .broken(at: 1, why: "the entry is missing")),
        ("DELETE FROM audit WHERE sequence >= 4", .broken(at: 4, why: "the last entries are missing")),
        ("DELETE FROM audit", .broken(at: 1, why: "the last entries are missing")),
        ("DELETE FROM audit_head", .broken(at: 1, why: "the chain's head is missing")),
        (
            """
            DELETE FROM audit WHERE sequence = 2; UPDATE audit SET sequence = sequence - 1 WHERE sequence > 2
            """,
            .broken(at: 2, why: "the entry does not follow the one before")
        ),
        (
            "UPDATE audit_head SET hash = (SELECT hash FROM audit WHERE sequence = 4)",
            .broken(at: 5, why: "the last entry is not the chain's head")
        ),
    ]

    @Test(arguments: tampering)
    func `tells the first link that was tampered with`(_ sql: String, _ verdict: AuditVerdict) throws {
        try append(5)
        try folder.stranger { database in
            let triggers = try String.fetchAll(database, sql: "SELECT name FROM sqlite_master WHERE type = 'trigger'")
            for trigger in triggers { try database.execute(sql: "DROP TRIGGER \(trigger)") }
            try database.execute(sql: sql)
        }
        #expect(try ledger.verifyAudit() == verdict)
    }
}

// SPDX-License-Identifier: Apache-2.0

import Alerting
import GRDB
import Rules
import SQLiteStorage
import Storage
import Testing
import Trial

@Suite struct `What is owed to receivers` {
    let folder: LedgerFolder
    let ledger: SQLiteLedger

    init() throws {
        folder = try LedgerFolder()
        ledger = try folder.ledger()
        try ledger.commit([raised(alert())])
    }

    private func due(_ receiver: String = "ward", at seconds: Int64, limit: Int = 10) throws -> [String] {
        try ledger.dueMessages(for: receiver, at: at(seconds), limit: limit).map(\.webhookID)
    }

    @Test func `a message comes back as it was owed`() throws {
        let messages = [owed("m1"), owed("m2", alert: nil, version: 0, severity: .digest, created: 1)]
        try ledger.commit(messages: messages)
        #expect(try ledger.dueMessages(for: "ward", at: at(1), limit: 10) == messages)
    }

    @Test func `due messages come gravest first, then oldest, up to the limit`() throws {
        try ledger.commit(messages: [
            owed("daily", alert: nil, version: 0, severity: .daily, created: 0),
            owed("urgent-late", alert: nil, version: 0, created: 5),
            owed("urgent-early", alert: nil, version: 0, created: 4),
            owed("critical", alert: nil, version: 0, severity: .critical, created: 6),
            owed("elsewhere", to: "office", alert: nil, version: 0, severity: .critical, created: 0),
        ])
        #expect(try due(at: 6) == ["critical", "urgent-early", "urgent-late", "daily"])
        #expect(try due(at: 6, limit: 2) == ["critical", "urgent-early"])
        #expect(try due("office", at: 0) == ["elsewhere"])
        #expect(try due("nobody", at: 6) == [])
    }

    /// Seconds by which the clock of delivery lies before or after the clock that made the message.
    @Test(arguments: [-86_400, -1, 0, 1, 86_400] as [Int64])
    func `a new message is due at once, whatever clock made it`(_ seconds: Int64) throws {
        try ledger.commit(messages: [owed("m1", created: 1_000)])
        #expect(try due(at: 1_000 + seconds) == ["m1"])
    }

    @Test(arguments: [(0, []), (-799, []), (-801, ["m1"]), (-86_400, ["m1"]), (3_600, ["m1"])] as [(Int64, [String])])
    func `a message put off further than any delay was put off by a clock set back since, and is due`(
        _ seconds: Int64, _ expected: [String]
    ) throws {
        try ledger.commit(messages: [owed("m1")])
        try ledger.record([attempt("m1", at: 0, .due(at(3_600)))])
        #expect(try due(at: seconds) == expected)
    }

    @Test func `of an alert one message at a time is due to a receiver, the earliest`() throws {
        let other = owed("other", alert: nil, version: 0)
        try ledger.commit(messages: [owed("first"), owed("first-office", to: "office"), other])
        try ledger.record([attempt("first", at: 1, .due(at(300)))])
        #expect(try due(at: 2) == ["other"])
        try ledger.commit(messages: [owed("second", version: 2, severity: .critical, created: 3)])
        #expect(try due(at: 3) == ["first", "other"])
        #expect(try ledger.dueMessages(for: "ward", at: at(3), limit: 1).first?.severity == .critical)
        #expect(try due("office", at: 3) == ["first-office"])
        try ledger.record([attempt("first", at: 4, .due(at(304)))])
        #expect(try due(at: 303) == ["other"])
        try ledger.record([attempt("first", at: 305, .delivered)])
        #expect(try due(at: 305) == ["second", "other"])
    }

    @Test func `a receiver that is back gets at once what waited for it alone`() throws {
        try ledger.commit(messages: [
            owed("m1", alert: nil, version: 0), owed("m2", alert: nil, version: 0, created: 1),
            owed("m3", to: "office", alert: nil, version: 0), owed("m4", alert: nil, version: 0),
        ])
        try ledger.record([
            attempt("m1", at: 1, .due(at(300))), attempt("m3", to: "office", at: 1, .due(at(300))),
            attempt("m4", at: 1, .delivered),
        ])
        #expect(try ledger.backlog(of: "ward") == Backlog(pending: 2, refused: 1))
        #expect(try due(at: 2) == ["m2"])
        try ledger.makeDue(for: "ward")
        #expect(try due(at: 2) == ["m1", "m2"])
        #expect(try due("office", at: 2) == [])
        #expect(try ledger.receiversOwed() == ["office", "ward"])
        try ledger.record([attempt("m3", to: "office", at: 9, .delivered)])
        #expect(try ledger.receiversOwed() == ["ward"])
        #expect(try ledger.backlog(of: "office") == Backlog(pending: 0, refused: 0))
    }

    @Test func `a message put off is due again at its instant and keeps its age`() throws {
        let messages = (0...1).map { owed("m\($0 + 1)", alert: nil, version: 0, created: $0) }
        try ledger.commit(messages: messages)
        try ledger.record([attempt("m1", at: 2, .due(at(30)))])
        #expect(try due(at: 29) == ["m2"])
        #expect(try due(at: 30) == ["m1", "m2"])
        #expect(try ledger.dueMessages(for: "ward", at: at(30), limit: 1).first?.attempts == 1)
    }

    @Test func `a message is delivered once and stays delivered`() throws {
        try ledger.commit(messages: [owed("m1"), owed("m2")])
        try ledger.record([attempt("m1", at: 1, .delivered), attempt("m2", at: 1, .due(at(9)))])
        try ledger.record([attempt("m1", at: 2, .due(at(3))), attempt("m1", at: 3, .delivered)])
        #expect(try due(at: 100) == ["m2"])
        let status = OutboxStatus(pending: 1, oldestPending: at(0), nextDue: at(9), delivered: 1)
        #expect(try ledger.outboxStatus() == status)
        let attempts = try folder.stranger { try Int.fetchOne($0, sql: "SELECT count(*) FROM attempt") }
        #expect(attempts == 4)
    }

    @Test func `the status tells the oldest message and the next due over all receivers`() throws {
        #expect(try ledger.outboxStatus() == OutboxStatus(pending: 0, oldestPending: nil, nextDue: nil, delivered: 0))
        try ledger.commit(messages: [owed("m1", created: 4), owed("m2", to: "office", created: 3)])
        try ledger.record([attempt("m2", to: "office", at: 5, .due(at(50)))])
        let status = OutboxStatus(pending: 2, oldestPending: at(3), nextDue: Timestamp(milliseconds: 0), delivered: 0)
        #expect(try ledger.outboxStatus() == status)
    }

    @Test(arguments: [("m2", "ward"), ("m1", "office")])
    func `an attempt at a message that is not owed undoes the whole batch`(_ id: String, _ receiver: String) throws {
        try ledger.commit(messages: [owed("m1")])
        #expect(throws: LedgerError.unknownMessage(webhookID: id)) {
            try ledger.record([attempt("m1", at: 1, .delivered), attempt(id, to: receiver, at: 1, .delivered)])
        }
        #expect(try due(at: 1) == ["m1"])
        #expect(try ledger.outboxStatus().delivered == 0)
    }

    @Test func `two messages cannot share a webhook id`() throws {
        try ledger.commit(messages: [owed("m1")])
        #expect(throws: LedgerError.self) { try ledger.commit(messages: [owed("m2"), owed("m1", to: "office")]) }
        #expect(try due(at: 0) == ["m1"])
    }
}

// SPDX-License-Identifier: Apache-2.0

import Alerting
import Rules
import SQLiteStorage
import Storage
import Testing
import Trial

@Suite struct `A change made from an alert that has moved` {
    let folder: LedgerFolder
    let ledger: SQLiteLedger

    init() throws {
        folder = try LedgerFolder()
        ledger = try folder.ledger()
    }

    @Test(arguments: [1, 3, 4])
    func `is refused unless its version grows by exactly one`(_ version: Int) throws {
        try ledger.commit([raised(alert())])
        #expect(throws: AlertMoved(alert: AlertID("A1"))) {
            try ledger.commit([raised(alert(version: version))])
        }
        try ledger.commit([raised(alert(version: 2))])
        #expect(try ledger.alert(AlertID("A1"))?.version == 2)
    }

    @Test func `is refused where an unknown alert does not begin with its first version`() throws {
        #expect(throws: AlertMoved(alert: AlertID("A1"))) { try ledger.commit([raised(alert(version: 2))]) }
    }

    @Test func `is refused where the alert is of another study`() throws {
        try ledger.commit([raised(alert(study: "OTHER"))], study: "OTHER")
        #expect(throws: AlertMoved(alert: AlertID("A1"))) { try ledger.commit([raised(alert(version: 2))]) }
    }

    /// What a reviewer may do to an open alert, and whether it stands if an officer answered in between.
    static let changes: [(String, @Sendable (inout Alert) -> Void, Bool)] = [
        ("amends it", { $0.episode.evidence.append(platelets("23 10^9/L", visit: 2)) }, false),
        ("lowers its severity", { $0.episode.severity = .daily }, false),
        (
            "resolves it",
            {
                $0.state = .closed
                $0.closure = .resolved
            }, false
        ),
        (
            "retracts it",
            {
                $0.state = .closed
                $0.closure = .retracted
            }, false
        ),
        ("raises its severity, which would ask for an answer again", { $0.episode.severity = .critical }, true),
    ]

    @Test(arguments: changes.indices)
    func `keeps an answer given in between`(_ index: Int) throws {
        let (name, change, stands) = Self.changes[index]
        try ledger.commit([raised(alert())])
        let answered = try ledger.acknowledge(AlertID("A1"), answer(1))
        let stale = amended(alert(), change)
        guard !stands else {
            try ledger.commit([stale])
            #expect(try ledger.alert(AlertID("A1")) == stale.alert, "\(name)")
            return
        }
        #expect(throws: AlertMoved(alert: AlertID("A1")), "\(name)") { try ledger.commit([stale]) }
        #expect(try ledger.alert(AlertID("A1")) == answered)
        // Read again and decided anew, it is committed, and the answer stays.
        try ledger.commit([amended(answered, change)])
        #expect(try ledger.alert(AlertID("A1"))?.acknowledgement == answer(1))
    }

    @Test func `reopens a resolved alert whether it was answered in between or not`() throws {
        let resolved = alert(state: .closed, closure: .resolved, episode: episode(end: day(3)))
        try ledger.commit([raised(resolved)])
        _ = try ledger.acknowledge(AlertID("A1"), answer(1))
        let reopened = amended(resolved) {
            $0.state = .open
            $0.closure = nil
            $0.episode.end = nil
        }
        try ledger.commit([reopened])
        #expect(try ledger.alert(AlertID("A1")) == reopened.alert)
    }

    @Test func `wants a new answer to a resolved alert that turns out graver, whether it was answered or not`() throws {
        let resolved = alert(state: .closed, closure: .resolved, episode: episode(end: day(3)))
        try ledger.commit([raised(resolved)])
        _ = try ledger.acknowledge(AlertID("A1"), answer(1))
        let graver = amended(resolved) { $0.episode.severity = .critical }
        try ledger.commit([graver])
        #expect(try ledger.alert(AlertID("A1")) == graver.alert)
    }

    @Test func `is refused where another answer took the place of the one it saw`() throws {
        try ledger.commit([raised(alert())])
        let seen = try ledger.acknowledge(AlertID("A1"), answer(1))
        _ = try ledger.acknowledge(AlertID("A1"), answer(1, officer: "Dr Wang"))
        #expect(throws: AlertMoved(alert: AlertID("A1"))) { try ledger.commit([amended(seen)]) }
    }

    @Test func `takes nothing of its review into the ledger`() throws {
        try ledger.commit([raised(alert())], progress: progress(1))
        _ = try ledger.acknowledge(AlertID("A1"), answer(1))
        let before = try folder.rowCounts()
        #expect(throws: AlertMoved(alert: AlertID("A1"))) {
            try ledger.commit(
                [raised(alert("A2")), amended(alert())], assessed("S-001"),
                messages: [owed("m1", alert: AlertID("A2"))], progress: progress(2))
        }
        #expect(try folder.rowCounts() == before)
        #expect(try ledger.progress(study: study) == progress(1))
    }
}

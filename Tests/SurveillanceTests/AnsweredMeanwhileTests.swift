// SPDX-License-Identifier: Apache-2.0

import Alerting
import Foundation
import SQLiteStorage
import Storage
import Synchronization
import Testing
import Trial

@Suite struct AnsweredMeanwhileTests {
    private func answer(_ alert: Alert) -> Acknowledgement {
        Acknowledgement(officer: "Li", reason: "Seen", version: alert.version, at: WatchedTrial.noon(onDay: 1))
    }

    @Test func `an answer given while the verdict was made is kept`() throws {
        let trial = WatchedTrial()
        try trial.put(.demographics, WatchedTrial.count(24, day: 0))
        try trial.review()
        try trial.put(WatchedTrial.count(22, day: 1))
        let (ledger, auditor, alert) = (trial.ledger, trial.auditor, trial.alerts[0])
        let answers = Mutex(0)
        try trial.review(
            onDay: 1,
            answering: { [self] _ in
                guard answers.withLock({ $0 }) == 0 else { return }
                answers.withLock { $0 += 1 }
                if let answered = try? ledger.acknowledge(alert.id, answer(alert)) { auditor.acknowledges(answered) }
            })
        #expect(trial.alerts.map(\.version) == [2])
        #expect(trial.alerts.map(\.acknowledgement) == [answer(alert)])
        #expect(trial.auditor.findings == [])
    }

    @Test func `a subject answered and corrected while the verdict was made is not forgotten`() throws {
        let trial = WatchedTrial()
        let low = WatchedTrial.count(24, day: 0)
        try trial.put(.demographics, low)
        try trial.review()
        try trial.put(WatchedTrial.count(22, day: 1))
        let alert = trial.alerts[0]
        let answers = Mutex(0)
        try trial.review(
            onDay: 1,
            answering: { [self] _ in
                guard answers.withLock({ $0 }) == 0 else { return }
                answers.withLock { $0 += 1 }
                guard let answered = try? trial.ledger.acknowledge(alert.id, answer(alert)) else { return }
                trial.auditor.acknowledges(answered)
                // What was about to be amended has nothing left to rest on.
                try? trial.remove(low)
                try? trial.remove(WatchedTrial.count(22, day: 1))
            })
        #expect(trial.alerts.map(\.closure) == [.retracted])
        #expect(trial.auditor.findings == [])
    }

    @Test func `an alert that moves at every attempt ends the pass with an error`() throws {
        let trial = WatchedTrial()
        try trial.put(.demographics, WatchedTrial.count(24, day: 0))
        try trial.review()
        try trial.put(WatchedTrial.count(22, day: 1))
        let (ledger, alert) = (trial.ledger, trial.alerts[0])
        let attempts = Mutex(0)
        #expect(throws: AlertMoved.self) {
            try trial.review(
                onDay: 1,
                answering: { _ in
                    let attempt = attempts.withLock { attempts in
                        attempts += 1
                        return attempts
                    }
                    let answer = Acknowledgement(
                        officer: "Li", reason: "Seen \(attempt) times", version: alert.version,
                        at: WatchedTrial.noon(onDay: 1))
                    _ = try? ledger.acknowledge(alert.id, answer)
                })
        }
        // The five attempts at the subject; the system's own commits come before them.
        #expect(attempts.withLock { $0 } == 5)
    }

    @Test func `an answered alert may end graver than it was answered`() throws {
        try overSQLite { trial in
            try trial.put(WatchedTrial.count(8, day: 1), WatchedTrial.count(80, day: 2))
            try trial.review(onDay: 2)
            #expect(trial.alerts.map(\.closure) == [.resolved])
            #expect(trial.alerts.map(\.acknowledgement) == [nil])
        }
    }

    @Test func `an answered alert may turn out graver after it ended`() throws {
        try overSQLite { trial in
            try trial.put(WatchedTrial.count(80, day: 2))
            try trial.review(onDay: 2)
            #expect(trial.alerts[0].acknowledgement != nil)
            try trial.put(WatchedTrial.count(8, day: 0))
            try trial.review(onDay: 3)
            #expect(trial.alerts.map(\.version) == [3])
            #expect(trial.alerts.map(\.acknowledgement) == [nil])
        }
    }

    /// A trial over SQLite with one urgent alert that an officer has answered.
    private func overSQLite(_ body: (WatchedTrial) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "vigil-answered-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let ledger = try SQLiteLedger(path: folder.appending(path: "ledger").path(), opening: .creating)
        let trial = WatchedTrial(ledger: ledger)
        try trial.put(.demographics, WatchedTrial.count(24, day: 0))
        try trial.review()
        trial.auditor.acknowledges(try ledger.acknowledge(trial.alerts[0].id, answer(trial.alerts[0])))
        try body(trial)
        #expect(trial.auditor.findings == [])
    }
}

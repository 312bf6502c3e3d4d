// SPDX-License-Identifier: Apache-2.0

import Alerting
import Rules
import Storage
import Surveillance
import Testing
import Trial

@Suite struct QuarantineTests {
    private func struck(_ times: Int) throws -> WatchedTrial {
        let trial = WatchedTrial()
        for subject in ["A-1", "A-2"] { try trial.put(.demographics, WatchedTrial.count(24, day: 0), of: subject) }
        for _ in 0..<times {
            _ = try trial.ledger.recordStrike(study: "A", subject: "A-1", at: WatchedTrial.noon(onDay: 0))
        }
        let quarantined: Set<SubjectName> = times > 1 ? [SubjectName(study: "A", subject: "A-1")] : []
        trial.auditor.inspect { $0.quarantined = quarantined }
        return trial
    }

    @Test func `one strike is no quarantine, and a review that succeeds forgets it`() throws {
        let trial = try struck(1)
        try trial.review()
        #expect(trial.alerts.map(\.scope) == [.subject("A-1"), .subject("A-2")])
        #expect(try trial.ledger.recordStrike(study: "A", subject: "A-1", at: WatchedTrial.noon(onDay: 0)) == 1)
    }

    @Test func `a subject that brought the process down twice is left alone, which is a critical alert`() throws {
        let trial = try struck(2)
        let report = try trial.review()
        #expect(report.quarantined == ["A-1"])
        #expect(trial.alerts.map(\.scope) == [.subject("A-2")])
        #expect(trial.systemAlerts.map(\.episode.rule) == ["system/subject-quarantined"])
        #expect(trial.systemAlerts.map(\.episode.severity) == [.critical])
        #expect(Set(trial.owed.filter { $0.alert == trial.systemAlerts[0].id }.map(\.receiver)) == ["phone", "office"])

        try trial.put(WatchedTrial.count(8, day: 1), of: "A-1")
        try trial.review(onDay: 1)
        #expect(trial.alerts.map(\.scope) == [.subject("A-2")])
        #expect(trial.systemAlerts.count == 1)
    }

    @Test func `a subject that is tried again is reviewed with all that came in meanwhile`() throws {
        let trial = try struck(2)
        try trial.review()
        try trial.put(WatchedTrial.count(8, day: 1), of: "A-1")
        try trial.review(onDay: 1)
        trial.auditor.inspect { $0.quarantined = [] }
        try trial.review(onDay: 2, ReviewOptions(ignoresQuarantine: true))
        try trial.review(onDay: 2)
        #expect(trial.systemAlerts.map(\.closure) == [.resolved])
        let alert = trial.alerts.first { $0.scope == .subject("A-1") }
        #expect(alert?.episode.severity == .critical)
        #expect(trial.auditor.findings == [])
    }

    @Test func `a store that cannot be read is no strike against the subject whose turn it was`() throws {
        let trial = try struck(0)
        #expect(throws: FollowUpStoreError.self) { try trial.review(through: UnreadableStore(inner: trial.memory)) }
        #expect(trial.mark.left == nil)
    }
}

/// A store whose records cannot be read.
private struct UnreadableStore: FollowUpStore {
    let inner: MemoryFollowUpStore

    func record(study: String, subject: String) throws -> SubjectRecord {
        throw FollowUpStoreError.engine(path: "simulated", code: 10, message: "disk I/O error")
    }

    func identity() throws -> StoreIdentity { try inner.identity() }
    func head() throws -> Int64 { try inner.head() }
    func fingerprint(at sequence: Int64) throws -> String? { try inner.fingerprint(at: sequence) }
    func subjects(study: String) throws -> [String] { try inner.subjects(study: study) }
    func changeCounter() throws -> Int64 { try inner.changeCounter() }
    func changes(study: String, after: Int64, through: Int64, limit: Int) throws -> [FeedEntry] {
        try inner.changes(study: study, after: after, through: through, limit: limit)
    }
}

// SPDX-License-Identifier: Apache-2.0

import Alerting
import Rules
import Storage
import Surveillance
import Testing
import Trial

@Suite struct WakingTests {
    @Test func `repeating a pass at the same instant commits nothing at all`() throws {
        let trial = WatchedTrial()
        try trial.put(
            .demographics, WatchedTrial.count(24, day: -2), WatchedTrial.neuropathy(grade: 2, pain: .unknown, day: 0))
        try trial.review()
        let commits = trial.commits
        let report = try trial.review()
        #expect(trial.commits == commits)
        #expect(report == PassReport())
    }

    @Test func `a pass without work commits nothing while a subject is left alone`() throws {
        let trial = WatchedTrial()
        try trial.put(.demographics)
        for _ in 0..<2 {
            _ = try trial.ledger.recordStrike(study: "A", subject: "A-1", at: WatchedTrial.noon(onDay: 0))
        }
        trial.auditor.inspect { $0.quarantined = [SubjectName(study: "A", subject: "A-1")] }
        try trial.review()
        let commits = trial.commits
        try trial.review()
        #expect(trial.commits == commits)
    }

    @Test func `only the subjects whose rows changed are reviewed`() throws {
        let trial = WatchedTrial()
        for subject in ["A-1", "A-2", "A-3"] { try trial.put(.demographics, of: subject) }
        try trial.review()
        try trial.put(WatchedTrial.count(24, day: 1), of: "A-2")
        #expect(try trial.review(onDay: 1).subjectsReviewed == 1)
        #expect(trial.alerts.map(\.scope) == [.subject("A-2")])
    }

    @Test func `the watermark moves over another study's entries in one commit`() throws {
        let trial = WatchedTrial()
        try trial.put(.demographics)
        try trial.review()
        let before = trial.commits
        try trial.put(.demographics, WatchedTrial.count(8, day: 0), of: "B-1", study: "B")
        let report = try trial.review(onDay: 1)
        #expect(report.subjectsReviewed == 0)
        #expect(trial.progress?.watermark == 3)
        #expect(trial.commits == before + 1)
        try trial.review(onDay: 1)
        #expect(trial.commits == before + 1)
    }

    @Test(arguments: [
        (day: 1, trusts: true, severity: Severity.daily),
        (day: 6, trusts: true, severity: .daily),
        (day: 7, trusts: true, severity: .urgent),
        (day: 7, trusts: false, severity: .daily),
        (day: 30, trusts: false, severity: .daily),
    ])
    func `pain that nobody recorded for seven days is urgent without any row changing`(
        day: Int, trusts: Bool, severity: Severity
    ) throws {
        let trial = WatchedTrial()
        try trial.put(.demographics, WatchedTrial.neuropathy(grade: 2, pain: .unknown, day: 0))
        try trial.review()
        let report = try trial.review(onDay: day, ReviewOptions(trustsClock: trusts))
        #expect(trial.alerts.map(\.episode.severity) == [severity])
        #expect(report.subjectsReviewed == (severity == .urgent ? 1 : 0))
        #expect(trial.auditor.findings == [])
    }

    @Test func `an end that is reported ahead of its day does not stop the days from counting`() throws {
        let trial = WatchedTrial()
        let row = EventRow(
            verbatim: "tingling", term: "Neuropathy peripheral", day: WatchedTrial.firstDay, reference: "", grade: 2,
            pain: .unknown, isSerious: false, end: WatchedTrial.firstDay + 7)
        try trial.put(.demographics, .event(row))
        try trial.review()
        #expect(trial.alerts.map(\.episode.severity) == [.daily])
        try trial.review(onDay: 7)
        #expect(trial.alerts.map(\.episode.severity) == [.urgent])
        #expect(trial.auditor.findings == [])
    }

    @Test func `after a clock jump rows are still reviewed, and what waited comes when the clock is trusted again`()
        throws
    {
        let trial = WatchedTrial()
        try trial.put(.demographics, WatchedTrial.neuropathy(grade: 2, pain: .unknown, day: 0), of: "A-1")
        try trial.put(.demographics, of: "A-2")
        try trial.review()
        try trial.put(WatchedTrial.count(24, day: 8), of: "A-2")
        try trial.review(onDay: 8, ReviewOptions(trustsClock: false))
        #expect(trial.alerts.map(\.episode.severity) == [.daily, .urgent])
        try trial.review(onDay: 8)
        #expect(trial.alerts.map(\.episode.severity) == [.urgent, .urgent])
    }

    @Test func `a clock that goes back does not take verdicts back in time`() throws {
        let trial = WatchedTrial()
        try trial.put(.demographics, WatchedTrial.neuropathy(grade: 2, pain: .unknown, day: 0))
        try trial.review(onDay: 8)
        try trial.put(WatchedTrial.count(24, day: 2))
        try trial.review(onDay: 3)
        #expect(trial.progress?.reviewedAt == WatchedTrial.noon(onDay: 8))
        #expect(trial.alerts.map(\.episode.severity) == [.urgent, .urgent])
        #expect(trial.auditor.findings == [])
    }
}

// SPDX-License-Identifier: Apache-2.0

import Alerting
import Rules
import Storage
import Surveillance
import Synchronization
import Testing

@Suite struct FirstDayTests {
    @Test func `an episode that ended before monitoring began is history and told to nobody`() throws {
        let trial = WatchedTrial()
        try trial.put(.demographics, WatchedTrial.count(24, day: -20), WatchedTrial.count(60, day: -15))
        try trial.review()
        #expect(trial.alerts.map(\.isHistoric) == [true])
        #expect(trial.alerts.map(\.closure) == [.resolved])
        #expect(trial.owed.isEmpty)
    }

    @Test func `what is open on the first day comes in one summary for each receiver, critical ones singly`() throws {
        let trial = WatchedTrial()
        try trial.put(.demographics, WatchedTrial.count(24, day: -2), of: "A-1")
        try trial.put(.demographics, WatchedTrial.count(40, day: -2), of: "A-2")
        try trial.put(.demographics, WatchedTrial.count(8, day: -2), of: "A-3")
        try trial.review()
        let summaries = trial.owed.filter { $0.alert == nil }
        #expect(summaries.map(\.receiver).sorted() == ["office", "phone"])
        let singly = trial.owed.filter { $0.alert != nil }
        #expect(Set(singly.map(\.severity)) == [.critical])
        #expect(singly.map(\.receiver).sorted() == ["office", "phone"])
        #expect(trial.auditor.findings == [])
    }

    @Test func `the second day tells each new episode singly`() throws {
        let trial = WatchedTrial()
        try trial.put(.demographics)
        try trial.review()
        #expect(trial.owed.isEmpty)
        try trial.put(WatchedTrial.count(24, day: 1))
        try trial.review(onDay: 1)
        #expect(trial.owed.map(\.alert) == [trial.alerts[0].id, trial.alerts[0].id])
    }

    @Test func `a first pass that was cut short is taken up again and tells its summary once`() throws {
        let trial = WatchedTrial()
        for subject in ["A-1", "A-2", "A-3"] {
            try trial.put(.demographics, WatchedTrial.count(24, day: -2), of: subject)
        }
        let looks = Mutex(0)
        let report = try trial.review(continues: {
            looks.withLock { looks in
                looks += 1
                return looks < 3
            }
        })
        #expect(report.wasInterrupted)
        #expect(report.subjectsReviewed == 2)
        #expect(trial.progress == nil)
        #expect(trial.owed.isEmpty)

        try trial.review()
        try trial.review()
        #expect(trial.progress?.isFirstPassDone == true)
        #expect(trial.alerts.count == 3)
        #expect(trial.owed.map(\.receiver).sorted() == ["office", "phone"])
        #expect(trial.auditor.findings == [])
    }
}

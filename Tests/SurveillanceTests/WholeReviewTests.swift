// SPDX-License-Identifier: Apache-2.0

import Alerting
import Rules
import Storage
import Surveillance
import Testing

@Suite struct WholeReviewTests {
    @Test func `a changed rule supersedes what it no longer finds and tells all of it in one summary`() throws {
        var trial = WatchedTrial()
        try trial.put(.demographics, WatchedTrial.count(27, day: 0), of: "A-1")
        try trial.put(.demographics, WatchedTrial.count(20, day: 0), of: "A-2")
        try trial.review()
        let told = trial.owed.count
        trial.hold(below: 25)
        let report = try trial.review(onDay: 1)
        #expect(report.fullReviewReason == .protocolChanged)
        let hold = trial.alerts.filter { $0.episode.rule == "platelet-hold" }
        #expect(hold.map(\.closure) == [.superseded, nil])
        #expect(hold.map(\.episode.ruleVersion) == ["below 30", "below 25"])
        let owed = trial.owed.dropFirst(told)
        #expect(owed.filter { $0.alert == nil }.map(\.receiver).sorted() == ["office", "phone"])
        let watch = trial.alerts.filter { $0.episode.rule == "platelet-watch" }
        #expect(owed.compactMap(\.alert) == watch.map(\.id))
        #expect(trial.auditor.findings == [])

        let commits = trial.commits
        #expect(try trial.review(onDay: 1).fullReviewReason == nil)
        #expect(trial.commits == commits)
    }

    @Test func `another store with the same rows is reviewed whole, told once and changes no alert`() throws {
        let trial = WatchedTrial()
        try trial.put(.demographics, WatchedTrial.count(24, day: 0))
        try trial.review()
        let before = trial.alerts
        let stamp = try #require(try trial.memory.fingerprint(at: 2))
        let copy = MemoryFollowUpStore(identity: "second")
        for row in [TruthRow.demographics, WatchedTrial.count(24, day: 0)] {
            try copy.put(row.sdtm(study: "A", subject: "A-1"))
        }
        for pass in 0..<2 {
            let report = try trial.review(onDay: 1, through: copy)
            #expect(report.fullReviewReason == (pass == 0 ? .storeReplaced : nil))
        }
        #expect(trial.alerts == before)
        #expect(trial.systemAlerts.map(\.episode.rule) == ["system/store-replaced"])
        #expect(trial.systemAlerts.map(\.episode.facet) == ["second/1 after \(stamp)"])
    }

    @Test(arguments: [0, 1, 4])
    func `a store set back to an earlier state is noticed, also when it has grown again`(rowsSince: Int) throws {
        let trial = WatchedTrial()
        try trial.put(.demographics)
        let backup = (trial.memory.backup, trial.truth.contents)
        try trial.put(WatchedTrial.count(24, day: 0))
        try trial.review()
        #expect(trial.alerts.map(\.closure) == [nil])
        (trial.memory.backup, trial.truth.contents) = backup
        for hour in 0..<rowsSince { try trial.put(WatchedTrial.count(120, day: 1, hour: hour)) }
        trial.auditor.inspect { $0.meetsAnotherStore(feed: [:]) }
        let report = try trial.review(onDay: 1)
        #expect(report.fullReviewReason == .storeReplaced)
        // What the earlier state no longer shows may be what was lost: an operator decides.
        #expect(trial.alerts.map(\.episode.uncertainties) == [[.retractionHeld]])
        #expect(trial.systemAlerts.map(\.episode.rule) == ["system/store-replaced", "system/retractions-held"])
        try trial.review(onDay: 1, ReviewOptions(acceptsRetractions: true))
        #expect(trial.alerts.map(\.closure) == [.retracted])
        #expect(trial.auditor.findings == [])
    }
}

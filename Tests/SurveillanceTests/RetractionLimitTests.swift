// SPDX-License-Identifier: Apache-2.0

import Alerting
import Rules
import Surveillance
import Testing

@Suite struct RetractionLimitTests {
    private static let low = WatchedTrial.count(24, day: 0)

    /// A trial with an alert for each of so many subjects, all of whose rows are then deleted.
    private func emptied(_ subjects: Int, limit: Int) throws -> WatchedTrial {
        let trial = WatchedTrial(retractionsMax: limit)
        for number in 1...subjects { try trial.put(.demographics, Self.low, of: "A-\(number)") }
        try trial.review()
        for number in 1...subjects { try trial.remove(Self.low, of: "A-\(number)") }
        return trial
    }

    @Test func `as many retractions as the limit allows are made`() throws {
        let trial = try emptied(2, limit: 2)
        let report = try trial.review(onDay: 1)
        #expect(report.retractionsHeld == 0)
        #expect(trial.alerts.map(\.closure) == [.retracted, .retracted])
        #expect(trial.systemAlerts.isEmpty)
    }

    @Test func `one more than the limit and all are held, with one system alert`() throws {
        let trial = try emptied(3, limit: 2)
        let report = try trial.review(onDay: 1)
        #expect(report.retractionsHeld == 3)
        #expect(trial.alerts.allSatisfy { $0.closure == nil && $0.episode.uncertainties == [.retractionHeld] })
        #expect(trial.systemAlerts.map(\.episode.rule) == ["system/retractions-held"])

        let commits = trial.commits
        try trial.review(onDay: 1)
        #expect(trial.commits == commits)
    }

    @Test func `a further change of a held subject does not let its retraction slip through`() throws {
        let trial = try emptied(3, limit: 2)
        try trial.review(onDay: 1)
        try trial.put(WatchedTrial.count(120, day: 2), of: "A-2")
        let report = try trial.review(onDay: 2)
        #expect(report.subjectsReviewed == 1)
        #expect(trial.alerts.allSatisfy { $0.closure == nil })
        #expect(trial.systemAlerts.count == 1)
    }

    @Test func `a held retraction is forgotten when the row comes back`() throws {
        let trial = try emptied(3, limit: 2)
        try trial.review(onDay: 1)
        try trial.put(Self.low, of: "A-2")
        try trial.review(onDay: 2)
        let back = trial.alerts.first { $0.scope == .subject("A-2") }
        #expect(back?.episode.uncertainties == [])
        #expect(back?.closure == nil)
    }

    @Test func `an operator who agrees lets all of them go and ends the system alert`() throws {
        let trial = try emptied(3, limit: 2)
        try trial.review(onDay: 1)
        let report = try trial.review(onDay: 2, ReviewOptions(acceptsRetractions: true))
        #expect(report.fullReviewReason == .requested)
        #expect(trial.alerts.allSatisfy { $0.closure == .retracted })
        #expect(trial.systemAlerts.map(\.closure) == [.resolved])
        #expect(trial.auditor.findings == [])
    }

    @Test func `the limit counts one pass, not days`() throws {
        let trial = try emptied(4, limit: 2)
        for number in 1...4 { try trial.put(Self.low, of: "A-\(number)") }
        try trial.review()
        for number in 1...4 {
            try trial.remove(Self.low, of: "A-\(number)")
            try trial.review(onDay: number)
        }
        #expect(trial.alerts.allSatisfy { $0.closure == .retracted })
        #expect(trial.systemAlerts.isEmpty)
    }
}

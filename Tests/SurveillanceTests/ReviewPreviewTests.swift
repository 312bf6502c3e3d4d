// SPDX-License-Identifier: Apache-2.0

import Alerting
import Rules
import Surveillance
import Testing
import Trial

/// What is said beforehand of a changed protocol must be what it then does.
@Suite struct ReviewPreviewTests {
    private func watch(_ trial: WatchedTrial, holdBelow: Int) -> StudyWatch {
        StudyWatch(
            studyProtocol: SimulatedProtocol.of("A", holdBelow: holdBelow, retractionsMax: trial.retractionsMax),
            store: trial.store, secondsFromUTC: { _ in SimulatedProtocol.secondsFromUTC })
    }

    private func preview(_ trial: WatchedTrial, holdBelow: Int = 30) throws -> ReviewPreview {
        try previewReview(
            watch(trial, holdBelow: holdBelow), ledger: trial.ledger, now: WatchedTrial.noon(onDay: 1))
    }

    private func trial() throws -> WatchedTrial {
        let trial = WatchedTrial()
        try trial.put(.demographics, WatchedTrial.count(27, day: 0), of: "A-1")
        try trial.put(.demographics, WatchedTrial.count(20, day: 0), of: "A-2")
        try trial.review()
        return trial
    }

    @Test func `a raised cut is previewed as what the next pass then does, and nothing is committed`() throws {
        var trial = try trial()
        let (commits, alerts) = (trial.commits, trial.alerts)
        let found = try preview(trial, holdBelow: 25)
        #expect(trial.commits == commits)
        #expect(trial.alerts == alerts)
        #expect(found.fullReviewReason == .protocolChanged)
        #expect(found.subjects == 2)
        let hold = try #require(found.moves["platelet-hold"])
        #expect([hold.superseded, hold.carriedOver, hold.raised, hold.retracted] == [1, 1, 0, 0])
        #expect(found.moves["platelet-watch"]?.raised == 1)

        trial.hold(below: 25)
        let report = try trial.review(onDay: 1)
        let moves = found.moves.values.map {
            $0.raised + $0.raisedOver + $0.amended + $0.carriedOver + $0.resolved + $0.superseded + $0.retracted
        }
        #expect(report.changes == moves.reduce(0, +))
        #expect(try preview(trial, holdBelow: 25).moves.isEmpty)
    }

    @Test func `the same protocol moves nothing and asks for no whole review`() throws {
        let found = try preview(trial())
        #expect(found.moves.isEmpty)
        #expect(found.fullReviewReason == nil)
        #expect(!found.hasUnreviewedRows)
    }

    @Test func `rows that no pass has seen are said to be counted`() throws {
        let trial = try trial()
        try trial.put(WatchedTrial.count(240, day: 0), of: "A-2")
        let found = try preview(trial)
        #expect(found.hasUnreviewedRows)
        #expect(found.moves["platelet-hold"]?.retracted == 1)
        #expect(found.moves["platelet-hold"]?.told == 1)
        #expect(!found.holdsRetractions)
    }

    @Test func `a ledger that never saw the study would raise everything`() throws {
        let trial = WatchedTrial()
        try trial.put(.demographics, WatchedTrial.count(20, day: 0))
        let found = try preview(trial)
        #expect(found.fullReviewReason == .firstPass)
        #expect(found.moves["platelet-hold"]?.raised == 1)
        #expect(trial.commits == 0)
    }
}

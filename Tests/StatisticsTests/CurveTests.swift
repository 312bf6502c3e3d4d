// SPDX-License-Identifier: Apache-2.0

import Statistics
import Testing

/// Curves over time from entry, worked out by hand.
struct CurveTests {
    /// Events of cause 1 at 2 and 5, of cause 2 at 3, and one subject censored at 3.
    private func fourSubjects() throws -> [FollowedSubject] {
        [
            try FollowedSubject(time: 2, outcome: .event(cause: 1)),
            try FollowedSubject(time: 3, outcome: .event(cause: 2)),
            try FollowedSubject(time: 3, outcome: .censored), try FollowedSubject(time: 5, outcome: .event(cause: 1)),
        ]
    }

    @Test func `Kaplan-Meier by hand`() throws {
        let curve = KaplanMeier(try fourSubjects())
        let start = try #require(try curve.estimate(at: 1).value)
        #expect(start.atRisk == 4 && start.survival == 1 && start.standardError == 0)
        #expect(start.interval(.plain, level: .ninetyFive) == .estimated(Interval(lower: 1, upper: 1)))
        #expect(start.interval(.logLog, level: .ninetyFive) == .notEstimable(.noEvents))
        // 3/4 · 2/3, with Greenwood's sum 1/(4·3) + 1/(3·2).
        let middle = try #require(try curve.estimate(at: 4).value)
        #expect(middle.atRisk == 1)
        #expect(agree(middle.survival, 0.5, within: 1e-15))
        #expect(agree(middle.standardError, 0.25, within: 1e-15))
        let plain = try #require(middle.interval(.plain, level: .ninetyFive).value)
        #expect(plain.lower > 0 && plain.upper < 1)
        let end = try #require(try curve.estimate(at: 5).value)
        #expect(end.survival == 0 && end.standardError == 0)
        #expect(end.interval(.log, level: .ninetyFive) == .notEstimable(.nobodyLeft))
        #expect(try curve.estimate(at: 5.1) == .notEstimable(.beyondFollowUp))
    }

    @Test func `Aalen-Johansen by hand, and it sums with its competitor to what Kaplan-Meier leaves`() throws {
        let subjects = try fourSubjects()
        let curves = (AalenJohansen(subjects, cause: 1), AalenJohansen(subjects, cause: 2))
        let first = try #require(try curves.0.estimate(at: 4).value)
        #expect(agree(first.incidence, 0.25, within: 1e-15))
        // Before any censoring the standard error is that of a proportion.
        #expect(agree(first.standardError, (0.25 * 0.75 / 4).squareRoot(), within: 1e-15))
        let end = try #require(try curves.0.estimate(at: 5).value)
        #expect(agree(end.incidence, 0.75, within: 1e-15))
        for time in [1.0, 2, 3, 4, 5] {
            let one = try #require(try curves.0.estimate(at: time).value)
            let two = try #require(try curves.1.estimate(at: time).value)
            let free = try #require(try KaplanMeier(subjects).estimate(at: time).value)
            #expect(agree(one.incidence + two.incidence + free.survival, 1, within: 1e-15))
            #expect(one.standardError.isFinite && two.standardError.isFinite)
        }
        let none = try #require(try curves.0.estimate(at: 1).value)
        #expect(none.incidence == 0 && none.interval(level: .ninetyFive) == .notEstimable(.noEvents))
    }

    @Test func `the mean cumulative function by hand`() throws {
        let curve = MeanCumulativeFunction([
            try RecurrentSubject(observed: 10, events: [2, 4]), try RecurrentSubject(observed: 3, events: [2]),
            try RecurrentSubject(observed: 8, events: []),
        ])
        let start = try #require(try curve.estimate(at: 1).value)
        #expect(start.atRisk == 3 && start.mean == 0 && start.standardError == 0)
        let early = try #require(try curve.estimate(at: 2).value)
        #expect(agree(early.mean, 2.0 / 3, within: 1e-15))
        // Deviations (1 − 2/3)/3 twice and (0 − 2/3)/3.
        #expect(agree(early.standardError, (1.0 / 81 + 1.0 / 81 + 4.0 / 81).squareRoot(), within: 1e-15))
        let late = try #require(try curve.estimate(at: 4).value)
        #expect(late.atRisk == 2)
        #expect(agree(late.mean, 2.0 / 3 + 0.5, within: 1e-15))
        let deviations = [1.0 / 9 + 0.25, 1.0 / 9, -2.0 / 9 - 0.25]
        let wanted = deviations.reduce(0) { $0 + $1 * $1 }.squareRoot()
        #expect(agree(late.standardError, wanted, within: 1e-15))
        #expect(try curve.estimate(at: 11) == .notEstimable(.beyondFollowUp))
    }

    @Test func `one subject and none give values or a reason`() throws {
        for outcome in [FollowedSubject.Outcome.censored, .event(cause: 1), .event(cause: 2)] {
            let subjects = [try FollowedSubject(time: 4, outcome: outcome)]
            let free = try #require(try KaplanMeier(subjects).estimate(at: 4).value)
            #expect(free.survival == (outcome == .censored ? 1 : 0) && free.standardError == 0)
            let incidence = try #require(try AalenJohansen(subjects, cause: 1).estimate(at: 4).value)
            #expect(incidence.incidence == (outcome == .event(cause: 1) ? 1 : 0) && incidence.standardError == 0)
        }
        #expect(try KaplanMeier([]).estimate(at: 1) == .notEstimable(.noSubjects))
        #expect(try AalenJohansen([], cause: 1).estimate(at: 1) == .notEstimable(.noSubjects))
        #expect(try MeanCumulativeFunction([]).estimate(at: 1) == .notEstimable(.noSubjects))
        #expect(throws: DesignError.self) { try FollowedSubject(time: -1, outcome: .censored) }
        #expect(throws: DesignError.self) { try RecurrentSubject(observed: 1, events: [2]) }
        #expect(throws: DesignError.self) { try KaplanMeier([]).estimate(at: .nan) }
    }
}

struct SiteScoreTests {
    // Three sites of a synthetic trial of thirteen; the others together make a fourth. Rates by hand.
    private func sites(_ events: [Int], subjects: Int = 10, exposure: Double = 1_000) throws -> [SiteCount] {
        try events.map { try SiteCount(events: $0, exposure: exposure, subjects: subjects) }
    }

    @Test func `scores by hand`() throws {
        let found = SiteScores(try sites([1, 4, 4]), minimum: .threeSubjectsThirtyDays)
        #expect(found.overallRate == .estimated(0.003))
        // (1 − 3)/√3 and (4 − 3)/√3 twice; their mean square is (4 + 1 + 1)/9.
        #expect(agree(found.overdispersion, 2.0 / 3, within: 1e-14))
        let scores = found.sites.compactMap(\.value)
        #expect(agree(scores[0].rawScore, -2 / 3.0.squareRoot(), within: 1e-14))
        #expect(agree(scores[0].score, -2 / 2.0.squareRoot(), within: 1e-14))
        #expect(scores[0].devianceResidual < 0 && scores[1].devianceResidual > 0)
        // Fisher: 1 of 10 against 8 of 20.
        #expect(agree(try #require(scores[0].fisherPValue.value), 0.204, within: 1e-3))
    }

    @Test func `no event anywhere scores 0, and small sites are named`() throws {
        let quiet = SiteScores(try sites([0, 0, 0]), minimum: .threeSubjectsThirtyDays)
        for site in quiet.sites {
            let score = try #require(site.value)
            #expect(score.score == 0 && score.rawScore == 0 && score.devianceResidual == 0)
            #expect(score.proportionScore == .estimated(0))
        }
        let counts = [
            try SiteCount(events: 1, exposure: 900, subjects: 2), try SiteCount(events: 0, exposure: 0, subjects: 3),
            try SiteCount(events: 1, exposure: 29, subjects: 3), try SiteCount(events: 4, exposure: 900, subjects: 3),
        ]
        let small = SiteScores(counts, minimum: .threeSubjectsThirtyDays)
        #expect(small.sites[0] == .notEstimable(.tooFewSubjects))
        #expect(small.sites[1] == .notEstimable(.noExposure))
        #expect(small.sites[2] == .notEstimable(.tooLittleExposure))
        #expect(small.sites[3].value?.proportionScore == .notEstimable(.moreEventsThanSubjects))
        #expect(SiteScores([], minimum: .threeSubjectsThirtyDays).overallRate == .notEstimable(.noExposure))
    }

    @Test(arguments: [
        (-3.0, SiteFlag.farBelow), (-2.5, .below), (0, .usual), (1.99, .usual), (2, .above), (3, .farAbove),
    ])
    func `a score is flagged at its thresholds`(score: Double, flag: SiteFlag) {
        #expect(SiteFlag(score: score, thresholds: .twoAndThree) == flag)
    }
}

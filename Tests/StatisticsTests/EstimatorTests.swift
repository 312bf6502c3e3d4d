// SPDX-License-Identifier: Apache-2.0

import Foundation
import Statistics
import Testing

/// Estimates from nothing, from one, from everybody, and from counts worked out by hand.
struct EstimatorTests {
    // Garwood's 95 % limits of 0, 1, 5 and 30 events in 1000 days, by chi-squared quantiles.
    @Test(arguments: [
        (0, 0.0, 0.00368887945411394), (1, 2.53178079842899e-05, 0.0055716433909389),
        (5, 0.00162348639011842, 0.0116683320793227), (30, 0.0202408740214209, 0.0428268653948077),
    ])
    func `exact limits of an incidence rate`(events: Int, lower: Double, upper: Double) throws {
        let found = try #require(
            try IncidenceRate.estimate(events: events, exposure: 1_000, level: .ninetyFive).value)
        #expect(found.rate == Double(events) / 1_000)
        #expect(agree(found.interval.lower, lower, relatively: 1e-9))
        #expect(agree(found.interval.upper, upper, relatively: 1e-9))
    }

    @Test func `no exposure and negative counts give no rate`() throws {
        #expect(
            try IncidenceRate.estimate(events: 0, exposure: 0, level: .ninetyFive) == .notEstimable(.noExposure))
        #expect(throws: DesignError.self) {
            try IncidenceRate.estimate(events: -1, exposure: 1, level: .ninetyFive)
        }
        #expect(throws: DesignError.self) {
            try IncidenceRate.estimate(events: 1, exposure: .nan, level: .ninetyFive)
        }
        #expect(throws: DesignError.self) { try ConfidenceLevel(1) }
    }

    @Test func `a rate ratio says what it can when a group has no event`() throws {
        let neither = try RateRatio.estimate(
            events: 0, exposure: 10, referenceEvents: 0, referenceExposure: 10, level: .ninetyFive)
        #expect(neither == .notEstimable(.noEvents))
        let first = try #require(
            try RateRatio.estimate(
                events: 4, exposure: 10, referenceEvents: 0, referenceExposure: 10, level: .ninetyFive
            ).value)
        #expect(first.ratio == .notEstimable(.noEventsInReference))
        #expect(first.upper == .notEstimable(.noEventsInReference))
        // Clopper-Pearson's lower limit of 4 of 4 is 0.025^(1/4).
        let share = pow(0.025, 0.25)
        #expect(agree(first.lower, share / (1 - share), relatively: 1e-12))
        #expect(agree(first.pValue, 0.125, within: 1e-14))
        let second = try #require(
            try RateRatio.estimate(
                events: 0, exposure: 10, referenceEvents: 4, referenceExposure: 20, level: .ninetyFive
            ).value)
        #expect(second.ratio == .estimated(0))
        #expect(second.lower == 0)
        #expect(try #require(second.upper.value).isFinite)
    }

    @Test(arguments: [
        (0, 10, 0.0, 0.308497107818761, 0.0, 0.277532799862889),
        (9, 70, 0.0605133141903893, 0.230088390169037, 0.0691410011533751, 0.226647559494252),
        (61, 61, 0.941318776067707, 1, 0.940756132101887, 1),
    ])
    func `limits of a proportion`(
        events: Int, subjects: Int, exactLower: Double, exactUpper: Double, scoreLower: Double, scoreUpper: Double
    ) throws {
        let found = try #require(
            Proportion.estimate(try Tally(events: events, subjects: subjects), level: .ninetyFive).value)
        #expect(agree(found.clopperPearson.lower, exactLower, relatively: 1e-9))
        #expect(agree(found.clopperPearson.upper, exactUpper, relatively: 1e-9))
        #expect(agree(found.wilson.lower, scoreLower, relatively: 1e-9))
        #expect(agree(found.wilson.upper, scoreUpper, relatively: 1e-9))
        let nobody = Proportion.estimate(try Tally(events: 0, subjects: 0), level: .ninetyFive)
        #expect(nobody == .notEstimable(.noSubjects))
    }

    @Test func `posteriors follow their counts, from none on`() throws {
        let prior = try BetaPrior(a: 1, b: 1)
        // P(p > 0.1) after 0 of 5 under a uniform prior is 0.9^6.
        let posterior = BetaPosterior(prior: prior, tally: try Tally(events: 0, subjects: 5))
        #expect(agree(try posterior.probability(above: 0.1), pow(0.9, 6), relatively: 1e-13))
        #expect(agree(try posterior.quantile(0.5), 1 - pow(0.5, 1.0 / 6), relatively: 1e-12))
        let believed = BetaPosterior(prior: prior, tally: try Tally(events: 0, subjects: 0))
        #expect(believed.mean == 0.5)
        // An exponential prior after no event in 100 days stays exponential.
        let rate = try GammaPosterior(priorShape: 1, priorRate: 1_000, events: 0, exposure: 100)
        #expect(agree(try rate.probability(above: 0.001), exp(-1.1), relatively: 1e-12))
        #expect(throws: DesignError.self) { try GammaPosterior(priorShape: 0, priorRate: 1, events: 0, exposure: 0) }
    }

    @Test func `the predictive probability of crossing averages what p makes of it`() throws {
        // Two subjects to come, one event needed in either: with a uniform prior and 1 event in 3, by hand
        // 1 − (3/5)(4/6).
        let boundary = try BinaryBoundary(looks: Looks(after: [4, 5]), bounds: [2, 2])
        let prior = try BetaPrior(a: 1, b: 1)
        let tally = try Tally(events: 1, subjects: 3)
        let found = try boundary.predictiveProbabilityOfCrossing(from: tally, prior: prior)
        #expect(agree(found, 1 - 3.0 / 5 * 4 / 6, within: 1e-14))
        let over = try Tally(events: 1, subjects: 5)
        #expect(try boundary.predictiveProbabilityOfCrossing(from: over, prior: prior) == 0)
        #expect(throws: DesignError.self) {
            try boundary.predictiveProbabilityOfCrossing(from: Tally(events: 1, subjects: 6), prior: prior)
        }
        // P(p > 0.5) exceeds one half where at least 3 of 5 have the event: both of the two to come.
        let final = try prior.predictiveProbability(
            thatPosteriorOf: 0.5, exceeds: 0.5, atSubjects: 5, from: tally)
        #expect(agree(final, 2.0 / 5 * 3 / 6, within: 1e-13))
    }

    @Test func `an uncalibrated posterior rule has the type I error of its bounds`() throws {
        let looks = try Looks(everySubjectFrom: 1, through: 3)
        let boundary = try BinaryBoundary(
            looks: looks, prior: BetaPrior(a: 1, b: 1), nullProbability: 0.5, posteriorAbove: 0.9)
        // P(p > 0.5) is 3/4, 7/8, 15/16 after 1 of 1, 2 of 2, 3 of 3.
        #expect(boundary.bounds == [2, 3, 3])
        #expect(try boundary.operatingCharacteristics(eventProbability: 0.5).rejectionProbability == 0.125)
    }

    @Test func `several rules err together as often as their bound, or as chance would have it`() {
        let ten = [Double](repeating: 0.05, count: 10)
        #expect(agree(FamilyWiseError.bound(ten), 0.5, within: 1e-15))
        #expect(agree(FamilyWiseError.ifIndependent(ten), 1 - pow(0.95, 10), within: 1e-15))
        #expect(FamilyWiseError.bound([0.7, 0.7]) == 1)
        #expect(FamilyWiseError.ifIndependent([]) == 0)
    }
}

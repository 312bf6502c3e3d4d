// SPDX-License-Identifier: Apache-2.0

import Foundation

/// What one site reported of one kind of event.
package struct SiteCount: Hashable, Sendable {
    /// The number of events.
    package let events: Int
    /// The time under observation of the site's subjects.
    package let exposure: Double
    /// The number of subjects.
    package let subjects: Int

    /// A site's count.
    ///
    /// - Throws: `DesignError` naming `events`, `subjects` or `exposure` if negative.
    package init(events: Int, exposure: Double, subjects: Int) throws(DesignError) {
        try requireEvents(events)
        try requireExposure(exposure)
        guard subjects >= 0 else {
            throw DesignError(argument: .subjects, found: "\(subjects)", allowed: "0 or more")
        }
        self.events = events
        self.exposure = exposure
        self.subjects = subjects
    }
}

/// How far a site's event rate is from that of all sites: a key risk indicator.
///
/// The scores follow the normal approximation with overdispersion of Zink RC, Castro-Schilo L, Ding J, Ther Innov
/// Regul Sci 2018;52:560, as in the R package gsm.core.
package struct SiteScore: Hashable, Sendable {
    /// The site's events per exposure.
    package let rate: Double
    /// (rate − overall) / √(overall / exposure), before the overdispersion is taken out.
    package let rawScore: Double
    /// The score of the rate.
    package let score: Double
    /// The signed root of the Poisson deviance of the site's events.
    package let devianceResidual: Double
    /// The score of the proportion of subjects with an event, if no subject had more than one.
    package let proportionScore: Estimate<Double>
    /// The two-sided p-value of Fisher's test of the site's proportion against that of all others.
    package let fisherPValue: Estimate<Double>
}

/// The key risk indicator of all sites.
package struct SiteScores: Hashable, Sendable {
    /// Events per exposure over all sites.
    package let overallRate: Estimate<Double>
    /// The mean squared raw score: how much more the sites differ than chance alone would make them.
    package let overdispersion: Double
    /// One score for each site, in the order given.
    package let sites: [Estimate<SiteScore>]

    /// The smallest site that is scored.
    package struct Minimum: Hashable, Sendable {
        /// In subjects.
        package let subjects: Int
        /// In the unit of the exposures.
        package let exposure: Double

        /// A smallest site.
        package init(subjects: Int, exposure: Double) {
            self.subjects = subjects
            self.exposure = exposure
        }

        /// gsm's default: 3 subjects and 30 days.
        package static let threeSubjectsThirtyDays = Minimum(subjects: 3, exposure: 30)
    }

    /// Scores sites against each other.
    ///
    /// Sites too small to be scored still count in the overall rate. Where no site has an event, every score is 0.
    package init(_ counts: [SiteCount], minimum: Minimum) {
        let exposed = counts.filter { $0.exposure > 0 }
        let exposure = exposed.reduce(0) { $0 + $1.exposure }
        let events = exposed.reduce(0) { $0 + $1.events }
        overallRate = exposure > 0 ? .estimated(Double(events) / exposure) : .notEstimable(.noExposure)
        let overall = overallRate.value ?? 0
        let whole = Whole(counts)
        let raw = exposed.map { $0.rawScore(overall: overall) }
        let spread = Self.meanSquare(raw)
        overdispersion = spread
        sites = counts.map { site in
            guard site.subjects >= minimum.subjects else { return .notEstimable(.tooFewSubjects) }
            guard site.exposure > 0 else { return .notEstimable(.noExposure) }
            guard site.exposure >= minimum.exposure else { return .notEstimable(.tooLittleExposure) }
            let rawScore = site.rawScore(overall: overall)
            return .estimated(
                SiteScore(
                    rate: Double(site.events) / site.exposure,
                    rawScore: rawScore,
                    score: spread > 0 ? rawScore / spread.squareRoot() : 0,
                    devianceResidual: site.devianceResidual(overall: overall),
                    proportionScore: whole.proportionScore(of: site),
                    fisherPValue: whole.fisherPValue(of: site)))
        }
    }

    static func meanSquare(_ scores: [Double]) -> Double {
        scores.isEmpty ? 0 : scores.reduce(0) { $0 + $1 * $1 } / Double(scores.count)
    }
}

extension SiteCount {
    fileprivate func rawScore(overall: Double) -> Double {
        overall > 0 ? (Double(events) / exposure - overall) / (overall / exposure).squareRoot() : 0
    }

    fileprivate func devianceResidual(overall: Double) -> Double {
        let (count, expected) = (Double(events), overall * exposure)
        guard expected > 0 else { return 0 }
        let ofEvents = events > 0 ? count * log(count / expected) : 0
        let root = (2 * max(0, ofEvents - (count - expected))).squareRoot()
        return count < expected ? -root : root
    }
}

/// The subjects of all sites together, for the scores of proportions.
private struct Whole {
    private let events: Int
    private let subjects: Int
    private let spread: Double
    /// False if some site has more events than subjects, so that proportions mean nothing.
    private let hasProportions: Bool

    init(_ counts: [SiteCount]) {
        events = counts.reduce(0) { $0 + $1.events }
        subjects = counts.reduce(0) { $0 + $1.subjects }
        hasProportions = counts.allSatisfy { $0.events <= $0.subjects }
        let proportion = subjects > 0 ? Double(events) / Double(subjects) : 0
        spread = SiteScores.meanSquare(
            counts.filter { $0.subjects > 0 }.map { Self.rawScore(of: $0, proportion: proportion) })
    }

    func proportionScore(of site: SiteCount) -> Estimate<Double> {
        guard hasProportions else { return .notEstimable(.moreEventsThanSubjects) }
        guard site.subjects > 0 else { return .notEstimable(.noSubjects) }
        guard spread > 0 else { return .estimated(0) }
        let raw = Self.rawScore(of: site, proportion: Double(events) / Double(subjects))
        return .estimated(raw / spread.squareRoot())
    }

    func fisherPValue(of site: SiteCount) -> Estimate<Double> {
        guard hasProportions else { return .notEstimable(.moreEventsThanSubjects) }
        guard site.subjects > 0 else { return .notEstimable(.noSubjects) }
        return .estimated(
            ExactTest.fisher(
                events: site.events, subjects: site.subjects, otherEvents: events - site.events,
                otherSubjects: subjects - site.subjects))
    }

    private static func rawScore(of site: SiteCount, proportion: Double) -> Double {
        let variance = proportion * (1 - proportion) / Double(site.subjects)
        return variance > 0 ? (Double(site.events) / Double(site.subjects) - proportion) / variance.squareRoot() : 0
    }
}

/// How much attention a site's score asks for.
package enum SiteFlag: Int, Hashable, Sendable {
    /// The score is at or below the lower outer threshold.
    case farBelow = -2
    /// The score is at or below the lower inner threshold.
    case below = -1
    /// The score is between the inner thresholds.
    case usual = 0
    /// The score is at or above the upper inner threshold.
    case above = 1
    /// The score is at or above the upper outer threshold.
    case farAbove = 2

    /// The scores from which a site is flagged; they need not be symmetric.
    package struct Thresholds: Hashable, Sendable {
        /// Scores at or below are far below.
        package let farBelow: Double
        /// Scores at or below are below.
        package let below: Double
        /// Scores at or above are above.
        package let above: Double
        /// Scores at or above are far above.
        package let farAbove: Double

        /// Thresholds that rise.
        ///
        /// - Throws: `DesignError` naming `level` if they do not.
        package init(farBelow: Double, below: Double, above: Double, farAbove: Double) throws(DesignError) {
            guard farBelow <= below, below < above, above <= farAbove else {
                throw DesignError(
                    argument: .level, found: "\(farBelow), \(below), \(above), \(farAbove)",
                    allowed: "four thresholds that rise")
            }
            self.farBelow = farBelow
            self.below = below
            self.above = above
            self.farAbove = farAbove
        }

        private init(symmetric inner: Double, _ outer: Double) {
            (farBelow, below, above, farAbove) = (-outer, -inner, inner, outer)
        }

        /// ±2 and ±3, as gsm has them.
        package static let twoAndThree = Thresholds(symmetric: 2, 3)
    }

    /// The flag of a score.
    package init(score: Double, thresholds: Thresholds) {
        switch score {
        case thresholds.farAbove...: self = .farAbove
        case thresholds.above...: self = .above
        case ...thresholds.farBelow: self = .farBelow
        case ...thresholds.below: self = .below
        default: self = .usual
        }
    }
}

// SPDX-License-Identifier: Apache-2.0

import Foundation

/// A boundary found for a design, with the type I error it really spends.
package struct CalibratedBoundary: Hashable, Sendable {
    /// The design that was asked for.
    package let design: BinaryDesign
    /// The bounds found.
    package let boundary: BinaryBoundary
    /// The probability of ever crossing at p0; counts are whole, so it rarely equals the design's alpha.
    ///
    /// Calibrated it is at most alpha; at a threshold that was given it is what it is.
    package let attainedAlpha: Double
    /// The smallest attained score that stops.
    ///
    /// Any value down to the next lower score gives the same bounds, so compare bounds, never thresholds. For Pocock
    /// it is −log of the p-value asked for at each look, for a posterior −log of its complement.
    package let scoreThreshold: Double
    /// The largest attained score that does not stop: as a threshold it would exceed alpha.
    ///
    /// Every threshold above it, up to `scoreThreshold`, gives the same bounds. It is nil if every score stops.
    package let looserScore: Double?
}

extension BinaryDesign {
    /// The boundary that stops as readily as alpha permits.
    ///
    /// The probability of crossing is a step function of the threshold that jumps at attained scores only, so a
    /// search over these finds the smallest one that keeps the exact type I error within alpha.
    ///
    /// - Throws: `DesignError` naming `alpha` if no threshold of the method keeps within it, or `nu` if the second
    ///   criterion of Chen-Chaloner leaves nothing for alpha to decide.
    package func calibrated() throws(DesignError) -> CalibratedBoundary {
        let limit = alpha * (1 + AlphaRounding.relative)
        let table = scoreTable
        guard
            let found = table.strictestNeeded(where: { bounds in
                crossingProbability(bounds: bounds) <= limit
            })
        else {
            throw DesignError(
                argument: .alpha, found: "\(alpha)",
                allowed: "at least the crossing probability of the method's strictest boundary")
        }
        if case .chenChaloner(let prior, let alternative, let nu) = method, found.looserScore == nil {
            throw secondCriterionError(prior: prior, alternative: alternative, nu: nu)
        }
        return CalibratedBoundary(
            design: self,
            boundary: BinaryBoundary(looks: looks, checkedBounds: found.bounds),
            attainedAlpha: min(crossingProbability(bounds: found.bounds), alpha),
            scoreThreshold: found.threshold,
            looserScore: found.looserScore)
    }

    /// The boundary at a given threshold of the method's score, whatever type I error it spends.
    ///
    /// For Pocock the threshold is −log of the p-value asked for at each look, for a posterior −log of its complement.
    package func boundary(threshold: Double) -> CalibratedBoundary {
        let bounds = scoreTable.bounds(threshold: threshold)
        return CalibratedBoundary(
            design: self, boundary: BinaryBoundary(looks: looks, checkedBounds: bounds),
            attainedAlpha: min(1, crossingProbability(bounds: bounds)), scoreThreshold: threshold, looserScore: nil)
    }

    /// The scores of the method at each look.
    var scoreTable: ScoreTable {
        ScoreTable(
            looks: looks.subjects,
            score: method.score(nullProbability: nullProbability, subjectsMax: looks.last))
    }

    private func crossingProbability(bounds: [Int]) -> Double {
        BinaryBoundary(looks: looks, checkedBounds: bounds).rejectionProbability(eventProbability: nullProbability)
    }

    /// Says below which ν the posterior of p0 has a say.
    private func secondCriterionError(
        prior: BetaPrior, alternative: Double, nu: Double
    ) -> DesignError {
        // A boundary by P(p > p1) alone, calibrated: from its threshold on, that criterion keeps within alpha itself.
        let score = PosteriorScore(prior: prior, nullProbability: alternative, second: nil)
        let limit = alpha * (1 + AlphaRounding.relative)
        let found = ScoreTable(looks: looks.subjects, score: score)
            .strictestNeeded { crossingProbability(bounds: $0) <= limit }
        let below = found?.looserScore.map { "below \(1 - exp(-$0))" } ?? "less"
        return DesignError(
            argument: .nu, found: "\(nu)",
            allowed: "\(below), for otherwise the second criterion alone keeps within alpha")
    }
}

// SPDX-License-Identifier: Apache-2.0

/// A boundary found for a design, with the type I error it really spends.
package struct CalibratedBoundary: Hashable, Sendable {
    /// The design that was asked for.
    package let design: BinaryDesign
    /// The bounds found.
    package let boundary: BinaryBoundary
    /// The probability of ever crossing at p0, at most the design's alpha; counts are whole, so it rarely equals it.
    package let attainedAlpha: Double
    /// The smallest attained score that stops.
    ///
    /// Any value down to the next lower score gives the same bounds, so compare bounds, never thresholds. For Pocock
    /// it is −log of the p-value asked for at each look.
    package let scoreThreshold: Double
}

extension BinaryDesign {
    /// The boundary that stops as readily as alpha permits.
    ///
    /// The probability of crossing is a step function of the threshold that jumps at attained scores only, so a
    /// binary search over these finds the smallest one that keeps the exact type I error within alpha.
    ///
    /// - Throws: `DesignError` naming `alpha` if no threshold of the method keeps within it.
    package func calibrated() throws(DesignError) -> CalibratedBoundary {
        let table = ScoreTable(design: self)
        let limit = alpha * (1 + AlphaRounding.relative)
        let candidates = table.attainedScores
        let found = candidates.firstSortedIndex { candidate in
            crossingProbability(bounds: table.bounds(threshold: candidate)) <= limit
        }
        guard found < candidates.endIndex else {
            throw DesignError(
                argument: .alpha, found: "\(alpha)",
                allowed: "at least the crossing probability of the method's strictest boundary")
        }
        let bounds = table.bounds(threshold: candidates[found])
        return CalibratedBoundary(
            design: self,
            boundary: BinaryBoundary(looks: looks, checkedBounds: bounds),
            attainedAlpha: min(crossingProbability(bounds: bounds), alpha),
            scoreThreshold: candidates[found])
    }

    private func crossingProbability(bounds: [Int]) -> Double {
        let boundary = BinaryBoundary(looks: looks, checkedBounds: bounds)
        return boundary.stoppingProbabilities(eventProbability: nullProbability, endingAfter: looks.last).reduce(0, +)
    }
}

/// The scores of a design's method: a row for each look, a column for each number of events.
private struct ScoreTable {
    private let rows: [[Double]]

    init(design: BinaryDesign) {
        let score = design.method.score(nullProbability: design.nullProbability, subjectsMax: design.looks.last)
        rows = design.looks.subjects.map { score.scores(subjects: $0) }
    }

    /// Every score that one event or more can attain, in rising order.
    var attainedScores: [Double] {
        rows.flatMap { $0.dropFirst() }.sorted()
    }

    /// For each look the smallest number of events whose score reaches the threshold, or one more than its subjects.
    ///
    /// Different (events, subjects) can share one score on paper and differ in their last places (O'Brien-Fleming
    /// with a rational p0 does so often); the tolerance keeps such ties together.
    func bounds(threshold: Double) -> [Int] {
        let reached = threshold - 1e-10 * max(1, abs(threshold))
        return rows.map { row in row.dropFirst().firstSortedIndex { $0 >= reached } }
    }
}

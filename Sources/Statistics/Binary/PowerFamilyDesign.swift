// SPDX-License-Identifier: Apache-2.0

/// A boundary of the exact power family, fixed by a crossing probability at p0 or at a probability to be detected.
///
/// It asks what `toxbdry` of the R package clinfun asks: the bounds rest on exact p-values at p0 whose normal quantile
/// follows (n/N)^−δ, and the level of the last look is sought that makes the arm cross with a probability wanted.
package struct PowerFamilyDesign: Hashable, Sendable {
    /// Which of the two crossing probabilities the boundary is to meet.
    package enum Priority: String, Hashable, Sendable, CaseIterable {
        /// The one at p0: the type I error is kept, the power is what comes of it.
        case null
        /// The one at the probability to be detected: the power is kept, the type I error is what comes of it.
        case alternative = "alt"
    }

    /// The numbers of evaluable subjects at which the arm is looked at.
    package let looks: Looks
    /// The event probability p0 that is acceptable.
    package let nullProbability: Double
    /// The event probability that is to be detected.
    package let highProbability: Double
    /// The probability of crossing wanted at p0.
    package let crossingAtNull: Double
    /// The probability of crossing wanted at the probability to be detected.
    package let crossingAtHigh: Double
    /// The exponent δ, from 0 to 1.
    package let delta: Double
    /// Which of the two wanted probabilities decides.
    package let priority: Priority

    /// A design whose arguments have been checked.
    ///
    /// - Throws: `DesignError` naming `p0`, `p-hi`, `cross-lo`, `cross-hi` or `delta`.
    package init(
        looks: Looks, nullProbability: Double, highProbability: Double, crossingAtNull: Double,
        crossingAtHigh: Double, delta: Double, priority: Priority
    ) throws(DesignError) {
        try DesignError.requireOpenUnit(nullProbability, .nullProbability)
        guard highProbability > nullProbability, highProbability < 1 else {
            throw DesignError(
                argument: .highProbability, found: "\(highProbability)",
                allowed: "above p0, which is \(nullProbability), and below 1")
        }
        try DesignError.requireOpenUnit(crossingAtNull, .crossingAtNull)
        try DesignError.requireOpenUnit(crossingAtHigh, .crossingAtHigh)
        try DesignError.requireDelta(delta, upTo: 1)
        self.looks = looks
        self.nullProbability = nullProbability
        self.highProbability = highProbability
        self.crossingAtNull = crossingAtNull
        self.crossingAtHigh = crossingAtHigh
        self.delta = delta
        self.priority = priority
    }
}

/// The two neighbouring boundaries between which the probability wanted lies.
package struct PowerFamilyBoundaries: Hashable, Sendable {
    /// The stricter one: crossed with at most the probability wanted; the conservative rule where p0 decides.
    package let justBelow: BinaryBoundary
    /// The looser one: crossed with more than the probability wanted.
    package let justAbove: BinaryBoundary
}

extension PowerFamilyDesign {
    /// The boundaries just below and just above the crossing probability wanted.
    ///
    /// - Throws: `DesignError` naming `cross-lo` or `cross-hi` if every boundary of the family lies on one side of it.
    package func calibrated() throws(DesignError) -> PowerFamilyBoundaries {
        let (probability, wanted, argument): (Double, Double, DesignError.Argument) =
            switch priority {
            case .null: (nullProbability, crossingAtNull, .crossingAtNull)
            case .alternative: (highProbability, crossingAtHigh, .crossingAtHigh)
            }
        let method = BinaryMethod.powerFamily(delta: delta)
        let table = ScoreTable(
            looks: looks.subjects, score: method.score(nullProbability: nullProbability, subjectsMax: looks.last))
        let limit = wanted * (1 + AlphaRounding.relative)
        let found = table.strictestNeeded { bounds in
            BinaryBoundary(looks: looks, checkedBounds: bounds)
                .rejectionProbability(eventProbability: probability) <= limit
        }
        guard let found, let looser = found.looserScore else {
            throw DesignError(
                argument: argument, found: "\(wanted)",
                allowed: found == nil
                    ? "at least the crossing probability of the strictest boundary"
                    : "below the crossing probability of the loosest boundary")
        }
        return PowerFamilyBoundaries(
            justBelow: BinaryBoundary(looks: looks, checkedBounds: found.bounds),
            justAbove: BinaryBoundary(looks: looks, checkedBounds: table.bounds(threshold: looser)))
    }
}

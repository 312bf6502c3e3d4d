// SPDX-License-Identifier: Apache-2.0

import Foundation

/// What a stopping boundary for the proportion of subjects with an event is to achieve.
///
/// Each look counts the events among the subjects evaluable by then; `calibrated()` turns the design into bounds.
package struct BinaryDesign: Hashable, Sendable {
    /// The method that shares the type I error out over the looks.
    package let method: BinaryMethod
    /// The numbers of evaluable subjects at which the arm is looked at.
    package let looks: Looks
    /// The event probability p0 that is acceptable, above 0 and below 1.
    package let nullProbability: Double
    /// The largest probability of ever crossing when the event probability is p0, above 0 and below 1.
    package let alpha: Double

    /// A design whose arguments have been checked.
    ///
    /// - Throws: `DesignError` naming `p0` or `alpha` if it is not a probability, `delta`, `p1` or `nu` if the method
    ///   cannot be computed with it, or `looks` if so few subjects cannot stop at all: every boundary that can stop is
    ///   crossed when all N subjects have the event, so it needs p0^N ≤ alpha.
    package init(
        method: BinaryMethod, looks: Looks, nullProbability: Double, alpha: Double
    ) throws(DesignError) {
        self.method = method
        self.looks = looks
        self.nullProbability = try DesignError.requireOpenUnit(nullProbability, .nullProbability)
        self.alpha = try DesignError.requireOpenUnit(alpha, .alpha)
        try method.check(nullProbability: nullProbability)
        let subjectsMin = (log(alpha) / log(nullProbability) * (1 - AlphaRounding.relative)).rounded(.up)
        guard Double(looks.last) >= subjectsMin else {
            throw DesignError(
                argument: .looks, found: "\(looks.last) as the last look",
                allowed: "at least \(Int(subjectsMin)), for with fewer no boundary can stop and keep within alpha")
        }
    }
}

/// The rounding that a comparison with alpha has to bear.
///
/// A crossing probability that equals alpha on paper (0.2² against 0.04) may exceed it in its last places.
enum AlphaRounding {
    /// The relative excess that counts as equal.
    static let relative = 1e-12
}

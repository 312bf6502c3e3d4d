// SPDX-License-Identifier: Apache-2.0

import Foundation

/// A stopping limit of a survival boundary: stop if the D-th event happens at a total exposure of at most u(D).
package struct SurvivalLimit: Hashable, Sendable {
    /// The event count D.
    package let events: Int
    /// The largest total exposure u(D) at which so many events stop, in the unit of the design's window.
    package let exposureMax: Double

    /// A limit at an event count.
    package init(events: Int, exposureMax: Double) {
        self.events = events
        self.exposureMax = exposureMax
    }
}

/// A stopping boundary in events against total exposure, with the type I error it spends.
package struct SurvivalBoundary: Hashable, Sendable {
    /// The design that was asked for.
    package let design: SurvivalDesign
    /// The limits, with rising events and exposures; the last stands at the exposure N τ.
    ///
    /// Fewer events than those of the first limit never stop, and more than those of the last always do.
    package let limits: [SurvivalLimit]
    /// The threshold c of the method's condition, for gamma-Poisson a posterior probability; nil if limits were given.
    package let threshold: Double?
    /// The probability of crossing by the maximum information at p0.
    ///
    /// Calibrated it equals alpha, for exposure is continuous; otherwise it is what it is.
    package let attainedAlpha: Double

    /// A boundary whose limits are given, as a protocol prints them.
    ///
    /// - Throws: `DesignError` naming `bounds` unless the events rise one by one, the exposures rise, and the last is
    ///   N τ.
    package init(design: SurvivalDesign, limits: [SurvivalLimit]) throws(DesignError) {
        guard let first = limits.first, let last = limits.last, first.events >= 1, first.exposureMax > 0,
            last.exposureMax == design.exposureEnd,
            zip(limits, limits.dropFirst()).allSatisfy({
                $0.events + 1 == $1.events && $0.exposureMax < $1.exposureMax
            })
        else {
            throw DesignError(
                argument: .bounds, found: "\(limits.count) limits",
                allowed: "events that rise one by one with exposures that rise to \(design.exposureEnd)")
        }
        let nullRate = design.nullRate
        let rows = limits.map { InformationLimit(events: $0.events, information: $0.exposureMax * nullRate) }
        self.init(
            design: design, limits: limits, threshold: nil,
            attainedAlpha: design.crossingProbability(
                rows, endingAt: design.exposureOfMaximumInformation * nullRate))
    }

    fileprivate init(design: SurvivalDesign, limits: [SurvivalLimit], threshold: Double?, attainedAlpha: Double) {
        self.design = design
        self.limits = limits
        self.threshold = threshold
        self.attainedAlpha = attainedAlpha
    }
}

extension SurvivalDesign {
    /// The boundary that spends alpha by the maximum information.
    ///
    /// The limits themselves go on to N τ, so an arm followed to its very end crosses somewhat more often than alpha
    /// where the maximum information is the expected one; `operatingCharacteristics` tells both.
    ///
    /// - Throws: `DesignError` naming `alpha` if not even the loosest boundary spends it.
    package func calibrated() throws(DesignError) -> SurvivalBoundary {
        let limits = SurvivalLimits(design: self)
        let excess = { (strictness: Double) in
            crossingProbability(limits.rows(strictness: strictness), endingAt: limits.informationMax) - alpha
        }
        var loosest = 1e-12
        // A likelihood ratio or an excess may have to be below 0 to spend a large alpha.
        while excess(loosest) <= 0, isThresholdSigned, loosest > -1e6 { loosest = min(-1, 2 * loosest) }
        let spentMax = excess(loosest) + alpha
        guard spentMax > alpha else {
            throw DesignError(
                argument: .alpha, found: "\(alpha)",
                allowed: "below \(spentMax), the crossing probability of the loosest boundary")
        }
        var strictest = 4.0
        while excess(strictest) > 0 { strictest *= 2 }
        let found = Root.bracket(near: loosest, far: strictest, of: excess).far
        return boundary(strictness: found)
    }

    /// Whether thresholds of the method below 0 make sense.
    private var isThresholdSigned: Bool {
        switch method {
        case .pocock, .obrienFleming, .sprt: true
        case .wangTsiatis, .gammaPoisson, .maxSPRT: false
        }
    }

    /// The boundary at a given threshold c, whatever it spends.
    ///
    /// - Throws: `DesignError` naming `level` if the threshold is no number the method can have: for a posterior
    ///   probability one between 0 and 1.
    package func boundary(threshold: Double) throws(DesignError) -> SurvivalBoundary {
        if case .gammaPoisson = method {
            return boundary(strictness: -log1p(-(try DesignError.requireOpenUnit(threshold, .level))))
        }
        guard threshold.isFinite, threshold > 0 || isThresholdSigned else {
            throw DesignError(argument: .level, found: "\(threshold)", allowed: "a finite number above 0")
        }
        return boundary(strictness: threshold)
    }

    private func boundary(strictness: Double) -> SurvivalBoundary {
        let limits = SurvivalLimits(design: self)
        let rows = limits.rows(strictness: strictness)
        var threshold = strictness
        if case .gammaPoisson = method { threshold = -expm1(-strictness) }
        return SurvivalBoundary(
            design: self,
            limits: rows.map { row in
                let isLast = row.information == limits.informationEnd
                return SurvivalLimit(
                    events: row.events, exposureMax: isLast ? exposureEnd : row.information / nullRate)
            },
            threshold: threshold,
            attainedAlpha: crossingProbability(rows, endingAt: limits.informationMax))
    }

    fileprivate func crossingProbability(_ rows: [InformationLimit], endingAt end: Double) -> Double {
        var paths = PoissonPaths(relativeRate: 1)
        var crossing = 0.0
        for row in rows {
            crossing += paths.watch(until: min(row.information, end), bound: row.events).probability
            guard row.information < end else { break }
        }
        return crossing
    }
}

// SPDX-License-Identifier: Apache-2.0

/// A limit of a TITE boundary: so many events stop while the effective sample size is at most so large.
package struct TITELimit: Hashable, Sendable {
    /// The number of events.
    package let events: Int
    /// The largest effective sample size at which so many events stop.
    package let effectiveSizeMax: Double

    /// A limit at an event count.
    package init(events: Int, effectiveSizeMax: Double) {
        self.events = events
        self.effectiveSizeMax = effectiveSizeMax
    }
}

/// A stopping boundary in events against the effective sample size, in which a subject still observed counts in part.
///
/// An event then counts at once and a subject without one bit by bit, so that subjects under observation neither wait
/// nor tip the balance (Cheung YK, Chappell R, Biometrics 2000;56:1177, for the weights; TITE-Safety, Martens MJ et
/// al., for the boundary).
package struct TITEBoundary: Hashable, Sendable {
    /// The binary boundary whose curve is followed; for Pocock's method that of Wang-Tsiatis with Δ = 1/2.
    package let binary: CalibratedBoundary
    /// The limits, with rising events and sizes; the last stands at the horizon N.
    package let limits: [TITELimit]
    /// The smallest effective sample size that is looked at.
    package let firstLook: Int
}

extension BinaryDesign {
    /// The TITE boundary: between its looks, the design's curve at effective sample sizes that are not whole.
    ///
    /// The curve is that of the loosest threshold that keeps within alpha when every subject is evaluable, so whole
    /// sizes give the bounds of the binary design. Pocock's method uses its normal score, which bends smoothly.
    ///
    /// - Throws: `DesignError` naming `method` for Chen-Chaloner or where a bound of the curve falls, `looks` if they
    ///   leave out subjects after the first look, or what `calibrated()` throws.
    package func titeCalibrated() throws(DesignError) -> TITEBoundary {
        let binary = try titeDesign().calibrated()
        return try titeBoundary(following: binary, threshold: binary.looserScore ?? binary.scoreThreshold)
    }

    /// The TITE boundary on which the method's score equals a given value, whatever type I error that spends.
    ///
    /// A score has to exceed the value, by more than ties may differ. For Pocock's method it is a value of its normal
    /// score, for a posterior −log of its complement.
    ///
    /// - Throws: `DesignError` naming `method`, `looks` or, if nothing stops at the threshold, `level`.
    package func titeBoundary(threshold: Double) throws(DesignError) -> TITEBoundary {
        let stopping = threshold + 3 * ScoreTable.tieTolerance * max(1, abs(threshold))
        return try titeBoundary(following: titeDesign().boundary(threshold: stopping), threshold: threshold)
    }

    private func titeBoundary(
        following binary: CalibratedBoundary, threshold: Double
    ) throws(DesignError) -> TITEBoundary {
        guard let first = looks.subjects.first, looks.subjects.count == looks.last - first + 1 else {
            throw DesignError(
                argument: .looks, found: "groups of subjects",
                allowed: "every number from the first look to the last, for effective sizes are watched continuously")
        }
        let curve = binary.design.method.score(nullProbability: nullProbability, subjectsMax: looks.last)
        let stopping = zip(looks.subjects, binary.boundary.bounds).filter { $0 >= $1 }.map(\.1)
        guard let fewest = stopping.first, let most = stopping.last else {
            throw DesignError(argument: .level, found: "\(threshold)", allowed: "a threshold at which some look stops")
        }
        guard zip(stopping, stopping.dropFirst()).allSatisfy({ $0 <= $1 }) else {
            throw DesignError(
                argument: .method, found: "\(method.name) with a bound that falls as subjects are added",
                allowed: "a smaller exponent or alpha, with which none does")
        }
        let horizon = Double(looks.last)
        let limits = (fewest..<most).map { events in
            let size = Self.size(events: Double(events), horizon: horizon, curve: curve, threshold: threshold)
            return TITELimit(events: events, effectiveSizeMax: size)
        }
        return TITEBoundary(
            binary: binary, limits: limits + [TITELimit(events: most, effectiveSizeMax: horizon)], firstLook: first)
    }

    private func titeDesign() throws(DesignError) -> BinaryDesign {
        switch method {
        case .pocock:
            return try BinaryDesign(
                method: .wangTsiatis(delta: 0.5), looks: looks, nullProbability: nullProbability, alpha: alpha)
        case .chenChaloner:
            throw DesignError(
                argument: .method, found: method.name,
                allowed: "any other binary method, for two criteria have no single curve")
        default:
            return self
        }
    }

    /// The largest size at which the score of so many events is above the threshold.
    ///
    /// The threshold is a score that does not stop. Where the curve meets it at a whole size, the limit stays short of
    /// that size by more than the rounding of a sum of weights.
    private static func size(
        events: Double, horizon: Double, curve: any BinaryScore, threshold: Double
    ) -> Double {
        let excess = { (size: Double) in curve.score(events: events, subjects: size) - threshold }
        let size = excess(horizon) > 0 ? horizon : Root.bracket(near: events, far: horizon, of: excess).near
        return size * (1 - 1e-9)
    }
}

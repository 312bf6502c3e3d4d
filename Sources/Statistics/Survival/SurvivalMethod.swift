// SPDX-License-Identifier: Apache-2.0

/// A method of monitoring the rate of events per time under observation.
///
/// Every method is one rule, "stop if the D-th event happens at a total exposure of at most u(D)". With the rate λ0
/// that is acceptable, U the exposure and c the threshold, each stops when its condition holds.
package enum SurvivalMethod: Hashable, Sendable {
    /// D ≥ λ0 U + c √(λ0 U).
    case pocock

    /// D ≥ λ0 U + c √(λ0 Umax).
    case obrienFleming

    /// D ≥ λ0 U + c √λ0 Umax^(1/2 − Δ) U^Δ, from O'Brien-Fleming (0) to Pocock (1/2).
    case wangTsiatis(delta: Double)

    /// P(λ > λ0 | D, U) ≥ c, the rate having a gamma prior.
    ///
    /// Without a rate parameter the prior has its mean at λ0.
    case gammaPoisson(shape: Double, rate: Double?)

    /// D ln(λ1/λ0) − (λ1 − λ0) U ≥ c, with λ1 the rate of the probability to be detected.
    case sprt(alternativeProbability: Double)

    /// D ln(D/(λ0 U)) − (D − λ0 U) ≥ c, where D is above λ0 U.
    ///
    /// Kulldorff M et al., Sequential Analysis 2011;30:58.
    case maxSPRT

    /// The method's name as a configuration or a command line spells it.
    package var name: String {
        switch self {
        case .pocock: "pocock"
        case .obrienFleming: "obf"
        case .wangTsiatis: "wang-tsiatis"
        case .gammaPoisson: "gamma-poisson"
        case .sprt: "sprt"
        case .maxSPRT: "maxsprt"
        }
    }

    /// Checks what the method itself is given.
    ///
    /// - Throws: `DesignError` naming `delta`, `p1` or `prior`.
    func check(nullProbability: Double) throws(DesignError) {
        switch self {
        case .pocock, .obrienFleming, .maxSPRT:
            break
        case .wangTsiatis(let delta):
            try DesignError.requireDelta(delta, upTo: 0.5)
        case .sprt(let alternative):
            try DesignError.requireAlternative(alternative, above: nullProbability)
        case .gammaPoisson(let shape, let rate):
            try DesignError.requirePositive(shape, .prior)
            if let rate { try DesignError.requirePositive(rate, .prior) }
        }
    }
}

// SPDX-License-Identifier: Apache-2.0

/// A method of monitoring the proportion of subjects with an event.
///
/// Every method is one rule, "stop as soon as the score of (events, subjects) reaches a threshold"; the methods
/// differ in their score alone.
package enum BinaryMethod: Hashable, Sendable {
    /// The same one-sided exact binomial p-value is asked for at each look.
    ///
    /// Pocock SJ, Biometrika 1977;64:191, in the exact form of Ivanova A, Qaqish BF, Schell MJ,
    /// Biometrics 2005;61:540.
    case pocock

    /// The same excess of events over the expected number is asked for at each look, which is strict early on.
    ///
    /// O'Brien PC, Fleming TR, Biometrics 1979;35:549.
    case obrienFleming

    /// The excess asked for grows with the subjects to the power Δ, from O'Brien-Fleming (0) to Pocock's normal
    /// score (1/2).
    ///
    /// Wang SK, Tsiatis AA, Biometrics 1987;43:193.
    case wangTsiatis(delta: Double)

    /// The same posterior probability that p exceeds p0 is asked for at each look.
    ///
    /// Geller NL et al., in "Advances in Clinical Trial Biostatistics", 2003.
    case betaBinomial(BetaPrior)

    /// As `betaBinomial`, and only where the posterior probability that p exceeds p1 is above ν too.
    ///
    /// Chen C, Chaloner K, Stat Med 2006;25:2956.
    case chenChaloner(BetaPrior, alternativeProbability: Double, posteriorAbove: Double)

    /// The likelihood ratio of p1 against p0, for rejection only and truncated at the horizon.
    ///
    /// Wald A, Ann Math Stat 1945;16:117.
    case sprt(alternativeProbability: Double)

    /// The likelihood ratio of the proportion seen against p0, where it is above p0.
    ///
    /// Kulldorff M et al., Sequential Analysis 2011;30:58.
    case maxSPRT

    /// The exact p-value asked for grows from look to look: its normal quantile is that of the last look divided by
    /// (n/N)^δ, so δ = 0 is Pocock's method.
    ///
    /// With a large δ, few subjects and a small p0 an early bound can exceed a later one, as in the package.
    /// Ivanova A, Qaqish BF, Schell MJ, Biometrics 2005;61:540, as `toxbdry` of the R package clinfun offers it.
    case powerFamily(delta: Double)

    /// The method's name as a configuration or a command line spells it.
    package var name: String {
        switch self {
        case .pocock: "pocock"
        case .obrienFleming: "obf"
        case .wangTsiatis: "wang-tsiatis"
        case .betaBinomial: "beta-binomial"
        case .chenChaloner: "chen-chaloner"
        case .sprt: "sprt"
        case .maxSPRT: "maxsprt"
        case .powerFamily: "power-family"
        }
    }

    /// The method's score under the acceptable event probability, for at most the given number of subjects.
    func score(nullProbability: Double, subjectsMax: Int) -> any BinaryScore {
        let horizon = Double(subjectsMax)
        switch self {
        case .pocock:
            return ExactTailScore(nullProbability: nullProbability)
        case .obrienFleming:
            return ExcessScore(nullProbability: nullProbability, horizon: horizon, delta: 0)
        case .wangTsiatis(let delta):
            return ExcessScore(nullProbability: nullProbability, horizon: horizon, delta: delta)
        case .betaBinomial(let prior):
            return PosteriorScore(prior: prior, nullProbability: nullProbability, second: nil)
        case .chenChaloner(let prior, let alternative, let nu):
            return PosteriorScore(
                prior: prior, nullProbability: nullProbability, second: (probability: alternative, above: nu))
        case .sprt(let alternative):
            return LikelihoodRatioScore(nullProbability: nullProbability, alternativeProbability: alternative)
        case .maxSPRT:
            return MaximumLikelihoodRatioScore(nullProbability: nullProbability)
        case .powerFamily(let delta):
            return PowerFamilyScore(nullProbability: nullProbability, horizon: horizon, delta: delta)
        }
    }

    /// Checks what the method itself is given.
    ///
    /// - Throws: `DesignError` naming `delta`, `p1` or `nu`.
    func check(nullProbability: Double) throws(DesignError) {
        switch self {
        case .pocock, .obrienFleming, .betaBinomial, .maxSPRT:
            break
        case .wangTsiatis(let delta):
            try DesignError.requireDelta(delta, upTo: 0.5)
        case .powerFamily(let delta):
            try DesignError.requireDelta(delta, upTo: 1)
        case .sprt(let alternative):
            try DesignError.requireAlternative(alternative, above: nullProbability)
        case .chenChaloner(_, let alternative, let nu):
            _ = try DesignError.requireOpenUnit(alternative, .alternativeProbability)
            guard nu >= 0, nu < 1 else {
                throw DesignError(argument: .nu, found: "\(nu)", allowed: "0 or more and below 1")
            }
        }
    }
}

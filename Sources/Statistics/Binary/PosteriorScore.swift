// SPDX-License-Identifier: Apache-2.0

/// The score of the beta-binomial method: −log(1 − P(p > p0 | y, n)).
///
/// With a second criterion it is Chen-Chaloner's: where that fails, nothing stops, whatever the threshold.
struct PosteriorScore: BinaryScore {
    let prior: BetaPrior
    let nullProbability: Double
    /// P(p > probability | y, n) has to be above a value, strictly.
    let second: (probability: Double, above: Double)?

    func score(events: Double, subjects: Double) -> Double {
        let a = prior.a + events
        let b = prior.b + subjects - events
        if let second, SpecialFunctions.betaUpperTail(a: a, b: b, x: second.probability) <= second.above {
            return -.infinity
        }
        return negativeLog(SpecialFunctions.betaLowerTail(a: a, b: b, x: nullProbability))
    }
}

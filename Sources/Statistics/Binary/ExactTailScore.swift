// SPDX-License-Identifier: Apache-2.0

import Foundation

/// The score of Pocock's method: −log P(Bin(n, p0) ≥ y).
struct ExactTailScore: BinaryScore {
    let nullProbability: Double

    func score(events: Double, subjects: Double) -> Double {
        negativeLog(SpecialFunctions.betaLowerTail(a: events, b: subjects - events + 1, x: nullProbability))
    }
}

/// The score of the power family: −(n/N)^δ times the normal quantile of P(Bin(n, p0) ≥ y).
struct PowerFamilyScore: BinaryScore {
    let nullProbability: Double
    let horizon: Double
    let delta: Double

    func score(events: Double, subjects: Double) -> Double {
        pow(subjects / horizon, delta) * standardised(events: events, subjects: subjects)
    }

    /// The quantile from the smaller tail, where it is exact.
    private func standardised(events: Double, subjects: Double) -> Double {
        let failures = subjects - events + 1
        let upper = SpecialFunctions.betaLowerTail(a: events, b: failures, x: nullProbability)
        if upper < 0.5 { return -SpecialFunctions.normalQuantile(max(upper, .leastNormalMagnitude)) }
        let lower = SpecialFunctions.betaUpperTail(a: events, b: failures, x: nullProbability)
        return SpecialFunctions.normalQuantile(max(lower, .leastNormalMagnitude))
    }
}

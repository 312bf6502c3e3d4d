// SPDX-License-Identifier: Apache-2.0

import Foundation

/// The score of O'Brien-Fleming (Δ = 0) and of Wang-Tsiatis: (y − n p0) / (√(n p0 q0) (n/N)^(Δ − 1/2)).
struct ExcessScore: BinaryScore {
    private let nullProbability: Double
    private let horizon: Double
    private let exponent: Double
    /// √(N p0 q0), the standard deviation at the horizon.
    private let scale: Double

    init(nullProbability: Double, horizon: Double, delta: Double) {
        self.nullProbability = nullProbability
        self.horizon = horizon
        exponent = delta
        scale = (horizon * nullProbability * (1 - nullProbability)).squareRoot()
    }

    func score(events: Double, subjects: Double) -> Double {
        let excess = (events - subjects * nullProbability) / scale
        return exponent == 0 ? excess : excess / pow(subjects / horizon, exponent)
    }
}

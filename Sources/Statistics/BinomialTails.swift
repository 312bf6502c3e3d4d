// SPDX-License-Identifier: Apache-2.0

import Foundation

/// Upper tails P(Bin(n, p) ≥ y) on the logarithmic scale, for all y of one n at once.
///
/// The terms are added from the far end inwards, so a tail is a sum of positive terms and never 1 minus something:
/// it stays exact where the probability itself would underflow. The absolute error of the logarithm, which is the
/// relative error of the tail, stays below 1e-11 for n ≤ 2000; it comes from log n!, whose size is lost in the
/// difference of three of them.
struct BinomialTails: Sendable {
    private let logProbability: Double
    private let logComplement: Double
    private let logFactorials: [Double]

    /// Prepares tails for 0 < `probability` < 1 and at most `trialsMax` trials.
    init(probability: Double, trialsMax: Int) {
        logProbability = log(probability)
        logComplement = log1p(-probability)
        logFactorials = Self.logFactorials(upTo: trialsMax)
    }

    /// log P(Bin(n, p) ≥ y) for y = 0, 1, … n, with n = `trials`; never rising.
    func logUpperTails(trials: Int) -> [Double] {
        var tails = [Double](repeating: 0, count: trials + 1)
        var tail = -Double.infinity
        for successes in stride(from: trials, through: 1, by: -1) {
            let term = logTerm(successes: successes, trials: trials)
            let larger = max(tail, term)
            tail = min(0, larger + log1p(exp(min(tail, term) - larger)))
            tails[successes] = tail
        }
        return tails
    }

    /// log P(Bin(n, p) = y).
    private func logTerm(successes: Int, trials: Int) -> Double {
        let failures = trials - successes
        let logCoefficient = logFactorials[trials] - logFactorials[successes] - logFactorials[failures]
        return logCoefficient + Double(successes) * logProbability + Double(failures) * logComplement
    }

    /// log 0!, log 1!, … by compensated summation, which keeps each within its last place.
    private static func logFactorials(upTo largest: Int) -> [Double] {
        var factorials = [0.0]
        var sum = 0.0
        var lost = 0.0
        for number in 1...max(1, largest) {
            let addend = log(Double(number)) - lost
            let next = sum + addend
            lost = (next - sum) - addend
            sum = next
            factorials.append(sum)
        }
        return factorials
    }
}

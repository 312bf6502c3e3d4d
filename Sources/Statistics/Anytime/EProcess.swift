// SPDX-License-Identifier: Apache-2.0

import Foundation

/// Evidence against "the event probability is at most p0" that may be looked at, and acted on, at any time.
///
/// It is the average likelihood ratio against p0 under a beta prior cut to p > p0: a supermartingale whenever p ≤ p0,
/// so it ever reaches 1/α with a probability of at most α, whatever the looks and however many subjects come
/// (Ville's inequality). No horizon is needed; the price is power against a boundary with one.
package struct EProcess: Hashable, Sendable {
    /// The prior that weighs the probabilities above p0.
    package let prior: BetaPrior
    /// The event probability p0 that is acceptable.
    package let nullProbability: Double
    /// The probability α of ever crossing when p ≤ p0.
    package let alpha: Double

    /// A process whose arguments have been checked.
    ///
    /// - Throws: `DesignError` naming `p0` or `alpha`, or `prior` if it believes no p above p0 possible.
    package init(prior: BetaPrior, nullProbability: Double, alpha: Double) throws(DesignError) {
        self.nullProbability = try DesignError.requireOpenUnit(nullProbability, .nullProbability)
        self.alpha = try DesignError.requireOpenUnit(alpha, .alpha)
        guard SpecialFunctions.betaUpperTail(a: prior.a, b: prior.b, x: nullProbability) > 1e-100 else {
            throw DesignError(
                argument: .prior, found: "\(prior.a),\(prior.b)",
                allowed: "parameters that leave a probability above p0, which is \(nullProbability)")
        }
        self.prior = prior
    }

    /// The natural logarithm of the e-value.
    package func logValue(_ tally: Tally) -> Double {
        guard tally.subjects > 0 else { return 0 }
        return logValue(events: Double(tally.events), others: Double(tally.subjects - tally.events))
    }

    /// The fewest further events, each in a subject more, with which the evidence reaches 1/α; 0 if it has.
    package func eventsToBoundary(_ tally: Tally) -> Int {
        let (events, others) = (Double(tally.events), Double(tally.subjects - tally.events))
        var further = 0
        // Each event multiplies the evidence by a factor that approaches 1/p0, so an end comes.
        while logValue(events: events + Double(further), others: others) < threshold { further += 1 }
        return further
    }

    private var threshold: Double { -log(alpha) * (1 - 1e-12) }

    fileprivate func logValue(events: Double, others: Double) -> Double {
        let null = events * log(nullProbability) + others * log1p(-nullProbability)
        return logMassAbove(a: prior.a + events, b: prior.b + others) - logMassAbove(a: prior.a, b: prior.b) - null
    }

    /// The e-value: how many times more probable the tally is under the prior above p0 than under p0.
    ///
    /// It is infinite where it exceeds the range of doubles.
    package func value(_ tally: Tally) -> Double { exp(logValue(tally)) }

    /// Whether the e-value has reached 1/α.
    package func isCrossed(by tally: Tally) -> Bool { logValue(tally) >= threshold }

    /// The process as bounds on the events after each subject up to a number of subjects.
    ///
    /// Its operating characteristics are those of an arm that ends there.
    ///
    /// - Throws: `DesignError` naming `looks` if the number is not within 1 to `Looks.subjectsMax`.
    package func boundary(through subjects: Int) throws(DesignError) -> BinaryBoundary {
        let looks = try Looks(everySubjectFrom: 1, through: subjects)
        let table = ScoreTable(looks: looks.subjects, score: EvidenceScore(process: self))
        return BinaryBoundary(looks: looks, checkedBounds: table.bounds(threshold: -log(alpha)))
    }

    /// The logarithm of the integral of p^(a−1) (1 − p)^(b−1) over p above p0.
    private func logMassAbove(a: Double, b: Double) -> Double {
        let tail = SpecialFunctions.betaUpperTail(a: a, b: b, x: nullProbability)
        if tail > .leastNormalMagnitude { return SpecialFunctions.logBeta(a: a, b: b) + log(tail) }
        // So far below p0 the integrand falls like an exponential from p0 on. The e-value is below 1 there, so the
        // relative error of this, about 1/(a + b), decides nothing.
        let slope = (b - 1) / (1 - nullProbability) - (a - 1) / nullProbability
        return (a - 1) * log(nullProbability) + (b - 1) * log1p(-nullProbability) - log(slope)
    }
}

/// The logarithm of the e-value as a score.
private struct EvidenceScore: BinaryScore {
    let process: EProcess

    func score(events: Double, subjects: Double) -> Double {
        process.logValue(events: events, others: subjects - events)
    }
}

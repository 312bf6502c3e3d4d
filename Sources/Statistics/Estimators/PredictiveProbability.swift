// SPDX-License-Identifier: Apache-2.0

import Foundation

extension BinaryBoundary {
    /// The probability that an arm that has not yet crossed ever will, averaged over what is believed of p by now.
    ///
    /// Subjects to come have the event with the probability that the prior and all subjects before them give; looks
    /// up to the present one are past.
    ///
    /// - Throws: `DesignError` naming `subjects` if the tally has more than the horizon.
    package func predictiveProbabilityOfCrossing(
        from tally: Tally, prior: BetaPrior
    ) throws(DesignError) -> Double {
        try DesignError.requireSubjects(tally.subjects, within: 0...looks.last)
        var paths = ContinuingPaths(events: tally.events, subjectsMax: looks.last)
        var subjects = tally.subjects
        var crossing = 0.0
        for look in looks.index(atOrAfter: tally.subjects + 1)..<bounds.count {
            while subjects < looks.subjects[look] {
                let believed = prior.a + prior.b + Double(subjects)
                paths.add { (prior.a + Double($0)) / believed }
                subjects += 1
            }
            crossing += paths.stop(from: bounds[look])
        }
        return min(1, crossing)
    }
}

extension BetaPrior {
    /// The probability that, once a number of subjects are evaluable, P(p > p0) will be above a value.
    ///
    /// - Throws: `DesignError` naming `subjects` if there are already more, `p0` or `level` if it is no probability.
    package func predictiveProbability(
        thatPosteriorOf nullProbability: Double, exceeds theta: Double, atSubjects subjects: Int, from tally: Tally
    ) throws(DesignError) -> Double {
        try DesignError.requireOpenUnit(nullProbability, .nullProbability)
        try DesignError.requireOpenUnit(theta, .level)
        guard subjects >= tally.subjects else {
            throw DesignError(argument: .subjects, found: "\(subjects)", allowed: "\(tally.subjects) or more")
        }
        let toCome = subjects - tally.subjects
        let now = BetaPosterior(prior: self, tally: tally)
        let whole = SpecialFunctions.logBeta(a: now.a, b: now.b)
        var probability = 0.0
        for further in 0...toCome {
            let (a, b) = (now.a + Double(further), now.b + Double(toCome - further))
            guard SpecialFunctions.betaUpperTail(a: a, b: b, x: nullProbability) > theta else { continue }
            // The binomial coefficient is 1/((n + 1) B(k + 1, n − k + 1)).
            let chosen = SpecialFunctions.logBeta(a: Double(further + 1), b: Double(toCome - further + 1))
            probability += exp(
                SpecialFunctions.logBeta(a: a, b: b) - whole - chosen - log(Double(toCome + 1)))
        }
        return min(1, probability)
    }
}

extension BinaryBoundary {
    /// The boundary of a rule that was never calibrated: stop where P(p > p0) is above θ.
    ///
    /// Its operating characteristics at p0 tell the type I error that θ stands for.
    ///
    /// - Throws: `DesignError` naming `p0` or `level` if it is no probability.
    package init(
        looks: Looks, prior: BetaPrior, nullProbability: Double, posteriorAbove theta: Double
    ) throws(DesignError) {
        try DesignError.requireOpenUnit(nullProbability, .nullProbability)
        try DesignError.requireOpenUnit(theta, .level)
        self.init(
            looks: looks,
            checkedBounds: looks.subjects.map { subjects in
                (1..<subjects + 1).firstSortedIndex { events in
                    SpecialFunctions.betaUpperTail(
                        a: prior.a + Double(events), b: prior.b + Double(subjects - events), x: nullProbability)
                        > theta
                }
            })
    }
}

/// The probability that at least one of several rules crosses although all their event probabilities are acceptable.
package enum FamilyWiseError {
    /// The sum of the rules' type I errors, at most 1: a bound whatever the rules have in common.
    package static func bound(_ typeIErrors: [Double]) -> Double {
        min(1, typeIErrors.reduce(0, +))
    }

    /// The probability if the rules were independent.
    package static func ifIndependent(_ typeIErrors: [Double]) -> Double {
        -expm1(typeIErrors.reduce(0) { $0 + log1p(-min(1, $1)) })
    }
}

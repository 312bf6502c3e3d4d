// SPDX-License-Identifier: Apache-2.0

/// What is believed of an event probability after events among subjects: a beta distribution.
package struct BetaPosterior: Hashable, Sendable {
    /// The first parameter: the prior's and the events.
    package let a: Double
    /// The second parameter: the prior's and the subjects without an event.
    package let b: Double

    /// The posterior of a tally.
    package init(prior: BetaPrior, tally: Tally) {
        a = prior.a + Double(tally.events)
        b = prior.b + Double(tally.subjects - tally.events)
    }

    /// The posterior of a tally in which subjects still observed count in part.
    package init(prior: BetaPrior, tally: EffectiveTally) {
        a = prior.a + Double(tally.events)
        b = prior.b + max(0, tally.effectiveSize - Double(tally.events))
    }

    /// The mean.
    package var mean: Double { a / (a + b) }

    /// The probability that the event probability is above a value.
    ///
    /// - Throws: `DesignError` naming `p` if the value is not within 0 to 1.
    package func probability(above value: Double) throws(DesignError) -> Double {
        guard (0...1).contains(value) else {
            throw DesignError(argument: .eventProbability, found: "\(value)", allowed: "0 to 1")
        }
        return SpecialFunctions.betaUpperTail(a: a, b: b, x: value)
    }

    /// The value below which the event probability is with a given probability.
    ///
    /// - Throws: `DesignError` naming `level` if the probability is not above 0 and below 1.
    package func quantile(_ probability: Double) throws(DesignError) -> Double {
        try DesignError.requireOpenUnit(probability, .level)
        return SpecialFunctions.betaQuantile(a: a, b: b, probability: probability)
    }
}

/// What is believed of an event rate after events in an exposure: a gamma distribution.
package struct GammaPosterior: Hashable, Sendable {
    /// The shape: the prior's and the events.
    package let shape: Double
    /// The rate parameter, a time: the prior's and the exposure.
    package let rate: Double

    /// The posterior of events in an exposure.
    ///
    /// - Throws: `DesignError` naming `prior`, `events` or `exposure`.
    package init(
        priorShape: Double, priorRate: Double, events: Int, exposure: Double
    ) throws(DesignError) {
        try DesignError.requirePositive(priorShape, .prior)
        try DesignError.requirePositive(priorRate, .prior)
        try requireEvents(events)
        try requireExposure(exposure)
        shape = priorShape + Double(events)
        rate = priorRate + exposure
    }

    /// The mean event rate.
    package var mean: Double { shape / rate }

    /// The probability that the event rate is above a value.
    ///
    /// - Throws: `DesignError` naming `p` if the value is negative or not a number.
    package func probability(above value: Double) throws(DesignError) -> Double {
        guard value >= 0, value.isFinite else {
            throw DesignError(argument: .eventProbability, found: "\(value)", allowed: "0 or more, and finite")
        }
        return SpecialFunctions.gammaUpperTail(shape: shape, x: rate * value)
    }

    /// The value below which the event rate is with a given probability.
    ///
    /// - Throws: `DesignError` naming `level` if the probability is not above 0 and below 1.
    package func quantile(_ probability: Double) throws(DesignError) -> Double {
        try DesignError.requireOpenUnit(probability, .level)
        return SpecialFunctions.gammaQuantile(shape: shape, probability: probability) / rate
    }
}

// SPDX-License-Identifier: Apache-2.0

/// Events per time under observation, with exact Poisson limits.
package struct IncidenceRate: Hashable, Sendable {
    /// Events per unit of exposure.
    package let rate: Double
    /// The limits of Garwood F, Biometrika 1936;28:437; the lower one is 0 without an event.
    package let interval: Interval

    /// The exposure-adjusted incidence of first events.
    ///
    /// - Parameter exposure: the sum over subjects of the time until the event or the end of being at risk.
    /// - Throws: `DesignError` naming `events` or `exposure` if negative.
    package static func estimate(
        events: Int, exposure: Double, level: ConfidenceLevel
    ) throws(DesignError) -> Estimate<IncidenceRate> {
        try requireEvents(events)
        try requireExposure(exposure)
        guard exposure > 0 else { return .notEstimable(.noExposure) }
        let count = Double(events)
        let lower = events == 0 ? 0 : SpecialFunctions.gammaQuantile(shape: count, probability: level.tail)
        let upper = SpecialFunctions.gammaUpperQuantile(shape: count + 1, probability: level.tail)
        return .estimated(
            IncidenceRate(
                rate: count / exposure, interval: Interval(lower: lower / exposure, upper: upper / exposure)))
    }
}

/// The ratio of two incidence rates, with exact limits given the sum of the events.
///
/// Where subjects were not randomised to the groups it describes, and tests nothing.
package struct RateRatio: Hashable, Sendable {
    /// The rate of the first group over that of the reference group.
    package let ratio: Estimate<Double>
    /// The lower limit; 0 if the first group has no event.
    package let lower: Double
    /// The upper limit; not estimable if the reference group has no event.
    package let upper: Estimate<Double>
    /// The two-sided exact p-value of a ratio of 1: the counts that are no more probable than those seen.
    package let pValue: Double

    /// Compares a group with a reference group.
    ///
    /// - Throws: `DesignError` naming `events` or `exposure` if negative.
    package static func estimate(
        events: Int, exposure: Double, referenceEvents: Int, referenceExposure: Double, level: ConfidenceLevel
    ) throws(DesignError) -> Estimate<RateRatio> {
        for count in [events, referenceEvents] { try requireEvents(count) }
        for time in [exposure, referenceExposure] { try requireExposure(time) }
        guard exposure > 0, referenceExposure > 0 else { return .notEstimable(.noExposure) }
        let sum = events + referenceEvents
        guard sum > 0 else { return .notEstimable(.noEvents) }
        let share = Proportion.clopperPearson(events: events, subjects: sum, level: level)
        let scale = referenceExposure / exposure
        func unlessNoReference(_ value: Double) -> Estimate<Double> {
            referenceEvents > 0 ? .estimated(value) : .notEstimable(.noEventsInReference)
        }
        return .estimated(
            RateRatio(
                ratio: unlessNoReference(Double(events) / Double(referenceEvents) * scale),
                lower: share.lower / (1 - share.lower) * scale,
                upper: unlessNoReference(share.upper / (1 - share.upper) * scale),
                pValue: ExactTest.binomial(
                    events: events, trials: sum, probability: exposure / (exposure + referenceExposure))))
    }
}

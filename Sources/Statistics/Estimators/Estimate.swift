// SPDX-License-Identifier: Apache-2.0

/// A value estimated from observations, or the reason why they do not determine one.
package enum Estimate<Value: Hashable & Sendable>: Hashable, Sendable {
    /// The value; finite, never NaN.
    case estimated(Value)
    /// The observations determine no value.
    case notEstimable(NotEstimable)

    /// The value, if there is one.
    package var value: Value? {
        if case .estimated(let value) = self { return value }
        return nil
    }
}

/// Why observations determine no value.
package enum NotEstimable: String, Hashable, Sendable {
    /// There is no subject.
    case noSubjects = "no subjects"
    /// There is no time under observation.
    case noExposure = "no exposure"
    /// There is no event, or none in any group compared.
    case noEvents = "no events"
    /// The group compared with has no event, so the ratio to it has no upper end.
    case noEventsInReference = "no events in the reference group"
    /// Nobody is left under observation at the time asked for.
    case beyondFollowUp = "beyond follow-up"
    /// Everybody had the event, which leaves nothing to measure a spread by.
    case nobodyLeft = "nobody left without the event"
    /// There are fewer subjects than the score asks for.
    case tooFewSubjects = "too few subjects"
    /// There is less time under observation than the score asks for.
    case tooLittleExposure = "too little exposure"
    /// More events than subjects were counted, so a proportion of subjects is not defined.
    case moreEventsThanSubjects = "more events than subjects"
}

/// A confidence or credible interval.
package struct Interval: Hashable, Sendable {
    /// The lower limit.
    package let lower: Double
    /// The upper limit.
    package let upper: Double

    /// An interval between two limits.
    package init(lower: Double, upper: Double) {
        self.lower = lower
        self.upper = upper
    }
}

/// The confidence level of a two-sided interval.
package struct ConfidenceLevel: Hashable, Sendable {
    /// The level, for example 0.95.
    package let level: Double

    /// A level above 0 and below 1.
    ///
    /// - Throws: `DesignError` naming `level`.
    package init(_ level: Double) throws(DesignError) {
        self.level = try DesignError.requireOpenUnit(level, .level)
    }

    private init(checked level: Double) { self.level = level }

    /// 95 %.
    package static let ninetyFive = ConfidenceLevel(checked: 0.95)

    /// The probability left out at each side.
    var tail: Double { (1 - level) / 2 }

    /// The normal quantile z of the upper side.
    var deviate: Double { -SpecialFunctions.normalQuantile(tail) }
}

/// Checks that a count of events is not negative.
func requireEvents(_ events: Int) throws(DesignError) {
    guard events >= 0 else {
        throw DesignError(argument: .events, found: "\(events)", allowed: "0 or more")
    }
}

/// Checks that a time under observation is finite and not negative.
func requireExposure(_ exposure: Double) throws(DesignError) {
    guard exposure >= 0, exposure.isFinite else {
        throw DesignError(argument: .exposure, found: "\(exposure)", allowed: "0 or more, and finite")
    }
}

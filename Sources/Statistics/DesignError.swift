// SPDX-License-Identifier: Apache-2.0

/// An argument of a statistical design that no result can be computed from.
///
/// It names the argument, what was found, and the range that would be accepted, so that the reader of a
/// configuration or of a command line can correct it without reading the source.
package struct DesignError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The argument, in the words of the statistical literature.
    package enum Argument: String, Hashable, Sendable {
        /// The method of monitoring.
        case method
        /// How subjects still under observation count.
        case counting
        /// The numbers of evaluable subjects at which the boundary is looked at.
        case looks
        /// The event probability p0 that is acceptable.
        case nullProbability = "p0"
        /// The event probability p1 that is to be detected.
        case alternativeProbability = "p1"
        /// The event probability that a design of the power family is to detect.
        case highProbability = "p-hi"
        /// The crossing probability wanted at p0.
        case crossingAtNull = "cross-lo"
        /// The crossing probability wanted at the probability to be detected.
        case crossingAtHigh = "cross-hi"
        /// The type I error that the design may spend.
        case alpha
        /// The exponent Δ or δ of a family of boundaries.
        case delta
        /// The parameters of a prior distribution.
        case prior
        /// The posterior probability ν of Chen-Chaloner's second criterion.
        case nu
        /// The stopping bounds, one for each look.
        case bounds
        /// The assumed true event probability p.
        case eventProbability = "p"
        /// The assumed probability of an event that rules the monitored one out.
        case competingProbability = "competing"
        /// The assumed exponent s of the time to an event.
        case shape
        /// The number of events.
        case events
        /// The number of subjects, in all or evaluable.
        case subjects
        /// The number of subjects weighted by their follow-up.
        case effectiveSize = "effective size"
        /// The total time under observation.
        case exposure
        /// The time τ for which each subject is observed.
        case window = "tau"
        /// The time A over which subjects enter.
        case accrual
        /// The expected number of events T, or exposure, at which monitoring ends.
        case informationEnd = "information end"
        /// The expected number of events before the first look.
        case firstLook = "first look"
        /// The smallest number of events that may stop.
        case eventsMin = "events min"
        /// The expected numbers of events between looks.
        case groups
        /// The relative rate assumed.
        case relativeRate = "relative rate"
        /// The number of simulated trials.
        case trials
        /// The confidence level of an interval, or a probability asked for.
        case level
        /// The tallies of an arm in the order in which they came about.
        case path
        /// The observations of subjects.
        case observations
    }

    /// The argument at fault.
    package let argument: Argument
    /// What was given, in words.
    package let found: String
    /// What would be accepted, in words.
    package let allowed: String

    /// The error in one line: argument, found, allowed.
    package var description: String {
        "\(argument.rawValue): found \(found); allowed is \(allowed)"
    }
}

extension DesignError {
    /// Returns the probability if it lies strictly between 0 and 1, which excludes NaN too.
    @discardableResult
    static func requireOpenUnit(_ probability: Double, _ argument: Argument) throws(DesignError) -> Double {
        guard probability > 0, probability < 1 else {
            throw DesignError(argument: argument, found: "\(probability)", allowed: "a number above 0 and below 1")
        }
        return probability
    }

    /// Returns the number if it is above 0 and finite.
    @discardableResult
    static func requirePositive(_ number: Double, _ argument: Argument) throws(DesignError) -> Double {
        guard number > 0, number.isFinite else {
            throw DesignError(argument: argument, found: "\(number)", allowed: "a finite number above 0")
        }
        return number
    }

    /// Checks the exponent of a family of boundaries.
    static func requireDelta(_ delta: Double, upTo largest: Double) throws(DesignError) {
        guard delta >= 0, delta <= largest else {
            throw DesignError(argument: .delta, found: "\(delta)", allowed: "0 to \(largest)")
        }
    }

    /// Checks that the probability to be detected is above the acceptable one.
    static func requireAlternative(
        _ alternative: Double, above nullProbability: Double
    ) throws(DesignError) {
        guard alternative > nullProbability, alternative < 1 else {
            throw DesignError(
                argument: .alternativeProbability, found: "\(alternative)",
                allowed: "above p0, which is \(nullProbability), and below 1")
        }
    }

    /// Checks a number of subjects.
    static func requireSubjects(_ subjects: Int, within range: ClosedRange<Int>) throws(DesignError) {
        guard range.contains(subjects) else {
            throw DesignError(
                argument: .subjects, found: "\(subjects)", allowed: "\(range.lowerBound) to \(range.upperBound)")
        }
    }
}

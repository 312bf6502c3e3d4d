// SPDX-License-Identifier: Apache-2.0

/// An argument of a statistical design that no result can be computed from.
///
/// It names the argument, what was found, and the range that would be accepted, so that the reader of a
/// configuration or of a command line can correct it without reading the source.
package struct DesignError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The argument, in the words of the statistical literature.
    package enum Argument: String, Hashable, Sendable {
        /// The numbers of evaluable subjects at which the boundary is looked at.
        case looks
        /// The event probability p0 that is acceptable.
        case nullProbability = "p0"
        /// The type I error that the design may spend.
        case alpha
        /// The stopping bounds, one for each look.
        case bounds
        /// The assumed true event probability p.
        case eventProbability = "p"
        /// The number of events.
        case events
        /// The number of evaluable subjects.
        case subjects
        /// The tallies of an arm in the order in which they came about.
        case path
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
    static func requireOpenUnit(_ probability: Double, _ argument: Argument) throws(DesignError) -> Double {
        guard probability > 0, probability < 1 else {
            throw DesignError(argument: argument, found: "\(probability)", allowed: "a number above 0 and below 1")
        }
        return probability
    }
}

// SPDX-License-Identifier: Apache-2.0

package import Statistics

/// A stopping boundary with what it was made from and what it does, as a statistician reads it.
package struct BoundarySheet: Hashable, Sendable {
    /// One argument of the design.
    package struct Argument: Hashable, Sendable {
        /// What is said of an argument.
        package enum Value: Hashable, Sendable {
            case text(String)
            case number(Double)
            case whole(Int)
            case numbers([Double])
        }

        /// The argument's name on the command line, with `_` for `-`.
        package var name: String
        /// What was asked for.
        package var value: Value

        /// An argument.
        package init(_ name: String, _ value: Value) {
            self.name = name
            self.value = value
        }
    }

    /// The boundary itself.
    package enum Rule: Hashable, Sendable {
        /// Stop at a look where the events reach its bound.
        case bounds(BinaryBoundary)
        /// Stop at so many events while the days under observation are at most so many.
        case followUp([Limit])
        /// Stop at so many events while the effective number of subjects is at most so large.
        ///
        /// The first look is at an effective number of `firstLook`.
        case effectiveSize([Limit], firstLook: Int)
        /// Stop at so many events while at most so many were expected at the acceptable rate.
        case expectedEvents([Limit])
    }

    /// An event count and the largest size at which it stops.
    package struct Limit: Hashable, Sendable {
        /// The events.
        package var events: Int
        /// The size, in the rule's unit.
        package var sizeMax: Double

        /// A limit.
        package init(events: Int, sizeMax: Double) {
            self.events = events
            self.sizeMax = sizeMax
        }
    }

    /// What the boundary does at a true event probability.
    package struct Characteristics: Hashable, Sendable {
        /// The true event probability.
        package var probability: Double
        /// What comes of it, by permanent names; one line has the same names as another.
        package var figures: [Figure]

        /// A figure and its name.
        package struct Figure: Hashable, Sendable {
            /// The permanent name, such as `reject_prob`.
            package var name: String
            /// The figure.
            package var value: Double

            /// A figure and its name.
            package init(name: String, value: Double) {
                self.name = name
                self.value = value
            }
        }

        /// Characteristics with their figures in order.
        package init(probability: Double, figures: [(String, Double)]) {
            self.probability = probability
            self.figures = figures.map { Figure(name: $0.0, value: $0.1) }
        }
    }

    /// The method and the way of counting, in words.
    package var title: String
    /// What was asked for, in the order of the command line.
    package var arguments: [Argument]
    /// The type I error that the boundary spends.
    package var attainedAlpha: Double
    /// The boundary.
    package var rule: Rule
    /// Operating characteristics, one line for each rate asked about.
    package var characteristics: [Characteristics]
    /// What the reader should know besides.
    package var remarks: [String]

    /// A sheet; see each property.
    package init(
        title: String, arguments: [Argument], attainedAlpha: Double, rule: Rule,
        characteristics: [Characteristics] = [], remarks: [String] = []
    ) {
        self.title = title
        self.arguments = arguments
        self.attainedAlpha = attainedAlpha
        self.rule = rule
        self.characteristics = characteristics
        self.remarks = remarks
    }
}

extension BoundarySheet.Rule {
    /// The limits by event count; of bounds at looks, the last subjects for which each holds.
    var limits: [BoundarySheet.Limit] {
        switch self {
        case .bounds(let boundary):
            boundary.stopRanges.map {
                BoundarySheet.Limit(events: $0.bound, sizeMax: Double($0.subjects.upperBound))
            }
        case .followUp(let limits), .effectiveSize(let limits, _), .expectedEvents(let limits): limits
        }
    }
}

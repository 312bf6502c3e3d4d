// SPDX-License-Identifier: Apache-2.0

/// One CTCAE term as numbers: the cuts of its grades, in the units the standard prints.
struct Criterion: Sendable {
    /// The term.
    var term: LabTerm
    /// The versions whose numbers these are.
    var versions: Versions
    /// The analytes it is graded from.
    var analytes: [Analyte]
    /// The units it is graded in, where an analyte's units belong to different terms; else all.
    var units: [LabUnit]?
    /// Whether the unit must be known although every cut is a multiple of the result's own limits: a count in per cent
    /// of the white cells carries the same test code as the absolute count.
    var needsUnit = false
    /// Whether the cuts are for adults only.
    var isForAdults = false
    /// The cuts; a result takes the highest grade of which one cut is met.
    var cuts: [Cut]
    /// The cuts that replace `cuts` where the baseline was above its own normal range; empty where the standard has
    /// none.
    var cutsIfBaselineHigh: [Cut] = []

    /// The versions that a criterion stands in.
    enum Versions: Sendable {
        /// v4.03, v5.0 and v6.0 alike.
        case all
        case v4_03
        case v5_0
        case v6_0
        case v4_03AndV5_0
        case v5_0AndV6_0

        /// Whether a version is among them.
        func include(_ version: CTCAEVersion) -> Bool {
            switch (self, version) {
            case (.all, _), (.v4_03, .v4_03), (.v5_0, .v5_0), (.v6_0, .v6_0), (.v4_03AndV5_0, .v4_03),
                (.v4_03AndV5_0, .v5_0), (.v5_0AndV6_0, .v5_0), (.v5_0AndV6_0, .v6_0):
                true
            default: false
            }
        }
    }

    /// A bound that a grade begins at.
    struct Cut: Sendable {
        /// The grade that the number alone proves; 0 where it proves none.
        var grade: Int
        /// The worst grade the value may mean: the standard asks for more than the number.
        var worst: Int
        /// What the value must meet.
        var test: Test
        /// What it must meet besides.
        var second: Test?
        /// What must be true of the baseline for the cut to count.
        var condition: Condition = .always
    }

    /// A comparison of the value.
    struct Test: Sendable {
        var relation: Relation
        var bound: Bound

        static func below(_ bound: Bound) -> Test { Test(relation: .below, bound: bound) }
        static func atMost(_ bound: Bound) -> Test { Test(relation: .atMost, bound: bound) }
        static func above(_ bound: Bound) -> Test { Test(relation: .above, bound: bound) }
        static func atLeast(_ bound: Bound) -> Test { Test(relation: .atLeast, bound: bound) }
    }

    /// A demand on the baseline.
    enum Condition: UInt8, Sendable {
        /// None.
        case always
        /// The baseline was below its own normal range.
        case baselineLow
        /// The baseline was at most five times its upper limit of normal.
        case baselineUpToFiveTimesUpperLimit
    }

    /// What a value is compared with.
    enum Bound: Sendable {
        /// Numbers the standard prints, each for its unit; results in other units use the first, converted.
        case absolute([Quantity])
        /// A multiple of the lower limit of normal of the result's own range.
        case lowerLimit(times: Double)
        /// A multiple of the upper limit of normal.
        case upperLimit(times: Double)
        /// The upper limit of normal and an amount more.
        case upperLimitPlus(Quantity)
        /// A multiple of the subject's baseline.
        case baseline(times: Double)
        /// The subject's baseline and an amount more.
        case baselinePlus(Quantity)

        /// The lower limit of normal itself.
        static let lowerLimit = Bound.lowerLimit(times: 1)
        /// The upper limit of normal itself.
        static let upperLimit = Bound.upperLimit(times: 1)
        /// The baseline itself.
        static let baseline = Bound.baseline(times: 1)
    }

    /// A number with its unit.
    struct Quantity: Sendable {
        var number: Double
        var unit: LabUnit
    }
}

// The ways a line of a table is written.
extension Criterion.Cut {
    static func grade(
        _ grade: Int, orWorse worst: Int? = nil, below bound: Criterion.Bound, provided: Criterion.Condition = .always
    ) -> Criterion.Cut {
        .init(grade: grade, worst: worst ?? grade, test: .below(bound), condition: provided)
    }

    static func grade(
        _ grade: Int, orWorse worst: Int? = nil, atMost bound: Criterion.Bound, and second: Criterion.Test? = nil
    ) -> Criterion.Cut {
        .init(grade: grade, worst: worst ?? grade, test: .atMost(bound), second: second)
    }

    static func grade(
        _ grade: Int, orWorse worst: Int? = nil, above bound: Criterion.Bound, and second: Criterion.Test? = nil,
        provided: Criterion.Condition = .always
    ) -> Criterion.Cut {
        .init(grade: grade, worst: worst ?? grade, test: .above(bound), second: second, condition: provided)
    }

    static func grade(_ grade: Int, orWorse worst: Int? = nil, atLeast bound: Criterion.Bound) -> Criterion.Cut {
        .init(grade: grade, worst: worst ?? grade, test: .atLeast(bound))
    }

    /// The value may mean the grade, but proves none: the standard asks for something no number shows.
    static func possibly(_ worst: Int, above bound: Criterion.Bound) -> Criterion.Cut {
        .init(grade: 0, worst: worst, test: .above(bound))
    }

    /// The standard sends such a value to another term.
    static func reportedElsewhere(below bound: Criterion.Bound) -> Criterion.Cut {
        .init(grade: 0, worst: reportedElsewhere, test: .below(bound))
    }

    /// Stands for no grade; above every grade, so that it is tried first.
    static let reportedElsewhere = 9
}

extension Criterion.Bound {
    /// The numbers of one cut as the standard prints them, each for its unit.
    static func published(_ numbers: Criterion.Quantity...) -> Criterion.Bound { .absolute(numbers) }
}

extension Criterion.Quantity {
    private static func of(_ number: Double, _ unit: LabUnit) -> Criterion.Quantity {
        .init(number: number, unit: unit)
    }

    static func gigaPerLitre(_ number: Double) -> Self { of(number, .gigaPerLitre) }
    static func gramsPerLitre(_ number: Double) -> Self { of(number, .gramsPerLitre) }
    static func gramsPerDecilitre(_ number: Double) -> Self { of(number, .gramsPerDecilitre) }
    static func milligramsPerDecilitre(_ number: Double) -> Self { of(number, .milligramsPerDecilitre) }
    static func millimolesPerLitre(_ number: Double) -> Self { of(number, .millimolesPerLitre) }
    static func millilitresPerMinute(_ number: Double) -> Self { of(number, .millilitresPerMinute) }
    static func millilitresPerMinutePerSurface(_ number: Double) -> Self {
        of(number, .millilitresPerMinutePerSurface)
    }
    static func plusSigns(_ number: Double) -> Self { of(number, .plusSigns) }
    static func gramsPerDay(_ number: Double) -> Self { of(number, .gramsPerDay) }
    static func gramsPerGram(_ number: Double) -> Self { of(number, .gramsPerGram) }
    static func celsius(_ number: Double) -> Self { of(number, .celsius) }
    static func fahrenheit(_ number: Double) -> Self { of(number, .fahrenheit) }
    static func millimetresOfMercury(_ number: Double) -> Self { of(number, .millimetresOfMercury) }
    static func milliseconds(_ number: Double) -> Self { of(number, .milliseconds) }
    static func percent(_ number: Double) -> Self { of(number, .percent) }
    /// A number that has no unit.
    static func number(_ number: Double) -> Self { of(number, .ratio) }
}

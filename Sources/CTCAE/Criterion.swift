// SPDX-License-Identifier: Apache-2.0

/// One CTCAE term as numbers: the cuts of its grades, in the units the standard prints.
struct Criterion: Sendable {
    /// The term.
    var term: LabTerm
    /// The analytes it is graded from.
    var analytes: [Analyte]
    /// The cuts; a result takes the highest grade of which one cut is met.
    var cuts: [Cut]
    /// The cuts that replace `cuts` where the baseline was above its own normal range; empty where the standard has
    /// none.
    var cutsIfBaselineHigh: [Cut] = []

    /// A bound that a grade begins at.
    struct Cut: Sendable {
        var grade: Int
        /// The worst grade the value may mean, where the standard's next grade adds only a symptom to the same range.
        var worst: Int
        var relation: Relation
        var bound: Bound

        static func grade(_ grade: Int, orWithSymptoms worst: Int? = nil, below bound: Bound) -> Cut {
            Cut(grade: grade, worst: worst ?? grade, relation: .below, bound: bound)
        }

        static func grade(_ grade: Int, above bound: Bound) -> Cut {
            Cut(grade: grade, worst: grade, relation: .above, bound: bound)
        }

        static func grade(_ grade: Int, atLeast bound: Bound) -> Cut {
            Cut(grade: grade, worst: grade, relation: .atLeast, bound: bound)
        }
    }

    /// What a value is compared with.
    enum Bound: Sendable {
        /// Numbers the standard prints, each for its unit; results in other units use the first, converted.
        case absolute([Quantity])
        /// The lower limit of normal of the result's own range.
        case lowerLimit
        /// A multiple of the upper limit of normal.
        case upperLimit(times: Double)
        /// The upper limit of normal and an amount more.
        case upperLimitPlus(Quantity)
        /// A multiple of the subject's baseline.
        case baseline(times: Double)

        /// The upper limit of normal itself.
        static let upperLimit = Bound.upperLimit(times: 1)

        /// The numbers of one cut as the standard prints them.
        static func published(
            gigaPerLitre: Double? = nil, gramsPerDecilitre: Double? = nil, gramsPerLitre: Double? = nil,
            milligramsPerDecilitre: Double? = nil, millimolesPerLitre: Double? = nil
        ) -> Bound {
            let numbers: [(Double?, LabUnit)] = [
                (gigaPerLitre, .gigaPerLitre), (gramsPerLitre, .gramsPerLitre), (gramsPerDecilitre, .gramsPerDecilitre),
                (millimolesPerLitre, .millimolesPerLitre), (milligramsPerDecilitre, .milligramsPerDecilitre),
            ]
            return .absolute(numbers.compactMap { number, unit in number.map { Quantity(number: $0, unit: unit) } })
        }
    }

    /// A number with its unit.
    struct Quantity: Sendable {
        var number: Double
        var unit: LabUnit
    }
}

/// How a value stands to a cut.
package enum Relation: String, Hashable, Sendable, Codable {
    /// Value < cut.
    case below
    /// Value ≤ cut.
    case atMost
    /// Value > cut.
    case above
    /// Value ≥ cut.
    case atLeast

    /// Whether a value meets the relation, both sides taken to 15 significant digits.
    package func holds(_ value: Double, _ cut: Double) -> Bool {
        switch self {
        case .below: SignificantDigits.isBelow(value, cut)
        case .atMost: !SignificantDigits.isAbove(value, cut)
        case .above: SignificantDigits.isAbove(value, cut)
        case .atLeast: !SignificantDigits.isBelow(value, cut)
        }
    }

    /// The relation with the cut itself included, which a bound such as `<40` meets when all values under it do.
    var including: Relation {
        switch self {
        case .below, .atMost: .atMost
        case .above, .atLeast: .atLeast
        }
    }

    /// The relation with the cut itself excluded, which a bound meets when some value beyond it does.
    var excluding: Relation {
        switch self {
        case .below, .atMost: .below
        case .above, .atLeast: .above
        }
    }
}

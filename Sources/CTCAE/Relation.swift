// SPDX-License-Identifier: Apache-2.0

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

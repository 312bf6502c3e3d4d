// SPDX-License-Identifier: Apache-2.0

/// A beta distribution that says what was believed of an event probability before anything was seen.
///
/// Its mean is a/(a + b); a + b counts the subjects that the belief is worth.
package struct BetaPrior: Hashable, Sendable {
    /// The first parameter: so many events were seen in belief.
    package let a: Double
    /// The second parameter: so many subjects without an event were seen in belief.
    package let b: Double

    /// A prior whose parameters are positive and finite.
    ///
    /// - Throws: `DesignError` naming `prior`.
    package init(a: Double, b: Double) throws(DesignError) {
        guard a > 0, b > 0, a.isFinite, b.isFinite else {
            throw DesignError(argument: .prior, found: "\(a),\(b)", allowed: "two finite numbers above 0")
        }
        self.a = a
        self.b = b
    }
}

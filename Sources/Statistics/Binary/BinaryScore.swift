// SPDX-License-Identifier: Apache-2.0

import Foundation

/// How strongly a number of events among subjects speaks against the acceptable event probability.
///
/// A method is added by one type that conforms to this protocol and one case of `BinaryMethod`.
protocol BinaryScore: Sendable {
    /// The score of 1 or more events among at least as many subjects: never falling in the events, never rising in
    /// the subjects where it is above 0.
    ///
    /// Subjects need not be whole, since a weighted count of them is not. A probability close to 1 enters as the
    /// logarithm of its complement: two scores count as tied within a relative tolerance, which would be blind there.
    func score(events: Double, subjects: Double) -> Double
}

/// −log of a probability, with an end: probabilities beyond the range of doubles count as one.
func negativeLog(_ probability: Double) -> Double {
    -log(max(probability, .leastNormalMagnitude))
}

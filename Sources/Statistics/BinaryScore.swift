// SPDX-License-Identifier: Apache-2.0

/// How strongly a number of events among subjects speaks against the acceptable event probability.
///
/// A method is added by one type that conforms to this protocol and one case of `BinaryMethod`.
protocol BinaryScore: Sendable {
    /// The scores of 0, 1, … `subjects` events among `subjects`, never falling.
    ///
    /// A whole row at a time, because the tails that several methods rest on are sums over that row. A probability
    /// enters as its logarithm: two scores count as tied within a relative tolerance, which would be blind close to 1.
    func scores(subjects: Int) -> [Double]
}

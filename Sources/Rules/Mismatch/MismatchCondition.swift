// SPDX-License-Identifier: Apache-2.0

/// A condition on laboratory and reported events that contradict each other.
package struct MismatchCondition: Hashable, Sendable {
    /// The permanent names of the kinds of finding that levels tell apart.
    package static let kinds: [String] = []

    /// A condition.
    package init() {}
}

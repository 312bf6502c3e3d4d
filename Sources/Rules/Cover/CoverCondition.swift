// SPDX-License-Identifier: Apache-2.0

/// A condition on how a prophylactic is taken.
package struct CoverCondition: Hashable, Sendable {
    /// The permanent names of the kinds of finding that levels tell apart.
    package static let kinds: [String] = []

    /// A condition.
    package init() {}
}

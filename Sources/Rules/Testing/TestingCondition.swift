// SPDX-License-Identifier: Apache-2.0

/// A condition on tests that must be repeated on a plan.
package struct TestingCondition: Hashable, Sendable {
    /// The permanent names of the kinds of finding that levels tell apart.
    package static let kinds: [String] = []

    /// A condition.
    package init() {}
}

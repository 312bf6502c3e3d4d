// SPDX-License-Identifier: Apache-2.0

/// A condition on the time in which a serious event must be reported.
package struct ClockCondition: Hashable, Sendable {
    /// The permanent names of the kinds of finding that levels tell apart.
    package static let kinds: [String] = []

    /// A condition.
    package init() {}
}

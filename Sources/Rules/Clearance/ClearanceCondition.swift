// SPDX-License-Identifier: Apache-2.0

/// A condition on a dose beside the clearance of creatinine.
package struct ClearanceCondition: Hashable, Sendable {
    /// The permanent names of the kinds of finding that levels tell apart.
    package static let kinds: [String] = []

    /// A condition.
    package init() {}
}

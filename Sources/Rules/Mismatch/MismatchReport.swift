// SPDX-License-Identifier: Apache-2.0

/// Laboratory and reported events that contradict each other.
package struct MismatchReport: Hashable, Sendable, Codable {
    /// A report.
    package init() {}
}

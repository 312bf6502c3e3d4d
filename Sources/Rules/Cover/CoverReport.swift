// SPDX-License-Identifier: Apache-2.0

/// How a prophylactic was taken.
package struct CoverReport: Hashable, Sendable, Codable {
    /// A report.
    package init() {}
}

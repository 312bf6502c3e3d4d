// SPDX-License-Identifier: Apache-2.0

/// A dose or a cycle that is not as it was due.
package struct DoseReport: Hashable, Sendable, Codable {
    /// A report.
    package init() {}
}

// SPDX-License-Identifier: Apache-2.0

/// A dose beside the clearance of creatinine.
package struct ClearanceReport: Hashable, Sendable, Codable {
    /// A report.
    package init() {}
}

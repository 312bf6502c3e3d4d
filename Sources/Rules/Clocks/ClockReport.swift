// SPDX-License-Identifier: Apache-2.0

/// A time in which something must be reported.
package struct ClockReport: Hashable, Sendable, Codable {
    /// A report.
    package init() {}
}

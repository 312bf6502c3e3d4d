// SPDX-License-Identifier: Apache-2.0

/// A test that was not repeated as planned.
package struct TestingReport: Hashable, Sendable, Codable {
    /// A report.
    package init() {}
}

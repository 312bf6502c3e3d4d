// SPDX-License-Identifier: Apache-2.0

package import Trial

/// A test that was not done as planned.
package struct TestingReport: Hashable, Sendable, Codable {
    /// What kind of finding it is.
    package var kind: TestingCondition.Kind
    /// SDTM LBTESTCD, any of which would have done, in order.
    package var tests: [String]
    /// Days from one test to the next; nil where the days before the first dose are meant.
    package var everyDays: Int?
    /// The last test there was; nil when there was none.
    package var last: ClinicalDate?
    /// The days before the first dose in which no test was done.
    package var beforeDose: DaysBeforeDose?
    /// Rules whose episode lasts, by their permanent names.
    package var during: [String]

    /// A report; see each property.
    package init(
        kind: TestingCondition.Kind, tests: [String], everyDays: Int? = nil, last: ClinicalDate? = nil,
        beforeDose: DaysBeforeDose? = nil, during: [String] = []
    ) {
        self.kind = kind
        self.tests = tests
        self.everyDays = everyDays
        self.last = last
        self.beforeDose = beforeDose
        self.during = during
    }
}

// SPDX-License-Identifier: Apache-2.0

import Rules

extension ProtocolReading {
    /// A condition on tests that must be repeated on a plan, or nil after a fault.
    func testingCondition(_ entry: Entry, endingWhen end: Entry?, _ declarations: Declarations) -> TestingCondition? {
        TestingCondition()
    }
}

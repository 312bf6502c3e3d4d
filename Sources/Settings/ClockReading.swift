// SPDX-License-Identifier: Apache-2.0

import Rules

extension ProtocolReading {
    /// A condition on the time in which a serious event must be reported, or nil after a fault.
    func clockCondition(_ entry: Entry, endingWhen end: Entry?, _ declarations: Declarations) -> ClockCondition? {
        ClockCondition()
    }
}

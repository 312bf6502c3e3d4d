// SPDX-License-Identifier: Apache-2.0

import Rules

extension ProtocolReading {
    /// A condition on a dose beside the clearance of creatinine, or nil after a fault.
    func clearanceCondition(_ entry: Entry, endingWhen end: Entry?, _ declarations: Declarations) -> ClearanceCondition?
    {
        ClearanceCondition()
    }
}

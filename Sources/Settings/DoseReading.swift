// SPDX-License-Identifier: Apache-2.0

import Rules

extension ProtocolReading {
    /// A condition on doses against what was due, or nil after a fault.
    func doseCondition(_ entry: Entry, endingWhen end: Entry?, _ declarations: Declarations) -> DoseCondition? {
        DoseCondition()
    }
}

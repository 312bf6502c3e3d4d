// SPDX-License-Identifier: Apache-2.0

import Rules

extension ProtocolReading {
    /// A condition on how a prophylactic is taken, or nil after a fault.
    func coverCondition(_ entry: Entry, endingWhen end: Entry?, _ declarations: Declarations) -> CoverCondition? {
        CoverCondition()
    }
}

// SPDX-License-Identifier: Apache-2.0

import Rules

extension ProtocolReading {
    /// A condition on laboratory and reported events that contradict each other, or nil after a fault.
    func mismatchCondition(_ entry: Entry, endingWhen end: Entry?, _ declarations: Declarations) -> MismatchCondition? {
        MismatchCondition()
    }
}

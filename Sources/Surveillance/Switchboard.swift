// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// The few signals that the daemon's services share.
package final class Switchboard: Sendable {
    /// A store may have changed.
    package let changed = WakeSignal()
    /// A commit may have made messages owed.
    package let committed = WakeSignal()
    /// When each loop was last alive.
    package let pulse = Pulse()
    private let isStopping = Atomic<Bool>(false)

    /// A switchboard without listeners.
    package init() {}

    /// Asks a pass to stop after the subject in hand.
    package func stop() {
        isStopping.store(true, ordering: .relaxed)
    }

    /// Asked by the reviewer before each subject: also shows that the review is alive.
    package func continues() -> Bool {
        pulse.beat(.review, at: .now)
        return !isStopping.load(ordering: .relaxed)
    }
}

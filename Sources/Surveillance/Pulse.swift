// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// When each loop last showed that it is alive, so that one that is stuck is not covered by the others.
package final class Pulse: Sendable {
    /// The loops that must stay alive.
    package enum Loop: String, CaseIterable, Hashable, Sendable {
        /// Reads, judges and commits.
        case review
        /// Sends what is owed.
        case delivery
    }

    private let beats = Mutex<[Loop: ContinuousClock.Instant]>([:])

    /// A pulse without beats.
    package init() {}

    /// Notes that a loop is alive.
    package func beat(_ loop: Loop, at instant: ContinuousClock.Instant) {
        beats.withLock { $0[loop] = instant }
    }

    /// Counts the loops that have not beaten yet as alive at an instant: a daemon that starts is not stuck.
    package func begin(at instant: ContinuousClock.Instant) {
        beats.withLock { beats in
            for loop in Loop.allCases where beats[loop] == nil { beats[loop] = instant }
        }
    }

    /// The loops that have been silent for longer than a limit, or have never beaten.
    package func silent(at instant: ContinuousClock.Instant, longerThan limit: Duration) -> [Loop] {
        beats.withLock { beats in
            Loop.allCases.filter { loop in beats[loop].map { instant - $0 > limit } ?? true }
        }
    }
}

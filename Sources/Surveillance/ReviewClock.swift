// SPDX-License-Identifier: Apache-2.0

import Glibc
import Synchronization
package import Trial

/// The daemon's sense of time.
package protocol ReviewClock: Sendable {
    /// What to take for now, and whether it can be believed.
    ///
    /// - Parameter acceptsJump: whether an operator has looked at the clock, so that its time is believed again.
    func read(acceptsJump: Bool) -> ClockGuard.Reading
}

/// The machine's clocks, held against each other.
package final class SystemClock: ReviewClock {
    private let clockGuard: Mutex<ClockGuard>
    private let lastCommitted: Timestamp?

    /// A clock that suspects a wall clock behind the last instant the ledger has seen.
    ///
    /// - Parameter isSuspect: whether a jump was told before a restart and nobody has answered.
    package init(lastCommitted: Timestamp?, isSuspect: Bool = false) {
        clockGuard = Mutex(ClockGuard(isSuspect: isSuspect))
        self.lastCommitted = lastCommitted
    }

    package func read(acceptsJump: Bool) -> ClockGuard.Reading {
        let wall = SystemClock.wallTime()
        let monotonic = SystemClock.seconds(of: CLOCK_BOOTTIME)
        return clockGuard.withLock { clockGuard in
            if acceptsJump { clockGuard.accept(wall: wall, monotonicSeconds: monotonic) }
            return clockGuard.observe(wall: wall, monotonicSeconds: monotonic, lastCommitted: lastCommitted)
        }
    }

    /// What the wall clock says.
    package static func wallTime() -> Timestamp {
        Timestamp(milliseconds: Int64(seconds(of: CLOCK_REALTIME) * 1_000))
    }

    private static func seconds(of clock: clockid_t) -> Double {
        var time = timespec()
        clock_gettime(clock, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}

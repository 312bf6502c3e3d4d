// SPDX-License-Identifier: Apache-2.0

package import Trial

/// Tells whether the wall clock can be believed, by comparing it with one that only runs forward.
///
/// A wall clock that moves by more than a minute against the monotonic one has jumped: what only time makes true
/// must wait, because a jump forward would make everything overdue and a jump back would hide what is.
package struct ClockGuard: Sendable {
    /// What to take for now.
    package struct Reading: Hashable, Sendable {
        /// The instant to judge by; after a jump, the last believed instant plus the monotonic time since.
        package var now: Timestamp
        /// How far the wall clock is off, in seconds; nil when it is believed.
        package var jumpedBy: Int?

        /// A reading that is believed, unless it is said to have jumped.
        package init(now: Timestamp, jumpedBy: Int? = nil) {
            self.now = now
            self.jumpedBy = jumpedBy
        }

        /// Whether what only time makes true may be looked at.
        package var isTrusted: Bool { jumpedBy == nil }
    }

    /// The greatest difference that is still believed, in seconds.
    package static let toleranceSeconds = 60.0

    private var believed: (wall: Timestamp, monotonicSeconds: Double)?
    private let isSuspect: Bool

    /// A guard that believes the first reading it gets, unless it precedes an instant the ledger has already seen.
    ///
    /// - Parameter isSuspect: whether a jump was told before a restart and nobody has answered: then a first reading
    ///   far ahead of the ledger is not believed either.
    package init(isSuspect: Bool = false) {
        self.isSuspect = isSuspect
    }

    /// Takes a reading of both clocks.
    ///
    /// - Parameters:
    ///   - wall: what the wall clock says.
    ///   - monotonicSeconds: seconds on a clock that never goes back and runs while the machine sleeps.
    ///   - lastCommitted: the last instant a verdict was committed for.
    package mutating func observe(
        wall: Timestamp, monotonicSeconds: Double, lastCommitted: Timestamp? = nil
    ) -> Reading {
        let reference = believed ?? lastCommitted.map { ($0, monotonicSeconds) }
        guard let reference else {
            believed = (wall, monotonicSeconds)
            return Reading(now: wall)
        }
        let expected = reference.wall + (monotonicSeconds - reference.monotonicSeconds)
        let difference = wall - expected
        // Before anything was believed, only a clock behind the ledger is suspect: the daemon may have been down.
        let isFirst = believed == nil && !isSuspect
        let isJump = isFirst ? difference < -Self.toleranceSeconds : abs(difference) > Self.toleranceSeconds
        guard isJump else {
            believed = (wall, monotonicSeconds)
            return Reading(now: wall)
        }
        believed = believed ?? reference
        return Reading(now: expected, jumpedBy: Int(difference.rounded()))
    }

    /// Believes the wall clock again, because an operator has looked at it.
    package mutating func accept(wall: Timestamp, monotonicSeconds: Double) {
        believed = (wall, monotonicSeconds)
    }
}

// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// When each loop last showed that it is alive, so that one that is stuck is not covered by the others.
package final class Pulse: Sendable {
    /// A loop that must stay alive.
    package enum Loop: Hashable, Sendable {
        /// Reads, judges and commits.
        case review
        /// Sends what is owed to one receiver.
        case delivery(receiver: String)
        /// Moves the bytes of every delivery; it turns whether or not anything is owed.
        case courier
    }

    private struct Beats {
        var expected: [Loop]
        var told: [Loop: ContinuousClock.Instant] = [:]
        var asked: [Loop: @Sendable () -> ContinuousClock.Instant] = [:]
    }

    private let beats: Mutex<Beats>

    /// A pulse without beats; the loops named here, and those expected later, must beat.
    package init(expecting loops: [Loop] = [.review]) {
        beats = Mutex(Beats(expected: loops))
    }

    /// Names one more loop that must beat.
    package func expect(_ loop: Loop) {
        beats.withLock { beats in
            if !beats.expected.contains(loop) { beats.expected.append(loop) }
        }
    }

    /// Names one more loop that must be alive, which does not beat but can be asked when it last was.
    package func expect(_ loop: Loop, lastAlive: @escaping @Sendable () -> ContinuousClock.Instant) {
        expect(loop)
        beats.withLock { $0.asked[loop] = lastAlive }
    }

    /// Notes that a loop is alive.
    package func beat(_ loop: Loop, at instant: ContinuousClock.Instant) {
        beats.withLock { $0.told[loop] = instant }
    }

    /// Counts the loops that have not beaten yet as alive at an instant: a daemon that starts is not stuck.
    package func begin(at instant: ContinuousClock.Instant) {
        beats.withLock { beats in
            for loop in beats.expected where beats.told[loop] == nil { beats.told[loop] = instant }
        }
    }

    /// The loops that have been silent for longer than a limit, or have never beaten, in the order they were named.
    package func silent(at instant: ContinuousClock.Instant, longerThan limit: Duration) -> [Loop] {
        let beats = beats.withLock { $0 }
        return beats.expected.filter { loop in
            let last = beats.asked[loop].map { lastAlive in lastAlive() } ?? beats.told[loop]
            return last.map { instant - $0 > limit } ?? true
        }
    }
}

extension Pulse.Loop: CustomStringConvertible {
    /// The loop's name in the log.
    package var description: String {
        switch self {
        case .review: "review"
        case .delivery(let receiver): "delivery to \(receiver)"
        case .courier: "courier"
        }
    }
}

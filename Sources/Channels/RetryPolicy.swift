// SPDX-License-Identifier: Apache-2.0

/// When a message that has not arrived is tried again.
///
/// Attempts never end by count, because an alert is never lost: the delay doubles from ``firstDelaySeconds`` up to a
/// cap and stays there. A permanent verdict is probed again at the cap, so that a repaired receiver gets what it is
/// owed even if nobody tells the daemon of the repair.
package struct RetryPolicy: Hashable, Sendable {
    /// The delay after the first attempt.
    package var firstDelaySeconds: Int
    /// The longest delay of a critical message.
    package var capCriticalSeconds: Int
    /// The longest delay of any other message.
    package var capSeconds: Int
    /// The greatest part of a delay that jitter adds to it, so that messages held up together do not return together.
    package var jitterShareMax: Double

    /// What a `Retry-After` is clamped to, in seconds: a receiver may neither hurry the daemon nor silence it for long.
    package static let retryAfterSecondsRange = 1...3_600

    /// A policy with the given delays; 5 s, doubling to 300 s for critical messages and to 3,600 s for others.
    package init(
        firstDelaySeconds: Int = 5,
        capCriticalSeconds: Int = 300,
        capSeconds: Int = 3_600,
        jitterShareMax: Double = 0.2
    ) {
        precondition(firstDelaySeconds > 0, "the first delay must be positive")
        precondition(capCriticalSeconds >= firstDelaySeconds, "a cap must not undercut the first delay")
        precondition(capSeconds >= firstDelaySeconds, "a cap must not undercut the first delay")
        precondition((0...1).contains(jitterShareMax), "jitter is a share of the delay")
        self.firstDelaySeconds = firstDelaySeconds
        self.capCriticalSeconds = capCriticalSeconds
        self.capSeconds = capSeconds
        self.jitterShareMax = jitterShareMax
    }

    /// What follows from the verdict on the latest attempt.
    ///
    /// - `attempts`: how many attempts have been made, the judged one included; at least 1.
    /// - `now`: seconds since 1970 in UTC.
    /// - `jitter`: a random number from 0 up to but not including 1, drawn by the caller.
    package func nextStep(
        after verdict: Verdict, attempts: Int, now: Int64, isCritical: Bool, jitter: Double
    ) -> NextStep {
        switch verdict {
        case .delivered, .unproven:
            return .close(because: verdict)
        case .retry(_, let retryAfterSeconds):
            let time = nextAttempt(
                after: attempts, now: now, retryAfterSeconds: retryAfterSeconds, isCritical: isCritical, jitter: jitter)
            return .attempt(at: time, because: verdict)
        case .permanent:
            let cap = isCritical ? capCriticalSeconds : capSeconds
            return .attempt(at: now + Int64(cap + jitterSeconds(on: cap, jitter)), because: verdict)
        }
    }

    /// When to try again after a retryable attempt, in seconds since 1970.
    ///
    /// The receiver's wish is a floor: it postpones the attempt, but never brings it forward.
    package func nextAttempt(
        after attempts: Int, now: Int64, retryAfterSeconds: Int?, isCritical: Bool, jitter: Double
    ) -> Int64 {
        let scheduled = secondsWithoutJitter(after: attempts, isCritical: isCritical)
        let wished = retryAfterSeconds.map(Self.clampedRetryAfter) ?? 0
        let delay = max(scheduled, wished)
        return now + Int64(delay + jitterSeconds(on: delay, jitter))
    }

    /// The schedule alone: the delay after so many attempts, in seconds.
    package func secondsWithoutJitter(after attempts: Int, isCritical: Bool) -> Int {
        precondition(attempts >= 1, "a delay follows at least one attempt")
        let cap = isCritical ? capCriticalSeconds : capSeconds
        var delay = firstDelaySeconds
        var doublings = attempts - 1
        // Doubling step by step and stopping at the cap cannot overflow, whatever the number of attempts.
        while doublings > 0 && delay < cap {
            delay *= 2
            doublings -= 1
        }
        return min(delay, cap)
    }

    /// What is made of a receiver's `Retry-After`: held within ``retryAfterSecondsRange``, and nothing when it is
    /// negative, as a date in the past is read.
    package static func honouredRetryAfter(_ seconds: Int) -> Int? {
        seconds < 0 ? nil : clampedRetryAfter(seconds)
    }

    /// A `Retry-After` held within ``retryAfterSecondsRange``.
    package static func clampedRetryAfter(_ seconds: Int) -> Int {
        min(max(seconds, retryAfterSecondsRange.lowerBound), retryAfterSecondsRange.upperBound)
    }

    /// The whole seconds that jitter adds, rounded up so that even a short delay is spread.
    private func jitterSeconds(on delay: Int, _ jitter: Double) -> Int {
        precondition((0..<1).contains(jitter), "jitter is at least 0 and less than 1")
        return Int((Double(delay) * jitterShareMax * jitter).rounded(.up))
    }
}

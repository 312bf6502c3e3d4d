// SPDX-License-Identifier: Apache-2.0

import Channels
import Testing

struct RetryPolicyTests {
    let policy = RetryPolicy()

    @Test(arguments: [
        // attempts, critical, other
        (1, 5, 5),
        (2, 10, 10),
        (3, 20, 20),
        (6, 160, 160),
        (7, 300, 320),
        (8, 300, 640),
        (10, 300, 2_560),
        (11, 300, 3_600),
        (1_000_000, 300, 3_600),
        (Int.max, 300, 3_600),
    ])
    func `the delay doubles up to its cap and never ends`(attempts: Int, critical: Int, other: Int) {
        #expect(policy.secondsWithoutJitter(after: attempts, isCritical: true) == critical)
        #expect(policy.secondsWithoutJitter(after: attempts, isCritical: false) == other)
    }

    @Test(
        arguments: [
            // Retry-After, attempts, delay
            (nil, 1, 5),
            (1, 1, 5),
            (60, 1, 60),
            (60, 7, 300),
            (3_600, 7, 3_600),
            (86_400, 7, 3_600),
            (-10, 1, 5),
        ] as [(Int?, Int, Int64)])
    func `a receiver's wish postpones an attempt and never hurries it`(wish: Int?, attempts: Int, delay: Int64) {
        let time = policy.nextAttempt(
            after: attempts, now: 1_000, retryAfterSeconds: wish, isCritical: true, jitter: 0)
        #expect(time == 1_000 + delay)
    }

    @Test(arguments: [(0.0, 300), (0.001, 301), (0.5, 330), (0.999, 360)] as [(Double, Int64)])
    func `jitter adds up to a fifth and takes nothing away`(jitter: Double, delay: Int64) {
        let time = policy.nextAttempt(after: 9, now: 0, retryAfterSeconds: nil, isCritical: true, jitter: jitter)
        #expect(time == delay)
    }

    @Test func `a delivered message is closed`() {
        let step = policy.nextStep(
            after: .delivered(.accepted), attempts: 1, now: 1_000, isCritical: true, jitter: 0.5)
        #expect(step == .close(because: .delivered(.accepted)))
    }

    @Test func `a retry keeps its reason and the receiver's wish`() {
        let verdict = Verdict.retry(.rateLimited, afterSeconds: 40)
        let step = policy.nextStep(after: verdict, attempts: 2, now: 1_000, isCritical: false, jitter: 0)
        #expect(step == .attempt(at: 1_040, because: verdict))
    }

    @Test(arguments: [(true, 1_300), (false, 4_600)] as [(Bool, Int64)])
    func `a permanent failure is probed again at the cap`(isCritical: Bool, time: Int64) {
        let verdict = Verdict.permanent(.gone)
        let step = policy.nextStep(after: verdict, attempts: 1, now: 1_000, isCritical: isCritical, jitter: 0)
        #expect(step == .attempt(at: time, because: verdict))
    }
}

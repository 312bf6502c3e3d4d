// SPDX-License-Identifier: Apache-2.0

import Channels
import Storage
import Surveillance
import Testing

@Suite struct ReceiverConditionTests {
    /// Batches of so many attempted and delivered, and the size of the batch after them.
    @Test(
        arguments: [
            ([], 16), ([(0, 0)], 16), ([(3, 3)], 64), ([(16, 16), (64, 64), (256, 256)], 256), ([(16, 0)], 1),
            ([(16, 0), (0, 0)], 1), ([(16, 0), (1, 1)], 4), ([(16, 16), (64, 2)], 256),
        ] as [([(Int, Int)], Int)])
    func `batches grow while the receiver takes them, and one that took nothing is probed`(
        _ batches: [(Int, Int)], _ limit: Int
    ) {
        var condition = ReceiverCondition()
        for (attempted, delivered) in batches {
            _ = condition.isBack(after: Deliverer.BatchReport(attempted: attempted, delivered: delivered))
        }
        #expect(condition.limit == limit)
    }

    /// Messages that a receiver takes of five in each batch, and after which of them what waits is made due.
    @Test(arguments: [
        ([5, 5, 5], [true, false, false]), ([0, 0, 1, 5], [false, false, true, false]),
        ([5, 3, 5], [true, false, false]), ([5, 0, 5, 0, 5], [true, false, true, false, true]),
    ])
    func `what waits is made due once, when a receiver takes something after nothing`(
        _ delivered: [Int], _ isBack: [Bool]
    ) {
        var condition = ReceiverCondition()
        let answers = delivered.map { condition.isBack(after: .init(attempted: 5, delivered: $0)) }
        #expect(answers == isBack)
    }

    @Test func `a failure is news once, and so is the recovery, when nothing is left that was refused`() {
        var condition = ReceiverCondition()
        let refused = Backlog(pending: 9, refused: 1)
        let waiting = Backlog(pending: 8, refused: 0)
        let news = [
            condition.hasRecovered(owing: waiting), condition.beginsToFail(), condition.beginsToFail(),
            condition.hasRecovered(owing: refused), condition.hasRecovered(owing: waiting),
            condition.hasRecovered(owing: waiting), condition.beginsToFail(),
        ]
        #expect(news == [false, true, false, false, true, false, true])
    }

    @Test func `the outbox knows the longest delay that the schedule and a receiver can ask for`() {
        let policy = RetryPolicy()
        let wishes = [nil, RetryPolicy.retryAfterSecondsRange.upperBound]
        let delays = wishes.flatMap { wish in
            [true, false].map { isCritical in
                policy.nextAttempt(
                    after: 100, now: 0, retryAfterSeconds: wish, isCritical: isCritical, jitter: 1.0.nextDown)
            }
        }
        #expect(delays.allSatisfy { Double($0) < AttemptRecord.delaySecondsMax })
    }
}

@Suite struct PulsingCourierTests {
    private struct Answering: Courier {
        func deliver(_ requests: [OutgoingRequest]) async -> [DeliveryOutcome] {
            requests.map { _ in .failed(.timedOut) }
        }
    }

    private func courier(_ pulse: Pulse, linesShared: Int = 1) -> PulsingCourier {
        PulsingCourier(
            Answering(), for: .delivery(receiver: "phone"), pulse: pulse, exchangesAtOnce: 4, linesShared: linesShared)
    }

    /// Requests, receivers, and the seconds within which every exchange of 15 s has come to an end, with 30 to spare.
    @Test(arguments: [(0, 1, 30), (1, 1, 45), (4, 1, 45), (5, 1, 60), (256, 1, 990), (16, 2, 150)])
    func `a batch is waited for as long as all its exchanges may take, and no longer`(
        _ count: Int, _ receivers: Int, _ seconds: Int
    ) {
        let requests = (0..<count).map { _ in OutgoingRequest(url: "https://a.example", headers: [], body: []) }
        #expect(courier(Pulse(), linesShared: receivers).patience(with: requests) == .seconds(seconds))
    }
}

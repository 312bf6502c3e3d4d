// SPDX-License-Identifier: Apache-2.0

package import Logging
import ServiceLifecycle
import Storage
package import Trial

/// Delivers what is owed until the daemon stops, one loop a receiver, so that a slow one delays nobody else.
package struct DeliveryService: Service {
    private let deliverer: Deliverer
    private let wake: WakeSignal
    private let pulse: Pulse
    private let exchangesAtOnce: Int
    private let now: @Sendable () -> Timestamp
    private let logger: Logger

    /// How often an outbox is looked at without being told that something is owed; retries become due by time.
    private static let interval = Duration.seconds(1)
    /// How long answers are waited for once the daemon stops; what has not come by then is sent again by the next one.
    private static let grace = Duration.seconds(10)

    /// A delivery loop for each of the deliverer's receivers.
    ///
    /// - Parameters:
    ///   - wake: tells that a commit may have made something owed.
    ///   - pulse: expects a beat of each loop from now on.
    ///   - exchangesAtOnce: exchanges that the courier has under way at once with one host.
    ///   - now: the wall clock, by which messages are signed and retries scheduled.
    package init(
        deliverer: Deliverer, wake: WakeSignal, pulse: Pulse, exchangesAtOnce: Int,
        now: @escaping @Sendable () -> Timestamp, logger: Logger
    ) {
        self.deliverer = deliverer
        self.wake = wake
        self.pulse = pulse
        self.exchangesAtOnce = exchangesAtOnce
        self.now = now
        self.logger = logger
        for name in deliverer.receiverNames { pulse.expect(.delivery(receiver: name)) }
    }

    private enum Ending { case loop, grace }

    package func run() async throws {
        var running = deliverer.receiverNames.count
        // Without receivers nothing is delivered; a service that returned would end the daemon.
        guard running > 0 else {
            try? await gracefulShutdown()
            return
        }
        try await withThrowingTaskGroup(of: Ending.self) { group in
            for name in deliverer.receiverNames {
                group.addTask {
                    try await deliver(to: name)
                    return .loop
                }
            }
            group.addTask {
                try? await gracefulShutdown()
                try? await Task.sleep(for: Self.grace)
                return .grace
            }
            while running > 0, let ending = try await group.next() {
                switch ending {
                case .loop: running -= 1
                case .grace: group.cancelAll()
                }
            }
            group.cancelAll()
        }
    }

    /// Delivers to one receiver, batch after batch while it takes them.
    private func deliver(to name: String) async throws {
        let loop = Pulse.Loop.delivery(receiver: name)
        let beating = deliverer.sending { courier in
            PulsingCourier(
                courier, for: loop, pulse: pulse, exchangesAtOnce: exchangesAtOnce,
                linesShared: deliverer.receiverNames.count)
        }
        var condition = ReceiverCondition()
        for await _ in wake.signals(every: Self.interval).cancelOnGracefulShutdown() {
            var report: Deliverer.BatchReport
            repeat {
                pulse.beat(loop, at: .now)
                report = try await beating.deliverOnce(to: name, limit: condition.limit, now: now)
                if condition.isBack(after: report) { try await deliverer.makeDue(for: name) }
                try await tell(of: report, from: name, &condition)
            } while report.delivered > 0 && !Task.isShuttingDownGracefully
        }
        logger.info("delivery stopped", metadata: ["receiver": "\(name)"])
    }

    /// Says once that a receiver does not take messages, and once that it has taken all that it had not.
    private func tell(
        of report: Deliverer.BatchReport, from name: String, _ condition: inout ReceiverCondition
    ) async throws {
        // What the daemon itself breaks off when it stops is no failure of the receiver's.
        guard report.attempted > 0, !Task.isCancelled else { return }
        if let reason = report.reason {
            guard condition.beginsToFail() else { return }
            let backlog = try await deliverer.backlog(of: name)
            logger.warning(
                "a receiver does not take messages; they are sent again until it does",
                metadata: ["receiver": "\(name)", "reason": "\(reason)", "pending": "\(backlog.pending)"])
        } else if condition.isFailing {
            let backlog = try await deliverer.backlog(of: name)
            guard condition.hasRecovered(owing: backlog) else { return }
            logger.info(
                "a receiver takes messages again",
                metadata: ["receiver": "\(name)", "pending": "\(backlog.pending)"])
        }
    }
}

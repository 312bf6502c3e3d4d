// SPDX-License-Identifier: Apache-2.0

package import Logging
import ServiceLifecycle
package import Trial

/// Delivers what is owed until the daemon stops, one loop a receiver, so that a slow one delays nobody else.
package struct DeliveryService: Service {
    private let deliverer: Deliverer
    private let wake: WakeSignal
    private let pulse: Pulse
    private let now: @Sendable () -> Timestamp
    private let logger: Logger

    /// How often an outbox is looked at without being told that something is owed; retries become due by time.
    private static let interval = Duration.seconds(1)
    /// Messages in the first batch to a receiver nothing is known of.
    private static let firstBatch = 16

    /// A delivery loop for each of the deliverer's receivers.
    ///
    /// - Parameters:
    ///   - wake: tells that a commit may have made something owed.
    ///   - now: the wall clock, by which messages are signed and retries scheduled.
    package init(
        deliverer: Deliverer, wake: WakeSignal, pulse: Pulse, now: @escaping @Sendable () -> Timestamp, logger: Logger
    ) {
        self.deliverer = deliverer
        self.wake = wake
        self.pulse = pulse
        self.now = now
        self.logger = logger
    }

    package func run() async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            if deliverer.receiverNames.isEmpty { group.addTask { try await idle() } }
            for name in deliverer.receiverNames {
                group.addTask { try await deliver(to: name) }
            }
            try await group.waitForAll()
        }
    }

    /// Delivers to one receiver, batch after batch while it takes them.
    ///
    /// A receiver that took nothing is probed with a single message, the gravest: a batch to one that hangs would hold
    /// a new critical message up for as long as all the others take to time out.
    private func deliver(to name: String) async throws {
        var limit = Self.firstBatch
        for await _ in wake.signals(every: Self.interval).cancelOnGracefulShutdown() {
            var report: Deliverer.BatchReport
            repeat {
                pulse.beat(.delivery, at: .now)
                report = try await deliverer.deliverOnce(to: name, limit: limit, now: now)
                let isFull = report.attempted == limit
                if report.attempted > 0 { limit = report.delivered == 0 ? 1 : min(limit * 4, Deliverer.batchMax) }
                guard isFull, report.delivered > 0 else { break }
            } while !Task.isShuttingDownGracefully
        }
        logger.info("delivery stopped", metadata: ["receiver": "\(name)"])
    }

    /// Without receivers nothing is delivered, and the loop is alive all the same.
    private func idle() async throws {
        for await _ in wake.signals(every: Self.interval).cancelOnGracefulShutdown() { pulse.beat(.delivery, at: .now) }
    }
}

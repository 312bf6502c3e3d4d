// SPDX-License-Identifier: Apache-2.0

package import Logging
import ServiceLifecycle

/// Tells the service manager that the daemon is ready and, as long as every loop beats, that it is alive.
///
/// When one loop is stuck it falls silent, and the manager restarts the daemon: a watchdog that only proves that some
/// thread still runs would prove nothing.
package struct WatchdogService: Service {
    private let socket: ServiceManagerSocket?
    private let pulse: Pulse
    private let period: Duration
    private let logger: Logger

    /// A watchdog for loops.
    ///
    /// - Parameters:
    ///   - socket: the service manager's, or nil when nothing listens.
    ///   - period: the manager's limit. It is told three times as often, and a loop silent for half of it is stuck: the
    ///     other half, and a little more, passes until the manager misses the word.
    package init(socket: ServiceManagerSocket?, pulse: Pulse, period: Duration, logger: Logger) {
        self.socket = socket
        self.pulse = pulse
        self.period = period
        self.logger = logger
    }

    package func run() async throws {
        socket?.send("READY=1\nSTATUS=watching")
        pulse.begin(at: .now)
        await withTaskCancellationOrGracefulShutdownHandler {
            while !Task.isShuttingDownGracefully, !Task.isCancelled {
                tell(at: .now)
                try? await cancelWhenGracefulShutdown { try await Task.sleep(for: period / 3) }
            }
        } onCancelOrGracefulShutdown: {
            socket?.send("STOPPING=1")
        }
    }

    /// One look at the loops.
    package func tell(at instant: ContinuousClock.Instant) {
        let stuck = pulse.silent(at: instant, longerThan: period / 2)
        guard stuck.isEmpty else {
            let names = stuck.map(\.description).joined(separator: ", ")
            logger.critical("a loop is stuck", metadata: ["loops": "\(names)"])
            return
        }
        socket?.send("WATCHDOG=1")
    }
}

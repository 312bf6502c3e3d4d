// SPDX-License-Identifier: Apache-2.0

package import Channels

/// Shows that delivery is alive while a batch waits for slow receivers, for as long as the courier itself turns.
///
/// Whatever else the delivery loop waits for is not excused: an outbox that is stuck stops the pulse.
package struct PulsingCourier: Courier {
    private let courier: any Courier
    private let pulse: Pulse
    private let lastTurned: @Sendable () -> ContinuousClock.Instant

    /// A courier's thread turns at least once a second; one that is silent for longer is stuck.
    private static let silenceMax = Duration.seconds(10)
    private static let interval = Duration.seconds(1)

    /// A courier that beats.
    ///
    /// - Parameter lastTurned: when the courier last showed that it is alive.
    package init(_ courier: any Courier, pulse: Pulse, lastTurned: @escaping @Sendable () -> ContinuousClock.Instant) {
        self.courier = courier
        self.pulse = pulse
        self.lastTurned = lastTurned
    }

    package func deliver(_ requests: [OutgoingRequest]) async -> [DeliveryOutcome] {
        let beating = Task {
            while !Task.isCancelled {
                if ContinuousClock.now - lastTurned() < Self.silenceMax { pulse.beat(.delivery, at: .now) }
                try? await Task.sleep(for: Self.interval)
            }
        }
        defer { beating.cancel() }
        return await courier.deliver(requests)
    }
}

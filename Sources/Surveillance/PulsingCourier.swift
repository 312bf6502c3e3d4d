// SPDX-License-Identifier: Apache-2.0

package import Channels

/// Shows that a delivery loop is alive while its batch waits for a slow receiver, for no longer than that can take.
///
/// Whatever else the loop waits for is not excused: an outbox that is stuck stops the pulse, and so does a batch whose
/// answer never comes. A courier that is stuck shows by its own pulse.
package struct PulsingCourier: Courier {
    private let courier: any Courier
    private let loop: Pulse.Loop
    private let pulse: Pulse
    private let exchangesAtOnce: Int
    private let linesShared: Int

    /// What a batch may take beside its exchanges.
    private static let slack = Duration.seconds(30)
    private static let interval = Duration.seconds(1)

    /// A courier that beats for a loop.
    ///
    /// - Parameters:
    ///   - exchangesAtOnce: exchanges under way at once with one host.
    ///   - linesShared: how many loops may send to the same host, each of which may be before this one in its line.
    package init(_ courier: any Courier, for loop: Pulse.Loop, pulse: Pulse, exchangesAtOnce: Int, linesShared: Int) {
        precondition(exchangesAtOnce > 0 && linesShared > 0, "a host takes exchanges of some loop")
        self.courier = courier
        self.loop = loop
        self.pulse = pulse
        self.exchangesAtOnce = exchangesAtOnce
        self.linesShared = linesShared
    }

    package func deliver(_ requests: [OutgoingRequest]) async -> [DeliveryOutcome] {
        let end = ContinuousClock.now + patience(with: requests)
        let beating = Task {
            while !Task.isCancelled, .now < end {
                pulse.beat(loop, at: .now)
                try? await Task.sleep(for: Self.interval)
            }
        }
        defer { beating.cancel() }
        return await courier.deliver(requests)
    }

    /// The longest that a batch takes if every exchange runs into its timeout, one group after another.
    package func patience(with requests: [OutgoingRequest]) -> Duration {
        let groups = (requests.count + exchangesAtOnce - 1) / exchangesAtOnce
        let timeout = requests.map(\.totalTimeoutMilliseconds).max() ?? 0
        return .milliseconds(groups * timeout * linesShared) + Self.slack
    }
}

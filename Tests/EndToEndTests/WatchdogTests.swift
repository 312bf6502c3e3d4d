// SPDX-License-Identifier: Apache-2.0

import Foundation
import Logging
import Surveillance
import Testing

/// A loop that is stuck must silence the watchdog, whatever the other loops do.
@Suite struct WatchdogTests {
    private static let start = ContinuousClock.now

    /// When each loop last beat, in seconds after the start, and whether systemd hears of life a minute in.
    @Test(arguments: [
        (review: 1, delivery: 1, isAlive: true), (review: -1, delivery: 1, isAlive: false),
        (review: 1, delivery: -1, isAlive: false), (review: -1, delivery: -1, isAlive: false),
        (review: 0, delivery: 0, isAlive: true),
    ])
    func `a loop silent for longer than the period silences the watchdog`(
        review: Int, delivery: Int, isAlive: Bool
    ) throws {
        let place = try Workplace()
        let systemd = try ServiceManager(path: place.path("notify"))
        let pulse = Pulse()
        pulse.beat(.review, at: Self.start + .seconds(review))
        pulse.beat(.delivery, at: Self.start + .seconds(delivery))
        let watchdog = WatchdogService(
            socket: ServiceManagerSocket(path: systemd.path), pulse: pulse, period: .seconds(60),
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        watchdog.tell(at: Self.start + .seconds(60))
        #expect(systemd.assignments() == (isAlive ? ["WATCHDOG=1"] : []))
    }

    @Test func `a loop that has not begun counts from the daemon's start, and is missed after that`() {
        let pulse = Pulse()
        #expect(pulse.silent(at: Self.start, longerThan: .seconds(60)) == Pulse.Loop.allCases)
        pulse.begin(at: Self.start)
        #expect(pulse.silent(at: Self.start + .seconds(60), longerThan: .seconds(60)).isEmpty)
        pulse.beat(.review, at: Self.start + .seconds(61))
        pulse.begin(at: Self.start + .seconds(61))
        #expect(pulse.silent(at: Self.start + .seconds(61), longerThan: .seconds(60)) == [.delivery])
    }

    @Test func `a stuck loop that goes on is heard of again`() throws {
        let pulse = Pulse()
        for loop in Pulse.Loop.allCases { pulse.beat(loop, at: Self.start) }
        pulse.beat(.review, at: Self.start + .seconds(90))
        #expect(pulse.silent(at: Self.start + .seconds(90), longerThan: .seconds(60)) == [.delivery])
        pulse.beat(.delivery, at: Self.start + .seconds(91))
        #expect(pulse.silent(at: Self.start + .seconds(92), longerThan: .seconds(60)).isEmpty)
    }
}

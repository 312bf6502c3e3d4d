// SPDX-License-Identifier: Apache-2.0

import Foundation
import Logging
import Surveillance
import Testing

/// A loop that is stuck must silence the watchdog, whatever the other loops do.
@Suite struct WatchdogTests {
    private static let start = ContinuousClock.now

    private static let phone = Pulse.Loop.delivery(receiver: "phone")
    private static let desk = Pulse.Loop.delivery(receiver: "desk")

    /// When each loop last beat, in seconds after the start, and whether systemd hears of life 30 seconds in, which are
    /// half of its limit.
    @Test(arguments: [
        (review: 1, phone: 1, desk: 1, isAlive: true), (review: -1, phone: 1, desk: 1, isAlive: false),
        (review: 1, phone: -1, desk: 1, isAlive: false), (review: 1, phone: 1, desk: -1, isAlive: false),
        (review: -1, phone: -1, desk: -1, isAlive: false), (review: 0, phone: 0, desk: 0, isAlive: true),
    ])
    func `a loop silent for longer than half the limit silences the watchdog`(
        review: Int, phone: Int, desk: Int, isAlive: Bool
    ) throws {
        let place = try Workplace()
        let systemd = try ServiceManager(path: place.path("notify"))
        let pulse = Pulse(expecting: [.review, Self.phone, Self.desk])
        pulse.beat(.review, at: Self.start + .seconds(review))
        pulse.beat(Self.phone, at: Self.start + .seconds(phone))
        pulse.beat(Self.desk, at: Self.start + .seconds(desk))
        let watchdog = WatchdogService(
            socket: ServiceManagerSocket(path: systemd.path), pulse: pulse, period: .seconds(60),
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        watchdog.tell(at: Self.start + .seconds(30))
        #expect(systemd.assignments() == (isAlive ? ["WATCHDOG=1"] : []))
    }

    @Test func `a loop that has not begun counts from the daemon's start, and is missed after that`() {
        let pulse = Pulse(expecting: [.review, Self.phone])
        #expect(pulse.silent(at: Self.start, longerThan: .seconds(60)) == [.review, Self.phone])
        pulse.begin(at: Self.start)
        #expect(pulse.silent(at: Self.start + .seconds(60), longerThan: .seconds(60)).isEmpty)
        pulse.beat(.review, at: Self.start + .seconds(61))
        pulse.begin(at: Self.start + .seconds(61))
        #expect(pulse.silent(at: Self.start + .seconds(61), longerThan: .seconds(60)) == [Self.phone])
    }

    @Test func `a stuck loop that goes on is heard of again`() throws {
        let pulse = Pulse(expecting: [.review, Self.phone])
        pulse.begin(at: Self.start)
        pulse.beat(.review, at: Self.start + .seconds(90))
        #expect(pulse.silent(at: Self.start + .seconds(90), longerThan: .seconds(60)) == [Self.phone])
        pulse.beat(Self.phone, at: Self.start + .seconds(91))
        #expect(pulse.silent(at: Self.start + .seconds(92), longerThan: .seconds(60)).isEmpty)
    }
}

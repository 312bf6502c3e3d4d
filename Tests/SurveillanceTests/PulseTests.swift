// SPDX-License-Identifier: Apache-2.0

import Surveillance
import Synchronization
import Testing

@Suite struct PulseTests {
    private static let phone = Pulse.Loop.delivery(receiver: "phone")
    private static let desk = Pulse.Loop.delivery(receiver: "desk")

    @Test func `a loop that never beat is silent, and one that is not expected is not`() {
        let pulse = Pulse()
        #expect(pulse.silent(at: .now, longerThan: .seconds(60)) == [.review])
        pulse.expect(Self.phone)
        pulse.expect(Self.phone)
        #expect(pulse.silent(at: .now, longerThan: .seconds(60)) == [.review, Self.phone])
        #expect(Pulse(expecting: []).silent(at: .now, longerThan: .zero).isEmpty)
    }

    @Test(arguments: [
        (review: 0, phone: 0, desk: 0, silent: [Pulse.Loop]()),
        (review: 60, phone: 60, desk: 60, silent: []),
        (review: 61, phone: 0, desk: 0, silent: [.review]),
        (review: 0, phone: 61, desk: 0, silent: [phone]),
        (review: 0, phone: 0, desk: 61, silent: [desk]),
        (review: 90, phone: 600, desk: 0, silent: [.review, phone]),
    ])
    func `a loop is silent that beat longer ago than the limit, whatever the others do`(
        review: Int, phone: Int, desk: Int, silent: [Pulse.Loop]
    ) {
        let pulse = Pulse(expecting: [.review, Self.phone, Self.desk])
        let now = ContinuousClock.now
        pulse.beat(.review, at: now - .seconds(review))
        pulse.beat(Self.phone, at: now - .seconds(phone))
        pulse.beat(Self.desk, at: now - .seconds(desk))
        #expect(pulse.silent(at: now, longerThan: .seconds(60)) == silent)
    }

    @Test func `a loop that does not beat is asked, and a beat in its name excuses nothing`() {
        let start = ContinuousClock.now
        let turned = Mutex(start)
        let pulse = Pulse(expecting: [])
        pulse.expect(.courier) { turned.withLock { $0 } }
        pulse.begin(at: start + .seconds(90))
        #expect(pulse.silent(at: start + .seconds(60), longerThan: .seconds(60)).isEmpty)
        #expect(pulse.silent(at: start + .seconds(61), longerThan: .seconds(60)) == [.courier])
        turned.withLock { $0 = start + .seconds(50) }
        #expect(pulse.silent(at: start + .seconds(61), longerThan: .seconds(60)).isEmpty)
    }

    @Test func `asking whether to go on shows that the review is alive`() {
        let switchboard = Switchboard()
        switchboard.pulse.expect(Self.phone)
        #expect(switchboard.continues())
        #expect(switchboard.pulse.silent(at: .now, longerThan: .seconds(60)) == [Self.phone])
        switchboard.stop()
        #expect(!switchboard.continues())
    }
}

// SPDX-License-Identifier: Apache-2.0

import Surveillance
import Testing
import Trial

/// What the two clocks say at one reading, in seconds, and what must come of it.
struct ClockReading: Sendable {
    var wall: Int64
    var monotonic: Double
    var now: Int64
    var jumpedBy: Int?

    init(_ wall: Int64, _ monotonic: Double, now: Int64, jumpedBy: Int? = nil) {
        (self.wall, self.monotonic, self.now, self.jumpedBy) = (wall, monotonic, now, jumpedBy)
    }
}

struct ClockStory: Sendable, CustomTestStringConvertible {
    var name: String
    var lastCommitted: Int64?
    /// Whether a jump was told before a restart and nobody has answered.
    var isSuspect = false
    var readings: [ClockReading]

    var testDescription: String { name }

    static let all = [
        ClockStory(
            name: "clocks that agree",
            readings: [ClockReading(1_000, 0, now: 1_000), ClockReading(1_010, 10, now: 1_010)]),
        ClockStory(
            name: "a minute's difference is believed",
            readings: [ClockReading(1_000, 0, now: 1_000), ClockReading(1_070, 10, now: 1_070)]),
        ClockStory(
            name: "a second more is a jump forward",
            readings: [ClockReading(1_000, 0, now: 1_000), ClockReading(1_071, 10, now: 1_010, jumpedBy: 61)]),
        ClockStory(
            name: "a jump back",
            readings: [ClockReading(1_000, 0, now: 1_000), ClockReading(940, 1, now: 1_001, jumpedBy: -61)]),
        ClockStory(
            name: "a jump that lasts stays one, and time goes on by the other clock",
            readings: [
                ClockReading(1_000, 0, now: 1_000), ClockReading(90_000, 10, now: 1_010, jumpedBy: 88_990),
                ClockReading(90_600, 610, now: 1_610, jumpedBy: 88_990),
            ]),
        ClockStory(
            name: "a clock that was set right by itself is believed again",
            readings: [
                ClockReading(1_000, 0, now: 1_000), ClockReading(90_000, 10, now: 1_010, jumpedBy: 88_990),
                ClockReading(1_020, 20, now: 1_020),
            ]),
        ClockStory(
            name: "a slow drift is no jump, however far it leads",
            readings: (0..<10).map { ClockReading(1_000 + 3_650 * $0, 3_600 * Double($0), now: 1_000 + 3_650 * $0) }),
        ClockStory(
            name: "a machine that slept for a night",
            readings: [ClockReading(1_000, 0, now: 1_000), ClockReading(29_800, 28_800, now: 29_800)]),
        ClockStory(
            name: "a daemon that was down for a week",
            lastCommitted: 1_000, readings: [ClockReading(605_800, 5, now: 605_800)]),
        ClockStory(
            name: "a boot a little behind the ledger",
            lastCommitted: 1_000, readings: [ClockReading(940, 5, now: 940)]),
        ClockStory(
            name: "a restart that nobody has answered the jump before",
            lastCommitted: 1_000, isSuspect: true,
            readings: [ClockReading(90_000, 5, now: 1_000, jumpedBy: 89_000), ClockReading(1_010, 15, now: 1_010)]),
        ClockStory(
            name: "a boot far behind the ledger",
            lastCommitted: 1_000_000,
            readings: [
                ClockReading(0, 5, now: 1_000_000, jumpedBy: -1_000_000),
                ClockReading(60, 65, now: 1_000_060, jumpedBy: -1_000_000),
                ClockReading(1_000_070, 70, now: 1_000_070),
            ]),
    ]
}

@Suite struct ClockGuardTests {
    @Test(arguments: ClockStory.all)
    func `the wall clock is believed as long as it goes with the other`(story: ClockStory) {
        var clock = ClockGuard(isSuspect: story.isSuspect)
        let last = story.lastCommitted.map { Timestamp(milliseconds: $0 * 1_000) }
        for reading in story.readings {
            let found = clock.observe(
                wall: Timestamp(milliseconds: reading.wall * 1_000), monotonicSeconds: reading.monotonic,
                lastCommitted: last)
            let expected = ClockGuard.Reading(
                now: Timestamp(milliseconds: reading.now * 1_000), jumpedBy: reading.jumpedBy)
            #expect(found == expected)
            #expect(found.isTrusted == (reading.jumpedBy == nil))
        }
    }

    @Test func `an operator who accepts the new time has it believed from then on`() {
        var clock = ClockGuard()
        _ = clock.observe(wall: Timestamp(milliseconds: 0), monotonicSeconds: 0)
        let after = Timestamp(milliseconds: 86_400_000)
        #expect(!clock.observe(wall: after, monotonicSeconds: 1).isTrusted)
        clock.accept(wall: after, monotonicSeconds: 1)
        #expect(clock.observe(wall: after + 10, monotonicSeconds: 11) == ClockGuard.Reading(now: after + 10))
    }
}

// SPDX-License-Identifier: Apache-2.0

import Kit
import Rules
import Testing
import Trial

/// When a clock is what, by instants just before and at each of its times.
struct ClockTimeTests {
    private static let serious = "AE  Pneumonia  3  2024-02-28  serious  aware 2024-03-01T10:00"
    private static let fatal =
        "AE  Pneumonia  5  2024-02-28  serious  aware 2024-03-01T10:00"
        + "  causality Related  unexpected"

    @Test(arguments: [
        ("2024-03-01T10:00", "running daily", "2024-03-01T22:00"),
        ("2024-03-01T21:59", "running daily", "2024-03-01T22:00"),
        ("2024-03-01T22:00", "half urgent", "2024-03-02T05:12"),
        ("2024-03-02T05:11", "half urgent", "2024-03-02T05:12"),
        ("2024-03-02T05:12", "four-fifths urgent", "2024-03-02T10:00"),
        ("2024-03-02T09:59", "four-fifths urgent", "2024-03-02T10:00"),
        ("2024-03-02T10:00", "breached urgent", nil),
        ("2025-03-02T10:00", "breached urgent", nil),
    ])
    func `24 hours warn at 12 hours and at 80 percent, and are due to the minute`(
        now: String, wanted: String, next: String?
    ) {
        #expect(clocks(clockRule(), Self.serious, at: now) == ["\(wanted) 2024-03-01T10:00.."])
        #expect(verdict(clockRule(), Self.serious, at: now).reviewAgainAt == next.map { instant($0) })
    }

    @Test(arguments: [
        // Day 0 is 1 March, day 7 ends with 8 March: 182 hours from the first knowledge.
        ("2024-03-01T10:00", "running daily", "2024-03-05T05:00"),
        ("2024-03-05T04:59", "running daily", "2024-03-05T05:00"),
        ("2024-03-05T05:00", "half urgent", "2024-03-07T11:36"),
        ("2024-03-07T11:35", "half urgent", "2024-03-07T11:36"),
        ("2024-03-07T11:36", "four-fifths urgent", "2024-03-08T00:00"),
        ("2024-03-07T23:59", "four-fifths urgent", "2024-03-08T00:00"),
        ("2024-03-08T00:00", "last-day urgent", "2024-03-09T00:00"),
        ("2024-03-08T23:59", "last-day urgent", "2024-03-09T00:00"),
        ("2024-03-09T00:00", "breached urgent", nil),
    ])
    func `7 calendar days after day 0 end with their last day`(now: String, wanted: String, next: String?) {
        #expect(clocks(sevenDays(), Self.fatal, at: now) == ["\(wanted) 2024-03-01T10:00.."])
        #expect(verdict(sevenDays(), Self.fatal, at: now).reviewAgainAt == next.map { instant($0) })
    }

    @Test(arguments: [
        // The last minute of a day and the first of the next are a day apart.
        ("2024-03-01T23:59", "2024-03-09T00:00"), ("2024-03-02T00:00", "2024-03-10T00:00"),
    ])
    func `day 0 is the day of the zone`(aware: String, due: String) {
        let rows = "AE  Pneumonia  5  2024-02-28  aware \(aware)  causality Related  unexpected"
        #expect(report(sevenDays(), rows, at: "2024-03-02T12:00")?.due == instant(due))
    }

    @Test(arguments: [
        // Summer time begins on 31 March: 8 days of 24 hours are an hour less.
        ("2024-03-25T00:00", "2024-04-02T00:00", 191, 7_200),
        ("2024-10-20T00:00", "2024-10-28T00:00", 193, 3_600),
        ("2024-01-01T00:00", "2024-01-09T00:00", 192, 3_600),
    ])
    func `days follow the zone through summer time`(aware: String, due: String, hours: Int, offset: Int) throws {
        let rows = "AE  Pneumonia  5  2024-01-01  aware \(aware)  causality Related  unexpected"
        let found = try #require(report(sevenDays(zone: berlin), rows, at: aware, zone: berlin))
        let dueAt = try #require(found.due)
        #expect(dueAt == instant(due, in: berlin))
        #expect(dueAt - instant(aware, in: berlin) == Double(hours) * 3_600)
        #expect(found.secondsFromUTC == offset)
    }

    @Test(arguments: [
        ("2024-03-30T10:00", "2024-03-31T11:00"), ("2024-10-26T10:00", "2024-10-27T09:00"),
    ])
    func `hours take no account of it`(aware: String, due: String) {
        let rows = "AE  Pneumonia  3  2024-01-01  serious  aware \(aware)"
        #expect(report(clockRule(zone: berlin), rows, at: aware, zone: berlin)?.due == instant(due, in: berlin))
    }

    @Test func `a time that comes twice is the first, and one that is skipped lies after the skip`() {
        #expect(instant("2024-10-27T02:30", in: berlin) == instant("2024-10-27T00:30", in: UTCOffsets(0)))
        #expect(instant("2024-03-31T02:30", in: berlin) == instant("2024-03-31T01:30", in: UTCOffsets(0)))
        #expect(berlin.day(of: instant("2024-06-30T22:00", in: UTCOffsets(0))) == day("2024-07-01"))
    }

    @Test(arguments: [
        // Known to the day: 24 hours are over at midnight at the earliest, and certainly a day later.
        ("2024-03-01", "2024-03-01T23:59", "four-fifths urgent 2024-03-01.."),
        ("2024-03-01", "2024-03-02T23:58", "four-fifths urgent 2024-03-01.."),
        ("2024-03-01", "2024-03-03T00:00", "breached urgent 2024-03-01.."),
        ("2024-03", "2024-03-31T23:59", "four-fifths urgent 2024-03.. (dateUnknown)"),
        ("2024-03", "2024-04-02T00:00", "breached urgent 2024-03.. (dateUnknown)"),
    ])
    func `what is known to the day or month alone is breached when it certainly is`(
        aware: String, now: String, wanted: String
    ) {
        #expect(clocks(clockRule(), "AE  Pneumonia  3  2024-02-28  serious  aware \(aware)", at: now) == [wanted])
    }

    @Test func `a month of days counts from its first day and is breached from its last`() {
        let rows = "AE  Pneumonia  5  2024-02-28  aware 2024-03  causality Related  unexpected"
        let at = { clocks(sevenDays(), rows, at: $0) }
        #expect(at("2024-03-08T12:00") == ["last-day urgent 2024-03.. (dateUnknown)"])
        #expect(at("2024-04-07T23:59") == ["last-day urgent 2024-03.. (dateUnknown)"])
        #expect(at("2024-04-08T00:00") == ["breached urgent 2024-03.. (dateUnknown)"])
    }

    private func report(
        _ rule: SubjectRule, _ rows: String, at text: String, zone: UTCOffsets = shanghai
    ) -> ClockReport? {
        guard case .clock(let report) = verdict(rule, rows, at: text, zone: zone).episodes.first?.finding else {
            return nil
        }
        return report
    }
}

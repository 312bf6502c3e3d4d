// SPDX-License-Identifier: Apache-2.0

import Kit
import Rules
import Testing
import Trial

/// Classes of an event by the cover before it.
struct ProphylaxisEventTests {
    @Test(arguments: [
        ("CM  ACICLOVIR  2024-01-25..2024-01-31", "2024-02-01", EventCover.underCover),
        ("CM  ACICLOVIR  2024-01-26..2024-01-31", "2024-02-01", .inGap(days: 1)),
        ("CM  ACICLOVIR  2024-01-01..2024-01-30", "2024-02-01", .inGap(days: 1)),
        ("CM  ACICLOVIR  2024-01-01..2024-01-10", "2024-02-01", .inGap(days: 21)),
        ("CM  ACICLOVIR  2024-02-01..2024-02-10", "2024-02-01", .neverStarted),
        ("CM  ACICLOVIR  2024-01-31..2024-02-10", "2024-02-01", .inGap(days: 6)),
        ("", "2024-02-01", .neverStarted),
        ("CM  ACICLOVIR  2023-01-01..2024-05-01", "2024-02", .underCover),
        ("CM  ACICLOVIR  2024-01-25..2024-02-28", "2024-02", .underCover),
        ("CM  ACICLOVIR  2024-01-26..2024-02-28", "2024-02", .unknown([.onsetUnknown])),
        ("CM  ACICLOVIR  2023-01-01..2023-12-01", "2024-02", .unknown([.onsetUnknown])),
        ("CM  ACICLOVIR  2024-03-01..2024-03-10", "2024-02", .neverStarted),
        ("CM  ACICLOVIR  2024-02-28..2024-03-10", "2024-02", .unknown([.onsetUnknown])),
        ("CM  ACICLOVIR  -", "2024-02", .unknown([.dateUnknown])),
        ("CM  ACICLOVIR  2024-05-01..2024-06-01", "2024-06", .underCover),
        ("", "", .neverStarted),
        ("CM  ACICLOVIR  2024-05-01..2024-06-01", "", .unknown([.onsetUnknown])),
        ("CM  ACICLOVIR  2024-05-01..2024-06-01", "2024-06-02", .underCover),
        ("CM  ACICLOVIR  2024-05-01..2024-06-01", "2024-06-03", .unknown([.dateInFuture])),
        ("CM  ACICLOVIR  2024-01..2024-01-20", "2024-02-01", .inGap(days: 11)),
        ("CM  ACICLOVIR  2024-01..2024-01", "2024-02-10", .unknown([.dateUnknown])),
    ])
    func `an event is classified by each of the 7 days before every possible onset`(
        rows: String, onset: String, wanted: EventCover
    ) {
        #expect(coverHistory(rows).cover(before: date(onset)) == wanted)
    }

    @Test(arguments: [
        ("CM  ACICLOVIR  2024-01-01..2024-01-30", EventCover.contraindicated),
        ("CM  ACICLOVIR  2024-01-01..2024-01-31", .underCover), ("", .contraindicated),
    ])
    func `an event where prophylaxis was contraindicated is a class of its own`(rows: String, wanted: EventCover) {
        let history = coverHistory(rows, contraindicatedSince: "2024-01-28")
        #expect(history.cover(before: date("2024-02-01")) == wanted)
    }

    @Test func `how many days must be covered is a parameter`() {
        let history = coverHistory("CM  ACICLOVIR  2024-01-26..2024-01-31")
        #expect(history.cover(before: date("2024-02-01"), withinDays: 6) == .underCover)
    }
}

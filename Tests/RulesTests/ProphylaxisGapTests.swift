// SPDX-License-Identifier: Apache-2.0

import Kit
import Rules
import Testing
import Trial

/// Gaps of the antiviral on ixazomib, as known on 2024-06-01.
struct ProphylaxisGapTests {
    private func cover(_ rows: String, on today: String = "2024-06-01") -> TherapyCover {
        let record = record("S", rows)
        let contacts = ContactDays(record, today: day(today))
        let runs = therapyRuns(of: ["IXAZOMIB"], in: record, contacts: contacts, today: day(today))
        return CoverHistory(of: antiviral, in: record, contacts: contacts, today: day(today)).cover(during: runs)
    }

    /// One gap a line, in 2024: its uncovered days, what began it, the day it reached 14 days, what ended it and when.
    private func text(_ cover: TherapyCover) -> [String] {
        cover.gaps.map { gap in
            let reached = gap.day(reaching: 14).map { ", 14 on \($0)" } ?? ""
            let end = gap.ending.map { ", \($0) \(gap.end.map(\.description) ?? "")" } ?? ""
            let doubts = gap.doubts.isEmpty ? "" : " \(RulesTests.text(gap.doubts))"
            let days = gap.uncovered.map { "\($0.lowerBound)..\($0.upperBound)" }.joined(separator: " + ")
            return "\(days) \(gap.beginning)\(reached)\(end)\(doubts)".replacing("2024-", with: "")
        }
    }

    // On ixazomib from 2024-01-01 to 2024-05-27, and resting for 13 days.
    private static let onDrug = "EX  IXAZOMIB  2024-01-01..2024-05-27\n"

    @Test(arguments: [
        ("CM  ACICLOVIR  2023-12-01..2024-06-01", []),
        (
            "CM  ACICLOVIR  2023-12-01..2024-03-01\nCM  ACICLOVIR  2024-03-15..2024-06-01",
            ["03-02..03-14 lapsed, covered 03-15"]
        ),
        (
            "CM  ACICLOVIR  2023-12-01..2024-03-01\nCM  ACICLOVIR  2024-03-16..2024-06-01",
            ["03-02..03-15 lapsed, 14 on 03-15, covered 03-16"]
        ),
        ("CM  ACICLOVIR  2023-12-01..2024-05-01", ["05-02..06-01 lapsed, 14 on 05-15"]),
        ("CM  ACICLOVIR  2023-12-01..2024-05-31", ["06-01..06-01 lapsed"]),
        ("", ["01-01..06-01 neverStarted, 14 on 01-14"]),
        ("CM  ACICLOVIR  2024-01-15..2024-06-01", ["01-01..01-14 neverStarted, 14 on 01-14, covered 01-15"]),
        ("CM  ACICLOVIR  2024-01-14..2024-06-01", ["01-01..01-13 neverStarted, covered 01-14"]),
        (
            "CM  ACICLOVIR  2023-12-01..2024-02-01\nCM  ACICLOVIR  2024-03..2024-06-01",
            ["02-02..02-29 lapsed, 14 on 02-15, covered 03 unknown (dateUnknown)"]
        ),
        (
            "CM  ACICLOVIR  2023-12-01..2024-03-01\nCM  ACICLOVIR  2024-03-12..2024-03\n"
                + "CM  ACICLOVIR  2024-04-10..2024-06-01",
            [
                "03-02..03-11 lapsed, covered 03-12",
                "04-01..04-09 lapsed, covered 04-10 unknown (dateUnknown)",
            ]
        ),
        (
            "CM  ACICLOVIR  2023-12-01..2024-03-01\nCM  ACICLOVIR  2024-04..2024-04\n"
                + "CM  ACICLOVIR  2024-05-10..2024-06-01",
            ["03-02..03-31 + 05-01..05-09 lapsed, 14 on 03-15, covered 05-10 unknown (dateUnknown)"]
        ),
        ("CM  ACICLOVIR  -", []),
    ])
    func `a gap reaches 14 days on the 14th uncovered day and ends with cover`(rows: String, wanted: [String]) {
        let cover = cover(Self.onDrug + rows)
        #expect(text(cover) == wanted)
    }

    // The last dose of ixazomib is that of 2024-03-01: it rests until 2024-03-14.
    @Test(arguments: [
        ("CM  ACICLOVIR  2023-12-01..2024-03-01", ["03-02..03-14 lapsed, therapyEnded 03-15"]),
        ("CM  ACICLOVIR  2023-12-01..2024-02-29", ["03-01..03-14 lapsed, 14 on 03-14, therapyEnded 03-15"]),
        ("CM  ACICLOVIR  2023-12-01..2024-03-14", []),
        (
            "CM  ACICLOVIR  2023-12-01..2024-02-20\nCM  ACICLOVIR  2024-03-10..",
            ["02-21..03-09 lapsed, 14 on 03-05, covered 03-10"]
        ),
    ])
    func `a gap ends with therapy`(rows: String, wanted: [String]) {
        let cover = cover("EX  IXAZOMIB  2024-01-01..2024-03-01\nLB  PLAT  200 10^9/L  2024-03-20\n\(rows)")
        #expect(text(cover) == wanted)
        #expect(cover.currentDays == 0)
        #expect(cover.dayReaching(14) == nil)
    }

    @Test(arguments: [
        ("EX  IXAZOMIB  2024-01-01\nEX  IXAZOMIB  2024-02-06", ["2024-01-01..2024-02-19"]),
        ("EX  IXAZOMIB  2024-01-01\nEX  IXAZOMIB  2024-02-07", ["2024-01-01..2024-01-14", "2024-02-07..2024-02-20"]),
        ("EX  LENALIDOMIDE  2024-01-01..2024-01-21", []),
        ("EX  IXAZOMIB  2024-01-01\nEX  IXAZOMIB  2024-02\nEX  IXAZOMIB  2024-03-20", ["2024-01-01..2024-04-02"]),
        ("EX  IXAZOMIB  2024-02\nEX  IXAZOMIB  2024-03-20\nEX  IXAZOMIB  2024-04", ["2024-03-20..2024-04-02"]),
        (
            "EX  IXAZOMIB  2024-01-01\nEX  IXAZOMIB  2024\nEX  IXAZOMIB  2024-05-20",
            ["2024-01-01..2024-01-14", "2024-05-20..2024-06-02"]
        ),
        ("EX  IXAZOMIB  2024-01-01..  QD\nLB  PLAT  200 10^9/L  2024-03-01", ["2024-01-01..2024-03-14"]),
        ("EX  IXAZOMIB  2024-01-01..  ONCE\nLB  PLAT  200 10^9/L  2024-03-01", ["2024-01-01..2024-01-14"]),
        ("EX  IXAZOMIB  2042-01-01", []),
        ("EX  IXAZOMIB  -", []),
        ("EX  IXAZOMIB  2024-01-01..2042-01-21", ["2024-01-01..2024-06-14"]),
        (
            "EX  IXAZOMIB  2024-01-01\nEX  IXAZOMIB  2024-01-02..2024-01-21\nEX  IXAZOMIB  2024-01-08",
            ["2024-01-01..2024-02-03"]
        ),
    ])
    func `therapy runs through rests of up to 35 days and 13 days beyond the last dose`(rows: String, wanted: [String])
    {
        let record = record("S", rows)
        let contacts = ContactDays(record, today: day("2024-06-01"))
        let runs = therapyRuns(of: ["IXAZOMIB"], in: record, contacts: contacts, today: day("2024-06-01"))
        #expect(runs.map { "\($0.days.lowerBound)..\($0.days.upperBound)" } == wanted)
    }

    @Test func `a death ends the rest after the last dose`() {
        var record = record("S", "EX  IXAZOMIB  2024-01-01..2024-03-01")
        record.demographics = demographics(arm: "IXA", died: "2024-03-05")
        let contacts = ContactDays(record, today: day("2024-06-01"))
        let runs = therapyRuns(of: ["IXAZOMIB"], in: record, contacts: contacts, today: day("2024-06-01"))
        #expect(runs.map(\.days.upperBound) == [day("2024-03-05")])
    }

    @Test(arguments: [
        ("2024-05-20", 0, ""), ("2024-05-21", 1, "2024-06-03"), ("2024-06-02", 13, "2024-06-03"),
        ("2024-06-03", 14, ""), ("2024-06-09", 20, ""), ("2024-06-10", 0, ""),
    ])
    func `a current gap tells when it will reach 14 days`(today: String, days: Int, reaches: String) {
        let cover = cover(Self.onDrug + "CM  ACICLOVIR  2023-12-01..2024-05-20", on: today)
        #expect(cover.currentDays == days)
        #expect((cover.dayReaching(14).map(\.description) ?? "") == reaches)
    }

    @Test func `a gap that therapy will end before its 14th day has no such day`() {
        let rows = "EX  IXAZOMIB  2024-01-01..2024-05-27\nCM  ACICLOVIR  2023-12-01..2024-05-28"
        #expect(cover(rows).currentDays == 4)
        #expect(cover(rows).dayReaching(14) == nil)
    }

    @Test func `the share of days covered goes from the certain to the possible`() {
        // Therapy to 2024-02-10: of 41 days 12 covered, 19 unknown, 10 uncovered.
        let cover = cover(
            """
            EX  IXAZOMIB      2024-01-01..2024-01-28
            CM  ACICLOVIR     2024-01-01..2024-01-12
            CM  VALACICLOVIR  2024-01..2024-01
            """)
        #expect(cover.daysOnTherapy == 41)
        #expect(cover.daysCovered == 12)
        #expect(cover.daysUnknown == 19)
        #expect(cover.share == 12.0 / 41...31.0 / 41)
        #expect(rowNames(cover.doubtfulRows.sorted()) == ["VALACICLOVIR 2024-01", "IXAZOMIB 2024-01-01"])
        #expect(self.cover("CM  ACICLOVIR  2024-01-01..").share == nil)
    }

    @Test func `days on which it is contraindicated are no gap and not due`() {
        let rows = "EX  IXAZOMIB  2024-01-01..2024-01-07\nCM  ACICLOVIR  2024-01-01..2024-01-05"
        let runs = [TherapyRun(days: day("2024-01-01")...day("2024-01-20"), firstDose: key(.ex, "first"))]
        let cover = coverHistory(rows, contraindicatedSince: "2024-01-11").cover(during: runs)
        #expect(text(cover) == ["01-06..01-10 lapsed, contraindicated 01-11"])
        #expect(cover.share == 0.5...0.5)
    }

    @Test func `a gap rests on the course that ended, or on the dose that called for one, and on what ended it`() {
        let lapse = cover(
            Self.onDrug + "CM  ACICLOVIR  2023-12-01..2024-03-01\nCM  VALACICLOVIR  2024-03-16..2024-06-01")
        #expect(lapse.gaps.map { rowNames($0.rows) } == [["ACICLOVIR 2023-12-01"]])
        #expect(lapse.gaps.map { rowNames($0.closingRows) } == [["VALACICLOVIR 2024-03-16"]])
        #expect(cover(Self.onDrug).gaps.map { rowNames($0.rows) } == [["IXAZOMIB 2024-01-01"]])
    }
}

// SPDX-License-Identifier: Apache-2.0

import Kit
import Rules
import Testing
import Trial

struct ProphylaxisHistoryTests {
    @Test(arguments: [
        ("", "never"),
        ("CM  PARACETAMOL  2024-01-10..2024-01-20", "never"),
        ("CM  ACICLOVIR  2024-01-10..2024-01-20", "never, 01-10 covered, 01-21 gap"),
        ("CM  ACICLOVIR  2024-01-10..2024-01-10", "never, 01-10 covered, 01-11 gap"),
        (
            "CM  ACICLOVIR  2024-01-10..2024-01-20\nCM  VALACICLOVIR  2024-01-21..2024-02-10",
            "never, 01-10 covered, 02-11 gap"
        ),
        (
            "CM  ACICLOVIR  2024-01-10..2024-01-20\nCM  ACICLOVIR  2024-01-22..2024-02-10",
            "never, 01-10 covered, 01-21 gap, 01-22 covered, 02-11 gap"
        ),
        (
            "CM  ACICLOVIR  2024-01-10..2024-02-20\nCM  FAMCICLOVIR  2024-01-15..2024-01-20\n"
                + "CM  VALACICLOVIR  2024-02-10..2024-03-01",
            "never, 01-10 covered, 03-02 gap"
        ),
    ])
    func `a day is covered while any medication of the class is taken, both ends included`(rows: String, wanted: String)
    {
        #expect(states(coverHistory(rows)) == wanted)
    }

    // 2024-04-01 is the 60th day after 2024-02-01; of 122 days between two contacts one is more than 60 from both.
    @Test(arguments: [
        ("", "never, 02-01 unknown (endNotConfirmed)"),
        ("LB  PLAT  200 10^9/L  2024-02-01", "never, 02-01 covered, 04-02 unknown (endNotConfirmed)"),
        ("EX  IXAZOMIB  2024-02-01", "never, 02-01 covered, 04-02 unknown (endNotConfirmed)"),
        ("EX  IXAZOMIB  2024-01-01..2024-02-01", "never, 02-01 covered, 04-02 unknown (endNotConfirmed)"),
        ("LB  PLAT  200 10^9/L  2024-02-01\nLB  PLAT  200 10^9/L  2024-04-10", "never, 02-01 covered"),
        ("LB  PLAT  200 10^9/L  2024-01-28\nLB  PLAT  200 10^9/L  2024-05-28", "never, 02-01 covered"),
        (
            "LB  PLAT  200 10^9/L  2024-01-27\nLB  PLAT  200 10^9/L  2024-05-28",
            "never, 02-01 covered, 03-28 unknown (endNotConfirmed), 03-29 covered"
        ),
        ("LB  PLAT  200 10^9/L  2024-02", "never, 02-01 covered, 04-02 unknown (endNotConfirmed)"),
        ("LB  PLAT  200 10^9/L  2024", "never, 02-01 unknown (endNotConfirmed)"),
        ("LB  PLAT  200 10^9/L  2024-06-02", "never, 02-01 unknown (endNotConfirmed)"),
        ("AE  Headache  1  2024-02-01", "never, 02-01 unknown (endNotConfirmed)"),
        (
            "CM  VALACICLOVIR  2024-05-01..2024-05-02",
            "never, 02-01 unknown (endNotConfirmed), 05-01 covered, 05-03 unknown (endNotConfirmed)"
        ),
    ])
    func `a missing end is ongoing within 60 days of a contact and unknown on other days`(rows: String, wanted: String)
    {
        #expect(states(coverHistory("CM  ACICLOVIR  2024-02-01..\n\(rows)")) == wanted)
    }

    @Test(arguments: [
        ("CM  ACICLOVIR  -", "unknown (dateUnknown)"),
        ("CM  ACICLOVIR  ..2024-02-10", "unknown (dateUnknown), 02-10 covered, 02-11 gap"),
        ("CM  ACICLOVIR  2024-01..2024-02-10", "never, 01-01 unknown (dateUnknown), 01-31 covered, 02-11 gap"),
        ("CM  ACICLOVIR  2024-01-10..2024-02", "never, 01-10 covered, 02-02 unknown (dateUnknown), 03-01 gap"),
        ("CM  ACICLOVIR  2024-01..2024-01", "never, 01-01 unknown (dateUnknown), 02-01 gap"),
        ("CM  ACICLOVIR  2024-01..2024-01-10", "never, 01-01 unknown (dateUnknown), 01-10 covered, 01-11 gap"),
        ("CM  ACICLOVIR  2024-01-10..2024", "never, 01-10 covered, 01-11 unknown (dateUnknown)"),
        (
            "CM  ACICLOVIR  2024-01\nLB  PLAT  200 10^9/L  2024-05-01",
            "never, 01-01 unknown (dateUnknown), 01-31 unknown (endNotConfirmed), 03-02 covered"
        ),
        (
            "CM  ACICLOVIR  2024-01..2024-02-10\nCM  VALACICLOVIR  2023-12-20..2024-03-01",
            "never, 2023-12-20 covered, 03-02 gap"
        ),
        (
            "CM  ACICLOVIR  -\nCM  VALACICLOVIR  2024-01-10..2024-03-01",
            "unknown (dateUnknown), 01-10 covered, 03-02 unknown (dateUnknown)"
        ),
        (
            "CM  ACICLOVIR  2024-01..2024-01-20\nCM  VALACICLOVIR  2024-01-10..",
            "never, 01-01 unknown (dateUnknown), 01-10 unknown (dateUnknown endNotConfirmed), 01-20 covered, "
                + "01-21 unknown (endNotConfirmed)"
        ),
    ])
    func `a doubtful date makes those days unknown that no other course covers`(rows: String, wanted: String) {
        #expect(states(coverHistory(rows)) == wanted)
    }

    @Test(arguments: [
        ("CM  ACICLOVIR  2024-06-02..", "never", "2024-06-02"),
        ("CM  ACICLOVIR  2024-06-03..", "unknown (dateInFuture)", "2024-06-02"),
        ("CM  ACICLOVIR  2042-01-10..2042-02-10", "unknown (dateInFuture)", "2042-01-09"),
        ("CM  ACICLOVIR  2024-01-10..2023-01-20", "unknown (datesContradict)", ""),
        ("CM  ACICLOVIR  2024-02-10..2024-02", "never, 02-10 covered, 02-11 unknown (dateUnknown), 03-01 gap", ""),
        ("CM  ACICLOVIR  2024-01-10..2024-06-01", "never, 01-10 covered", "2024-06-02"),
        ("CM  ACICLOVIR  2024-01-10..2024-06-02", "never, 01-10 unknown (endNotConfirmed)", "2024-06-02"),
        (
            "CM  ACICLOVIR  2024-01-10..2042-06-02\nLB  PLAT  200 10^9/L  2024-02-01",
            "never, 01-10 covered, 04-02 unknown (endNotConfirmed)", "2042-06-02"
        ),
    ])
    func `dates that contradict or have not come prove nothing`(rows: String, wanted: String, settles: String) {
        let history = coverHistory(rows)
        #expect(states(history) == wanted)
        #expect((history.datesSettle.map(\.description) ?? "") == settles)
    }

    @Test(arguments: [
        ("", "never, 02-01 contraindicated"),
        ("CM  ACICLOVIR  2024-01-10..2024-01-20", "never, 01-10 covered, 01-21 gap, 02-01 contraindicated"),
        (
            "CM  ACICLOVIR  2024-01-10..2024-02-20",
            "never, 01-10 covered, 02-21 contraindicated"
        ),
        ("CM  ACICLOVIR  2024-03", "never, 02-01 contraindicated"),
    ])
    func `a documented contraindication counts on days that are not covered`(rows: String, wanted: String) {
        #expect(states(coverHistory(rows, contraindicatedSince: "2024-02-01")) == wanted)
    }

    @Test func `a period names the rows that made it so`() {
        let history = coverHistory(
            """
            CM  ACICLOVIR     2024-01-10..2024-01-20
            CM  VALACICLOVIR  2024-01-15..2024-02-10
            CM  FAMCICLOVIR   2024-03..2024-04-10
            """)
        let rows = history.periods(in: day("2023-12-01")...day("2024-06-01")).map { rowNames($0.rows) }
        #expect(
            rows == [
                [], ["ACICLOVIR 2024-01-10"], ["VALACICLOVIR 2024-01-15"], ["FAMCICLOVIR 2024-03"],
                ["FAMCICLOVIR 2024-03"], ["FAMCICLOVIR 2024-03"],
            ])
    }

    @Test func `days after today are unknown, and the days before the first row are those of the first period`() {
        let history = coverHistory("CM  ACICLOVIR  2024-01-10..2024-01-20")
        #expect(history.state(on: day("2024-06-02")) == .unknown([.dateInFuture]))
        #expect(history.state(on: day("1990-01-01")) == .neverStarted)
        #expect(history.periods(in: day("2024-06-02")...day("2024-06-30")).isEmpty)
    }
}

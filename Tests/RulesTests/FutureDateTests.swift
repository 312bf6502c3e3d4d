// SPDX-License-Identifier: Apache-2.0

import Kit
import Rules
import Testing
import Trial

struct FutureDateTests {
    private func verdict(_ rows: String, on today: String = "2024-03-01") -> SubjectVerdict {
        assess(record("S", "DM  IXA\n\(rows)"), under: .small([.plateletHold, .neuropathy]), at: moment(today))
    }

    @Test(arguments: [
        ("LB  PLAT  5 10^9/L  2024-03-01", false), ("LB  PLAT  5 10^9/L  2024-03-02", false),
        ("LB  PLAT  5 10^9/L  2024-03-03", true), ("LB  PLAT  5 10^9/L  2042-01-08", true),
        ("LB  PLAT  5 10^9/L  2024-03", false), ("LB  PLAT  5 10^9/L  2024-04", true),
        ("LB  PLAT  5 10^9/L  2024-01-08\nLB  PLAT  60 10^9/L  2042-01-15", true),
        ("AE  Neuropathy peripheral  3  2024-03-02  painful", false),
        ("AE  Neuropathy peripheral  3  2042-03-02  painful", true),
    ])
    func `a row dated after tomorrow raises its alert all the same, and both say so`(rows: String, isFuture: Bool) {
        let verdict = verdict(rows)
        #expect(verdict.episodes.map { $0.uncertainties.contains(.dateInFuture) } == [isFuture])
        #expect(verdict.qualityFlags.map(\.reason) == (isFuture ? [.futureDate] : []))
    }

    @Test func `a date that has come is in the future no more`() {
        let row = "LB  PLAT  5 10^9/L  2024-03-08"
        let shanghai = moment("2024-03-07")
        #expect(verdict(row).reviewAgainAt == shanghai.now)
        #expect(verdict(row, on: "2024-03-06").episodes.map(\.uncertainties) == [[.dateInFuture]])
        #expect(verdict(row, on: "2024-03-07").episodes.map(\.uncertainties) == [[]])
        #expect(verdict(row, on: "2024-03-07").reviewAgainAt == nil)
    }
}

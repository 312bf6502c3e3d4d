// SPDX-License-Identifier: Apache-2.0

import Kit
import Rules
import Testing
import Trial

/// Cover before a zoster that began on 2024-02-01.
struct ProphylaxisCoverTests {
    @Test(arguments: [
        ("CM  ACICLOVIR  2024-01-01..2024-03-01", Cover.covered),
        ("CM  VALACICLOVIR  2024-01-25..2024-01-31", .covered),
        ("CM  ACICLOVIR  2024-01-01..2024-01-28\nCM  VALACICLOVIR  2024-01-29..2024-02-10", .covered),
        ("CM  ACICLOVIR  2024-01-01..2024-01-30", .gap(days: 1)),
        ("CM  ACICLOVIR  2024-01-01..2024-01-10", .gap(days: 21)),
        ("CM  ACICLOVIR  2024-01-01..2024-01-26\nCM  ACICLOVIR  2024-01-30..2024-03-01", .gap(days: 3)),
        ("CM  ACICLOVIR  2024-01-30..2024-03-01", .gap(days: 5)),
        ("CM  ACICLOVIR  2024-02-01..", .neverStarted),
        ("CM  PARACETAMOL  2024-01-01..2024-03-01", .neverStarted),
        ("CM  ACICLOVIR  2024-01-01..", .covered),
        ("CM  ACICLOVIR  2023-01-01..\nLB  PLAT  200 10^9/L  2023-11-01", .unknown),
        ("CM  ACICLOVIR  -", .unknown),
        ("CM  ACICLOVIR  2024-01", .unknown),
        ("CM  ACICLOVIR  2019..2019\nCM  ACICLOVIR  2024-01-01..2024-03-01", .covered),
        ("CM  ACICLOVIR  2023..2023-12\nCM  ACICLOVIR  2024-01-29..2024-03-01", .unknown),
    ])
    func `cover is told from each of the 7 days before onset`(rows: String, wanted: Cover) {
        let seen = rows.contains("2023-11-01") ? "" : "LB  PLAT  200 10^9/L  2024-01-08\n"
        let record = record("S", "\(seen)\(rows)\nAE  Herpes zoster  2  2024-02-01")
        let verdict = assess(record, under: .small([.zoster]), at: moment("2024-06-01"))
        let covers = verdict.episodes.map { episode -> Cover? in
            if case .event(let finding) = episode.finding { finding.cover } else { nil }
        }
        #expect(covers == [wanted])
        #expect(verdict.episodes.map { $0.uncertainties.contains(.coverUnknown) } == [wanted == .unknown])
    }

    @Test(arguments: [
        ("2024-01-25..2024-02-28", Cover.covered), ("2024-01-25..2024-02-27", .unknown),
        ("2024-03-01..2024-04-01", .neverStarted),
    ])
    func `cover before an onset of which only the month is known is told where every day of it agrees`(
        course: String, wanted: Cover
    ) {
        let record = record("S", "CM  ACICLOVIR  \(course)\nAE  Herpes zoster  2  2024-02")
        let verdict = assess(record, under: .small([.zoster]), at: moment("2024-06-01"))
        let covers = verdict.episodes.map { episode -> Cover? in
            if case .event(let finding) = episode.finding { finding.cover } else { nil }
        }
        #expect(covers == [wanted])
    }

    @Test func `an end that is only planned is looked at again when it comes`() {
        let rows = "CM  ACICLOVIR  2024-01-01..2024-06-10\nAE  Herpes zoster  2  2024-05-28"
        let verdict = assess(record("S", rows), under: .small([.zoster]), at: moment("2024-06-01"))
        #expect(verdict.episodes.map { $0.uncertainties.contains(.coverUnknown) } == [true])
        #expect(verdict.reviewAgainAt == moment("2024-06-10").now)
        let later = assess(record("S", rows), under: .small([.zoster]), at: moment("2024-06-10"))
        #expect(later.episodes.map { $0.uncertainties.contains(.coverUnknown) } == [false])
    }
}

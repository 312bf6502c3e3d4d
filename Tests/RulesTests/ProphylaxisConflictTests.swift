// SPDX-License-Identifier: Apache-2.0

import CTCAE
import Kit
import Rules
import Testing
import Trial

/// Aspirin while platelets are below 50, as known on 2024-06-01.
struct ProphylaxisConflictTests {
    private static let aspirin = Prophylactic(id: "aspirin-alone", medications: ["ASPIRIN"])

    private static let lowPlatelets = SubjectRule.rule(
        "platelets-below-50",
        .count(CountCondition(analyte: .platelets, unit: .gigaPerLitre, below: 50, recoversAt: 50)),
        [SeverityLevel(severity: .daily)])

    private static let bleeding = SubjectRule.rule(
        "bleeding", .event(EventCondition(group: "infection", atLeast: 1)), [SeverityLevel(severity: .daily)])

    private func episodes(_ rows: String, on today: String) -> [Episode] {
        assess(record("S", rows), under: .small([Self.lowPlatelets, Self.bleeding]), at: moment(today)).episodes
    }

    private func conflicts(_ rows: String, on today: String = "2024-06-01") -> [String] {
        coverHistory(rows, of: Self.aspirin, on: today).conflicts(with: episodes(rows, on: today)).map { conflict in
            "\(conflict.days.lowerBound)..\(conflict.isOngoing ? "" : conflict.days.upperBound.description)"
                + (conflict.isCertain ? "" : " possible")
        }
    }

    // Platelets fall below 50 on 2024-02-01 and are 50 again on 2024-02-15.
    @Test(arguments: [
        ("CM  ASPIRIN  2024-01-01..2024-05-01", ["2024-02-02..2024-02-14"]),
        ("CM  ASPIRIN  2024-01-01..2024-02-01", []),
        ("CM  ASPIRIN  2024-01-01..2024-02-02", ["2024-02-02..2024-02-02"]),
        ("CM  ASPIRIN  2024-02-14..2024-05-01", ["2024-02-14..2024-02-14"]),
        ("CM  ASPIRIN  2024-02-15..2024-05-01", []),
        (
            "CM  ASPIRIN  2024-01-01..2024-02-04\nCM  ASPIRIN  2024-02-10..",
            ["2024-02-02..2024-02-04", "2024-02-10..2024-02-14"]
        ),
        ("CM  ASPIRIN  2024-02", ["2024-02-02..2024-02-14 possible"]),
        ("CM  ASPIRIN  2024-01-01..2024-02", ["2024-02-02..2024-02-14 possible"]),
        ("CM  ENOXAPARIN  2024-01-01..2024-05-01", []),
        ("", []),
    ])
    func `aspirin from the day after a low count to the day before recovery is a conflict`(
        rows: String, wanted: [String]
    ) {
        let samples = "LB  PLAT  49 10^9/L  2024-02-01\nLB  PLAT  50 10^9/L  2024-02-15\n"
        #expect(conflicts(samples + rows) == wanted)
        #expect(conflicts(samples.replacing("49", with: "50") + rows) == [])
    }

    @Test(arguments: [
        ("AE  Sepsis  2  2024-02-01..2024-02-15", ["2024-02-02..2024-02-15"]),
        ("AE  Sepsis  2  2024-02-01", ["2024-02-02.."]),
        ("AE  Sepsis  2  2024-02..2024-03-15", ["2024-02-02..2024-03-15"]),
        ("AE  Sepsis  2  2024-04..2024-05", ["2024-04-02..2024-05-02"]),
        ("AE  Sepsis  2  2024-04..2024-04", ["2024-04-02..2024-04-30 possible"]),
        ("AE  Sepsis  2  -", []),
    ])
    func `aspirin during a bleeding is a conflict to its last day`(rows: String, wanted: [String]) {
        let aspirin = rows.contains("2024-04") ? "2024-04-02..2024-05-02" : "2024-01-01.."
        let visits = "LB  PLAT  200 10^9/L  2024-02-10\nLB  PLAT  200 10^9/L  2024-05-20\n"
        #expect(conflicts("CM  ASPIRIN  \(aspirin)\n\(visits)\(rows)") == wanted)
    }

    @Test func `a conflict goes on while aspirin and low platelets do`() {
        let rows = "CM  ASPIRIN  2024-01-01..\nLB  PLAT  24 10^9/L  2024-05-31"
        #expect(conflicts(rows) == ["2024-06-01.."])
        #expect(conflicts(rows, on: "2024-05-31") == [])
        let today = coverHistory(rows, of: Self.aspirin, on: "2024-05-31")
        #expect(today.conflictMayBegin(with: episodes(rows, on: "2024-05-31")) == day("2024-06-01"))
        #expect(coverHistory(rows, of: Self.aspirin).conflictMayBegin(with: episodes(rows, on: "2024-06-01")) == nil)
    }

    @Test func `a conflict names every course of aspirin by which it runs, and the low counts`() {
        let rows = """
            LB  PLAT     45 10^9/L   2024-02-01
            LB  PLAT     60 10^9/L   2024-03-01
            CM  ASPIRIN  2023-01-01..2024-02-10
            CM  ASPIRIN  2024-01-05..2024-01-10
            CM  ASPIRIN  2024-02-05..2024-02-20
            CM  ASPIRIN  2024-02-21..2024-03-10
            CM  ASPIRIN  2024-03-05..2024-04-10
            """
        let conflicts = coverHistory(rows, of: Self.aspirin).conflicts(with: episodes(rows, on: "2024-06-01"))
        #expect(
            conflicts.map { rowNames($0.medicationRows) } == [
                ["ASPIRIN 2023-01-01", "ASPIRIN 2024-02-05", "ASPIRIN 2024-02-21"]
            ])
        #expect(conflicts.map { rowNames($0.episode.evidence.map(\.key)) } == [["PLAT 2024-02-01"]])
    }
}

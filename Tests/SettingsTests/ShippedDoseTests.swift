// SPDX-License-Identifier: Apache-2.0

import Alerting
import Foundation
import Kit
import Rules
import Settings
import Testing
import Trial

/// The ladders, toxicities and dose rules of the shipped protocol, by the verdict on whole records.
@Suite struct ShippedDoseTests {
    /// The shipped protocol, as it is or as if the sponsor had signed every number.
    private func shipped(isSigned: Bool = true) throws -> StudyProtocol {
        var studyProtocol = try loadProtocol(
            at: Fixtures.shipped.appendingPathComponent("protocols/nct04217967.yaml").path)
        guard isSigned else { return studyProtocol }
        for index in studyProtocol.subjectRules.indices { studyProtocol.subjectRules[index].verified = true }
        for index in studyProtocol.dosing?.drugs.indices ?? 0..<0 { studyProtocol.dosing?.drugs[index].verified = true }
        return studyProtocol
    }

    /// Cycles of both drugs, or of one, from the first of each month, at levels given from the highest down.
    private func cycles(_ arm: String, ixazomib: [String], lenalidomide: [String]) -> String {
        let months = ["2024-01", "2024-02", "2024-03", "2024-04", "2024-05"]
        var rows = ["DM  \(arm)"]
        for (month, amount) in zip(months, ixazomib) { rows.append("EX  IXAZOMIB  \(month)-01  \(amount) mg") }
        for (month, amount) in zip(months, lenalidomide) {
            rows.append("EX  LENALIDOMIDE  \(month)-01..\(month)-09  \(amount) mg  QOD")
        }
        return rows.joined(separator: "\n")
    }

    /// One fall below 30 in each of some months, with its recovery.
    private func falls(_ months: [String]) -> String {
        months.map { "LB  PLAT  20 10^9/L  2024-\($0)-10\nLB  PLAT  80 10^9/L  2024-\($0)-20" }.joined(separator: "\n")
    }

    private func advice(_ table: String, under studyProtocol: StudyProtocol, of rule: String) -> [String] {
        assess(record("S", table), under: studyProtocol, at: moment("2024-06-01")).episodes
            .filter { $0.rule == rule }.map { $0.proposal?.doseWords?.en ?? "nothing" }
    }

    @Test func `three falls lower lenalidomide, ixazomib and lenalidomide again`() throws {
        let given = cycles("IXA-LEN", ixazomib: ["4", "4", "3", "3"], lenalidomide: ["25", "15", "15", "10"])
        let found = advice("\(given)\n\(falls(["01", "02", "03"]))", under: try shipped(), of: "platelet-hold")
        #expect(
            found == [
                "Hold ixazomib and lenalidomide from 2024-01-11; may be resumed from 2024-01-20. "
                    + "Resume lenalidomide at 15 mg every other day (from 25 mg), ixazomib unchanged at 4 mg.",
                "Hold ixazomib and lenalidomide from 2024-02-11; may be resumed from 2024-02-20. "
                    + "Resume ixazomib at 3 mg on days 1, 8, 15 (from 4 mg), lenalidomide unchanged at 15 mg.",
                "Hold ixazomib and lenalidomide from 2024-03-11; may be resumed from 2024-03-20. "
                    + "Resume lenalidomide at 10 mg every other day (from 15 mg), ixazomib unchanged at 3 mg.",
            ])
    }

    @Test func `ixazomib alone goes down its ladder and stops`() throws {
        let given = cycles("IXA", ixazomib: ["4", "3", "2.3"], lenalidomide: [])
        let found = advice("\(given)\n\(falls(["01", "02", "03"]))", under: try shipped(), of: "platelet-hold")
        #expect(
            found == [
                "Hold ixazomib from 2024-01-11; may be resumed from 2024-01-20. "
                    + "Resume ixazomib at 3 mg on days 1, 8, 15 (from 4 mg).",
                "Hold ixazomib from 2024-02-11; may be resumed from 2024-02-20. "
                    + "Resume ixazomib at 2.3 mg on days 1, 8, 15 (from 3 mg).",
                "Hold ixazomib from 2024-03-11; may be resumed from 2024-03-20. Stop ixazomib for good.",
            ])
    }

    @Test func `lenalidomide alone goes down its ladder`() throws {
        let given = cycles("LEN", ixazomib: [], lenalidomide: ["25", "15", "10"])
        let found = advice("\(given)\n\(falls(["01", "02", "03"]))", under: try shipped(), of: "platelet-hold")
        #expect(
            found.map { $0.split(separator: ". ").last ?? "" } == [
                "Resume lenalidomide at 15 mg every other day (from 25 mg).",
                "Resume lenalidomide at 10 mg every other day (from 15 mg).",
                "Resume lenalidomide at 5 mg every other day (from 10 mg).",
            ])
    }

    @Test func `as shipped the level is withheld and the hold is told`() throws {
        let given = cycles("IXA-LEN", ixazomib: ["4"], lenalidomide: ["25"])
        let verdict = assess(
            record("S", "\(given)\nLB  PLAT  20 10^9/L  2024-01-10"), under: try shipped(isSigned: false),
            at: moment("2024-01-12"))
        let proposal = verdict.episodes.first { $0.rule == "platelet-hold" }?.proposal
        #expect(proposal?.doseWithheld == true)
        #expect(proposal?.doseWords?.en == "Hold ixazomib and lenalidomide from 2024-01-11.")
        #expect(proposal?.doseWords?.zhHans == "自2024-01-11起停用伊沙佐米、来那度胺。")
    }

    @Test(arguments: [
        (
            "AE  Neuropathy peripheral  3  2024-01-05..2024-01-25",
            "Resume ixazomib at 3 mg on days 1, 8, 15 (from 4 mg)."
        ),
        ("AE  Neuropathy peripheral  2  2024-01-05..2024-01-25  painless", "Resume ixazomib unchanged at 4 mg."),
        (
            "AE  Neuropathy peripheral  2  2024-01-05..2024-01-25",
            "Dose of ixazomib not certain: 4 mg on days 1, 8, 15 or 3 mg on days 1, 8, 15, since the toxicity "
                + "itself is not certain."
        ),
        ("AE  Neuropathy peripheral  4  2024-01-05..2024-01-25", "Stop ixazomib for good."),
        ("AE  Neuropathy peripheral  1  2024-01-05..2024-01-25  painless", "nothing"),
    ])
    func `neuropathy moves ixazomib by grade and pain`(event: String, wanted: String) throws {
        let given = cycles("IXA-LEN", ixazomib: ["4"], lenalidomide: ["25"])
        let found = advice("\(given)\n\(event)", under: try shipped(), of: "neuropathy")
        #expect((found.first ?? "nothing").hasSuffix(wanted), "\(found)")
    }

    /// Dose rules that speak of a record: `dose-against-hold critical`.
    private func told(_ table: String, on today: String = "2024-06-01", signed: Bool = true) throws -> [String] {
        assess(record("S", table), under: try shipped(), at: moment(today)).episodes
            .filter { $0.rule.hasPrefix("dose-") }.map { episode in
                let end = episode.end.map { "..\($0)" } ?? ".."
                return "\(episode.facet) \(episode.onset?.description ?? "?")\(end) \(episode.severity.rawValue)"
            }
    }

    @Test(arguments: [
        // Taken while held, on the day of collection, and once it may be resumed.
        ("EX  IXAZOMIB  2024-01-15  4 mg", ["against-hold ixazomib 2024-01-15..2024-01-20 critical"]),
        ("EX  IXAZOMIB  2024-01-10  4 mg", []),
        ("EX  IXAZOMIB  2024-01-20  3 mg", []),
        ("EX  IXAZOMIB  2024-01-22  4 mg", ["above-due ixazomib 2024-01-22.. urgent"]),
        // A row that spans the hold does not say whether it was kept, one without an amount may say that none was.
        ("EX  IXAZOMIB  2024-01-08..2024-01-22  4 mg  QD", ["against-hold ixazomib 2024-01-11..2024-01-20 query"]),
        (
            "EX  IXAZOMIB  2024-01-15  no dose",
            [
                "against-hold ixazomib 2024-01-15..2024-01-20 query", "row-in-doubt ixazomib 2024-01-15.. query",
            ]
        ),
    ])
    func `a dose is told by the hold that it departs from`(row: String, wanted: [String]) throws {
        let table = "DM  IXA\nEX  IXAZOMIB  2024-01-01  4 mg\n\(falls(["01"]))\n\(row)"
        #expect(try told(table, on: "2024-02-01") == wanted)
    }

    @Test func `a corrected count takes a dose against a hold back`() throws {
        let studyProtocol = try shipped()
        let doses = "DM  IXA\nEX  IXAZOMIB  2024-01-01  4 mg\nEX  IXAZOMIB  2024-01-15  4 mg"
        var book = AlertBook()
        book.review(
            record("S", "\(doses)\nLB  PLAT  20 10^9/L  2024-01-10  #a"), under: studyProtocol, at: moment("2024-01-16")
        )
        let first = book.alerts.first { $0.episode.rule == "dose-against-hold" }
        #expect(first?.episode.severity == .critical)
        book.review(
            record("S", "\(doses)\nLB  PLAT  200 10^9/L  2024-01-10  #a"), under: studyProtocol,
            at: moment("2024-01-17"))
        #expect(book.alerts.first { $0.id == first?.id }?.closure == .retracted)
    }

    @Test func `a late count makes a dose taken before a dose against a hold`() throws {
        let studyProtocol = try shipped()
        let doses = "DM  IXA\nEX  IXAZOMIB  2024-01-01  4 mg\nEX  IXAZOMIB  2024-01-15  4 mg"
        var book = AlertBook()
        book.review(record("S", doses), under: studyProtocol, at: moment("2024-01-16"))
        #expect(!book.alerts.contains { $0.episode.rule == "dose-against-hold" })
        book.review(
            record("S", "\(doses)\nLB  PLAT  20 10^9/L  2024-01-10"), under: studyProtocol, at: moment("2024-02-16"))
        #expect(book.alerts.contains { $0.episode.rule == "dose-against-hold" && $0.episode.severity == .critical })
    }

    @Test func `a drug that is not resumed is told after 35 days, and no more once it is`() throws {
        let table = "DM  IXA\nEX  IXAZOMIB  2024-01-01  4 mg\n\(falls(["01"]))"
        #expect(try told(table, on: "2024-02-24") == [])
        let next = assess(record("S", table), under: try shipped(), at: moment("2024-02-24")).reviewAgainAt
        #expect(next.map { $0 <= moment("2024-02-25").now } == true)
        #expect(try told(table, on: "2024-02-25") == ["not-resumed ixazomib 2024-01-20.. daily"])
        let late = "\(table)\nEX  IXAZOMIB  2024-02-01  3 mg"
        #expect(try told(late, on: "2024-02-25") == [])
        let resumed = "\(table)\nEX  IXAZOMIB  2024-03-05  3 mg"
        #expect(try told(resumed, on: "2024-03-06") == ["not-resumed ixazomib 2024-01-20..2024-03-05 daily"])
    }

    private static let gateCases: [(String, [String])] = [
        ("LB  NEUT  1.5 10^9/L  2024-01-01\nLB  PLAT  80 10^9/L  2024-01-01", []),
        (
            "LB  NEUT  1.5 10^9/L  2024-01-01\nLB  PLAT  74 10^9/L  2024-01-01",
            ["cycle-gate-ixazomib gate-failed 2024-01-01"]
        ),
        (
            "LB  NEUT  1.5 10^9/L  2023-12-28\nLB  PLAT  80 10^9/L  2023-12-28",
            ["cycle-gate-ixazomib gate-indeterminate 2024-01-01"]
        ),
    ]

    @Test(arguments: gateCases)
    func `a cycle begun is held against its counts`(rows: String, wanted: [String]) throws {
        let table = "DM  IXA\nEX  IXAZOMIB  2024-01-01  4 mg\n\(rows)"
        let found = assess(record("S", table), under: try shipped(), at: moment("2024-01-10")).episodes
            .filter { $0.rule.hasPrefix("cycle-gate") }.map { episode in
                let kind = if case .dose(let report) = episode.finding { report.kind } else { "" }
                return "\(episode.rule) \(kind) \(episode.onset?.description ?? "?")"
            }
        #expect(found == wanted)
    }

    @Test func `cycles that fail one after the other are one alert, and the arm decides which gate`() throws {
        let rows = (1...4).map { month in
            "EX  LENALIDOMIDE  2024-0\(month)-01..2024-0\(month)-21  25 mg  QOD\n"
                + "LB  NEUT  0.8 10^9/L  2024-0\(month)-01\nLB  PLAT  60 10^9/L  2024-0\(month)-01"
        }
        let episodes = assess(
            record("S", "DM  LEN\n\(rows.joined(separator: "\n"))"), under: try shipped(), at: moment("2024-04-10")
        ).episodes.filter { $0.rule.hasPrefix("cycle-gate") }
        #expect(episodes.map(\.rule) == ["cycle-gate-lenalidomide"])
        #expect(episodes.map(\.end) == [nil])
    }
}

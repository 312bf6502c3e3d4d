// SPDX-License-Identifier: Apache-2.0

import Alerting
import Kit
import Rules
import Testing
import Trial

/// Aspirin against low platelets and bleeding, as known on 2024-06-01.
struct ConflictRuleTests {
    private static let studyProtocol: StudyProtocol = {
        let conflict = SubjectRule.rule(
            "conflict",
            .cover(
                .conflict(
                    ConflictingCover(
                        medication: "aspirin",
                        opponents: [
                            .rule("platelet-watch"), .rule("platelet-hold"), .event(group: "bleeding", atLeast: 2),
                        ]))),
            [SeverityLevel(test: SeverityTest(isCertain: false), severity: .query), SeverityLevel(severity: .daily)])
        var studyProtocol = StudyProtocol.small([.plateletHold, .plateletWatch, conflict])
        studyProtocol.termGroups.append(TermGroup(id: "bleeding", terms: ["Epistaxis", "鼻出血"]))
        studyProtocol.medicationLists = [MedicationList(id: "aspirin", medications: ["Aspirin", "阿司匹林"])]
        return studyProtocol
    }()

    private func conflicts(_ rows: String, on today: String = "2024-06-01") -> [Episode] {
        assess(record("S", "DM  IXA\n\(rows)"), under: Self.studyProtocol, at: moment(today)).episodes.filter {
            $0.rule == "conflict"
        }
    }

    private func text(_ episode: Episode) -> String {
        guard case .cover(let report) = episode.finding else { return "not cover" }
        let interval = "\(episode.onset?.description ?? "")..\(episode.end?.description ?? "")"
        let opponents = report.opponents.map { part in
            switch part.kind {
            case .result(let test, let reading): "\(test) \(reading.replacing(" 10^9/L", with: ""))"
            case .event(let term, _, let grade): "\(term) \(grade ?? 0)"
            default: "other"
            }
        }
        let doubts = episode.uncertainties.sorted().map(\.rawValue).joined(separator: " ")
        return "\(interval.replacing("2024-", with: "")) \(episode.severity.rawValue): "
            + opponents.joined(separator: ", ") + (doubts.isEmpty ? "" : " (\(doubts))")
    }

    private static let samples = "LB  PLAT  49 10^9/L  2024-02-01\nLB  PLAT  50 10^9/L  2024-02-15\n"

    @Test(arguments: [
        ("CM  ASPIRIN  2024-01-01..2024-05-01", ["02-02..02-15 daily: PLAT 49"]),
        ("CM  阿司匹林  2024-01-01..2024-05-01", ["02-02..02-15 daily: PLAT 49"]),
        ("CM  ASPIRIN  2024-01-01..2024-02-01", []), ("CM  ENOXAPARIN  2024-01-01..2024-05-01", []),
        ("CM  ASPIRIN  2024-01-01  not given: bleeding", []),
        ("CM  ASPIRIN  2024-02", ["02-02..02-15 query: PLAT 49 (onlyPossible)"]),
        // Platelets fall on, then a nose bleeds: one stretch.
        (
            "CM  ASPIRIN  2024-01-01..2024-05-01\nLB  PLAT  24 10^9/L  2024-02-08\n"
                + "AE  Epistaxis  2  2024-02-12..2024-02-20", ["02-02..02-21 daily: PLAT 49, PLAT 24, Epistaxis 2"]
        ),
        (
            "CM  ASPIRIN  2024-01-01..2024-05-01\nAE  Epistaxis  2  2024-03-12..2024-03-20",
            ["02-02..02-15 daily: PLAT 49", "03-13..03-21 daily: Epistaxis 2"]
        ),
        ("CM  ASPIRIN  2024-03-01..2024-05-01\nAE  Epistaxis  1  2024-03-12..2024-03-20", []),
    ])
    func `aspirin against what speaks against it is one episode a stretch`(rows: String, wanted: [String]) {
        #expect(conflicts(Self.samples + rows).map(text) == wanted)
    }

    @Test func `a conflict begins a day after the count, and that is known ahead`() {
        let rows = "CM  ASPIRIN  2024-05-01..\nLB  PLAT  24 10^9/L  2024-05-31"
        #expect(conflicts(rows, on: "2024-05-31").isEmpty)
        #expect(conflicts(rows).map(text) == ["06-01.. daily: PLAT 24"])
        let verdict = assess(record("S", rows), under: Self.studyProtocol, at: moment("2024-05-31"))
        #expect(verdict.reviewAgainAt == moment("2024-06-01").start(of: day("2024-06-01")))
    }

    @Test func `a row by which two conflicts run tells neither from the other`() {
        let course = "CM  ASPIRIN  2024-01-01..2024-05-01\n"
        let later = "LB  PLAT  40 10^9/L  2024-04-01\nLB  PLAT  60 10^9/L  2024-04-15"
        let domains = { (rows: String) in
            conflicts(rows).map { $0.evidence.map { "\($0.key.domain.code) \($0.reading)" } }
        }
        #expect(
            domains(Self.samples + course) == [["LB 49 10^9/L", "CM 2024-01-01 to 2024-05-01"]])
        #expect(domains(Self.samples + course + later) == [["LB 49 10^9/L"], ["LB 40 10^9/L"]])
    }

    @Test(arguments: [
        ("LB  PLAT  490 10^9/L  2024-02-01  #low\nCM  ASPIRIN  2024-01-01..", Alert.Closure?.some(.retracted)),
        ("LB  PLAT  49 10^9/L  2024-02-01  #low\nCM  ASPIRIN  2024-01-01..2024-02-01", .retracted),
        ("LB  PLAT  49 10^9/L  2024-02-01  #low\nCM  ASPIRIN  2024-01-01..2024-02-10", .resolved),
        (
            "LB  PLAT  49 10^9/L  2024-02-01  #low\nLB  PLAT  70 10^9/L  2024-02-10\nCM  ASPIRIN  2024-01-01..",
            .resolved
        ),
        ("LB  PLAT  clotted  2024-02-01  #low\nCM  ASPIRIN  2024-01-01..", nil),
        ("LB  PLAT  49 10^9/L  2024-02-01  #low\nCM  ASPIRIN  2024", nil),
    ])
    func `a corrected count or end takes a conflict back, and a doubtful one leaves it`(
        rows: String, closure: Alert.Closure?
    ) throws {
        var book = AlertBook()
        let first = "LB  PLAT  49 10^9/L  2024-02-01  #low\nCM  ASPIRIN  2024-01-01..\n"
        book.review(record("S", first), under: Self.studyProtocol, at: moment("2024-02-20"))
        book.review(record("S", rows), under: Self.studyProtocol, at: moment("2024-02-21"))
        let alert = try #require(book.alerts.first { $0.episode.rule == "conflict" })
        #expect(alert.closure == closure)
    }
}

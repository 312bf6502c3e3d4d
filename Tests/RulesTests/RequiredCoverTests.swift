// SPDX-License-Identifier: Apache-2.0

import Alerting
import Kit
import Rules
import Testing
import Trial

/// The antiviral that ixazomib requires, as known on 2024-06-01.
struct RequiredCoverTests {
    private static func studyProtocol(_ subjects: RequiredCover.Subjects = .all) -> StudyProtocol {
        let rule = SubjectRule.rule(
            "cover-gap",
            .cover(
                .required(
                    RequiredCover(
                        prophylactic: "acyclovir", treatments: ["ixazomib"], gapDays: 14, subjects: subjects))),
            [
                SeverityLevel(test: SeverityTest(kinds: ["unknown"]), severity: .query),
                SeverityLevel(test: SeverityTest(daysSinceOnset: 60), severity: .urgent),
                SeverityLevel(severity: .daily),
            ])
        var studyProtocol = StudyProtocol.small([rule])
        studyProtocol.prophylactics = [
            Prophylactic(
                id: "acyclovir", medications: ["ACICLOVIR", "VALACICLOVIR"], contraindicatedBy: ["ALLERG", "过敏"])
        ]
        return studyProtocol
    }

    // On ixazomib from 2024-03-01 to 2024-05-27, resting for 13 days, and seen once between.
    private static let onDrug = "DM  IXA\nEX  IXAZOMIB  2024-03-01..2024-05-27\n"

    private func episodes(_ rows: String, on today: String = "2024-06-01") -> [String] {
        assess(record("S", rows), under: Self.studyProtocol(), at: moment(today)).episodes.map { episode in
            guard case .cover(let report) = episode.finding else { return "not cover" }
            let interval = "\(episode.onset?.description ?? "")..\(episode.end?.description ?? "")"
            let doubts = episode.uncertainties.sorted().map(\.rawValue).joined(separator: " ")
            return "\(report.kind.rawValue) \(interval)".replacing("2024-", with: "")
                + (report.days.map { " \($0) days" } ?? "") + " \(episode.severity.rawValue)"
                + (doubts.isEmpty ? "" : " (\(doubts))")
        }
    }

    @Test(arguments: [
        ("CM  ACICLOVIR  2024-02-01..2024-06-01", []),
        // 13 days and 14.
        ("CM  ACICLOVIR  2024-02-01..2024-04-01\nCM  ACICLOVIR  2024-04-15..2024-06-01", []),
        (
            "CM  ACICLOVIR  2024-02-01..2024-04-01\nCM  ACICLOVIR  2024-04-16..2024-06-01",
            ["gap 04-02..04-16 14 days daily"]
        ),
        // The fourteenth day must be over.
        ("CM  ACICLOVIR  2024-02-01..2024-05-18", []),
        ("CM  ACICLOVIR  2024-02-01..2024-05-17", ["gap 05-18.. daily"]),
        ("", ["never-started 03-01.. urgent"]),
        ("CM  PARACETAMOL  2024-02-01..2024-06-01", ["never-started 03-01.. urgent"]),
        ("CM  ACICLOVIR  2024-03-15..2024-06-01", ["never-started 03-01..03-15 14 days daily"]),
        ("CM  ACICLOVIR  2024-03-14..2024-06-01", []),
        // The alternative of the class.
        ("CM  ACICLOVIR  2024-02-01..2024-04-01\nCM  VALACICLOVIR  2024-04-02..2024-06-01", []),
        // A restart, and a second gap.
        (
            "CM  ACICLOVIR  2024-02-01..2024-03-10\nCM  ACICLOVIR  2024-04-01..2024-04-10\n"
                + "CM  ACICLOVIR  2024-05-01..2024-06-01",
            ["gap 03-11..04-01 21 days daily", "gap 04-11..05-01 20 days daily"]
        ),
        // Documented reasons.
        ("CM  ACICLOVIR  -  not given: allergy", []),
        ("CM  ACICLOVIR  2024-03-10  not given: 过敏", []),
        ("CM  ACICLOVIR  2024-03-20  not given: allergy", ["never-started 03-01..03-20 19 days daily"]),
        ("CM  ACICLOVIR  2024-03-10  not given: refused", ["never-started 03-01.. urgent"]),
        // A partial end: the certain days alone count, and the doubt is told.
        (
            "CM  ACICLOVIR  2024-02-01..2024-04\nCM  ACICLOVIR  2024-05-15..2024-06-01",
            ["gap 05-01..05-15 14 days daily (dateUnknown)"]
        ),
        (
            "CM  ACICLOVIR  2024-02-01..2024-04\nCM  ACICLOVIR  2024-05-14..2024-06-01",
            ["unknown 04-02..05-14 42 days query (coverUnknown dateUnknown)"]
        ),
        ("CM  ACICLOVIR  -", ["unknown 03-01.. query (coverUnknown dateUnknown)"]),
    ])
    func `a gap of 14 days on the drug is told once, by what began and ended it`(rows: String, wanted: [String]) {
        #expect(episodes(Self.onDrug + rows) == wanted)
    }

    @Test(arguments: [
        ("", ["unknown 05-01..07-15 75 days query (coverUnknown)"]),
        ("LB  PLAT  200 10^9/L  2024-04-10", ["unknown 06-10..07-15 35 days query (coverUnknown)"]),
        ("LB  PLAT  200 10^9/L  2024-05-30", []), ("LB  PLAT  200 10^9/L  2024-06-29", []),
        ("LB  PLAT  200 10^9/L  2024-07-13", []),
        ("LB  PLAT  200 10^9/L  2024-07-14", ["unknown 05-01..05-15 14 days query (coverUnknown)"]),
    ])
    func `a missing end is ongoing within 60 days of a visit, and unknown beyond`(rows: String, wanted: [String]) {
        let found = episodes(
            "DM  IXA\nEX  IXAZOMIB  2024-03-01..2024-09-13\nCM  ACICLOVIR  2024-02-01..\n\(rows)", on: "2024-09-14")
        #expect(found == wanted)
    }

    @Test(arguments: [
        ("EX  LENALIDOMIDE  2024-03-01..2024-05-27"), ("EX  IXAZOMIB  -"), ("LB  PLAT  9 10^9/L  2024-03-01"),
    ])
    func `nothing is required of a subject who is not on the drug`(rows: String) {
        #expect(episodes(rows).isEmpty)
    }

    @Test func `a requirement by flag holds for subjects with the flag alone`() {
        let found = { (flag: String) in
            assess(
                record("S", "\(Self.onDrug)DM  IXA  \(flag)"), under: Self.studyProtocol(.atPneumocystisRisk),
                at: moment("2024-06-01")
            ).episodes.count
        }
        #expect(found("pneumocystis risk") == 1)
        #expect(found("-") == 0)
    }

    @Test func `a gap outlasts the wait for the next dose, and ends with a drug that is silent for 35 days`() {
        let rows = "DM  IXA\nEX  IXAZOMIB  2024-03-01..2024-05-10\nCM  ACICLOVIR  2024-02-01..2024-04-20"
        #expect(episodes(rows, on: "2024-05-23") == ["gap 04-21.. daily"])
        #expect(episodes(rows, on: "2024-06-14") == ["gap 04-21.. daily"])
        #expect(episodes(rows, on: "2024-06-15") == ["gap 04-21..05-24 33 days daily"])
        #expect(episodes("\(rows)\nDM  IXA  died 2024-05-20", on: "2024-05-21") == ["gap 04-21..05-21 30 days daily"])
    }

    @Test func `the day on which a gap is long enough is known ahead, and so is the day it grows graver`() {
        let rows = Self.onDrug + "CM  ACICLOVIR  2024-02-01..2024-05-20"
        let at = { assess(record("S", rows), under: Self.studyProtocol(), at: moment($0)).reviewAgainAt }
        #expect(at("2024-05-28") == moment("2024-06-01").start(of: day("2024-06-04")))
        #expect(episodes(rows, on: "2024-06-03").isEmpty)
        #expect(episodes(rows, on: "2024-06-04") == ["gap 05-21.. daily"])
    }

    @Test func `one alert stands for a gap, and no day changes it before it grows graver`() {
        var book = AlertBook()
        let rows = record("S", "EX  IXAZOMIB  2024-03-01..2024-08-01\nCM  ACICLOVIR  2024-02-01..2024-04-01")
        var changes: [String] = []
        for offset in 0..<75 {
            let today = "\(day("2024-04-10") + offset)"
            for change in book.review(rows, under: Self.studyProtocol(), at: moment(today)) {
                changes.append("\(today) \(change.kinds.map { "\($0)" }.joined(separator: " "))")
            }
        }
        #expect(changes == ["2024-04-16 raised", "2024-06-01 amended"])
        #expect(book.only.episode.severity == .urgent)
    }

    // The gap from 2024-04-02 was told; then the record changes.
    @Test(arguments: [
        // A corrected end, and one corrected to 13 days.
        (
            "CM  ACICLOVIR  2024-02-01..2024-06-01  #course", Alert.Closure?.some(.retracted),
            AlertChange.Reason.sourceCorrected
        ),
        ("CM  ACICLOVIR  2024-02-01..2024-05-19  #course", .retracted, .sourceCorrected),
        // A late row for the whole time, and for the time since.
        (
            "CM  ACICLOVIR  2024-02-01..2024-04-01  #course\nCM  VALACICLOVIR  2024-04-02..2024-06-01", .retracted,
            .recordChanged
        ),
        ("CM  ACICLOVIR  2024-02-01..2024-04-01  #course\nCM  ACICLOVIR  2024-05-20..", .resolved, .recovered),
        (
            "CM  ACICLOVIR  2024-02-01..2024-04-01  #course\nCM  ACICLOVIR  2024-05-20  not given: allergy", .resolved,
            .recovered
        ),
        // The end is no longer known, so nothing is taken back.
        ("CM  ACICLOVIR  2024-02-01..2024-04  #course", nil, .certaintyMoved),
        ("CM  ACICLOVIR  2024-02-01..2024  #course", nil, .certaintyMoved),
    ])
    func `a later row takes a gap back, ends it or leaves it standing`(
        rows: String, closure: Alert.Closure?, reason: AlertChange.Reason
    ) throws {
        var book = AlertBook()
        let first = "CM  ACICLOVIR  2024-02-01..2024-04-01  #course"
        book.review(record("S", Self.onDrug + first), under: Self.studyProtocol(), at: moment("2024-05-28"))
        #expect(book.only.episode.evidence.map(\.reading) == ["2024-02-01 to 2024-04-01"])
        let changes = book.review(
            record("S", Self.onDrug + rows), under: Self.studyProtocol(), at: moment("2024-06-01"))
        let alert = try #require(book.alerts.first)
        #expect(alert.closure == closure)
        let own = try #require(changes.first { $0.alert.id == alert.id })
        #expect(own.reasons.contains(reason), "\(own.reasons)")
    }

    @Test func `the order of rows changes nothing`() {
        let rows =
            Self.onDrug + """
                CM  ACICLOVIR     2024-02-01..2024-03-10
                CM  VALACICLOVIR  2024-04-01..2024-04
                CM  ACICLOVIR     2024-05-15  not given: allergy
                """
        var record = record("S", rows)
        let forward = assess(record, under: Self.studyProtocol(), at: moment("2024-06-01"))
        record.medications.reverse()
        #expect(assess(record, under: Self.studyProtocol(), at: moment("2024-06-01")) == forward)
        #expect(!forward.episodes.isEmpty)
    }
}

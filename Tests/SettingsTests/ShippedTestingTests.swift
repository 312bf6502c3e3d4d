// SPDX-License-Identifier: Apache-2.0

import Alerting
import Kit
import Rules
import Testing
import Trial

/// The shipped rules about tests that must be repeated, and about pregnancy.
@Suite struct ShippedTestingTests {
    private static let ixazomib = "EX|IXAZOMIB|01-01..03-31|QD"

    @Test(arguments: [
        // 35 days after the first dose, and 36.
        ("", "2024-02-05", []), ("", "2024-02-06", ["02-06.. query"]),
        ("LB|PLAT|200 10^9/L|01-20", "2024-02-24", []), ("LB|PLAT|200 10^9/L|01-20", "2024-02-25", ["02-25.. query"]),
        ("LB|PLAT|200 10^9/L|02-10", "2024-03-01", ["02-06..02-10 query"]),
        ("LB|PLAT||02-01", "2024-02-06", ["02-06.. query"]),
        ("LB|PLAT|200 10^9/L|", "2024-02-06", ["02-06.. query (dateUnknown)"]),
        // 35 days after the last dose nothing is asked any more, nor after the end of treatment or death.
        ("LB|PLAT|200 10^9/L|03-20", "2024-06-01", ["04-25..05-05 query"]),
        ("LB|PLAT|200 10^9/L|03-31", "2024-06-01", []),
        ("LB|PLAT|200 10^9/L|03-20; DS|COMPLETED|03-31|disposition", "2024-06-01", []),
        ("LB|PLAT|200 10^9/L|03-20; DM|IXA|died 2024-04-30", "2024-06-01", ["04-25..04-30 query"]),
    ])
    func `platelets are asked for after 35 days on treatment`(rows: String, today: String, wanted: [String]) throws {
        let before =
            rows.hasPrefix("LB|PLAT|200 10^9/L|03") ? "LB|PLAT|200 10^9/L|01-30; LB|PLAT|200 10^9/L|02-28; " : ""
        let found = try ShippedRule("blood-count-overdue").episodes(of: "\(Self.ixazomib); \(before)\(rows)", on: today)
        #expect(found == wanted)
    }

    @Test func `a count entered late was done all the same, and the next look is when one is due`() throws {
        let rule = try ShippedRule("blood-count-overdue")
        #expect(
            rule.alerts(of: Self.ixazomib, then: "\(Self.ixazomib); LB|PLAT|200 10^9/L|02-01", on: "2024-02-10")
                == ["retracted"])
        #expect(
            rule.alerts(of: Self.ixazomib, then: "\(Self.ixazomib); LB|PLAT|200 10^9/L|02-09", on: "2024-02-10")
                == ["resolved"])
        let verdict = assess(rule.subject(Self.ixazomib), under: rule.studyProtocol, at: moment("2024-01-20"))
        #expect(verdict.reviewAgainAt == moment("2024-02-06").now)
    }

    @Test(arguments: [
        ("LB|PLAT|24 10^9/L|01-08", "2024-01-15", []), ("LB|PLAT|24 10^9/L|01-08", "2024-01-16", ["01-16.. urgent"]),
        ("LB|PLAT|30 10^9/L|01-08", "2024-01-30", []),
        ("LB|PLAT|24 10^9/L|01-08; LB|NEUT|3 10^9/L|01-14", "2024-01-20", ["01-16.. urgent"]),
        ("LB|PLAT|24 10^9/L|01-08; LB|PLAT|60 10^9/L|01-15", "2024-03-20", []),
        ("LB|PLAT|24 10^9/L|01-08; LB|PLAT|60 10^9/L|01-18", "2024-03-20", ["01-16..01-18 urgent"]),
        // Each hold asks for its own count.
        ("LB|PLAT|24 10^9/L|01-08; LB|NEUT|0.4 10^9/L|01-10", "2024-01-20", ["01-16.. urgent"]),
        ("LB|PLAT|24 10^9/L|01-08; DS|COMPLETED|01-12|disposition", "2024-01-30", []),
    ])
    func `a hold without a count for more than 7 days is urgent`(rows: String, today: String, wanted: [String]) throws {
        let rule = try ShippedRule("blood-count-in-hold", beside: ["platelet-hold", "neutrophil-hold"])
        var studyProtocol = rule.studyProtocol
        let found = assess(rule.subject("EX|IXAZOMIB|01-01..01-01; \(rows)"), under: studyProtocol, at: moment(today))
        studyProtocol.subjectRules = []
        let own = found.episodes.filter { $0.rule == "blood-count-in-hold" }.map { episode in
            "\(episode.onset?.description ?? "")..\(episode.end?.description ?? "") \(episode.severity.rawValue)"
                .replacing("2024-", with: "")
        }
        #expect(own == wanted)
    }

    @Test(arguments: [
        ("LB|HCG|POSITIVE|01-08", ["01-08.. critical"]), ("LB|HCG|阳性|01-08", ["01-08.. critical"]),
        ("LB|HCG|NEGATIVE|01-08", []), ("LB|HCG|30 IU/L|01-08|0-5", ["01-08.. critical"]),
        ("LB|HCG|3 IU/L|01-08|0-5", []),
        ("LB|HCG|POSITIVE|01-08; LB|HCG|NEGATIVE|01-10", ["01-08..01-10 critical"]),
        // Nobody grades a pregnancy.
        ("AE|Pregnancy||01-08", ["01-08.. critical"]), ("AE|伴侣妊娠||01-08", ["01-08.. critical"]),
        ("AE|Pregnancy of partner|1|01-08..02-08", ["01-08..02-08 critical"]), ("AE|Nausea||01-08", []),
    ])
    func `a positive test or a reported pregnancy pages`(rows: String, wanted: [String]) throws {
        #expect(try ShippedRule("pregnancy").episodes(of: rows) == wanted)
    }

    @Test func `a test corrected to negative takes the pregnancy back`() throws {
        let rule = try ShippedRule("pregnancy")
        #expect(rule.alerts(of: "LB|HCG|POSITIVE|01-08", then: "LB|HCG|NEGATIVE|01-08") == ["retracted"])
        #expect(rule.alerts(of: "LB|HCG|POSITIVE|01-08", then: "LB|HCG|see report|01-08") == ["open uncertain"])
    }

    private static let lenalidomide = "EX|LENALIDOMIDE|01-29..04-30|25 mg|QOD"
    /// Twelve days and a day before the first dose, then weekly.
    private static let before = "LB|HCG|NEGATIVE|01-17; LB|HCG|NEGATIVE|01-28"
    private static let weekly =
        "LB|HCG|NEGATIVE|02-05; LB|HCG|NEGATIVE|02-12; LB|HCG|NEGATIVE|02-19; LB|HCG|NEGATIVE|02-26"

    @Test(arguments: [
        ("\(before); \(weekly)", "2024-03-20", []),
        // 14 and 10 days before are within, 15 and 9 are not; so is the day before, and two days before are not.
        ("LB|HCG|NEGATIVE|01-15; LB|HCG|NEGATIVE|01-29", "2024-02-01", []),
        ("LB|HCG|NEGATIVE|01-14; LB|HCG|NEGATIVE|01-28", "2024-02-01", ["01-29.. query"]),
        ("LB|HCG|NEGATIVE|01-19; LB|HCG|NEGATIVE|01-27", "2024-02-01", ["01-29.. query"]),
        ("LB|HCG|NEGATIVE|01-20; LB|HCG|NEGATIVE|01-28", "2024-02-01", ["01-29.. query"]),
        ("LB|HCG|NEGATIVE|01-20; LB|HCG|NEGATIVE|01-28; LB|HCG|NEGATIVE|02-05", "2024-02-06", ["01-29..02-05 query"]),
        // Nine days in month 1, and ten.
        (before, "2024-02-07", []), (before, "2024-02-08", ["02-08.. query"]),
        ("\(before); LB|HCG|NEGATIVE|02-08", "2024-02-10", ["02-08..02-08 query"]),
        // 35 days later, and 36.
        ("\(before); \(weekly)", "2024-04-01", []), ("\(before); \(weekly)", "2024-04-02", ["04-02.. query"]),
    ])
    func `pregnancy tests go before the first dose, weekly and then monthly`(
        rows: String, today: String, wanted: [String]
    ) throws {
        let found = try ShippedRule("pregnancy-tests").episodes(
            of: "DM|LEN|F 40; \(Self.lenalidomide); \(rows)", on: today)
        #expect(found == wanted)
    }

    @Test(arguments: [
        ("DM|LEN|F 54", ["01-29.. query"]), ("DM|LEN|F 55", []), ("DM|LEN|M 30", []), ("DM|LEN|F", ["01-29.. query"]),
        ("DM|LEN|U 40", ["01-29.. query"]),
        ("DM|LEN|F 40; DS|NOT OF CHILDBEARING POTENTIAL|01-20", []),
        ("DM|LEN|F 40; DS|NOT OF CHILDBEARING POTENTIAL|02-20", ["01-29..02-20 query"]),
        ("DM|LEN|F 40; LB|HCG|NEGATIVE|02-05", ["01-29..02-05 query"]),
        ("DM|LEN|F 40; DS|COMPLETED|04-30|disposition", ["01-29..04-30 query"]),
    ])
    func `who may bear a child is asked once`(person: String, wanted: [String]) throws {
        let rule = try ShippedRule("pregnancy-tests")
        let found = rule.episodes(of: "\(person); \(Self.lenalidomide)", on: "2024-02-08")
        #expect(found == wanted)
        #expect(rule.episodes(of: "\(person); EX|IXAZOMIB|01-29..04-30|QD", on: "2024-02-08") == [])
    }

    @Test func `the messages are whole in both languages`() throws {
        let rule = try ShippedRule("pregnancy-tests")
        let lines = Language.allCases.map { language in
            assess(
                rule.subject("DM|LEN|F 40; \(Self.lenalidomide); LB|HCG|NEGATIVE|01-14; LB|HCG|NEGATIVE|01-27"),
                under: rule.studyProtocol, at: moment("2024-02-10")
            ).episodes.map { headline(of: $0.finding, ctcae: "5.0", in: language) }
        }
        #expect(lines[0].count == 3 && lines[1].count == 3)
        #expect(lines[0].contains { $0.hasSuffix("10 to 14 days before the first dose") })
        #expect(lines[1].contains { $0.hasPrefix("首次用药前 10–14 天内未查") })
    }
}

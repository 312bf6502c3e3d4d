// SPDX-License-Identifier: Apache-2.0

import Alerting
import CTCAE
import Kit
import Rules
import Testing
import Trial

extension ShippedRule {
    /// The episodes as in `episodes(of:on:)`, each with the headline that an officer reads.
    func headlines(of rows: String, on today: String = "2024-12-01") -> [String] {
        assess(subject(rows), under: studyProtocol, at: moment(today)).episodes.map {
            headline(of: $0.finding, ctcae: "5.0")
        }
    }
}

/// The shipped rules about doses beside kidney and liver function.
@Suite struct ShippedClearanceTests {
    /// A man of 65 with 70 kg on the full dose: 1.4 mg/dL is 52.1 mL/min, 1.2 is 60.8.
    private static let man = "DM|LEN|M 65; VS|WEIGHT|70 kg|01-01; EX|LENALIDOMIDE|01-02..01-22|25 mg|QOD"

    @Test(arguments: [
        ("M 65", "70 kg", "1.4 mg/dL", "52.1"), ("M 60", "80 kg", "1.2 mg/dL", "74.1"),
        ("F 45", "65 kg", "0.9 mg/dL", "81"), ("F 45", "60 kg", "0.9 mg/dL", "74.8"),
        ("M 65", "70 kg", "123.76 umol/L", "52.1"),
    ])
    func `clearance is that of the published vectors`(
        person: String, weight: String, creatinine: String, wanted: String
    ) throws {
        var rule = try ShippedRule("renal-lenalidomide").studyProtocol
        rule.subjectRules = rule.subjectRules.map { rule in
            var rule = rule
            rule.condition = .clearance(
                ClearanceCondition(
                    measure: .creatinineClearance(.standard), treatments: ["LENALIDOMIDE"], unit: DoseUnit("mg"),
                    bands: [ClearanceBand(cut: 1_000, recoversAt: 1_000, doseMax: 1)], confirmations: 1, onDrugDays: 35)
            )
            return rule
        }
        let rows = record(
            "S",
            """
            DM  LEN  \(person)
            VS  WEIGHT  \(weight)  2024-01-01
            EX  LENALIDOMIDE  2024-01-02..2024-01-22  25 mg  QOD
            LB  CREAT  \(creatinine)  2024-01-02
            """)
        let episodes = assess(rows, under: rule, at: moment("2024-02-01")).episodes
        #expect(
            episodes.map { headline(of: $0.finding, ctcae: "5.0") } == [
                "creatinine clearance \(wanted) mL/min, below 1000; "
                    + "LENALIDOMIDE begun at 25 mg every 2 days, at most 1 mg"
            ])
    }

    @Test(arguments: [
        // Two results of different days below 60, and not one, nor two of one day.
        ("LB|CREAT|1.4 mg/dL|01-08; LB|CREAT|1.4 mg/dL|01-15", ["01-15.. daily"]),
        ("LB|CREAT|1.4 mg/dL|01-08", []),
        ("LB|CREAT|1.4 mg/dL|01-08|#a; LB|CREAT|1.4 mg/dL|01-08|#b", []),
        ("LB|CREAT|1.4 mg/dL|01-08; LB|CREAT|1.2 mg/dL|01-10; LB|CREAT|1.4 mg/dL|01-15", []),
        ("LB|CREAT|1.2 mg/dL|01-08; LB|CREAT|1.2 mg/dL|01-15", []),
        // 30.4 and 29.2 mL/min: one result below 30 is enough.
        ("LB|CREAT|2.4 mg/dL|01-08", []), ("LB|CREAT|2.5 mg/dL|01-08", ["01-08.. urgent"]),
        // As reported by the laboratory.
        ("LB|CREATCLR|29 mL/min|01-08", ["01-08.. urgent"]), ("LB|CREATCLR|30 mL/min|01-08", []),
        // Back at 65, twice: 1.1 mg/dL is 66.3 mL/min, 1.15 is 63.4.
        (
            "LB|CREAT|1.4 mg/dL|01-08; LB|CREAT|1.4 mg/dL|01-15; LB|CREAT|1.1 mg/dL|01-22; LB|CREAT|1.1 mg/dL|01-29",
            ["01-15..01-29 daily"]
        ),
        (
            "LB|CREAT|1.4 mg/dL|01-08; LB|CREAT|1.4 mg/dL|01-15; LB|CREAT|1.1 mg/dL|01-22; LB|CREAT|1.15 mg/dL|01-29",
            ["01-15.. daily"]
        ),
        // A lower dose ends it; one that is still above the limit does not. 15 mg every other day is 7.5 mg a day.
        (
            "LB|CREAT|1.4 mg/dL|01-08; LB|CREAT|1.4 mg/dL|01-15; EX|LENALIDOMIDE|02-01..02-21|15 mg|QOD",
            ["01-15..02-01 daily"]
        ),
        (
            "LB|CREAT|1.4 mg/dL|01-08; LB|CREAT|1.4 mg/dL|01-15; EX|LENALIDOMIDE|02-01..02-21|15 mg|QD",
            ["01-15.. daily"]
        ),
        // So does the end of treatment; a lower dose on the day of the result was the answer to it.
        ("LB|CREAT|2.5 mg/dL|01-08; DS|COMPLETED|02-01|disposition", ["01-08..02-01 urgent"]),
        ("LB|CREAT|2.5 mg/dL|01-22; EX|LENALIDOMIDE|01-22..02-11|10 mg|QOD", []),
        // 35 days after the last dose, and 36: nobody knows whether treatment goes on.
        ("LB|CREAT|2.5 mg/dL|02-26", ["02-26.. urgent"]), ("LB|CREAT|2.5 mg/dL|02-27", []),
        ("LB|CREAT|2.5 mg/dL|02-27; EX|LENALIDOMIDE|03-10..03-30|25 mg|QOD", ["03-10.. urgent"]),
        // Known before the first dose.
        ("LB|CREAT|2.5 mg/dL|2023-12-28", ["01-02.. urgent"]),
        // A steady state is presumed.
        ("LB|CREAT|1.6 mg/dL|01-02; LB|CREAT|2.5 mg/dL|01-08", ["01-08.. urgent (creatinineUnstable)"]),
        ("LB|CREAT|2.5 mg/dL|01", ["01-02.. urgent (dateUnknown)"]),
    ])
    func `a dose above the limit of the band is told until dose or kidney change`(rows: String, wanted: [String]) throws
    {
        let found = try ShippedRule("renal-lenalidomide").episodes(of: "\(Self.man); \(rows)")
        #expect(found == wanted)
    }

    @Test(arguments: [
        // 60 days, and 61: 10 % either way is 47 to 57, one band; at 1.3 mg/dL it is 50 to 61.7.
        ("LB|CREAT|1.4 mg/dL|02-20; LB|CREAT|1.4 mg/dL|03-01", ["03-01.. daily"]),
        ("LB|CREAT|1.4 mg/dL|02-20; LB|CREAT|1.4 mg/dL|03-02", ["03-02.. daily (weightOld)"]),
        ("LB|CREAT|1.3 mg/dL|02-20; LB|CREAT|1.3 mg/dL|03-02", ["03-02.. query (weightOld)"]),
        (
            "LB|CREAT|1.3 mg/dL|03-02; VS|WEIGHT|70 kg|03-09; LB|CREAT|1.3 mg/dL|03-09",
            ["03-09.. daily"]
        ),
    ])
    func `an old weight is used where the band is the same`(rows: String, wanted: [String]) throws {
        let second = "EX|LENALIDOMIDE|02-01..02-21|25 mg|QOD"
        let found = try ShippedRule("renal-lenalidomide").episodes(of: "\(Self.man); \(second); \(rows)")
        #expect(found == wanted)
    }

    @Test(arguments: [
        ("DM|LEN|M 65; EX|LENALIDOMIDE|01-02..01-22|25 mg|QOD", "no weight on record"),
        ("DM|LEN|M; VS|WEIGHT|70 kg|01-01; EX|LENALIDOMIDE|01-02..01-22|25 mg|QOD", "no age of an adult on record"),
        ("DM|LEN|U 65; VS|WEIGHT|70 kg|01-01; EX|LENALIDOMIDE|01-02..01-22|25 mg|QOD", "no sex on record"),
        ("DM|LEN|M 65; VS|WEIGHT|70 kg|01-01; EX|LENALIDOMIDE|01-02..01-22|no dose|QOD", "the dose is not known"),
    ])
    func `what is missing is asked for, and nothing is guessed`(rows: String, reason: String) throws {
        let rule = try ShippedRule("renal-lenalidomide")
        let creatinine = "LB|CREAT|1.4 mg/dL|01-08; LB|CREAT|1.4 mg/dL|01-15"
        let episodes = assess(
            rule.subject("\(rows); \(creatinine)"), under: rule.studyProtocol, at: moment("2024-03-01")
        )
        .episodes
        #expect(episodes.map(\.severity) == [.query])
        #expect(rule.headlines(of: "\(rows); \(creatinine)").allSatisfy { $0.contains(reason) })
        // A dose within every limit asks nothing.
        let low = rows.replacing("25 mg", with: "5 mg").replacing("no dose", with: "5 mg")
        #expect(rule.episodes(of: "\(low); \(creatinine)") == [])
    }

    @Test func `a fall within the limit is told once, on the daily list`() throws {
        let rows =
            "DM|LEN|M 65; VS|WEIGHT|70 kg|01-01; EX|LENALIDOMIDE|01-02..01-22|10 mg|QOD; LB|CREAT|1.0 mg/dL|01-01"
        let found = try ShippedRule("renal-lenalidomide").headlines(
            of: "\(rows); LB|CREAT|1.4 mg/dL|01-08; LB|CREAT|1.4 mg/dL|01-15")
        #expect(
            found == [
                "creatinine clearance 52.1 mL/min, below 60; "
                    + "LENALIDOMIDE 10 mg every 2 days, within the limit of 10 mg daily"
            ])
    }

    @Test(arguments: [
        ("LB|CREAT|1.0 mg/dL|01-08|#c", ["retracted"]), ("LB|CREAT|2.4 mg/dL|01-08|#c", ["retracted"]),
        ("LB|CREAT|2.5 furlongs|01-08|#c", ["open uncertain", "open"]), ("VS|TEMP|37 C|01-08", ["retracted"]),
    ])
    func `a corrected creatinine takes the alert back`(later: String, wanted: [String]) throws {
        let found = try ShippedRule("renal-lenalidomide").alerts(
            of: "\(Self.man); LB|CREAT|2.5 mg/dL|01-08|#c", then: "\(Self.man); \(later)")
        #expect(found == wanted)
    }

    @Test func `a dose entered late is the end it was`() throws {
        let low = "\(Self.man); LB|CREAT|2.5 mg/dL|01-08"
        let found = try ShippedRule("renal-lenalidomide").alerts(
            of: low, then: "\(low); EX|LENALIDOMIDE|01-10..01-30|10 mg|QOD")
        #expect(found == ["resolved"])
    }

    @Test(arguments: [
        ("EX|IXAZOMIB|01-02..01-02|4 mg|ONCE; LB|CREAT|2.5 mg/dL|01-01", "renal-ixazomib", ["01-02.. urgent"]),
        ("EX|IXAZOMIB|01-02..01-02|3 mg|ONCE; LB|CREAT|2.5 mg/dL|01-01", "renal-ixazomib", []),
        ("EX|IXAZOMIB|01-02..01-02|4 mg|ONCE; LB|CREAT|2.5 mg/dL|01-09", "renal-ixazomib", ["01-09.. daily"]),
        ("EX|IXAZOMIB|01-02..01-02|4 mg|ONCE; LB|BILI|31 umol/L|01-01|3-20", "hepatic-ixazomib", ["01-02.. urgent"]),
        ("EX|IXAZOMIB|01-02..01-02|4 mg|ONCE; LB|BILI|30 umol/L|01-01|3-20", "hepatic-ixazomib", []),
        ("EX|IXAZOMIB|01-02..01-02|3 mg|ONCE; LB|BILI|31 umol/L|01-01|3-20", "hepatic-ixazomib", []),
        ("EX|IXAZOMIB|01-02..01-02|4 mg|ONCE; LB|BILI|31 umol/L|01-09|3-20", "hepatic-ixazomib", ["01-09.. daily"]),
        (
            "EX|IXAZOMIB|01-02..01-02|4 mg|ONCE; LB|BILI|31 umol/L|01-09|3-20; LB|BILI|20 umol/L|01-16|3-20",
            "hepatic-ixazomib", ["01-09..01-16 daily"]
        ),
        ("EX|IXAZOMIB|01-02..01-02|4 mg|ONCE; LB|BILI|31 umol/L|01-09", "hepatic-ixazomib", ["01-09.. query"]),
        // Another row's limit shows that it cannot be so high.
        (
            "EX|IXAZOMIB|01-02..01-02|4 mg|ONCE; LB|BILI|12 umol/L|01-02|3-20; LB|BILI|15 umol/L|01-09",
            "hepatic-ixazomib", []
        ),
    ])
    func `ixazomib above 3 mg is urgent at the start and a review later`(
        rows: String, rule: String, wanted: [String]
    ) throws {
        let found = try ShippedRule(rule).episodes(of: "DM|IXA|M 65; VS|WEIGHT|70 kg|01-01; \(rows)")
        #expect(found == wanted)
    }

    @Test func `the message is whole in Chinese`() throws {
        let rule = try ShippedRule("renal-lenalidomide")
        let episodes = assess(
            rule.subject("\(Self.man); LB|CREAT|2.5 mg/dL|01-08"), under: rule.studyProtocol, at: moment("2024-02-01")
        ).episodes
        #expect(
            episodes.map { headline(of: $0.finding, ctcae: "5.0", in: .zhHans) } == [
                "肌酐清除率 29.2 mL/min，低于 30；LENALIDOMIDE 25 mg 每 2 天，上限 15 mg 每 2 天"
            ])
        #expect(episodes[0].evidence.map(\.key.domain) == [.lb, .vs, .ex])
    }
}

// SPDX-License-Identifier: Apache-2.0

import Alerting
import Kit
import Rules
import Testing
import Trial

/// The shipped rules over laboratory and reported events.
@Suite struct ShippedMismatchTests {
    /// What stands of a rule's queries; the answers that raise nothing are left out.
    private func queries(_ id: String, _ rows: String, on today: String = "2024-03-01") throws -> [String] {
        let rule = try ShippedRule(id)
        return assess(rule.subject(rows), under: rule.studyProtocol, at: moment(today)).episodes
            .filter { !$0.isAnswered }.map { "\($0.onset?.description.dropFirst(5) ?? "") \($0.severity.rawValue)" }
    }

    @Test(arguments: [
        ("LB|PLAT|24 10^9/L|01-08", ["01-08 query"]), ("LB|PLAT|25 10^9/L|01-08", []),
        ("LB|PLAT|24 10^9/L|01-08; AE|Thrombocytopenia|4|01-22", []),
        ("LB|PLAT|24 10^9/L|01-08; AE|Thrombocytopenia|4|01-23", ["01-08 query"]),
        ("LB|K|2.4 mmol/L|01-08|3.5-5.1", ["01-08 query"]), ("LB|K|2.6 mmol/L|01-08|3.5-5.1", []),
        ("LB|K|2.4 mmol/L|01-08|3.5-5.1; AE|低钾血症|4|01-08", []),
    ])
    func `a result of grade 4 without an event is asked about after 14 days`(rows: String, wanted: [String]) throws {
        #expect(try queries("laboratory-without-event", rows) == wanted)
        #expect(try queries("laboratory-without-event", rows, on: "2024-01-21") == [])
    }

    @Test(arguments: [
        ("AE|Neutropenia|2|01-05..01-20; LB|NEUT|0.9 10^9/L|01-08", ["01-05 query"]),
        ("AE|Neutropenia|2|01-05..01-20; LB|NEUT|1.0 10^9/L|01-08", []),
        ("AE|Neutropenia|3|01-05..01-20; LB|NEUT|1.0 10^9/L|01-08", ["01-05 query"]),
        ("AE|Neutropenia|3|01-05..01-20; LB|NEUT|0.9 10^9/L|01-08", []),
    ])
    func `a grade that the laboratory contradicts is asked about`(rows: String, wanted: [String]) throws {
        #expect(try queries("grade-contradicted", rows) == wanted)
    }

    @Test(arguments: [
        ("AE|Hyperkalaemia|2|01-05..01-10", ["01-05 query"]), ("AE|Hyperkalaemia|1|01-05..01-10", []),
        ("AE|Hyperkalaemia|2|01-05..01-10; LB|K|5.8 mmol/L|01-17|3.5-5.1", []),
        ("AE|Hyperkalaemia|2|01-05..01-10; LB|K|5.8 mmol/L|01-18|3.5-5.1", ["01-05 query"]),
    ])
    func `an event of a numeric term without a result is asked about`(rows: String, wanted: [String]) throws {
        #expect(try queries("event-without-laboratory", rows) == wanted)
    }

    @Test(arguments: [
        ("AE|Platelet count decreased|4|01-08", ["01-08 urgent"]), ("AE|血小板减少症|4|01-08", ["01-08 urgent"]),
        ("AE|Platelet count decreased|3|01-08", []), ("AE|Anaemia|4|01-08", []),
        ("AE|Platelet count decreased|4|01-08..01-12; LB|PLAT|24 10^9/L|01-15", []),
        ("AE|Platelet count decreased|4|01-08..01-12; LB|PLAT|24 10^9/L|01-16", ["01-08 urgent"]),
        ("AE|Platelet count decreased|4|01-08; LB|PLAT|60 10^9/L|01-08", ["01-08 urgent"]),
        ("AE|Neutropenia|4|01-08; LB|NEUT|0.49 10^9/L|01-07", []),
    ])
    func `a reported cytopenia of grade 4 that no count shows is urgent at once`(rows: String, wanted: [String]) throws
    {
        #expect(try queries("reported-cytopenia", rows, on: "2024-01-08") == wanted)
    }

    @Test func `a count that arrives late answers the alert`() throws {
        let event = "AE|Platelet count decreased|4|01-08"
        let rule = try ShippedRule("reported-cytopenia")
        #expect(rule.alerts(of: event, then: "\(event); LB|PLAT|20 10^9/L|01-09") == ["resolved"])
        #expect(rule.alerts(of: event, then: "AE|Platelet count decreased|3|01-08") == ["retracted"])
        #expect(rule.alerts(of: event, then: "\(event); LB|PLAT|20 furlongs|01-09") == ["open uncertain"])
    }

    @Test func `a serious event that says otherwise or leaves out causality is told to the right reader`() throws {
        var report = event("Pneumonia", grade: 3, from: "2024-01-08", serious: .yes)
        report.statedSerious = .no
        let record = SubjectRecord(subject: "S", demographics: demographics(arm: "IXA"), adverseEvents: [report])
        for (id, severity) in [("seriousness-conflict", Severity.query), ("causality-missing", .daily)] {
            let studyProtocol = try ShippedRule(id).studyProtocol
            #expect(
                assess(record, under: studyProtocol, at: moment("2024-01-09")).episodes.map(\.severity) == [severity])
        }
    }

    static let headlines = [
        (
            "laboratory-without-event", "LB|PLAT|18 10^9/L|01-08",
            "PLAT 18 10^9/L on 2024-01-08, grade 4 (CTCAE 5.0); no event of Platelet count decreased is reported",
            "PLAT 18 10^9/L（2024-01-08），4 级（CTCAE 5.0）；未见相应不良事件（Platelet count decreased）"
        ),
        (
            "grade-contradicted", "AE|Neutropenia|2|01-05..01-20; LB|NEUT|0.4 10^9/L|01-08",
            "Neutrophil count decreased grade 2 (CTCAE 5.0) from 2024-01-05, lower than the laboratory: "
                + "NEUT 0.4 10^9/L on 2024-01-08, grade 4 (CTCAE 5.0)",
            "Neutrophil count decreased 2 级（CTCAE 5.0）（2024-01-05 起），低于实验室分级："
                + "NEUT 0.4 10^9/L（2024-01-08），4 级（CTCAE 5.0）"
        ),
        (
            "reported-cytopenia", "AE|Neutropenia|4|01-05; LB|NEUT|0.9 10^9/L|01-05",
            "Neutrophil count decreased grade 4 (CTCAE 5.0) from 2024-01-05, higher than the laboratory: "
                + "NEUT 0.9 10^9/L on 2024-01-05, grade 3 (CTCAE 5.0)",
            "Neutrophil count decreased 4 级（CTCAE 5.0）（2024-01-05 起），高于实验室分级："
                + "NEUT 0.9 10^9/L（2024-01-05），3 级（CTCAE 5.0）"
        ),
        (
            "event-without-laboratory", "AE|Hyperkalaemia|2|01-05",
            "Hyperkalemia grade 2 (CTCAE 5.0) from 2024-01-05; no laboratory result shows it",
            "Hyperkalemia 2 级（CTCAE 5.0）（2024-01-05 起）；无实验室结果支持"
        ),
        (
            "causality-missing", "AE|Pneumonia|3|01-05|serious",
            "Pneumonia grade 3 (CTCAE 5.0) from 2024-01-05, serious; causality is not recorded",
            "Pneumonia 3 级（CTCAE 5.0）（2024-01-05 起），严重不良事件；因果关系未记录"
        ),
    ]

    static let answers = [
        (
            "laboratory-without-event", "LB|PLAT|18 10^9/L|01-08; AE|Thrombocytopenia|4|01-08",
            "PLAT 18 10^9/L on 2024-01-08, grade 4 (CTCAE 5.0); a reported event accounts for it",
            "PLAT 18 10^9/L（2024-01-08），4 级（CTCAE 5.0）；已有相应不良事件报告"
        ),
        (
            "reported-cytopenia", "AE|Neutropenia|4|01-05; LB|NEUT|0.4 10^9/L|01-05",
            "Neutrophil count decreased grade 4 (CTCAE 5.0) from 2024-01-05; the laboratory agrees: "
                + "NEUT 0.4 10^9/L on 2024-01-05, grade 4 (CTCAE 5.0)",
            "Neutrophil count decreased 4 级（CTCAE 5.0）（2024-01-05 起）；与实验室结果相符："
                + "NEUT 0.4 10^9/L（2024-01-05），4 级（CTCAE 5.0）"
        ),
        (
            "seriousness-conflict", "AE|Pneumonia|3|01-05|serious",
            "Pneumonia grade 3 (CTCAE 5.0) from 2024-01-05, recorded as serious",
            "Pneumonia 3 级（CTCAE 5.0）（2024-01-05 起），已记录为严重"
        ),
    ]

    @Test(arguments: headlines + answers) func `what was found reads as a sentence in both languages`(
        id: String, rows: String, english: String, chinese: String
    ) throws {
        let rule = try ShippedRule(id)
        let found = assess(rule.subject(rows), under: rule.studyProtocol, at: moment("2024-03-01")).episodes.map(
            \.finding)
        #expect(found.map { headline(of: $0, ctcae: "5.0") } == [english])
        #expect(found.map { headline(of: $0, ctcae: "5.0", in: .zhHans) } == [chinese])
    }
}

// SPDX-License-Identifier: Apache-2.0

import Kit
import Rules
import Testing
import Trial

/// What the shipped protocol makes of medications, of bleeding, and of counts that are missing.
@Suite struct ShippedMedicationTests {
    @Test(arguments: [
        ("EX|IXAZOMIB|01-01..02-12; CM|RIFAMPICIN|01-10..01-20", ["01-10..01-20 daily"]),
        ("EX|IXAZOMIB|01-01..02-12; CM|卡马西平|01-10..", ["01-10..03-11 daily"]),
        ("EX|LENALIDOMIDE|01-01..02-12; CM|RIFAMPICIN|01-10..01-20", []),
        ("EX|IXAZOMIB|01-01..02-12; CM|PHENOBARBITAL|01-10..01-20", []),
        ("EX|IXAZOMIB|01-01..02-12; CM|RIFAMPICIN|03-12..03-20", []),
        ("EX|IXAZOMIB|01-01..02-12; CM|RIFAMPICIN|03-11..03-20", ["03-11..03-11 daily"]),
    ])
    func `a strong inducer is told while on ixazomib`(rows: String, wanted: [String]) throws {
        #expect(try ShippedRule("cyp3a-inducer").episodes(of: rows) == wanted)
    }

    @Test(arguments: [
        ("EX|IXAZOMIB|01-01..02-12; CM|RIFAMPICIN|01-10..|#c", "EX|IXAZOMIB|01-01..02-12", ["retracted"]),
        ("EX|IXAZOMIB|01-01..; CM|RIFAMPICIN|01-10..", "EX|LENALIDOMIDE|01-01..; CM|RIFAMPICIN|01-10..", ["retracted"]),
    ])
    func `a corrected row takes it back`(rows: String, others: String, wanted: [String]) throws {
        #expect(try ShippedRule("cyp3a-inducer").alerts(of: rows, then: others, on: "2024-02-20") == wanted)
    }

    private static let low = "LB|PLAT|24 10^9/L|01-08"

    @Test(arguments: [
        ("LB|PLAT|60 10^9/L|01-12; CM|PLATELETS|01-09", ["01-08.. urgent (recoveryNotProven)"]),
        ("LB|PLAT|60 10^9/L|01-12; CM|单采血小板|01-08", ["01-08..01-12 urgent"]),
        ("LB|PLAT|60 10^9/L|01-12; AE|鼻出血|1|01-10..01-11", ["01-08..01-12 critical"]),
        ("LB|PLAT|60 10^9/L|01-12; AE|Epistaxis|1|01-13", ["01-08..01-12 urgent"]),
        ("AE|Epistaxis|1|01-01", ["01-08.. critical"]),
        ("AE|Petechiae|1|01-10", ["01-08.. urgent"]),
    ])
    func `platelets below 30 with a transfusion or a bleeding`(rows: String, wanted: [String]) throws {
        #expect(try ShippedRule("platelet-hold").episodes(of: "\(Self.low); \(rows)") == wanted)
    }

    @Test(arguments: [
        // A transfusion told of late opens the alert again; a bleeding that is corrected away leaves it.
        ("LB|PLAT|60 10^9/L|01-10", "LB|PLAT|60 10^9/L|01-10; CM|PLATELETS|01-09", "open"),
        ("LB|PLAT|60 10^9/L|01-10; CM|PLATELETS|01-09", "LB|PLAT|60 10^9/L|01-10", "resolved"),
        ("AE|Epistaxis|1|01-09|#e", "AE|Epistaxis|1|03-09..03-10|#e", "open"),
    ])
    func `late and corrected rows move the platelet alert`(rows: String, others: String, wanted: String) throws {
        let alerts = try ShippedRule("platelet-hold").alerts(
            of: "\(Self.low); \(rows)", then: "\(Self.low); \(others)", on: "2024-02-01")
        #expect(alerts.last == wanted)
    }

    @Test(arguments: [
        ("LB|WBC|0.9 10^9/L|01-08", ["01-08.. urgent (countMissing)"]),
        ("LB|WBC|1.0 10^9/L|01-08", []),
        ("LB|WBC|0.9 10^9/L|01-08; LB|NEUT|0.6 10^9/L|01-08", []),
        (
            "LB|NEUT|0.4 10^9/L|01-08; LB|NEUT|3 10^9/L|01-15; CM|FILGRASTIM|01-09..01-10",
            ["01-08.. urgent (recoveryNotProven)"]
        ),
        ("LB|NEUT|0.4 10^9/L|01-08; LB|NEUT|3 10^9/L|01-18; CM|FILGRASTIM|01-09..01-10", ["01-08..01-18 urgent"]),
        (
            "LB|NEUT|0.4 10^9/L|01-08; LB|NEUT|3 10^9/L|01-23; CM|PEGFILGRASTIM|01-09",
            ["01-08.. urgent (recoveryNotProven)"]
        ),
        ("LB|NEUT|0.4 10^9/L|01-08; LB|NEUT|3 10^9/L|01-24; CM|PEGFILGRASTIM|01-09", ["01-08..01-24 urgent"]),
    ])
    func `neutrophils, counted or not, with and without growth factors`(rows: String, wanted: [String]) throws {
        #expect(try ShippedRule("neutrophil-hold").episodes(of: rows) == wanted)
    }

    @Test func `a count of the same draw takes the alert by white cells back`() throws {
        let white = "LB|WBC|0.9 10^9/L|01-08"
        #expect(
            try ShippedRule("neutrophil-hold").alerts(of: white, then: "\(white); LB|NEUT|0.7 10^9/L|01-08")
                == ["retracted"])
    }

    @Test func `every list that a rule or a co-factor needs is shipped`() throws {
        let lists = try ShippedRule("platelet-hold").studyProtocol.medicationLists
        #expect(lists.allSatisfy { $0.coFactorDays != nil && !$0.name.zhHans.isEmpty })
        #expect(lists.allSatisfy { !$0.source.isEmpty })
    }
}

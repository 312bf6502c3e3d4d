// SPDX-License-Identifier: Apache-2.0

import Kit
import Rules
import Testing
import Trial

/// The combined rules of the shipped protocol about blood, fever, potassium, death and events.
@Suite struct ShippedSignalTests {
    private static let before =
        "LB|PLAT|200 10^9/L|01-01; LB|HGB|120 g/L|01-01; LB|CREAT|80 umol/L|01-01|50-104|baseline"

    @Test(arguments: [
        ("LB|PLAT|99 10^9/L|01-08; LB|HGB|100 g/L|01-08; LB|CREAT|120 umol/L|01-08|50-104", ["01-08.. critical"]),
        ("LB|PLAT|100 10^9/L|01-08; LB|HGB|100 g/L|01-08; LB|CREAT|120 umol/L|01-08|50-104", []),
        ("LB|PLAT|99 10^9/L|01-08; LB|HGB|101 g/L|01-08; LB|CREAT|120 umol/L|01-08|50-104", []),
        ("LB|PLAT|99 10^9/L|01-08; LB|HGB|100 g/L|01-08; LB|CREAT|119 umol/L|01-08|50-104", []),
        ("LB|PLAT|99 10^9/L|01-08; LB|HGB|100 g/L|01-08; LB|LDH|375 U/L|01-08|120-250", ["01-08.. critical"]),
        ("LB|PLAT|99 10^9/L|01-08; LB|HGB|100 g/L|01-08; LB|LDH|374 U/L|01-08|120-250", []),
        // Other units of the same quantities.
        ("LB|PLAT|99000 /uL|01-08; LB|HGB|10 g/dL|01-08; LB|LDH|375 U/L|01-08|120-250", ["01-08.. critical"]),
        // Seven days apart and eight.
        ("LB|PLAT|90 10^9/L|01-08; LB|HGB|95 g/L|01-15; LB|LDH|400 U/L|01-10|120-250", ["01-15.. critical"]),
        ("LB|PLAT|90 10^9/L|01-08; LB|HGB|95 g/L|01-16; LB|LDH|400 U/L|01-10|120-250", []),
        // 28 days from the highest count, and 29.
        ("LB|PLAT|90 10^9/L|01-29; LB|HGB|95 g/L|01-29; LB|LDH|400 U/L|01-29|120-250", ["01-29.. critical"]),
        ("LB|PLAT|90 10^9/L|01-30; LB|HGB|95 g/L|01-30; LB|LDH|400 U/L|01-30|120-250", []),
        // Recovery of all that held.
        (
            "LB|PLAT|90 10^9/L|01-08; LB|HGB|95 g/L|01-08; LB|LDH|400 U/L|01-08|120-250; LB|PLAT|150 10^9/L|01-20; "
                + "LB|HGB|110 g/L|01-20; LB|LDH|200 U/L|01-22|120-250", ["01-08..01-22 critical"]
        ),
    ])
    func `thrombotic microangiopathy is suspected by three falls within 7 days`(rows: String, wanted: [String]) throws {
        let rule = try ShippedRule("thrombotic-microangiopathy")
        #expect(rule.episodes(of: "\(Self.before); \(rows)") == wanted)
    }

    @Test(arguments: [
        ("LB|PLAT|110 10^9/L|01-01", ["retracted"]),
        ("LB|PLAT|200 furlongs|01-01", ["open uncertain"]),
        ("LB|PLAT|200 10^9/L|01-01; LB|PLAT|160 10^9/L|01-07", ["open"]),
    ])
    func `the count that a fall starts from may be corrected too`(start: String, wanted: [String]) throws {
        let rule = try ShippedRule("thrombotic-microangiopathy")
        let rest = "LB|HGB|120 g/L|01-01; LB|PLAT|90 10^9/L|01-08; LB|HGB|95 g/L|01-08; LB|LDH|400 U/L|01-08|120-250"
        #expect(rule.alerts(of: "LB|PLAT|200 10^9/L|01-01; \(rest)", then: "\(start); \(rest)") == wanted)
    }

    @Test(arguments: [
        ("VS|TEMP|38.3 C|01-08; LB|NEUT|0.99 10^9/L|01-08", ["01-08.. critical"]),
        ("VS|TEMP|38.2 C|01-08; LB|NEUT|0.99 10^9/L|01-08", []),
        ("VS|TEMP|38.3 C|01-08; LB|NEUT|1.0 10^9/L|01-08", []),
        ("VS|TEMP|38.3 C|01-08; LB|WBC|0.9 10^9/L|01-08", ["01-08.. critical"]),
        ("VS|TEMP|101 F|01-08; LB|NEUT|0.4 10^9/L|01-08", ["01-08.. critical"]),
        // Three days before and four; one after and two.
        ("VS|TEMP|39 C|01-08; LB|NEUT|0.4 10^9/L|01-05", ["01-08.. critical"]),
        ("VS|TEMP|39 C|01-08; LB|NEUT|0.4 10^9/L|01-04", []),
        ("VS|TEMP|39 C|01-08; LB|NEUT|0.4 10^9/L|01-09", ["01-09.. critical"]),
        ("VS|TEMP|39 C|01-08; LB|NEUT|0.4 10^9/L|01-10", []),
        // An event is a possibility, and a fever beside it makes it certain.
        ("AE|Pyrexia|1|01-08..01-09; LB|NEUT|0.4 10^9/L|01-10", ["01-10..01-10 critical (onlyPossible)"]),
        ("AE|Pyrexia|1|01-08..01-09; LB|NEUT|0.4 10^9/L|01-11", []),
        ("AE|Pneumonia|3|01-08..01-20; LB|NEUT|0.4 10^9/L|01-15", ["01-15..01-20 critical (onlyPossible)"]),
        ("AE|Pneumonia|3|01-08..01-20; LB|NEUT|0.4 10^9/L|01-08; VS|TEMP|38.5 C|01-08", ["01-08.. critical"]),
        ("AE|Headache|3|01-08..01-20; LB|NEUT|0.4 10^9/L|01-08", []),
        ("AE|Febrile neutropenia|3|01-08", ["01-08.. critical"]),
        ("AE|Febrile neutropenia|3|01-08; VS|TEMP|39 C|01-08; LB|NEUT|0.4 10^9/L|01-08", ["01-08.. critical"]),
        // Over when either has recovered.
        ("VS|TEMP|39 C|01-08; LB|NEUT|0.4 10^9/L|01-08; LB|NEUT|1.2 10^9/L|01-15", ["01-08..01-15 critical"]),
        ("VS|TEMP|39 C|01-08; LB|NEUT|0.4 10^9/L|01-08; VS|TEMP|36.8 C|01-10", ["01-08..01-10 critical"]),
        (
            "VS|TEMP|39 C|01-08; LB|NEUT|0.4 10^9/L|01-08; VS|TEMP|36.8 C|01-10; VS|TEMP|38.9 C|01-11",
            ["01-08.. critical"]
        ),
        // A unit that is missing is suspect, a count without one as well.
        ("VS|TEMP|39|01-08; LB|NEUT|0.4 10^9/L|01-08", ["01-08.. urgent (unitSuspect)"]),
        ("VS|TEMP|39 C|01-08; LB|NEUT|400|01-08", ["01-08.. urgent (unitSuspect)"]),
        ("VS|TEMP|39 C|01; LB|NEUT|0.4 10^9/L|01-08", ["01-08.. critical (dateUnknown)"]),
    ])
    func `febrile neutropenia is fever with neutrophils below 1`(rows: String, wanted: [String]) throws {
        let found = try ShippedRule("febrile-neutropenia").episodes(of: rows)
        #expect(found == wanted)
    }

    @Test(arguments: [
        ("VS|TEMP|37.9 C|01-08; LB|NEUT|0.4 10^9/L|01-08", ["retracted"]),
        ("LB|NEUT|0.4 10^9/L|01-08", ["retracted"]),
        ("VS|TEMP|| 01-08; LB|NEUT|0.4 10^9/L|01-08", ["open uncertain"]),
        ("VS|TEMP|39 C|01-08; LB|NEUT|4.0 10^9/L|01-08", ["retracted"]),
    ])
    func `a corrected temperature or count takes febrile neutropenia back`(later: String, wanted: [String]) throws {
        let first = "VS|TEMP|39 C|01-08; LB|NEUT|0.4 10^9/L|01-08"
        #expect(try ShippedRule("febrile-neutropenia").alerts(of: first, then: later) == wanted)
    }

    @Test(arguments: [
        ("LB|K|6.5 mmol/L|01-08", ["01-08.. critical"]),
        ("LB|K|6.4 mmol/L|01-08", []),
        ("LB|K|6.5 mmol/L|01-08; LB|K|6.0 mmol/L|01-09", ["01-08.. critical"]),
        ("LB|K|6.5 mmol/L|01-08; LB|K|5.9 mmol/L|01-09", ["01-08..01-09 critical"]),
        ("LB|K|6.5 mmol/L|01-08T08:00; LB|K|5.9 mmol/L|01-08T12:00", ["01-08T08:00..01-08T12:00 critical"]),
        ("LB|K|6.5 mmol/L|01-08; LB|K|5.9 mmol/L|01-08", ["01-08.. critical"]),
        ("LB|K|6.8|01-08", ["01-08.. urgent (unitSuspect)"]),
        ("LB|K|>6.5 mmol/L|01-08", ["01-08.. critical (valueCensored)"]),
        ("LB|K|7 mmol/L|", [".. critical (dateUnknown)"]),
    ])
    func `potassium of 6.5 pages until it is below 6`(rows: String, wanted: [String]) throws {
        #expect(try ShippedRule("potassium-high").episodes(of: rows) == wanted)
    }

    @Test(arguments: [
        ("DM|IXA|died 2024-03-01", ["03-01.. critical"]),
        ("DS|DEATH|03-01", ["03-01.. critical"]),
        ("DS|COMPLETED|03-01", []),
        ("AE|Pneumonia|5|02-20..03-01", ["03-01.. critical"]),
        ("AE|Pneumonia|4|02-20..03-01", []),
        ("DM|IXA|died 2024-03-01; DS|DEATH|03-01; AE|Pneumonia|5|02-20..03-01", ["03-01.. critical"]),
        ("DM|IXA|died 2024-03-01; DS|DEATH|03-02", ["03-01.. critical (dateUnknown)"]),
        ("DS|DEATH|", [".. critical (dateUnknown)"]),
    ])
    func `one death is one alert, whatever its sources`(rows: String, wanted: [String]) throws {
        #expect(try ShippedRule("death").episodes(of: rows) == wanted)
    }

    @Test(arguments: [
        ("DS|DEATH|03-01; DM|IXA|died 2024-03-01", ["open"]), ("DM|IXA|died 2024-03-01", ["open"]),
        ("DS|COMPLETED|03-01", ["retracted"]),
    ])
    func `a death is taken back when no source tells of it`(later: String, wanted: [String]) throws {
        let found = try ShippedRule("death").alerts(of: "DS|DEATH|03-01", then: later)
        #expect(found == wanted)
    }

    @Test(arguments: [
        ("AE|Acute myeloid leukaemia|3|03-01", ["03-01.. urgent"]), ("AE|骨髓增生异常综合征|2|03-01", ["03-01.. urgent"]),
        ("AE|Plasma cell myeloma|3|03-01", []),
    ])
    func `a second malignancy is urgent at any grade`(rows: String, wanted: [String]) throws {
        #expect(try ShippedRule("second-malignancy").episodes(of: rows) == wanted)
    }

    @Test(arguments: [
        ("AE|fell in the bath|3|03-01|uncoded", ["03-01.. daily"]),
        ("AE|fell in the bath|2|03-01|uncoded", []),
        ("AE|fell in the bath|2|03-01|uncoded|serious", ["03-01.. daily"]),
        ("AE|Fall|3|03-01", []),
        ("AE|a|3|03-01|uncoded; AE|b|3|03-02|uncoded", ["03-01.. daily", "03-02.. daily"]),
        ("AE|a|3|03-01..03-09|uncoded", ["03-01..03-09 daily"]),
    ])
    func `a grave event without a coded term is on the daily list`(rows: String, wanted: [String]) throws {
        #expect(try ShippedRule("uncoded-event").episodes(of: rows) == wanted)
    }

    @Test func `coding an event takes it off the list`() throws {
        let rule = try ShippedRule("uncoded-event")
        #expect(
            rule.alerts(of: "AE|a|3|03-01|uncoded|#row", then: "AE|a|3|03-01|#row") == ["retracted"])
    }
}

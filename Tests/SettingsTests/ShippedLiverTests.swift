// SPDX-License-Identifier: Apache-2.0

import Testing

/// The rules of the shipped protocol about the liver.
@Suite struct ShippedLiverTests {
    @Test(arguments: [
        // The rows that just fire, and those that just do not.
        ("LB|ALT|120 U/L|01-08|10-40; LB|BILI|42 umol/L|01-08|3-21; LB|ALP|200 U/L|01-08|40-125", ["01-08.. critical"]),
        ("LB|ALT|119 U/L|01-08|10-40; LB|BILI|42 umol/L|01-08|3-21; LB|ALP|200 U/L|01-08|40-125", []),
        ("LB|ALT|120 U/L|01-08|10-40; LB|BILI|41 umol/L|01-08|3-21; LB|ALP|200 U/L|01-08|40-125", []),
        ("LB|AST|120 U/L|01-08|10-40; LB|BILI|42 umol/L|01-08|3-21; LB|ALP|200 U/L|01-08|40-125", ["01-08.. critical"]),
        ("LB|ALT|120 U/L|01-08|10-40; LB|BILI|42 umol/L|01-08|3-21; LB|ALP|249 U/L|01-08|40-125", ["01-08.. critical"]),
        ("LB|ALT|120 U/L|01-08|10-40; LB|BILI|42 umol/L|01-08|3-21; LB|ALP|250 U/L|01-08|40-125", []),
        // 14 days apart and 15; the onset is the day on which it became true.
        ("LB|ALT|120 U/L|01-08|10-40; LB|BILI|42 umol/L|01-22|3-21; LB|ALP|90 U/L|01-08|40-125", ["01-22.. critical"]),
        ("LB|ALT|120 U/L|01-08|10-40; LB|BILI|42 umol/L|01-23|3-21; LB|ALP|90 U/L|01-08|40-125", []),
        ("LB|BILI|42 umol/L|01-08|3-21; LB|ALT|120 U/L|01-22|10-40; LB|ALP|90 U/L|01-08|40-125", ["01-22.. critical"]),
        ("LB|BILI|42 umol/L|01-08|3-21; LB|ALT|120 U/L|01-23|10-40; LB|ALP|90 U/L|01-08|40-125", []),
        // Without alkaline phosphatase within 14 days the pair is told, and what is missing too.
        ("LB|ALT|120 U/L|01-08|10-40; LB|BILI|42 umol/L|01-08|3-21", ["01-08.. critical (counterEvidenceMissing)"]),
        (
            "LB|ALT|120 U/L|01-20|10-40; LB|BILI|42 umol/L|01-20|3-21; LB|ALP|250 U/L|01-06|40-125", []
        ),
        (
            "LB|ALT|120 U/L|01-20|10-40; LB|BILI|42 umol/L|01-20|3-21; LB|ALP|250 U/L|01-05|40-125",
            ["01-20.. critical (counterEvidenceMissing)"]
        ),
        (
            "LB|ALT|120 U/L|01-08|10-40; LB|BILI|42 umol/L|01-08|3-21; LB|ALP|250 U/L|01-08",
            ["01-08.. critical (counterEvidenceMissing)"]
        ),
    ])
    func `Hy's law asks for both, without cholestasis, within 14 days`(rows: String, wanted: [String]) throws {
        #expect(try ShippedRule("hys-law").episodes(of: rows) == wanted)
    }

    private static let pair =
        "LB|ALT|130 U/L|01-08|10-40; LB|BILI|50 umol/L|01-10|3-21; LB|ALP|90 U/L|01-08|40-125"

    @Test(arguments: [
        // Every test that held must recover; what did not hold need not.
        ("LB|ALT|80 U/L|01-20|10-40", ["01-10.. critical"]),
        ("LB|ALT|80 U/L|01-20|10-40; LB|BILI|30 umol/L|02-01|3-21", ["01-10..02-01 critical"]),
        ("LB|ALT|80 U/L|01-20|10-40; LB|ALT|130 U/L|01-25|10-40; LB|BILI|30 umol/L|02-01|3-21", ["01-10.. critical"]),
        ("LB|ALT|80 U/L|02|10-40; LB|BILI|30 umol/L|02-01|3-21", ["01-10..2024-02 critical (dateUnknown)"]),
        ("LB|ALT|80 U/L|01-10|10-40; LB|BILI|30 umol/L|01-10|3-21", ["01-10.. critical"]),
        // Two draws a day: only the state at its end may close.
        (
            "LB|ALT|80 U/L|01-20T08:00|10-40; LB|BILI|30 umol/L|01-20T08:00|3-21; LB|ALT|130 U/L|01-20T16:00|10-40",
            ["01-10.. critical"]
        ),
        // After recovery, later rows alone make another episode.
        (
            """
            LB|ALT|80 U/L|01-20|10-40; LB|BILI|30 umol/L|01-20|3-21; LB|ALT|140 U/L|03-01|10-40;
            LB|BILI|60 umol/L|03-02|3-21; LB|ALP|90 U/L|03-01|40-125
            """.replacing("\n", with: ""), ["01-10..01-20 critical", "03-02.. critical"]
        ),
    ])
    func `an episode ends when all that held has recovered`(further: String, wanted: [String]) throws {
        let found = try ShippedRule("hys-law").episodes(of: "\(Self.pair); \(further)")
        #expect(found == wanted.map { $0.replacing("2024-", with: "") })
    }

    @Test(arguments: [
        // A correction that speaks for certain takes the alert back; a deleted row too.
        ("LB|ALT|119 U/L|01-08|10-40; LB|BILI|50 umol/L|01-10|3-21", ["retracted"]),
        ("LB|BILI|50 umol/L|01-10|3-21", ["retracted"]),
        ("LB|ALT|130 U/L|01-08|10-40; LB|BILI|50 umol/L|01-10|3-21; LB|ALP|260 U/L|01-08|40-125", ["retracted"]),
        // A row about which nothing can be said any more does not.
        ("LB|ALT|130 U/L|01-08; LB|BILI|50 umol/L|01-10|3-21", ["open uncertain"]),
        ("LB|ALT|130 U/L|01-08|10-40; LB|BILI|NOTDONE|01-10|3-21", ["open uncertain"]),
        ("LB|ALT|130 U/L||10-40; LB|BILI|50 umol/L|01-10|3-21", ["open"]),
        // A late row makes an older recovery none.
        (
            "LB|ALT|130 U/L|01-08|10-40; LB|BILI|50 umol/L|01-10|3-21; LB|ALT|20 U/L|01-20|10-40; "
                + "LB|BILI|9 umol/L|01-20|3-21", ["resolved"]
        ),
    ])
    func `an alert goes where the record goes`(later: String, wanted: [String]) throws {
        let first = "LB|ALT|130 U/L|01-08|10-40; LB|BILI|50 umol/L|01-10|3-21"
        #expect(try ShippedRule("hys-law").alerts(of: first, then: later) == wanted)
    }

    @Test(arguments: [
        ("LB|ALT|130 U/L|01-08; LB|BILI|50 umol/L|01-10|3-21", []),
        // The subject's other rows give the limit that this one lacks.
        (
            "LB|ALT|130 U/L|01-08; LB|BILI|50 umol/L|01-10|3-21; LB|ALT|30 U/L|2023-10-01|10-40",
            ["01-10.. urgent (counterEvidenceMissing, limitMissing)"]
        ),
        ("LB|ALT|110 U/L|01-08; LB|BILI|50 umol/L|01-10|3-21; LB|ALT|30 U/L|2023-10-01|10-40", []),
        // Of rows without limits alone, nothing is told.
        ("LB|ALT|130 U/L|01-08; LB|BILI|50 umol/L|01-10", []),
        // A bound that decides, and one that may.
        (
            "LB|ALT|>120 U/L|01-08|10-40; LB|BILI|50 umol/L|01-10|3-21",
            ["01-10.. critical (counterEvidenceMissing, valueCensored)"]
        ),
        (
            "LB|ALT|>100 U/L|01-08|10-40; LB|BILI|50 umol/L|01-10|3-21",
            ["01-10.. urgent (counterEvidenceMissing, valueCensored)"]
        ),
        // A multiple of the row's own limit needs no unit.
        (
            "LB|ALT|130 furlongs|01-08|10-40; LB|BILI|50 umol/L|01-10|3-21",
            ["01-10.. critical (counterEvidenceMissing)"]
        ),
        (
            "LB|ALT|130 U/L|01|10-40; LB|BILI|50 umol/L|01-10|3-21",
            ["01-10.. critical (counterEvidenceMissing, dateUnknown)"]
        ),
        ("LB|ALT|130 U/L|03|10-40; LB|BILI|50 umol/L|01-10|3-21", []),
    ])
    func `what is doubtful is told where something certain stands beside it`(rows: String, wanted: [String]) throws {
        #expect(try ShippedRule("hys-law").episodes(of: rows) == wanted)
    }

    @Test(arguments: [
        ("LB|HBVDNA|500 IU/mL|01-08", ["01-08.. urgent"]),
        ("LB|HBVDNA|<20 IU/mL|01-08", []),
        ("LB|HBVDNA|NEGATIVE|01-08", []),
        ("LB|HBDNA|DETECTED|01-08; LB|HBDNA|<20 IU/mL|02-08", ["01-08..02-08 urgent"]),
    ])
    func `hepatitis B virus DNA is urgent while it is detected`(rows: String, wanted: [String]) throws {
        #expect(try ShippedRule("hepatitis-b-replication").episodes(of: rows) == wanted)
    }

    @Test(arguments: [
        ("LB|HBSAG|POSITIVE|2023-01-08; LB|ALT|120 U/L|01-08|10-40", ["01-08.. urgent"]),
        ("LB|HBCAB|阳性|2023-01-08; LB|ALT|120 U/L|01-08|10-40", ["01-08.. urgent"]),
        ("LB|HBSAG|NEGATIVE|2023-01-08; LB|ALT|120 U/L|01-08|10-40", []),
        ("LB|HBSAG|POSITIVE|2023-01-08; LB|ALT|119 U/L|01-08|10-40", []),
        // What was found later was not a history then.
        ("LB|HBSAG|POSITIVE|02-08; LB|ALT|120 U/L|01-08|10-40", []),
        (
            "LB|HBSAG|POSITIVE|2023-01-08; LB|ALT|120 U/L|01-08|10-40; LB|ALT|60 U/L|02-01|10-40",
            ["01-08..02-01 urgent"]
        ),
        (
            "LB|HBSAG|POSITIVE|2023-01-08; LB|ALT|120 U/L|01-08|10-40; LB|ALT|60 U/L|02-01|10-40; "
                + "LB|ALT|200 U/L|05-01|10-40",
            ["01-08..02-01 urgent", "05-01.. urgent"]
        ),
    ])
    func `ALT at three times its limit is urgent with a history of hepatitis B`(rows: String, wanted: [String]) throws {
        #expect(try ShippedRule("hepatitis-b-flare").episodes(of: rows) == wanted)
    }

    @Test(arguments: [
        ("LB|ALT|130 U/L|01-08|10-40; LB|HBSAG|NEGATIVE|2023-01-08", ["retracted"]),
        ("LB|ALT|130 U/L|01-08|10-40; LB|HBSAG|INDETERMINATE|2023-01-08", ["open uncertain"]),
    ])
    func `a corrected history takes the alert back, an unreadable one does not`(later: String, wanted: [String]) throws
    {
        let first = "LB|ALT|130 U/L|01-08|10-40; LB|HBSAG|POSITIVE|2023-01-08"
        #expect(try ShippedRule("hepatitis-b-flare").alerts(of: first, then: later) == wanted)
    }

    @Test(arguments: [
        // Due 90 days after the first dose or the last result, and overdue on the next.
        ("EX|IXAZOMIB|01-01..|QD; LB|HBSAG|POSITIVE|2023-12-01", "2024-03-31", []),
        ("EX|IXAZOMIB|01-01..|QD; LB|HBSAG|POSITIVE|2023-12-01", "2024-04-01", ["04-01.. query"]),
        ("EX|IXAZOMIB|01-01..|QD; LB|HBSAG|POSITIVE|2023-12-01; LB|HBVDNA|<20 IU/mL|03-01", "2024-05-30", []),
        (
            "EX|IXAZOMIB|01-01..|QD; LB|HBSAG|POSITIVE|2023-12-01; LB|HBVDNA|<20 IU/mL|03-01", "2024-05-31",
            ["05-31.. query"]
        ),
        ("EX|IXAZOMIB|01-01..|QD; LB|HBSAG|NEGATIVE|2023-12-01", "2024-12-01", []),
        ("LB|HBSAG|POSITIVE|2023-12-01", "2024-12-01", []),
        (
            "EX|IXAZOMIB|01-01..|QD; LB|HBSAG|POSITIVE|2023-12-01; LB|HBVDNA|<20 IU/mL|05-01", "2024-06-01",
            ["04-01..05-01 query"]
        ),
        // Ninety days after the last dose nobody asks any more.
        ("EX|IXAZOMIB|01-01..03-01; LB|HBSAG|POSITIVE|2023-12-01", "2024-12-01", ["04-01..05-30 query"]),
    ])
    func `virus DNA is overdue 90 days after the last, while on treatment`(
        rows: String, today: String, wanted: [String]
    ) throws {
        #expect(try ShippedRule("hepatitis-b-dna-overdue").episodes(of: rows, on: today) == wanted)
    }
}

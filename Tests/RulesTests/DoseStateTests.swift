// SPDX-License-Identifier: Apache-2.0

import Rules
import Testing

struct DoseStateTests {
    @Test(arguments: [
        ("", "12-31", []),
        ("IXA 4 01-01", "01-20", ["01-01 on 4"]),
        ("IXA 4 01-01", "02-05", ["01-01 on 4"]),
        ("IXA 4 01-01", "02-06", ["01-01 on 4", "02-06 unknown: exposureSilent"]),
        ("IXA 4 01-01 02-06", "02-07", ["01-01 on 4"]),
        ("IXA 4 01-01 02-07", "02-07", ["01-01 on 4", "02-06 unknown: exposureSilent", "02-07 on 4"]),
        ("IXA 4 01-01; IXA 3 01-08", "01-20", ["01-01 on 4", "01-08 on 3"]),
        ("IXA 4 01-01; IXA 0 01-08", "01-20", ["01-01 on 4", "01-08 off schedule 0"]),
        ("IXA 4 01-01; IXA 0 01-29; IXA 4 02-26", "02-27", ["01-01 on 4", "01-29 off schedule 0", "02-26 on 4"]),
        // What is dated after today has not been taken.
        ("IXA 4 01-01 01-08; IXA 3 01-15", "01-14", ["01-01 on 4"]),
    ])
    func `without toxicity the state is what was last given, for at most 35 silent days`(
        rows: String, today: String, wanted: [String]
    ) {
        #expect(DoseTable(rows).story(on: today).states(of: .ixazomib) == wanted)
    }

    @Test(arguments: [
        ("", "01-11", ["01-01 on 4", "01-11 held by PN 01-10"]),
        ("-", "06-01", ["01-01 on 4", "01-11 held by PN 01-10"]),
        ("01-11", "01-12", ["01-01 on 4", "01-11 may resume 3"]),
        ("01-10", "01-12", ["01-01 on 4"]),
        (
            "01-17", "01-30",
            ["01-01 on 4", "01-11 held by PN 01-10 until 01-17", "01-17 may resume 3"]
        ),
        (
            "01-17", "02-22",
            [
                "01-01 on 4", "01-11 held by PN 01-10 until 01-17", "01-17 may resume 3",
                "02-22 unknown: exposureSilent",
            ]
        ),
    ])
    func `a hold lasts from the day after onset until the day on which the drug may be resumed`(
        eligible: String, today: String, wanted: [String]
    ) {
        let story = DoseTable("IXA 4 01-01 01-08; PN 01-10 \(eligible)").story(on: today)
        #expect(story.states(of: .ixazomib) == wanted)
    }

    @Test(arguments: [
        (
            "PLT 01-10 01-17; ANC 01-12 01-20",
            ["01-01 on 4", "01-11 held by PLT 01-10, ANC 01-12 until 01-20", "01-20 may resume 4"]
        ),
        (
            "PLT 01-10 01-17; ANC 01-16 01-20",
            ["01-01 on 4", "01-11 held by PLT 01-10, ANC 01-16 until 01-20", "01-20 may resume 4"]
        ),
        (
            "PLT 01-10 01-17; ANC 01-17 01-20",
            [
                "01-01 on 4", "01-11 held by PLT 01-10 until 01-17", "01-17 may resume 4",
                "01-18 held by ANC 01-17 until 01-20", "01-20 may resume 4",
            ]
        ),
    ])
    func `holds that overlap are one, until the last of them ends`(toxicities: String, wanted: [String]) {
        let story = DoseTable("IXA 4 01-01; LEN 25 01-01; \(toxicities)").story(on: "01-25")
        #expect(story.states(of: .ixazomib) == wanted)
    }

    @Test func `two drugs may stand differently`() {
        let story = DoseTable("IXA 4 01-01 01-08; LEN 25 QOD 01-01..01-09; PN 01-10 - -; DS DEATH 03-01").story(
            on: "02-01")
        #expect(story.now(.ixazomib) == "held by PN 01-10")
        #expect(story.now(.lenalidomide) == "on 25")
    }

    @Test(arguments: [
        ("IXA 4 QW 01-05..01-15", ["01-05 on 4", "01-11 unknown: intervalSpansHold", "01-16 held by PN 01-10"]),
        ("IXA 4 QW 01-05..01-10", ["01-05 on 4", "01-11 held by PN 01-10"]),
        ("IXA 4 QW 01-05", ["01-05 on 4", "01-11 unknown: intervalSpansHold"]),
        // A later row takes the place of an open one.
        ("IXA 4 QW 01-05; IXA 4 01-09", ["01-05 on 4", "01-11 held by PN 01-10"]),
        ("IXA 4 01-05 01-11", ["01-05 on 4", "01-11 held by PN 01-10"]),
        ("IXA 4 01-05..01", ["01-05 on 4", "01-11 unknown: intervalSpansHold"]),
    ])
    func `an interval that spans a hold does not say whether it was kept`(rows: String, wanted: [String]) {
        #expect(DoseTable("\(rows); PN 01-10").story(on: "01-20").states(of: .ixazomib) == wanted)
    }

    @Test(arguments: [
        ("PN 01-10 01-17 01-17 reduce?", ["01-01 on 4", "01-11 unknown: toxicityUncertain", "01-17 on 4"]),
        (
            "PN 01 02-03",
            ["01-01 on 4", "01-02 unknown: dateUnknown", "02-01 held by PN 01 until 02-03", "02-03 may resume 3"]
        ),
        ("PN 01-10 01", ["01-01 on 4", "01-11 unknown: dateUnknown", "01-31 on 4"]),
    ])
    func `a hold that only is possible is unknown, not held`(toxicity: String, wanted: [String]) {
        #expect(DoseTable("IXA 4 01-01; \(toxicity)").story(on: "02-04").states(of: .ixazomib) == wanted)
    }

    @Test(arguments: [
        ("IXA 4 01-01; PN 01-10 - - stop", "stopped by PN 01-10"),
        ("IXA 4 01-01; DS DEATH 01-20", "stopped: DEATH"),
        ("IXA 4 01-01; DS COMPLETED 2023-12-20", "on 4"),
        ("IXA 4 01-01; DS DEATH ?", "unknown: dateUnknown"),
        ("IXA 4 01-01; AE 01-05 withdrawn", "withdrawn"),
        ("IXA 4 01-01; AE ? withdrawn", "withdrawn"),
        ("IXA 4 01-01; LEN 25 01-01; AE 01-05 withdrawn", "unknown: withdrawnDrugNotNamed"),
        ("IXA 4 01-01 01-08; LEN 25 01-01; AE 01-05 withdrawn", "on 4"),
        ("IXA 4 01-01 01-08 01-15 01-22; AE 2023-12-01 withdrawn", "on 4"),
    ])
    func `a drug is stopped by toxicity, by disposition, or withdrawn for an event`(rows: String, wanted: String) {
        #expect(DoseTable(rows).story(on: "01-25").now(.ixazomib) == wanted)
    }

    @Test(arguments: [
        ("IXA 4 ?", "unknown: dateUnknown"),
        ("IXA 4 01", "unknown: dateUnknown"),
        ("IXA 4 01-09..01-02", "unknown: endsBeforeStart"),
        ("IXA 4 01-08; IXA 3 01-08", "unknown: overlappingDoses"),
        ("IXA 4 QW 01-08..01-15; IXA 3 01-12", "unknown: overlappingDoses"),
        ("IXA 4 QW 01-08..01-15; IXA 3 01-16", "on 3"),
    ])
    func `rows that cannot be placed or contradict each other are unknown with their reason`(
        rows: String, wanted: String
    ) {
        let story = DoseTable(rows).story(on: "01-20")
        #expect(story.now(.ixazomib) == wanted)
        #expect(story.told.contains { $0.hasPrefix("rowInDoubt") } == (wanted != "on 3"))
    }
}

// SPDX-License-Identifier: Apache-2.0

import Kit
import Rules
import Testing
import Trial

/// Each case: rows, then the ixazomib dose and the lenalidomide dose that are due at the end of the year.
struct DoseStepTests {
    private static let cycleOne = "IXA 4 01-01 01-08 01-15; LEN 25 QOD 01-01..01-09"

    @Test(arguments: [
        ("", "4 / 25"),
        ("PLT 01-10 01-17 01-24", "4 / 15"),
        ("ANC 01-10 01-17 01-24", "4 / 15"),
        ("PLT 01-10 01-17 01-24; IXA 4 02-01; LEN 15 02-01; PLT 02-10 02-17 02-24", "3 / 15"),
        (
            """
            PLT 01-10 01-17 01-24; IXA 4 02-01; LEN 15 02-01; ANC 02-10 02-17 02-24
            IXA 3 03-01; LEN 15 03-01; PLT 03-10 03-17 03-24
            """, "3 / 10"
        ),
        (
            """
            PLT 01-10 01-17 01-24; IXA 4 02-01; LEN 15 02-01; PLT 02-10 02-17 02-24
            IXA 3 03-01; LEN 15 03-01; PLT 03-10 03-17 03-24; IXA 3 04-01; LEN 10 04-01; PLT 04-10 04-17 04-24
            """, "2.3 / 10"
        ),
    ])
    func `blood counts lower lenalidomide first, then ixazomib, then in turn`(rows: String, due: String) {
        #expect(DoseTable("\(Self.cycleOne); \(rows)").story(on: "12-31").due == due)
    }

    @Test(arguments: [
        ("PLT 01-10 01-17 01-24; ANC 01-12 01-17 01-20", "4 / 15"),
        ("PLT 01-10 01-17 01-24; ANC 01-24 01-28 01-31", "4 / 15"),
        ("PLT 01-10 01-17 01-24; IXA 4 01-24; LEN 15 01-24; ANC 01-25 01-28 01-31", "3 / 15"),
        ("PLT 01-10 01-17; IXA 4 02-01; LEN 15 02-01; ANC 02-25 02-28 03-03", "4 / 15"),
        ("PLT 01-10 01-17 01-24; PN 01-10 01-17 01-24", "3 / 15"),
    ])
    func `platelets and neutrophils that overlap are one step, other toxicities count apart`(rows: String, due: String)
    {
        #expect(DoseTable("\(Self.cycleOne); \(rows)").story(on: "12-31").due == due)
    }

    @Test(arguments: [
        ("PLT 01-16 01-17 01-24; PLT 02-10 02-17 02-24", "4 / 15"),
        // A drug that was not taken since passes its turn on to the one that was.
        ("PLT 01-16 01-17 01-24; LEN 15 02-01; PLT 02-10 02-17 02-24", "4 / 10"),
        ("PLT 01-16 01-17 01-24; IXA 4 02-01; PLT 02-10 02-17 02-24", "3 / 15"),
        // A dose against the hold was taken all the same.
        ("PLT 01-16 01-27 01-28; IXA 4 01-20; PLT 02-10 02-17 02-24", "3 / 15"),
        // The dose on the day of the episode was taken before it or after it, and is not one since.
        ("PLT 01-15 01-17 01-24; PLT 02-10 02-17 02-24", "4 / 15"),
        ("PLT 01-16 01-17 01-24; IXA 0 02-01; PLT 02-10 02-17 02-24", "4 / 15"),
    ])
    func `there is no step without a dose of the drug since the previous episode`(rows: String, due: String) {
        #expect(DoseTable("\(Self.cycleOne); \(rows)").story(on: "12-31").due == due)
    }

    @Test func `before the first dose there is nothing to lower`() {
        #expect(DoseTable("PLT 01-10 01-17 01-24; IXA 4 02-01; LEN 25 02-01").story(on: "02-02").due == "4 / 25")
    }

    @Test(arguments: [
        ("PLT 01-10 01-17 01-24", "3"),
        ("PLT 01-10 01-17 01-24; IXA 3 02-01; PLT 02-10 02-17 02-24", "2.3"),
        ("PLT 01-10 01-17 01-24; IXA 3 02-01; PLT 02-10 02-17 02-24; IXA 2.3 03-01; ANC 03-10 03-17 03-24", "stop"),
        ("RASH 01-10 01-17 01-24", "3"),
    ])
    func `with one drug there is no other to step, and below the lowest level it is stopped`(rows: String, due: String)
    {
        let story = DoseTable("IXA 4 01-01 01-08; \(rows)").story(on: "12-31", drugs: [.ixazomib])
        #expect(story.due(.ixazomib) == due)
        #expect(story.now(.ixazomib).hasPrefix("stopped at the floor") == (due == "stop"))
        #expect(DoseTable("IXA 4 01-01 01-08; \(rows)").story(on: "12-31").due == "\(due) / 25")
    }

    @Test(arguments: [
        // Lenalidomide withdrawn by disposition is not recorded by drug; a toxicity that stops it is.
        ("GI 01-05 - 01-06 stop; IXA 4 01-20; PLT 01-25 01-27 01-30", "3 / 25"),
        ("GI 01-05 - 01-06 stop; PLT 01-10 01-17 01-24; IXA 3 02-01; PLT 02-10 02-17 02-24", "2.3 / 25"),
        ("PN 01-05 - - stop; PLT 01-16 01-17 01-24; LEN 15 02-01; PLT 02-10 02-17 02-24", "4 / 10"),
    ])
    func `where a drug is off the other steps`(rows: String, due: String) {
        #expect(DoseTable("\(Self.cycleOne); \(rows)").story(on: "12-31").due == due)
    }

    @Test(arguments: [
        ("PN 01-10 01-17 01-17 hold", "4 / 25"),
        ("PN 01-10 01-17 01-17 reduce", "3 / 25"),
        ("PN 01-10 01-17 01-17 perhaps", "4 or 3 / 25"),
        ("PN 01-10 01-17 01-17 reduce?", "4 or 3 / 25"),
        ("PN 01-10 - - stop", "4 / 25"),
        ("RASH 01-10 01-17 01-24; LEN 15 02-01; IXA 4 02-01; RASH 02-10 02-17 02-24", "3 / 15"),
        ("GI 01-10 01-17 01-24", "4 / 15"),
    ])
    func `each toxicity moves its drug by what it asks for`(rows: String, due: String) {
        #expect(DoseTable("\(Self.cycleOne); \(rows)").story(on: "12-31").due == due)
    }

    @Test(arguments: [
        // Started, or lowered by the investigator, below the protocol's dose: the next step goes down from there.
        ("IXA 3 01-01", "3"),
        ("IXA 3 01-01; PN 01-10 01-17 01-24", "2.3"),
        ("IXA 4 01-01; IXA 3 01-08; PN 01-10 01-17 01-24", "2.3"),
        ("IXA 3.5 01-01; PN 01-10 01-17 01-24", "3"),
        ("IXA 2 01-01; PN 01-10 01-17 01-24", "stop"),
        ("IXA 3 01-01; IXA 4 01-08; PN 01-10 01-17 01-24", "3"),
        // What was last given is not known.
        ("IXA 4 01-01; IXA ? 01-08; PN 01-10 01-17 01-24", "3 (doseMissing)"),
        ("IXA 4 01-01; IXA 4! 01-08; PN 01-10 01-17 01-24", "3 (unitUnknown)"),
        ("IXA 4 01-08; IXA 3 01-08; PN 01-10 01-17 01-24", "3 (overlappingDoses)"),
    ])
    func `a step goes down from what was last given, if that is lower than what was due`(rows: String, due: String) {
        #expect(DoseTable(rows).story(on: "12-31").due(.ixazomib) == due)
    }

    @Test(arguments: [
        // A doubtful first episode may have used lenalidomide's turn.
        (
            "PLT 01-10 01-17 01-24 reduce?; IXA 4 02-01; LEN 25 02-01; PLT 02-10 02-17 02-24",
            "4 or 3 / 25 or 10"
        ),
        // A doubtful episode that overlaps a certain one changes nothing.
        ("PLT 01-10 01-17 01-24; ANC 01-12 01-17 01-20 reduce?", "4 / 15"),
        // Nor does it make one step of two.
        (
            "PLT 01-10 01-17 01-24; ANC 01-12 01-17 03-20 reduce?; IXA 4 02-01; LEN 15 02-01; PLT 02-10 02-17 02-24",
            "3 / 15"
        ),
        // An episode without a date may have been at any time.
        ("PLT ?", "4 or 3 (dateUnknown) / 25 or 15 (dateUnknown)"),
        // Whether a dose was taken since is not known.
        (
            "PLT 01-16 01-17 01-24; IXA 4 ?; LEN 15 ?; PLT 02-10 02-17 02-24",
            "4 or 3 / 15 or 10"
        ),
    ])
    func `what is doubtful names both levels`(rows: String, due: String) {
        #expect(DoseTable("\(Self.cycleOne); \(rows)").story(on: "12-31").due == due)
    }

    @Test func `a drop before the episode is over holds again without another step`() {
        var table = DoseTable("\(Self.cycleOne); PLT 01-10 01-17 01-30; LEN 15 01-18")
        table.toxicities[0].spans.append(
            ToxicityEpisode.Span(
                onset: ClinicalDate(day("2024-01-20")), resumeEligible: ClinicalDate(day("2024-01-25"))))
        let story = table.story(on: "02-01")
        #expect(story.due == "4 / 15")
        #expect(
            story.states(of: .lenalidomide) == [
                "01-01 on 25", "01-11 held by PLT 01-10 until 01-17", "01-17 may resume 15", "01-18 on 15",
                "01-21 held by PLT 01-10 until 01-25", "01-25 may resume 15",
            ])
    }

    @Test func `a late row changes the past`() {
        let rows = "\(Self.cycleOne); PLT 01-16 01-17 01-24; PLT 02-10 02-17 02-24"
        #expect(DoseTable(rows).story(on: "12-31").due == "4 / 15")
        #expect(DoseTable("\(rows); IXA 4 01-29").story(on: "12-31").due == "3 / 15")
    }
}

// SPDX-License-Identifier: Apache-2.0

import Rules
import Testing
import Trial

struct DoseDeviationTests {
    @Test(arguments: [
        ("01-10", []),
        ("01-11", ["doseAgainstHold ixazomib 01-11"]),
        ("01-16", ["doseAgainstHold ixazomib 01-16"]),
        ("01-11 01-16", ["doseAgainstHold ixazomib 01-11 x2"]),
        ("01-17", ["doseAboveDue ixazomib 01-17"]),
        ("QW 01-05..01-12", ["doseAgainstHold ixazomib 01-11 (intervalSpansHold)"]),
        ("QW 01-12..01-14", ["doseAgainstHold ixazomib 01-12"]),
        ("01", ["rowInDoubt ixazomib 01-01 (dateUnknown)", "doseAgainstHold ixazomib 01-11 (dateUnknown)"]),
    ])
    func `only a dated dose after the day of onset and before the drug may be resumed is against the hold`(
        days: String, wanted: [String]
    ) {
        let story = DoseTable("IXA 4 01-01; IXA 4 \(days); PN 01-10 01-17 01-24").story(on: "01-25")
        #expect(story.told == wanted)
    }

    @Test(arguments: [
        ("IXA ? 01-12", ["rowInDoubt ixazomib 01-12 (doseMissing)", "doseAgainstHold ixazomib 01-12 (doseMissing)"]),
        ("IXA 4! 01-12", ["rowInDoubt ixazomib 01-12 (unitUnknown)", "doseAgainstHold ixazomib 01-12"]),
        ("IXA 0 01-12", []),
        ("IXA 4 ?", ["rowInDoubt ixazomib ? (dateUnknown)"]),
    ])
    func `a row that may be no dose, or of no day, proves nothing`(row: String, wanted: [String]) {
        #expect(DoseTable("IXA 4 01-01; \(row); PN 01-10 01-17 01-24").story(on: "01-25").told == wanted)
    }

    @Test func `a dose in a hold that is not certain is a query`() {
        let story = DoseTable("IXA 4 01-01 01-12; PN 01-10 01-17 01-24 reduce?").story(on: "01-25")
        #expect(story.told == ["doseAgainstHold ixazomib 01-12 (toxicityUncertain)"])
    }

    @Test func `a deviation names its rows and the episode`() throws {
        let story = DoseTable("IXA 4 01-01 01-12 01-13; PN 01-10 01-17 01-24").story(on: "01-25")
        let finding = try #require(story.findings.first)
        #expect(finding.episodes == ["PN 01-10"])
        #expect(finding.rows.map(\.brief) == ["EX IXA", "EX IXA"])
    }

    @Test(arguments: [
        ("IXA 3 01-20", []),
        ("IXA 2.3 01-20", []),
        ("IXA 4 01-20 01-27", ["doseAboveDue ixazomib 01-20 x2"]),
        ("IXA 3.5 01-20", ["doseAboveDue ixazomib 01-20"]),
    ])
    func `a dose above the one due is told, one below is not`(rows: String, wanted: [String]) {
        let story = DoseTable("IXA 4 01-01; PN 01-10 01-17 01-18; \(rows)").story(on: "01-28")
        #expect(story.told == wanted)
    }

    @Test func `a dose above the lower of two levels that may be due is a query`() {
        let story = DoseTable("IXA 4 01-01; PN 01-10 01-17 01-18 perhaps; IXA 4 01-20").story(on: "01-28")
        #expect(story.told == ["doseAboveDue ixazomib 01-20 (toxicityUncertain)"])
    }

    @Test(arguments: [
        ("DS DEATH 01-20; IXA 4 01-20", []),
        ("DS DEATH 01-20; IXA 4 01-21", ["doseAfterStop ixazomib 01-21"]),
        ("PN 01-20 - - stop; IXA 4 01-21 01-28", ["doseAfterStop ixazomib 01-21 x2"]),
        ("DS DEATH 01-20; IXA 4 QW 01-15..01-28", ["doseAfterStop ixazomib 01-21 (intervalSpansHold)"]),
    ])
    func `a dose after a stop is told`(rows: String, wanted: [String]) {
        #expect(DoseTable("IXA 4 01-01; \(rows)").story(on: "01-30").told == wanted)
    }

    @Test(arguments: [
        ("", "02-21", []),
        ("", "02-22", ["notResumed ixazomib 01-17"]),
        ("IXA 3 02-20", "02-22", []),
        ("DS DEATH 02-01", "02-22", []),
    ])
    func `a drug that was not resumed for more than 35 days is told`(rows: String, today: String, wanted: [String]) {
        #expect(DoseTable("IXA 4 01-01; PN 01-10 01-17 01-18; \(rows)").story(on: today).told == wanted)
    }

    @Test(arguments: [
        ("LEN 25 QOD 01-01..01-21; LEN 25 01-29", []),
        ("LEN 25 QD 01-01..01-21; LEN 25 01-29", ["cycleAboveDue lenalidomide 01-01"]),
        ("LEN 15 QD 01-01..01-21; LEN 15 01-29", ["cycleAboveDue lenalidomide 01-01"]),
        ("LEN 25 PRN 01-01..01-21; LEN 25 01-29", []),
    ])
    func `a cycle that comes to more than is due is told though each dose is right`(rows: String, wanted: [String]) {
        #expect(DoseTable(rows).story(on: "01-30").told == wanted)
    }
}

// SPDX-License-Identifier: Apache-2.0

import CTCAE
import Kit
import Rules
import Testing
import Trial

/// Grave results without an event, and events that the laboratory does not bear out.
@Suite struct MismatchRuleTests {
    private static let grave = "LB  PLAT  20 10^9/L  2024-01-08"
    private static let gap = "laboratory-without-event 01-08 4"

    @Test(arguments: [
        (grave, [gap]), ("LB  NEUT  0.49 10^9/L  2024-01-08", [gap]), ("LB  NEUT  0.5 10^9/L  2024-01-08", []),
        // An event of the term, by any of its names, answers it; so does a wider one, and one without a grade.
        ("\(grave)\nAE  Platelet count decreased  4  2024-01-08", []),
        ("\(grave)\nAE  血小板减少症  2  2024-01-08", []), ("\(grave)\nAE  Thrombocytopenia  -  2024-01-08", []),
        ("\(grave)\nAE  Pancytopenia  3  2024-01-08", []), ("\(grave)\nAE  Anaemia  3  2024-01-08", [gap]),
        ("\(grave)\nAE  platelets low  4  2024-01-08  uncoded", []),
        // Seven days before and eight, fourteen after and fifteen; one that lasts.
        ("\(grave)\nAE  Thrombocytopenia  4  2023-12-20..2024-01-01", []),
        ("\(grave)\nAE  Thrombocytopenia  4  2023-12-20..2023-12-31", [gap]),
        ("\(grave)\nAE  Thrombocytopenia  4  2024-01-22", []), ("\(grave)\nAE  Thrombocytopenia  4  2024-01-23", [gap]),
        ("\(grave)\nAE  Thrombocytopenia  2  2023-06-01", []),
        // A partial date that allows it, and a missing one.
        ("\(grave)\nAE  Thrombocytopenia  4  2024-01", []), ("\(grave)\nAE  Thrombocytopenia  4  -", []),
        ("\(grave)\nAE  Thrombocytopenia  4  2024-02", [gap]),
        // What nobody has coded may be the event.
        ("\(grave)\nAE  bruises  3  2024-01-10  uncoded", ["\(gap) (onlyPossible)"]),
        ("\(grave)\nAE  bruises  3  2024-02-10  uncoded", [gap]),
        // One question an episode, whatever its length; another after recovery.
        ("\(grave)\nLB  PLAT  15 10^9/L  2024-01-15", [gap]),
        (
            "\(grave)\nLB  PLAT  90 10^9/L  2024-01-15\nLB  PLAT  15 10^9/L  2024-01-29",
            [gap, "laboratory-without-event 01-29 4"]
        ),
        // Before treatment nothing is asked.
        ("\(grave)\nEX  IXAZOMIB  2024-01-09", []), ("\(grave)\nEX  IXAZOMIB  2024-01-08", [gap]),
        // What cannot be graded is no reason to ask.
        ("LB  PLAT  20 furlongs  2024-01-08", []),
        ("LB  PLAT  20 10^9/L  2024-01", ["\(gap) (dateUnknown)".replacing("01-08", with: "01")]),
    ])
    func `a result of grade 4 asks for an event`(rows: String, wanted: [String]) {
        #expect(MismatchTable.queries("DM  IXA\n\(rows)", MismatchTable.withoutEvent) == wanted)
    }

    @Test(arguments: [
        // A rule that proposes a dose rests on 29, and not on 30.
        ("LB  PLAT  29 10^9/L  2024-01-08", ["laboratory-without-event 01-08 3"]),
        ("LB  PLAT  30 10^9/L  2024-01-08", []),
        ("LB  NEUT  0.9 10^9/L  2024-01-08\n#lower 2024-01-10", ["laboratory-without-event 01-08 3"]),
        ("LB  NEUT  0.9 10^9/L  2024-01-08\n#lower 2024-01-22", ["laboratory-without-event 01-08 3"]),
        ("LB  NEUT  0.9 10^9/L  2024-01-08\n#lower 2024-01-23", []),
        ("LB  NEUT  0.9 10^9/L  2024-01-08\n#lower 2024-01-07", []),
        ("LB  NEUT  1.0 10^9/L  2024-01-08\n#lower 2024-01-10", []),
    ])
    func `a result of grade 3 asks for an event where a dose was changed for it`(rows: String, wanted: [String]) {
        let parts = rows.split(separator: "\n#lower ")
        var subject = record("S", "DM  IXA\n\(parts[0])")
        if parts.count > 1 {
            subject.exposures = [
                dose("IXAZOMIB", from: "2024-01-01", amount: 4), dose("IXAZOMIB", from: String(parts[1]), amount: 3),
            ]
        }
        let found = MismatchTable.episodes(subject, MismatchTable.withoutEvent, on: "2024-03-01").map { episode in
            "laboratory-without-event \(episode.onset?.description.dropFirst(5) ?? "") \(episode.finding.grade ?? 0)"
        }
        #expect(found == wanted)
    }

    @Test func `nothing is asked before the 14th day, and the 14th day wakes the subject`() {
        let studyProtocol = StudyProtocol.small([MismatchTable.withoutEvent])
        let early = assess(record("S", "DM  IXA\n\(Self.grave)"), under: studyProtocol, at: moment("2024-01-21"))
        #expect(early.episodes.isEmpty)
        #expect(early.reviewAgainAt == moment("2024-01-22").now)
        let due = assess(record("S", "DM  IXA\n\(Self.grave)"), under: studyProtocol, at: moment("2024-01-22"))
        #expect(due.episodes.map(\.severity) == [.query])
        #expect(due.reviewAgainAt == nil)
    }

    @Test(arguments: [
        // The site reports the event: the query is answered. It is withdrawn only where the result itself was wrong.
        ("\(grave)\nAE  Thrombocytopenia  4  2024-01-09", "resolved answered"),
        ("\(grave)\nAE  Pancytopenia  4  2024-01-02", "resolved answered"),
        ("LB  PLAT  200 10^9/L  2024-01-08", "retracted sourceCorrected"), ("DM  IXA", "retracted sourceDeleted"),
        ("LB  PLAT  20 furlongs  2024-01-08", "amended certaintyMoved"),
        ("\(grave)\nLB  PLAT  90 10^9/L  2024-01-20", "raised newEpisode"),
        ("\(grave)\nLB  PLAT  10 10^9/L  2024-01-05", "amended evidenceMoved"),
    ])
    func `a query about a result ends when it is answered`(later: String, fate: String) {
        #expect(MismatchTable.fate([Self.grave, later], MismatchTable.withoutEvent) == fate)
    }

    @Test func `an event that was reported in time asks nothing, and its deletion asks`() {
        let answered = "\(Self.grave)\nAE  Thrombocytopenia  4  2024-01-09"
        #expect(MismatchTable.fate([answered], MismatchTable.withoutEvent) == "0 alerts")
        #expect(MismatchTable.fate([answered, Self.grave], MismatchTable.withoutEvent) == "raised newEpisode")
        let reopened = MismatchTable.fate([Self.grave, answered, Self.grave], MismatchTable.withoutEvent)
        #expect(reopened.contains("reopened"))
    }

    @Test(arguments: [
        // The laboratory proves more than was reported, on a day of the event.
        ("AE  Thrombocytopenia  2  2024-01-05..2024-01-20\n\(grave)", ["grade-below-laboratory 01-05 4"]),
        ("AE  Thrombocytopenia  4  2024-01-05..2024-01-20\n\(grave)", []),
        ("AE  Thrombocytopenia  2  2024-01-09..2024-01-20\n\(grave)\nLB  PLAT  60 10^9/L  2024-01-10", []),
        // Another report of the same days that has the grade.
        ("AE  Thrombocytopenia  2  2024-01-05..2024-01-08\nAE  Thrombocytopenia  4  2024-01-08\n\(grave)", []),
        // Grades 1 and 2 are not quarrelled about.
        ("AE  Anaemia  1  2024-01-05..2024-01-20\nLB  HGB  90 g/L  2024-01-08", []),
        // More was reported than the laboratory shows, in its days and a week around them.
        (
            "AE  Thrombocytopenia  4  2024-01-05..2024-01-20\nLB  PLAT  40 10^9/L  2024-01-08",
            ["grade-above-laboratory 01-05 4"]
        ),
        (
            "AE  Thrombocytopenia  4  2024-01-05..2024-01-20\nLB  PLAT  40 10^9/L  2024-01-08"
                + "\nLB  PLAT  20 10^9/L  2024-01-27",
            []
        ),
        (
            "AE  Thrombocytopenia  4  2024-01-05..2024-01-20\nLB  PLAT  40 10^9/L  2024-01-08"
                + "\nLB  PLAT  20 10^9/L  2024-01-28",
            ["grade-above-laboratory 01-05 4"]
        ),
        // Grade 4 of anemia is the clinician's; grade 3 is the number's.
        ("AE  Anaemia  4  2024-01-05..2024-01-20\nLB  HGB  70 g/L  2024-01-08", []),
        ("AE  Anaemia  4  2024-01-05..2024-01-20\nLB  HGB  90 g/L  2024-01-08", ["grade-above-laboratory 01-05 4"]),
        // A symptom may make grade 2 of a potassium of grade 1; the number does not forbid it.
        ("AE  Hypokalaemia  3  2024-01-05..2024-01-20\nLB  K  2.8 mmol/L  2024-01-08  3.5-5.1", []),
        // What cannot be graded contradicts nothing, and nor does an event without a grade or a death.
        (
            "AE  Thrombocytopenia  4  2024-01-05..2024-01-20\nLB  PLAT  40 10^9/L  2024-01-08"
                + "\nLB  PLAT  20 furlongs  2024-01-09",
            []
        ),
        ("AE  Thrombocytopenia  -  2024-01-05..2024-01-20\n\(grave)", []),
        ("AE  Thrombocytopenia  5  2024-01-05..2024-01-20\nLB  PLAT  40 10^9/L  2024-01-08", []),
        // Without any result it is another rule's matter.
        ("AE  Thrombocytopenia  4  2024-01-05..2024-01-20", []),
        ("AE  Pancytopenia  2  2024-01-05..2024-01-20\n\(grave)", []),
    ])
    func `a grade that the laboratory of its days contradicts is asked about`(rows: String, wanted: [String]) {
        #expect(MismatchTable.queries("DM  IXA\n\(rows)", MismatchTable.contradicted) == wanted)
    }

    private static let mild = "AE  Thrombocytopenia  2  2024-01-05..2024-01-20  #a\n\(grave)"
    private static let bold = "AE  Thrombocytopenia  4  2024-01-05..2024-01-20  #a\nLB  PLAT  40 10^9/L  2024-01-08"

    @Test(arguments: [
        (mild, "AE  Thrombocytopenia  4  2024-01-05..2024-01-20  #a\n\(grave)", "resolved answered"),
        (
            mild, "AE  Thrombocytopenia  2  2024-01-05..2024-01-20  #a\nLB  PLAT  60 10^9/L  2024-01-08",
            "retracted sourceCorrected"
        ),
        (
            mild, "AE  Thrombocytopenia  2  2024-01-05..2024-01-20  #a\nLB  PLAT  20 furlongs  2024-01-08",
            "amended certaintyMoved"
        ),
        (bold, "\(bold)\nLB  PLAT  20 10^9/L  2024-01-10", "resolved answered"),
        (
            bold, "AE  Thrombocytopenia  3  2024-01-05..2024-01-20  #a\nLB  PLAT  40 10^9/L  2024-01-08",
            "resolved answered"
        ),
        (bold, "\(bold)\nLB  PLAT  20 furlongs  2024-01-10", "amended certaintyMoved"),
    ])
    func `a disagreement ends with the correction of either side`(first: String, later: String, fate: String) {
        let found = MismatchTable.fate([first, later], MismatchTable.contradicted)
        #expect(found == fate)
    }

    @Test(arguments: [
        ("AE  Thrombocytopenia  3  2024-01-08", ["event-without-laboratory 01-08 3"]),
        ("AE  Thrombocytopenia  1  2024-01-08", []), ("AE  Headache  3  2024-01-08", []),
        ("AE  Pancytopenia  3  2024-01-08", []), ("AE  Hypertension  3  2024-01-08", []),
        // A result below normal supports it, on the day, seven days before, and as long after its end.
        ("AE  Thrombocytopenia  3  2024-01-08..2024-01-10\nLB  PLAT  100 10^9/L  2024-01-08  125-350", []),
        ("AE  Thrombocytopenia  3  2024-01-08..2024-01-10\nLB  PLAT  70 10^9/L  2024-01-01", []),
        (
            "AE  Thrombocytopenia  3  2024-01-08..2024-01-10\nLB  PLAT  70 10^9/L  2023-12-31",
            ["event-without-laboratory 01-08 3"]
        ),
        ("AE  Thrombocytopenia  3  2024-01-08..2024-01-10\nLB  PLAT  70 10^9/L  2024-01-17", []),
        (
            "AE  Thrombocytopenia  3  2024-01-08..2024-01-10\nLB  PLAT  70 10^9/L  2024-01-18",
            ["event-without-laboratory 01-08 3"]
        ),
        // A normal one does not; one that cannot be graded leaves it open.
        (
            "AE  Thrombocytopenia  3  2024-01-08..2024-01-10\nLB  PLAT  200 10^9/L  2024-01-08  125-350",
            ["event-without-laboratory 01-08 3"]
        ),
        ("AE  Thrombocytopenia  3  2024-01-08..2024-01-10\nLB  PLAT  200 furlongs  2024-01-08", []),
        ("AE  Thrombocytopenia  3  2024-01-08..2024-01-10\nLB  PLAT  70 10^9/L  2024-01", []),
        ("AE  Thrombocytopenia  3  2024-01", ["event-without-laboratory 01 3 (dateUnknown)"]),
        ("AE  Thrombocytopenia  3  -", []),
    ])
    func `an event of a numeric term asks for a result`(rows: String, wanted: [String]) {
        #expect(MismatchTable.queries("DM  IXA\n\(rows)", MismatchTable.withoutLaboratory) == wanted)
    }

    @Test(arguments: [
        ("AE  Thrombocytopenia  3  2024-01-08\nLB  PLAT  40 10^9/L  2024-01-08", "resolved answered"),
        ("AE  Thrombocytopenia  3  2024-01-08\nLB  PLAT  40 furlongs  2024-01-08", "amended certaintyMoved"),
        ("AE  Thrombocytopenia  1  2024-01-08", "retracted sourceCorrected"), ("DM  IXA", "retracted sourceDeleted"),
    ])
    func `a late result answers the query about an event`(later: String, fate: String) {
        let first = "AE  Thrombocytopenia  3  2024-01-08"
        #expect(MismatchTable.fate([first, later], MismatchTable.withoutLaboratory) == fate)
    }
}

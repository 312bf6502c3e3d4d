// SPDX-License-Identifier: Apache-2.0

import Alerting
import CTCAE
import Reporting
import Rules
import Testing
import Trial

struct CountingTests {
    @Test(arguments: [
        (0, 5, "0.0"), (1, 3, "33.3"), (2, 3, "66.7"), (1, 8, "12.5"), (1, 16, "6.3"), (7, 7, "100.0"), (1, 999, "0.1"),
    ])
    func `a percentage has one decimal, halves rounded up`(count: Int, total: Int, percentage: String) throws {
        let tenths = try #require(Proportion(count: count, of: total).tenthsOfPercent)
        #expect("\(tenths / 10).\(tenths % 10)" == percentage)
    }

    @Test func `a rate is subjects per 100 months of 30.4375 days`() {
        #expect(ExposureRate(subjects: 3, exposureDays: 3_653).per100SubjectMonths.map { ($0 * 100).rounded() } == 250)
        #expect(ExposureRate(subjects: 3, exposureDays: 0).per100SubjectMonths == nil)
    }

    @Test func `a subject counts once for a term, at the worst grade, and once for all terms together`() throws {
        var source = try SmallTrial.emptySource()
        source.summaries = [
            subject("A", grades: ["Rash": 2, "Nausea": 4]), subject("B", grades: ["Rash": 3, "Nausea": 0]),
            subject("C", grades: ["Rash": 1]), subject("D", grades: [:]),
        ]
        let table = Digest(source).reportedEvents
        let counts = table.terms.map { [$0.term ?? "any"] + $0.arms[0].subjectsByGrade.map { "\($0)" } }
        #expect(
            counts == [
                ["any", "1", "0", "1", "1", "0"],
                ["Rash", "1", "1", "1", "0", "0"],
                ["Nausea", "0", "0", "0", "1", "0"],
            ])
        #expect(table.terms[0].arms[0].severe == Proportion(count: 2, of: 4))
    }

    @Test func `a subject that never took a dose is not entered, and one without an arm is named apart`() throws {
        var source = try SmallTrial.emptySource()
        var screened = subject("A", grades: ["Rash": 3])
        screened.entry = nil
        var unplaced = subject("B", grades: ["Rash": 3])
        unplaced.arm = nil
        source.summaries = [screened, unplaced]
        let digest = Digest(source)
        #expect(digest.arms.map(\.entered) == [0, 0, 0])
        #expect(digest.subjectsWithoutArm == 1)
        #expect(digest.reportedEvents.terms == [])
    }

    @Test(arguments: [
        // Days from last dose to the data cut-off, days from last dose to death: dosed, silent, dead, dead soon.
        (0, nil, [1, 0, 0, 0]), (35, nil, [1, 0, 0, 0]), (36, nil, [0, 1, 0, 0]),
        (100, 30, [0, 0, 1, 1]), (100, 31, [0, 0, 1, 0]), (5, 0, [0, 0, 1, 1]),
    ])
    func `a subject is on treatment, silent or dead`(silence: Int, death: Int?, wanted: [Int]) throws {
        var source = try SmallTrial.emptySource()
        var member = subject("A", grades: [:])
        let lastDose = SmallTrial.day(2024, 6, 30) - silence
        member.lastDose = lastDose
        member.died = death.map { lastDose + $0 }
        source.summaries = [member]
        let arm = try #require(Digest(source).arms.first)
        #expect([arm.onTreatment, arm.withoutRecentDose, arm.deaths, arm.deathsWithin30Days] == wanted)
    }

    @Test func `the first screen lists formal boundaries before advisory ones, the crossed before the near`() throws {
        let lines = Digest(try SmallTrial.source()).status.boundaries
        #expect(lines.map { "\($0.rule.id) \($0.status.arm)" } == ["ARM-INF IL-MT", "ARM-INF I-MT"])
        #expect(lines[0].proximity == .crossed(on: lines[0].status.crossing?.onset))
        #expect(lines[0].alertedAt != nil)
        #expect(lines[1].proximity == .near(events: 1, size: 17))
    }

    @Test func `unknowns that would cross are told apart from a crossing`() throws {
        var source = try SmallTrial.source()
        for index in source.summaries.indices {
            source.summaries[index].events["ARM-INF"]?.confirmed = nil
        }
        source.openAlerts = []
        source.armStatuses = try SmallTrial.statuses(source.summaries, under: source.studyProtocol)
        let lines = Digest(source).status.boundaries
        #expect(lines.map(\.proximity) == [.crossedInWorstCase(on: lines.first?.status.possibleCrossing?.onset)])
        #expect(lines.first?.status.possibleCrossing?.onset != nil)
        #expect(lines.map(\.status.events) == [0])
    }

    @Test(
        arguments: [
            (SmallTrial.platelets("24 10^9/L", grade: 4), "PLAT 24 10^9/L, grade 4 (CTCAE 5.0)"),
            (SmallTrial.platelets("24 x", grade: nil), "PLAT 24 x, not graded"),
            (
                .event(EventFinding(term: "Herpes zoster", grade: 2, cover: .gap(days: 12))),
                "Herpes zoster grade 2 (CTCAE 5.0), in a gap of 12 days"
            ),
            (.event(EventFinding(term: "Neuropathy", grade: 2, pain: .yes)), "Neuropathy grade 2 (CTCAE 5.0), painful"),
            (.event(EventFinding(term: "Sepsis", grade: nil)), "Sepsis grade not recorded"),
            (
                .boundary(
                    BoundaryFinding(events: 9, subjects: 31, bound: 9, attainedAlpha: 0.05, acceptableRate: 0.15)),
                "9 events in 31 subjects, boundary 9"
            ),
            (
                .boundary(
                    BoundaryFinding(
                        events: 9, possibleEvents: 2, subjects: 31, bound: 9, attainedAlpha: 0.05, acceptableRate: 0.15)
                ),
                "9 events in 31 subjects, 2 of them unconfirmed, boundary 9"
            ),
            (.system(LocalizedText(en: "Store replaced")), "Store replaced"),
        ] as [(Finding, String)])
    func `a headline says what was found in one line`(finding: Finding, wanted: String) {
        let alert = SmallTrial.alert(
            "A", .system, rule: "R", severity: .urgent, onset: nil, finding: finding)
        #expect(headline(of: alert, ctcae: "5.0") == wanted)
    }

    private func subject(_ id: String, grades: [String: Int]) -> SubjectSummary {
        let entry = SmallTrial.day(2024, 1, 1)
        return SubjectSummary(
            subject: id, site: "01", arm: "I-MT", entry: entry, lastDose: entry + 30, died: nil, lastContact: nil,
            events: [:], reportedGrades: grades, laboratoryGrades: [:])
    }
}

// SPDX-License-Identifier: Apache-2.0

import Kit
import Rules
import Statistics
import Testing
import Trial

/// Arms against a boundary with a look after each of 2 to 12 subjects; a window is 100 days.
struct ArmPathTests {
    /// Subjects who entered on successive days from 2024-01-01; `x` is an event, `?` a possible one, `.` none.
    private func subjects(_ course: String, sameDay: Bool = false) -> [SubjectSummary] {
        course.enumerated().map { index, outcome in
            let entry = (day("2024-01-01") + (sameDay ? 0 : index)).description
            return summary(
                "S\(index + 10)", entry: entry, event: outcome == "x" ? entry : nil,
                possibly: outcome == "?" ? entry : nil)
        }
    }

    private func status(
        _ summaries: [SubjectSummary], on today: String = "2025-01-01", role: ArmRule.Role = .formal
    ) throws -> ArmStatus {
        let rule = try ArmRule.neuropathy(role: role)
        return try #require(
            try assessArms(summaries, under: .small(armRules: [rule]), at: moment(today)).statuses.first)
    }

    @Test func `the boundary of these tests is crossed by 2 of 2 to 4 and 3 of 5 and 6`() throws {
        let boundary = try ArmRule.neuropathy().boundary
        #expect((2...6).map { boundary.bound(at: Double($0)) } == [2, 2, 2, 3, 3])
    }

    @Test func `a subject counts when the window has passed, and its event is pending until then`() throws {
        let before = try status(subjects("xx"), on: "2024-04-09")
        #expect([before.entered, before.evaluable, before.events, before.pendingEvents] == [2, 0, 0, 2])
        let between = try status(subjects("xx"), on: "2024-04-10")
        #expect([between.entered, between.evaluable, between.events, between.pendingEvents] == [2, 1, 1, 1])
        let after = try status(subjects("xx"), on: "2024-04-11")
        #expect([after.entered, after.evaluable, after.events, after.pendingEvents] == [2, 2, 2, 0])
    }

    @Test(arguments: [("2024-03-01", "2024-04-10"), ("2024-04-10", "2024-04-11"), ("2024-04-11", nil)])
    func `an arm is due when the next window ends`(today: String, due: String?) throws {
        let rule = try ArmRule.neuropathy()
        let verdict = try assessArms(subjects(".."), under: .small(armRules: [rule]), at: moment(today))
        #expect(verdict.reviewAgainAt == due.map { moment($0).now })
    }

    @Test func `a crossing is found along the path and stays when the denominator grows`() throws {
        let status = try status(subjects("xx.........."))
        let crossing = try #require(status.crossing)
        #expect(crossing.onset == ClinicalDate(day("2024-04-11")))
        #expect(crossing.severity == .critical)
        #expect(crossing.evidence.count == 2)
        #expect(crossing.evidence.first?.key.text == #"["S10","Neuropathy peripheral","2024-01-01"]"#)
        guard case .boundary(let finding) = crossing.finding else { throw WrongFinding() }
        #expect([finding.events, finding.possibleEvents, finding.subjects, finding.bound] == [2, 0, 2, 2])
    }

    @Test func `one event fewer does not cross`() throws {
        #expect(try status(subjects("x...........")).crossing == nil)
    }

    @Test func `an advisory crossing goes to the daily list`() throws {
        #expect(try status(subjects("xx"), role: .advisory).crossing?.severity == .daily)
    }

    @Test func `windows that end on one day are one step, judged by the fewest events at each look`() throws {
        // Two events among five on one day may be the last two: the look after two subjects is not certain.
        #expect(try status(subjects("xx...", sameDay: true)).crossing == nil)
        // Five of five cross whatever their order.
        let status = try status(subjects("xxxxx", sameDay: true))
        #expect(status.crossing?.onset == ClinicalDate(day("2024-04-10")))
        #expect(status.crossing?.evidence.count == 5)
    }

    @Test func `order and number of the summaries of other arms change nothing`() throws {
        let summaries = subjects("x.x.x..x")
        let others = summaries.map { member in
            var other = member
            (other.subject, other.arm) = ("T" + member.subject, "LEN")
            return other
        }
        let wanted = try status(summaries)
        var generator = Seeded(seed: 7)
        for _ in 0..<20 {
            #expect(try status((summaries + others).shuffled(using: &generator)) == wanted)
        }
    }

    @Test func `unconfirmed events cross in the worst case only: daily, and urgent after 7 days`() throws {
        let early = try status(subjects("x?"), on: "2024-04-11")
        #expect([early.events, early.eventsWorstCase] == [1, 2])
        #expect(early.crossing == nil)
        let possible = try #require(early.possibleCrossing)
        #expect(possible.severity == .daily)
        #expect(possible.uncertainties == [.painUnknown])
        guard case .boundary(let finding) = possible.finding else { throw WrongFinding() }
        #expect([finding.events, finding.possibleEvents] == [2, 1])
        #expect(try status(subjects("x?"), on: "2024-04-17").possibleCrossing?.severity == .daily)
        #expect(try status(subjects("x?"), on: "2024-04-18").possibleCrossing?.severity == .urgent)
        let due = try assessArms(
            subjects("x?"), under: .small(armRules: [try .neuropathy()]), at: moment("2024-04-12")
        ).reviewAgainAt
        #expect(due == moment("2024-04-18").now)
    }

    @Test func `rows that only may be events, and all rows of subjects without an arm, are undecidable`() throws {
        var summaries = subjects("x?x")
        summaries[2].arm = nil
        let verdict = try assessArms(summaries, under: .small(armRules: [try .neuropathy()]), at: moment("2025-01-01"))
        let rows = verdict.undecidable[EpisodeKind(rule: "arm-neuropathy")] ?? []
        #expect(Set(rows.map { $0.text.prefix(6) }) == [#"["S11""#, #"["S12""#])
        #expect(rows.allSatisfy { verdict.reading(of: $0) != nil })
    }

    @Test func `beyond the last look the horizon is reached and nothing crosses`() throws {
        let before = try status(subjects("..........."))
        #expect(before.horizonReached == false)
        let beyond = try status(subjects("............xxxxxxxx"))
        #expect(beyond.horizonReached)
        #expect(beyond.distance == .horizonReached)
        #expect(beyond.bound == nil)
        #expect(beyond.crossing == nil)
    }

    @Test func `a late correction removes the crossing it rested on`() throws {
        var summaries = subjects("xx.")
        #expect(try status(summaries).crossing != nil)
        summaries[0].events = [:]
        #expect(try status(summaries).crossing == nil)
    }

    @Test func `a subject who never started is not counted`() throws {
        var summaries = subjects("xx")
        summaries[1].entry = nil
        #expect(try status(summaries).entered == 1)
    }
}

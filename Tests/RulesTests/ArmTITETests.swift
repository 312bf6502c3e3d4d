// SPDX-License-Identifier: Apache-2.0

import Kit
import Rules
import Statistics
import Testing
import Trial

/// Arms in which a subject still observed counts in part; a window is 100 days, looks are at effective sizes 2 to 12.
struct ArmTITETests {
    private func status(
        _ summaries: [SubjectSummary], on today: String, counting: Counting = .tite, prior: BetaPrior? = nil
    ) throws -> ArmStatus {
        let rule = try ArmRule.neuropathy(counting: counting, prior: prior)
        return try #require(
            try assessArms(summaries, under: .small(armRules: [rule]), at: moment(today)).statuses.first)
    }

    private func end(_ reason: FollowUpEnd.Reason, _ date: String) -> FollowUpEnd {
        FollowUpEnd(day: day(date), reason: reason)
    }

    @Test(arguments: [
        ("2024-01-01", 0), ("2024-01-26", 0.25), ("2024-03-31", 0.9), ("2024-04-10", 1), ("2025-01-01", 1),
    ])
    func `a subject without an event counts by the share of the window`(today: String, size: Double) throws {
        #expect(try status([summary("S1", entry: "2024-01-01")], on: today).size == size)
    }

    @Test func `an event counts at once, and whole`() throws {
        let event = summary("S1", entry: "2024-01-01", event: "2024-01-11")
        let before = try status([event], on: "2024-01-10")
        #expect((before.events, before.size) == (0, 0.09))
        let after = try status([event], on: "2024-01-11")
        #expect((after.events, after.size, after.pendingEvents) == (1, 1, 0))
    }

    @Test(arguments: [
        (FollowUpEnd.Reason.death, 1.0), (.progression, 1), (.treatmentStopped, 1),
    ])
    func `what settles that no event comes makes a subject whole`(
        reason: FollowUpEnd.Reason, size: Double
    ) throws {
        let settled = summary("S1", entry: "2024-01-01", ends: [end(reason, "2024-01-21")])
        #expect(try status([settled], on: "2024-01-20").size == 0.19)
        let after = try status([settled], on: "2024-01-21")
        #expect((after.size, after.evaluable, after.pending) == (size, 1, 0))
    }

    @Test(arguments: [FollowUpEnd.Reason.withdrawal, .lost, .armSwitched])
    func `what breaks follow-up off freezes the weight, and says why`(reason: FollowUpEnd.Reason) throws {
        let frozen = summary("S1", entry: "2024-01-01", ends: [end(reason, "2024-01-21")])
        for today in ["2024-01-21", "2024-06-01"] {
            let status = try status([frozen], on: today)
            #expect((status.size, status.evaluable, status.pending) == (0.2, 0, 0))
            #expect(status.frozen == [reason: 1])
        }
        let late = summary("S1", entry: "2024-01-01", ends: [end(reason, "2024-06-01")])
        #expect(try status([late], on: "2024-12-01").frozen.isEmpty)
    }

    @Test func `an event after another drug was added is not the arm's`() throws {
        let switched = summary(
            "S1", entry: "2024-01-01", event: "2024-02-20", ends: [end(.armSwitched, "2024-02-10")])
        let status = try status([switched], on: "2024-06-01")
        #expect((status.events, status.eventsWorstCase, status.size) == (0, 0, 0.4))
    }

    @Test func `what comes after follow-up broke off settles nothing, except death`() throws {
        let broken = { (reason: FollowUpEnd.Reason) in
            summary(
                "S1", entry: "2024-01-01",
                ends: [self.end(.lost, "2024-01-21"), self.end(reason, "2024-02-10")])
        }
        #expect(try status([broken(.progression)], on: "2024-03-01").size == 0.2)
        #expect(try status([broken(.death)], on: "2024-03-01").size == 1)
    }

    @Test func `a crossing is found on the day of the event, and stays as follow-up grows`() throws {
        let arm = (0..<6).map { index in
            summary(
                "S\(index)", entry: "2024-01-01",
                event: index < 2 ? ["2024-01-21", "2024-02-10"][index] : nil)
        }
        #expect(try status(arm, on: "2024-02-09").crossing == nil)
        for today in ["2024-02-10", "2024-03-01", "2024-12-01"] {
            let crossing = try #require(try status(arm, on: today).crossing)
            #expect(crossing.onset == ClinicalDate(day("2024-02-10")))
            #expect(crossing.evidence.count == 2)
            guard case .boundary(let finding) = crossing.finding else { throw WrongFinding() }
            #expect([finding.events, finding.bound, finding.subjects] == [2, 2, 6])
            #expect(abs((finding.effectiveSize ?? 0) - 3.6) < 1e-9)
        }
    }

    @Test func `the same events in more subjects do not cross`() throws {
        let arm = (0..<12).map { index in
            summary("S\(index)", entry: "2024-01-01", event: index < 2 ? "2024-04-05" : nil)
        }
        #expect(try status(arm, on: "2024-12-01").crossing == nil)
    }

    @Test func `events that came before the first look cross when it is reached`() throws {
        let arm = ["2024-01-02", "2024-03-01"].map { summary("S\($0)", entry: $0, event: $0) }
        #expect(try status(Array(arm.prefix(1)), on: "2024-06-01").crossing == nil)
        #expect(try status(arm, on: "2024-06-01").crossing?.onset == ClinicalDate(day("2024-03-01")))
        let verdict = try assessArms(
            [arm[0], summary("T", entry: "2024-02-01")], under: .small(armRules: [try .neuropathy(counting: .tite)]),
            at: moment("2024-02-02"))
        #expect(verdict.reviewAgainAt == moment("2024-05-11").now)
    }

    @Test func `more that only may be events cross in the worst case only`() throws {
        let arm = [
            summary("S1", entry: "2024-01-01", event: "2024-01-11"),
            summary("S2", entry: "2024-01-01", possibly: "2024-01-21"),
            summary("S3", entry: "2024-01-01"), summary("S4", entry: "2024-01-01"),
        ]
        let status = try status(arm, on: "2024-01-25")
        #expect(status.crossing == nil)
        let possible = try #require(status.possibleCrossing)
        #expect((possible.severity, possible.uncertainties) == (.daily, [.painUnknown]))
    }

    @Test func `events by exposure cross on few days, and not on many`() throws {
        let event = { (entry: String) in summary("S\(entry)", entry: entry, event: entry) }
        let early = [event("2024-01-02"), summary("T", entry: "2024-01-01")]
        let crossing = try #require(try status(early, on: "2024-06-01", counting: .survival).crossing)
        guard case .boundary(let finding) = crossing.finding else { throw WrongFinding() }
        #expect((finding.events, finding.exposureDays) == (1, 1))
        let long = (0..<9).map { summary("T\($0)", entry: "2024-01-01") }
        let late = long + [event("2024-05-02"), event("2024-05-03")]
        let status = try status(late, on: "2024-06-01", counting: .survival)
        #expect(status.crossing == nil)
        #expect((status.events, status.size) == (2, 900))
    }

    @Test func `belief and evidence go with the prior`() throws {
        let arm = (0..<6).map { summary("S\($0)", entry: "2024-01-01", event: $0 < 4 ? "2024-01-11" : nil) }
        #expect(try status(arm, on: "2024-06-01").belief == nil)
        let status = try status(arm, on: "2024-06-01", prior: try BetaPrior(a: 1, b: 4))
        #expect(try #require(status.belief).probabilityAboveAcceptable > 0.95)
        #expect(status.belief?.probabilityOfCrossing == 1)
        let evidence = try #require(status.evidence)
        #expect(evidence.threshold == 10)
        #expect(evidence.reachedOn == day("2024-04-10"))
        #expect(evidence.value > 10)
    }

    @Test(arguments: [Counting.tite, .survival, .binary])
    func `whatever was corrected on the way, the status is that of the facts as they end`(counting: Counting) throws {
        var generator = Seeded(seed: 11)
        let reasons = FollowUpEnd.Reason.allCases
        let drawn = { (index: Int) -> SubjectSummary in
            let entry = day("2024-01-01") + Int.random(in: 0...200, using: &generator)
            let after = { (entry + Int.random(in: 0...120, using: &generator)).description }
            let event = Int.random(in: 0...3, using: &generator) == 0 ? after() : nil
            var member = summary("S\(index)", entry: entry.description, event: event)
            let ending = Int.random(in: 0...5, using: &generator)
            let end = FollowUpEnd(day: day(after()), reason: reasons[ending])
            member.followUpEnds = [end]
            return member
        }
        for _ in 0..<20 {
            let facts = (0..<12).map(drawn)
            let wanted = try status(facts, on: "2024-12-01", counting: counting)
            // A crossing found by a day is found at that place on every later day.
            for today in ["2024-05-01", "2024-08-01", "2024-10-01"] {
                let earlier = try status(facts, on: today, counting: counting).crossing
                if let earlier { #expect(earlier.onset == wanted.crossing?.onset) }
            }
            var history = facts.map { _ in drawn(0) }
            for index in facts.indices.shuffled(using: &generator) { history[index] = facts[index] }
            #expect(try status(history.shuffled(using: &generator), on: "2024-12-01", counting: counting) == wanted)
        }
    }
}

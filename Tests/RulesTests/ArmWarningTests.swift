// SPDX-License-Identifier: Apache-2.0

import Kit
import Rules
import Statistics
import Testing
import Trial

/// Warnings that an arm is within one event of its boundary; a window is 100 days.
struct ArmWarningTests {
    private func verdict(
        _ summaries: [SubjectSummary], on today: String, counting: Counting = .tite, within: Int? = 1
    ) throws -> ArmVerdict {
        let rule = try ArmRule.neuropathy(counting: counting, warnWithin: within)
        return try assessArms(summaries, under: .small(armRules: [rule]), at: moment(today))
    }

    private func warnings(
        _ summaries: [SubjectSummary], on today: String, counting: Counting = .tite, within: Int? = 1
    ) throws -> [Episode] {
        try #require(try verdict(summaries, on: today, counting: counting, within: within).statuses.first).warnings
    }

    /// Six subjects of one day, of whom the first had an event on the given days.
    private func arm(_ events: [String]) -> [SubjectSummary] {
        (0..<6).map { index in
            summary("S\(index)", entry: "2024-01-01", event: index < events.count ? events[index] : nil)
        }
    }

    @Test func `an arm one event short of its boundary is warned of, on the daily list`() throws {
        let warnings = try warnings(arm(["2024-01-21"]), on: "2024-02-01")
        let warning = try #require(warnings.first)
        #expect((warnings.count, warning.severity, warning.end, warning.facet) == (1, .daily, nil, "warning"))
        #expect(warning.onset == ClinicalDate(day("2024-01-21")))
        #expect(
            warning.evidence.map(\.key.text) == [
                try #require(arm(["2024-01-21"])[0].events.first).value.evidence.key.qualified(by: "S0").text
            ])
        guard case .boundary(let finding) = warning.finding else { throw WrongFinding() }
        #expect((finding.events, finding.bound, finding.eventsShort) == (1, 2, 1))
    }

    @Test func `no warning is given where none is declared, nor of an arm without events`() throws {
        #expect(try warnings(arm(["2024-01-21"]), on: "2024-02-01", within: nil).isEmpty)
        #expect(try warnings(arm([]), on: "2024-02-01").isEmpty)
    }

    @Test func `a warning ends when the arm has been observed for so long that one event crosses no more`() throws {
        let wanted = try verdict(arm(["2024-01-21"]), on: "2024-02-01")
        let due = try #require(wanted.reviewAgainAt)
        let ends = try #require(try warnings(arm(["2024-01-21"]), on: "2024-12-01").first?.end)
        #expect(due == moment(ends.description).now)
        let dayBefore = (ends.earliest - 1).description
        #expect(try warnings(arm(["2024-01-21"]), on: dayBefore).first?.end == nil)
        #expect(try warnings(arm(["2024-01-21"]), on: ends.description).first?.end == ends)
    }

    @Test func `a crossing ends the warning and is told by itself`() throws {
        let crossed = try verdict(arm(["2024-01-21", "2024-02-10"]), on: "2024-02-11")
        let status = try #require(crossed.statuses.first)
        #expect(status.warnings.map(\.end) == [ClinicalDate(day("2024-02-10"))])
        #expect(status.crossing?.onset == ClinicalDate(day("2024-02-10")))
        #expect(crossed.episodes(of: "IXA").map(\.facet) == ["", "warning"])
    }

    @Test func `a corrected event takes the warning back`() throws {
        #expect(try !warnings(arm(["2024-01-21"]), on: "2024-02-01").isEmpty)
        let possible = [summary("S0", entry: "2024-01-01", possibly: "2024-01-21")] + arm([]).dropFirst()
        #expect(try warnings(possible, on: "2024-02-01").isEmpty)
    }

    @Test(arguments: [Counting.tite, .survival, .binary], ["2024-02-01", "2024-04-20", "2024-07-01"])
    func `a warning that lasts says what the distance says`(counting: Counting, today: String) throws {
        for count in 0...4 {
            let events = Array(["2024-01-05", "2024-01-21", "2024-02-10", "2024-03-01"].prefix(count))
            let status = try #require(try verdict(arm(events), on: today, counting: counting).statuses.first)
            let isNear = if case .further(1, _) = status.distance { status.events > 0 } else { false }
            guard status.crossing == nil else { continue }
            #expect(status.isWarned == isNear, "\(counting) \(today) \(count)")
        }
    }
}

// SPDX-License-Identifier: Apache-2.0

import Kit
import Rules
import Testing
import Trial

/// What has to be reported, what starts a clock and what stops it.
struct ClockRuleTests {
    private static let noon = "2024-03-01T12:00"

    @Test(arguments: [
        ("AE  Pneumonia  3  2024-02-28  serious  aware 2024-03-01T10:00", 1),
        ("AE  Pneumonia  3  2024-02-28  aware 2024-03-01T10:00", 0),
        ("AE  Pneumonia  4  2024-02-28  aware 2024-03-01T10:00", 0),
        ("AE  Pneumonia  5  2024-02-28  aware 2024-03-01T10:00", 1),
        ("AE  Pneumonia  3  2024-02-28  fatal  aware 2024-03-01T10:00", 1),
        ("AE  Pneumonia  3  2024-02-28  not serious  aware 2024-03-01T10:00", 0),
        ("DM  IXA  died 2024-03-01", 1),
        ("DS  DEATH  2024-03-01", 1),
        ("DS  COMPLETED  2024-03-01", 0),
        // One death, one clock; another serious event has its own.
        ("DM  IXA  died 2024-03-01\nDS  DEATH  2024-03-01\nAE  Sepsis  5  2024-02-28\nAE  Pneumonia  5  2024-02-28", 1),
        ("DS  DEATH  2024-03-01\nAE  Pneumonia  3  2024-02-28  serious", 2),
        ("AE  Pneumonia  3  2024-02-28  serious\nAE  Sepsis  3  2024-02-28  serious", 2),
    ])
    func `a serious event and a death have one clock each`(rows: String, count: Int) {
        #expect(clocks(clockRule(), rows, at: Self.noon).count == count)
    }

    @Test(arguments: [
        // causality, expectedness → fatal, not fatal
        ("", true, "causalityUnknown, expectednessUnknown"),
        ("causality Related", true, "expectednessUnknown"),
        ("causality related  unexpected", true, ""),
        ("causality Related  expected", false, ""),
        ("causality NOT RELATED", false, ""),
        ("causality 无关", false, ""),
        ("causality Perhaps", true, "causalityUnknown, expectednessUnknown"),
        ("unexpected", true, "causalityUnknown"),
        ("expected", false, ""),
    ])
    func `only what is recorded excludes a reaction`(words: String, isPossible: Bool, doubts: String) {
        let doubt = doubts.isEmpty ? "" : " (\(doubts))"
        let wanted = isPossible ? ["running daily 2024-03-01..\(doubt)"] : []
        let rows = "2024-02-28  serious  aware 2024-03-01  \(words)"
        #expect(clocks(sevenDays(), "AE  Sepsis  5  \(rows)", at: Self.noon) == wanted)
        #expect(clocks(sevenDays(), "AE  Sepsis  4  \(rows)  life-threatening", at: Self.noon) == wanted)
        #expect(clocks(sevenDays(), "AE  Sepsis  4  \(rows)", at: Self.noon) == [])
        let fifteen = clockRule(.possibleReaction, .days(15), stoppedBy: .toAuthority)
        #expect(clocks(fifteen, "AE  Sepsis  4  \(rows)", at: Self.noon) == wanted)
        #expect(clocks(fifteen, "AE  Sepsis  5  \(rows)", at: Self.noon) == [])
        #expect(clocks(fifteen, "AE  Sepsis  4  \(rows)  life-threatening", at: Self.noon) == [])
    }

    @Test func `a death that no event tells of may be a reaction, and one whose events are none is not`() {
        let alone = "DS  DEATH  2024-03-01"
        let unknown = " (dateUnknown, causalityUnknown, expectednessUnknown)"
        let told = clocks(sevenDays(), alone, at: Self.noon)
        #expect(told == ["start-unknown daily 2024-03-01..(x)".replacing("(x)", with: sorted(unknown))])
        #expect(clocks(sevenDays(), "\(alone)\nAE  Sepsis  5  2024-02-28  causality 无关", at: Self.noon) == [])
    }

    @Test func `a clock over reactions does not start without an owner, and one over serious events does`() {
        let rows = "AE  Pneumonia  5  2024-02-28  aware 2024-03-01T10:00  causality Related  unexpected"
        let verdict = verdict(sevenDays(owner: nil), rows, at: "2024-06-01")
        #expect(verdict.reviewAgainAt == nil)
        #expect(clocks(sevenDays(owner: nil), rows, at: "2024-06-01") == ["not-started daily 2024-03-01T10:00.."])
        #expect(clocks(clockRule(owner: nil), rows, at: Self.noon) == ["running daily 2024-03-01T10:00.."])
        let reported = "\(rows)  to-authority 2024-03-05"
        #expect(
            clocks(sevenDays(owner: nil), reported, at: "2024-06-01")
                == ["stopped digest 2024-03-01T10:00..2024-03-05"])
    }

    @Test(arguments: [
        ("to-sponsor 2024-03-02T10:00", "stopped digest", "2024-03-02T10:00", nil),
        ("to-sponsor 2024-03-02T10:01", "breached urgent", "2024-03-02T10:01", nil),
        ("to-sponsor 2024-03-01", "stopped digest", "2024-03-01", nil),
        ("to-sponsor 2024-03-03", "breached urgent", "2024-03-03", 1),
        ("to-sponsor 2024-03-12", "breached urgent", "2024-03-12", 10),
        ("to-authority 2024-03-01", "breached urgent", "", nil),
        ("completed 2024-03-01", "breached urgent", "", nil),
        // A date ahead proves nothing yet.
        ("to-sponsor 2024-08-01", "breached urgent", "", nil),
    ])
    func `the report stops a clock, and a breach stays when it comes late`(
        report: String, wanted: String, end: String, daysLate: Int?
    ) {
        let rows = "AE  Pneumonia  3  2024-02-28  serious  aware 2024-03-01T10:00  \(report)"
        #expect(clocks(clockRule(), rows, at: "2024-07-01") == ["\(wanted) 2024-03-01T10:00..\(end)"])
        guard case .clock(let found) = verdict(clockRule(), rows, at: "2024-07-01").episodes.first?.finding else {
            Issue.record("no clock")
            return
        }
        #expect(found.daysLate == daysLate)
        #expect(verdict(clockRule(), rows, at: "2024-07-01").reviewAgainAt == nil)
    }

    @Test func `a report on the day it is due may be late, and is not called so`() {
        let rows = "AE  Pneumonia  3  2024-02-28  serious  aware 2024-03-01T10:00  to-sponsor 2024-03-02"
        let wanted = ["stopped digest 2024-03-01T10:00..2024-03-02 (dateUnknown)"]
        #expect(clocks(clockRule(), rows, at: "2024-07-01") == wanted)
        let days = "AE  Sepsis  5  2024-02-28  aware 2024-03-01  causality Related  unexpected  to-authority 2024-03-08"
        #expect(clocks(sevenDays(), days, at: "2024-07-01") == ["stopped digest 2024-03-01..2024-03-08"])
    }

    @Test func `without awareness it counts from the collection, and without both it is never breached`() {
        let rows = "AE  Pneumonia  3  2024-02-28  serious"
        let collected = clocks(clockRule(), "\(rows)  collected 2024-03-01T10:00", at: "2024-07-01")
        #expect(collected == ["breached urgent 2024-03-01T10:00.. (dateUnknown)"])
        let both = clocks(clockRule(), "\(rows)  collected 2024-03-01  aware 2024-06-30T18:00", at: "2024-07-01")
        #expect(both == ["half urgent 2024-06-30T18:00..".replacing("half urgent", with: "running daily")])
        #expect(clocks(clockRule(), rows, at: "2024-07-01") == ["start-unknown daily 2024-02-28.. (dateUnknown)"])
        #expect(verdict(clockRule(), rows, at: "2024-07-01").reviewAgainAt == nil)
    }

    @Test(arguments: [
        ("aware 2024-02-29T10:00", "2024-03-01", "before-monitoring digest 2024-02-29T10:00.."),
        ("aware 2024-02-29T10:00", "2024-03-05", "before-monitoring digest 2024-02-29T10:00..2024-03-01"),
        ("aware 2024-03-01T00:00", "2024-03-05", "breached urgent 2024-03-01T00:00.."),
        ("aware 2024-02-29  to-sponsor 2024-03-03", "2024-03-05", "before-monitoring digest 2024-02-29..2024-03-03"),
    ])
    func `a clock that began before monitoring is not judged`(words: String, now: String, wanted: String) {
        let rows = "AE  Pneumonia  3  2024-02-20  serious  \(words)"
        #expect(clocks(clockRule(), rows, at: now, monitoringFrom: "2024-03-01") == [wanted])
    }

    @Test func `an event that was over before monitoring is history though its awareness is unknown`() {
        let over = "AE  Pneumonia  3  2024-02-01..2024-02-20  serious"
        let wanted = ["before-monitoring digest 2024-02-01..2024-02-20"]
        #expect(clocks(clockRule(), over, at: "2024-03-05", monitoringFrom: "2024-03-01") == wanted)
    }

    @Test func `the follow-up clock begins with the first report`() {
        let rule = clockRule(
            .possibleFatalReaction, .days(8), start: .firstReport, stoppedBy: .completed, warnsHoursBefore: 24)
        let rows = "AE  Sepsis  5  2024-02-28  aware 2024-03-01  causality Related  unexpected"
        #expect(clocks(rule, rows, at: "2024-03-20") == [])
        let told = "\(rows)  to-authority 2024-03-05"
        #expect(clocks(rule, told, at: "2024-03-13T23:59") == ["last-day urgent 2024-03-05.."])
        #expect(clocks(rule, told, at: "2024-03-14T00:00") == ["breached urgent 2024-03-05.."])
        #expect(
            clocks(rule, "\(told)  completed 2024-03-12", at: "2024-04-01") == ["stopped digest 2024-03-05..2024-03-12"]
        )
    }

    @Test func `causality is shared where the arm has several drugs`() throws {
        let rows = "AE  Sepsis  5  2024-02-28  aware 2024-03-01"
        for (arm, isShared) in [("IXA", false), ("IXA-LEN", true)] {
            let episodes = verdict(sevenDays(), "DM  \(arm)\n\(rows)", at: Self.noon).episodes
            guard case .clock(let report) = try #require(episodes.first).finding else { continue }
            #expect(report.isCausalityShared == isShared)
        }
    }

    @Test func `a row that may be serious opens nothing and ends nothing`() {
        let verdict = verdict(clockRule(), "AE  Pneumonia  3  2024-02-28  aware 2024-03-01", at: Self.noon)
        #expect(verdict.episodes == [])
        #expect(verdict.undecidable[EpisodeKind(rule: "clock")]?.count == 1)
    }

    private func sorted(_ doubts: String) -> String {
        let words = doubts.trimmingPrefix(" (").dropLast().split(separator: ", ").sorted()
        return " (\(words.joined(separator: ", ")))"
    }
}

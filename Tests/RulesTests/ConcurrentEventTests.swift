// SPDX-License-Identifier: Apache-2.0

import CTCAE
import Kit
import Rules
import Testing
import Trial

/// Levels that ask for an event in the time of the episode.
struct ConcurrentEventTests {
    private static let levels = [
        SeverityLevel(test: SeverityTest(during: "bleeding"), severity: .critical), SeverityLevel(severity: .urgent),
    ]
    private static let platelets = SubjectRule.rule(
        "platelets",
        .count(CountCondition(analyte: .platelets, unit: .gigaPerLitre, below: 30, recoversAt: 50)), levels)
    private static let rows = "LB  PLAT  20 10^9/L  2024-01-08\nLB  PLAT  60 10^9/L  2024-01-20\n"

    @Test(arguments: [
        ("", "urgent"),
        ("AE  Epistaxis  1  2024-01-10..2024-01-11", "critical"),
        ("AE  Headache  3  2024-01-10..2024-01-11", "urgent"),
        // It began before and goes on, or was over; it came afterwards.
        ("AE  Epistaxis  1  2024-01-01", "critical"),
        ("AE  Epistaxis  1  2024-01-01..2024-01-07", "urgent"),
        ("AE  Epistaxis  1  2024-01-21..2024-01-22", "urgent"),
        ("AE  Epistaxis  1  2024-01-20..2024-01-22", "critical"),
        // What only may fall together counts, and says so.
        ("AE  Epistaxis  1  2024-01", "critical (dateUnknown)"),
        ("AE  Epistaxis  1  ..2024-01-09", "critical (dateUnknown)"),
        ("AE  Epistaxis  1  ..2024-01-07", "urgent"),
        ("AE  Epistaxis  1  -", "critical (dateUnknown)"),
        ("AE  Epistaxis  1  2024-01\nAE  Epistaxis  2  2024-01-12", "critical"),
        ("AE  Epistaxis  -  2024-01-12", "critical"),
    ])
    func `a bleeding on a day of the episode makes it graver`(event: String, wanted: String) {
        let found = episodes(.withLists(Self.platelets), Self.rows + event)
        #expect(found == ["2024-01-08..2024-01-20 \(wanted)"])
    }

    @Test func `the bleeding is evidence`() {
        let studyProtocol = StudyProtocol.withLists(Self.platelets)
        let verdict = assess(
            record("S", "DM  IXA\n\(Self.rows)AE  Epistaxis  1  2024-01-10"), under: studyProtocol,
            at: moment("2024-02-01"))
        #expect(verdict.episodes.map { $0.evidence.map(\.key.domain) } == [[.lb, .ae]])
    }

    @Test(arguments: [("2024-01-10", "critical"), ("2024-01-10..2024-01-12", "urgent")])
    func `events and signals may ask as well`(bleeding: String, wanted: String) {
        let infection = SubjectRule.rule("i", .event(EventCondition(group: "infection", atLeast: 3)), Self.levels)
        let condition = SignalCondition(
            signal: .event(EventSignal(group: "infection", atLeast: 3)), end: .allRecovered)
        let signal = SubjectRule.rule("s", .signal(condition), Self.levels)
        let table = "AE  Pneumonia  3  2024-01-14..2024-01-20\nAE  Epistaxis  1  \(bleeding)"
        let found = episodes(.withLists(infection, signal), table)
        #expect(found == Array(repeating: "2024-01-14..2024-01-20 \(wanted)", count: 2))
    }
}

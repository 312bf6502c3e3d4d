// SPDX-License-Identifier: Apache-2.0

import Foundation
import Kit
import Rules
import Settings
import Testing
import Trial

/// The clocks of the shipped protocol.
@Suite struct ShippedClockTests {
    private static let event = "AE|Pneumonia|3|01-08|serious|aware 2024-01-10T09:00"

    @Test(
        arguments: [
            ("\(event)", "2024-01-11", ["01-10T09:00.. urgent"]),
            ("AE|Pneumonia|3|01-08|serious|aware 2024-01-11", "2024-01-11", ["01-11.. daily"]),
            ("\(event)|to-sponsor 2024-01-10T20:00", "2024-02-01", ["01-10T09:00..01-10T20:00 digest"]),
            ("\(event)|to-sponsor 2024-01-13", "2024-02-01", ["01-10T09:00..01-13 urgent"]),
            ("AE|Pneumonia|3|01-08|serious", "2024-02-01", ["01-08.. urgent (dateUnknown)"]),
            ("AE|Pneumonia|3|01-08", "2024-02-01", []),
            ("DS|DEATH|2024-01-08", "2024-02-01", ["01-08.. urgent (dateUnknown)"]),
        ] as [(String, String, [String])])
    func `a serious event is reported to the sponsor within 24 hours`(
        rows: String, today: String, wanted: [String]
    ) throws {
        #expect(try ShippedRule("serious-24h").episodes(of: rows, on: today) == wanted)
    }

    @Test(arguments: ["possible-susar-7", "possible-susar-15"])
    func `a clock over reactions is not started while nobody is named`(id: String) throws {
        let grave = id.hasSuffix("7") ? "|life-threatening" : ""
        let rows = "\(Self.event)\(grave)|causality POSSIBLY RELATED|unexpected"
        #expect(try ShippedRule(id).episodes(of: rows) == ["01-10T09:00.. daily"])
        #expect(try ShippedRule(id).episodes(of: "\(Self.event)\(grave)|causality 肯定无关") == [])
        #expect(try ShippedRule(id).episodes(of: "\(Self.event)\(grave)|causality UNLIKELY RELATED").count == 1)
        #expect(try ShippedRule("possible-susar-7-followup").episodes(of: rows) == [])
    }

    @Test(arguments: [
        ("possible-susar-7", 7, ["01-10", "01-14", "01-17", "01-18"]),
        ("possible-susar-15", 15, ["01-10", "01-19", "01-25", "01-26"]),
    ])
    func `once somebody is named it runs, warns and is due`(id: String, days: Int, begins: [String]) throws {
        let clock = try named(id)
        let grave = days == 7 ? "|life-threatening" : ""
        let rows = "AE|Pneumonia|3|01-08|serious|aware 2024-01-10|causality RELATED|unexpected\(grave)"
        let severities = begins.map { clock.episodes(of: rows, on: "2024-\($0)") }
        #expect(severities == [["01-10.. daily"]] + Array(repeating: ["01-10.. urgent"], count: 3))
        let found = begins.map { states(of: clock, rows, on: "2024-\($0)") }
        #expect(found == [[.running], [.half], [.lastDay], [.breached]])
    }

    @Test func `the protocol says which clocks nobody owns`() throws {
        let file = Fixtures.shipped.appendingPathComponent("protocols/nct04217967.yaml").path
        let rules = try loadProtocol(at: file).subjectRules
        let unowned = rules.filter { rule in
            if case .clock(let clock) = rule.condition { clock.owner == nil && clock.event.isReaction } else { false }
        }
        #expect(unowned.map(\.id) == ["possible-susar-7", "possible-susar-7-followup", "possible-susar-15"])
    }

    /// A shipped rule with an owner.
    private func named(_ id: String) throws -> ShippedRule {
        let file = Fixtures.shipped.appendingPathComponent("protocols/nct04217967.yaml").path
        let text = try String(contentsOfFile: file, encoding: .utf8)
            .replacing("      stopped_by: AERPDTC\n", with: "      stopped_by: AERPDTC\n      owner: Sponsor\n")
        return try ShippedRule(id, of: Fixtures.loaded(text))
    }

    private func states(of clock: ShippedRule, _ rows: String, on today: String) -> [ClockReport.State] {
        assess(clock.subject(rows), under: clock.studyProtocol, at: moment(today)).episodes.compactMap { episode in
            if case .clock(let report) = episode.finding { report.state } else { nil }
        }
    }
}

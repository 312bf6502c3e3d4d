// SPDX-License-Identifier: Apache-2.0

import Rules
import Settings
import Testing
import Trial

/// What the reading says of a clock, and of one that cannot mean what it says.
@Suite struct ClockDefectTests {
    private static let words = "causality: {related: [Related], not_related: [Not related]}\n"

    /// The small protocol with a clock in the place of its first rule's condition.
    private func text(
        _ clock: String, causality: String = words, levels: String = "[{severity: daily}]"
    ) throws -> String {
        let text = try Fixtures.protocolText()
        let start = try #require(text.firstRange(of: "rules:\n"))
        return causality + text[..<start.lowerBound] + """
            rules:
              - id: clock
                title: A clock
                clock: \(clock)
                levels: \(levels)
                source: Made for tests
                verified: false
                runbook: platelet-hold
            """
    }

    private func faults(_ text: String) -> [ConfigurationFault] {
        do {
            _ = try Fixtures.loaded(text)
            return []
        } catch let error as ConfigurationFaults {
            return error.faults
        } catch {
            return []
        }
    }

    private func condition(_ clock: String, causality: String = words) throws -> ClockCondition {
        let rule = try #require(try Fixtures.loaded(text(clock, causality: causality)).subjectRules.first)
        guard case .clock(let condition) = rule.condition else { throw Wrong() }
        return condition
    }

    private struct Wrong: Error {}

    @Test func `a clock is read with its defaults`() throws {
        let clock = try condition("{event: serious, hours: 24, stopped_by: AESPDTC}")
        #expect(clock.event == .serious)
        #expect(clock.limit == .hours(24))
        #expect(clock.start == .awareness)
        #expect(clock.stoppedBy == .toSponsor)
        #expect(clock.owner == nil)
        #expect(clock.warnsAt == [.half, .fourFifths])
        #expect(clock.warnsHoursBefore == nil)
        #expect(clock.zone == UTCOffsets(28_800))
        #expect(clock.causality == CausalityWords(related: ["related"], notRelated: ["NOT RELATED"]))
    }

    @Test func `a clock is read with everything it may say`() throws {
        let clock = try condition(
            "{event: possible-susar-fatal, days: 8, start: first-report, stopped_by: AECPDTC, warn_at: [80%], "
                + "warn_hours_before: 24, owner: {en: Sponsor, zh-Hans: 申办者}, zone: Europe/Berlin}")
        #expect(clock.start == .firstReport)
        #expect(clock.warnsAt == [.fourFifths])
        #expect(clock.warnsHoursBefore == 24)
        #expect(clock.owner == LocalizedText(en: "Sponsor", zhHans: "申办者"))
        // 2024-03-31, 01:00 UTC.
        let summer = Timestamp(milliseconds: 1_711_846_800_000)
        #expect(clock.zone.seconds(at: summer + -1) == 3_600)
        #expect(clock.zone.seconds(at: summer) == 7_200)
    }

    static let defects: [(clock: String, path: String, hint: String)] = [
        ("{hours: 24, stopped_by: AESPDTC}", "event", "add `event:`"),
        ("{event: seriuos, hours: 24, stopped_by: AESPDTC}", "event", "did you mean `serious`?"),
        ("{event: serious, stopped_by: AESPDTC}", "", "exactly one of"),
        ("{event: serious, hours: 24, days: 1, stopped_by: AESPDTC}", "", "exactly one of"),
        ("{event: serious, hours: 0, stopped_by: AESPDTC}", "hours", "from 1 to 720"),
        ("{event: serious, days: 91, stopped_by: AESPDTC}", "days", "from 1 to 90"),
        ("{event: serious, hours: 24}", "stopped_by", "add `stopped_by:`"),
        ("{event: serious, hours: 24, stopped_by: AESPDTX}", "stopped_by", "did you mean `AESPDTC`?"),
        ("{event: serious, hours: 24, stopped_by: AESPDTC, start: awarness}", "start", "did you mean `awareness`?"),
        ("{event: serious, days: 8, stopped_by: AERPDTC, start: first-report}", "stopped_by", "write AECPDTC"),
        ("{event: serious, hours: 24, stopped_by: AESPDTC, warn_at: [60%]}", "warn_at[0]", "`50%`"),
        ("{event: serious, hours: 9, stopped_by: AESPDTC, warn_hours_before: 9}", "warn_hours_before", "less than 9"),
        ("{event: serious, hours: 9, stopped_by: AESPDTC, zone: Asia/Shanghia}", "zone", "mean `Asia/Shanghai`?"),
        ("{event: serious, hours: 24, stopped_by: AESPDTC, ower: Sponsor}", "ower", "did you mean `owner`?"),
    ]

    @Test(arguments: defects) func `a defect of a clock is told where it stands`(
        _ defect: (clock: String, path: String, hint: String)
    ) throws {
        let found = faults(try text(defect.clock))
        try #require(found.count == 1, "\(found)")
        #expect(found[0].path == "rules[0].clock" + (defect.path.isEmpty ? "" : ".\(defect.path)"))
        #expect(found[0].hint.contains(defect.hint), "\(found[0].hint)")
    }

    @Test(arguments: [
        ("", "rules[0].clock.event", "add `causality:"),
        ("causality: {related: [Related]}\n", "causality.not_related", "add `not_related:`"),
        ("causality: {related: [Related], not_related: [related]}\n", "causality.not_related[0]", "one of the lists"),
        ("causality: {related: [Related], not: [No]}\n", "causality.not", "`not_related`"),
    ])
    func `a clock over reactions needs the study's words for causality`(
        causality: String, path: String, hint: String
    ) throws {
        let clock = "{event: possible-susar, days: 15, stopped_by: AERPDTC, owner: Sponsor}"
        let found = faults(try text(clock, causality: causality)).filter { $0.path == path }
        try #require(found.count == 1, "\(found)")
        #expect(found[0].hint.contains(hint), "\(found[0].hint)")
    }

    @Test func `a level asks for a state that a clock has, and a clock ends by its report alone`() throws {
        let clock = "{event: serious, hours: 24, stopped_by: AESPDTC}"
        let level = faults(try text(clock, levels: "[{is: [breeched], severity: urgent}]"))
        #expect(level.map(\.path) == ["rules[0].levels[0].is[0]"])
        #expect(level.first?.hint.contains("did you mean `breached`?") ?? false)
        let ends = try text(clock).replacing("    levels:", with: "    ends_when: {recovered: all}\n    levels:")
        #expect(faults(ends).map(\.path) == ["rules[0].ends_when"])
    }

    @Test func `a rule's version changes with the words it refers to`() throws {
        let clock = "{event: possible-susar, days: 15, stopped_by: AERPDTC, owner: Sponsor}"
        let other = "causality: {related: [Related, Likely], not_related: [Not related]}\n"
        let versions = { (clock: String) in
            try [Self.words, other].map { try Fixtures.loaded(text(clock, causality: $0)).subjectRules.map(\.version) }
        }
        let reactions = try versions(clock)
        #expect(reactions[0] != reactions[1])
        let serious = try versions("{event: serious, hours: 24, stopped_by: AESPDTC}")
        #expect(serious[0] == serious[1])
    }
}

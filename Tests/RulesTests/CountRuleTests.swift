// SPDX-License-Identifier: Apache-2.0

import Kit
import Rules
import Testing
import Trial

struct CountRuleTests {
    @Test(arguments: [
        ("01-08 30", []),
        ("01-08 29.9", ["2024-01-08.. urgent"]),
        ("01-08 10", ["2024-01-08.. urgent"]),
        ("01-08 9.9", ["2024-01-08.. critical"]),
        ("01-08 29900 /uL", ["2024-01-08.. urgent"]),
        ("01-08 30000 /uL", []),
    ])
    func `platelets below 30 open an episode, below 10 a critical one`(samples: String, wanted: [String]) {
        #expect(intervals(.plateletHold, of: platelets(samples)) == wanted)
    }

    @Test(arguments: [
        ("01-08 24, 01-15 49", ["2024-01-08.. urgent"]),
        ("01-08 24, 01-15 50", ["2024-01-08..2024-01-15 urgent"]),
        ("01-08 24, 01-15 30, 01-17 49", ["2024-01-08.. urgent"]),
        ("01-08 24, 01-15 30, 01-18 30", ["2024-01-08..2024-01-18 urgent"]),
        ("01-08 24, 01-15 30, 01-16 31, 01-18 30", ["2024-01-08..2024-01-18 urgent"]),
        ("01-08 24, 01-15 30, 01-17 29, 01-19 30", ["2024-01-08.. urgent"]),
        ("01-08 24, 01-15 30, 01-17 29, 01-19 30, 01-22 31", ["2024-01-08..2024-01-22 urgent"]),
        ("01-08 24, 12-15 49", ["2024-01-08.. urgent"]),
    ])
    func `an episode is over at 50, or at 30 twice 3 days apart`(samples: String, wanted: [String]) {
        #expect(intervals(.plateletHold, of: platelets(samples)) == wanted)
    }

    @Test(arguments: [
        ("01-08 24, 01-15 35, 01-16 8, 01-20 60", ["2024-01-08..2024-01-20 critical"]),
        ("01-08 24, 01-20 60, 01-27 28", ["2024-01-08..2024-01-20 urgent", "2024-01-27.. urgent"]),
    ])
    func `a drop before recovery is the same episode, and after it a new one`(samples: String, wanted: [String]) {
        #expect(intervals(.plateletHold, of: platelets(samples)) == wanted)
    }

    @Test(arguments: [
        ("01-08T08:00 24, 01-08T16:00 55", ["2024-01-08T08:00..2024-01-08T16:00 urgent"]),
        ("01-08T08:00 55, 01-08T16:00 24", ["2024-01-08T16:00.. urgent"]),
        ("01-08 24, 01-15T08:00 55, 01-15T16:00 25", ["2024-01-08.. urgent"]),
        ("01-08T08:00 24, 01-08T12:00 55, 01-08T16:00 25", ["2024-01-08T08:00.. urgent"]),
        ("01-08 24, 01-08 55", ["2024-01-08.. urgent"]),
        ("01-08 24, 01-08T16:00 55", ["2024-01-08.. urgent"]),
        ("01-08 24, 01-15T16:00 25, 01-15 55", ["2024-01-08.. urgent"]),
    ])
    func `of one day the worst opens and only the last closes`(samples: String, wanted: [String]) {
        #expect(intervals(.plateletHold, of: platelets(samples)) == wanted)
    }

    @Test(arguments: [
        ("? 24, 01-15 60", [".. urgent (dateUnknown)"]),
        ("? 24, ? 25", [".. urgent (dateUnknown)", ".. urgent (dateUnknown)"]),
        ("01-08 24, ? 60", ["2024-01-08.. urgent"]),
        ("01 24, 01-15 60", ["2024-01.. urgent (dateUnknown)"]),
        ("01 24, 02-01 60", ["2024-01..2024-02-01 urgent (dateUnknown)"]),
        ("01-08 24, 01 60", ["2024-01-08.. urgent"]),
        ("01-08 24, 02 60", ["2024-01-08..2024-02 urgent (dateUnknown)"]),
        ("01-08 24, 02-10 25, 02 60", ["2024-01-08.. urgent"]),
    ])
    func `a date that is partial or missing never ends an episode it may not follow`(
        samples: String, wanted: [String]
    ) {
        #expect(intervals(.plateletHold, of: platelets(samples)) == wanted)
    }

    @Test(arguments: [
        ("01-08 49.9", ["2024-01-08.. daily"]),
        ("01-08 50", []),
        ("01-08 30", ["2024-01-08.. daily"]),
        ("01-08 29.9", []),
        ("01-08 40, 01-15 50", ["2024-01-08..2024-01-15 daily"]),
        // The watch does not report recovery because the count fell out of its band.
        ("01-08 40, 01-15 25", ["2024-01-08.. daily"]),
        ("01-08 40, 01-15 25, 01-22 50", ["2024-01-08..2024-01-22 daily"]),
    ])
    func `a count beneath the rule's floor neither opens nor ends its episode`(samples: String, wanted: [String]) {
        #expect(intervals(.plateletWatch, of: platelets(samples)) == wanted)
    }

    @Test func `an episode names its worst sample, its rows and what ended it`() throws {
        let record = platelets("01-08 24, 01-15 18, 01-22 18, 02-01 60")
        let verdict = assess(record, under: .small([.plateletHold]), at: moment("2024-03-01"))
        let episode = try #require(verdict.episodes.first)
        #expect(episode.evidence.map(\.reading) == ["24 10^9/L", "18 10^9/L", "18 10^9/L"])
        #expect(episode.closing.map(\.reading) == ["60 10^9/L"])
        guard case .laboratory(let finding) = episode.finding else { throw WrongFinding() }
        #expect(finding.reading == "18 10^9/L")
        #expect(finding.collected == date("2024-01-15"))
        #expect(finding.grade == 4)
    }

    @Test(arguments: [(true, true, false), (false, false, true)])
    func `a rule on unverified numbers withholds its dose proposal`(isVerified: Bool, hasDose: Bool, isWithheld: Bool) {
        var rule = SubjectRule.plateletHold
        rule.verified = isVerified
        let verdict = assess(platelets("01-08 24"), under: .small([rule]), at: moment("2024-03-01"))
        #expect(verdict.episodes.map { $0.proposal?.dose != nil } == [hasDose])
        #expect(verdict.episodes.map { $0.proposal?.doseWithheld } == [isWithheld])
        #expect(verdict.episodes.map { $0.proposal?.action?.en } == ["Withhold."])
    }

    @Test func `a subject without demographics is assessed, and every episode says so`() {
        var record = platelets("01-08 24")
        record.demographics = nil
        let verdict = assess(record, under: .small([.plateletHold]), at: moment("2024-03-01"))
        #expect(verdict.episodes.map(\.uncertainties) == [[.subjectNotInDemographics]])
        #expect(verdict.qualityFlags.map(\.reason) == [.subjectNotInDemographics])
    }
}

struct WrongFinding: Error {}

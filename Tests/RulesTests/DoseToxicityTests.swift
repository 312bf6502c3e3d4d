// SPDX-License-Identifier: Apache-2.0

import Kit
import Rules
import Testing
import Trial

struct DoseToxicityTests {
    @Test(arguments: [
        ("01-08 24", ["01-08.. reduce"]),
        ("01-08 24, 01-15 29.9", ["01-08.. reduce"]),
        ("01-08 24, 01-15 30", ["01-08..01-15 reduce"]),
        ("01-08 24, 01-15 30, 01-16 28, 01-20 35", ["01-08..01-15 01-16..01-20 reduce"]),
        ("01-08 24, 01-15 30, 01-18 30", ["01-08..01-15 reduce over 01-18"]),
        ("01-08 24, 01-15 55", ["01-08..01-15 reduce over 01-15"]),
        ("01-08 24, 01-15 55, 01-22 20", ["01-08..01-15 reduce over 01-15", "01-22.. reduce"]),
        ("01-08 24, 01-15T09:00 35, 01-15T16:00 25", ["01-08..01-15 01-15.. reduce"]),
        ("01-08 24, 01-15 35, 01-15 25", ["01-08..01-15 01-15.. reduce"]),
        ("01-08 8 U", ["01-08.. reduce doubtful"]),
        ("01-08 8 U, 01-10 24, 01-15 60", ["01-10..01-15 reduce over 01-15"]),
        ("? 24", ["reduce doubtful"]),
        ("01-08 24, 01-20 !", ["01-08.. reduce"]),
        ("01-08 30", []),
    ])
    func `a count holds from the sample below the cut to the first that is not`(samples: String, wanted: [String]) {
        let record = platelets(samples)
        guard case .count(let condition) = SubjectRule.plateletHold.condition else { return }
        let toxicity = CountToxicity(toxicity: "blood", condition: condition, action: .reduce)
        let episodes = assess(record, under: .small([.plateletHold]), at: moment("2024-03-01")).episodes
        #expect(toxicity.episodes(from: episodes, results: record.labResults).map(text) == wanted)
    }

    @Test func `a count that proves no recovery does not let the drug be resumed`() {
        let record = platelets("01-08 24, 01-10 40, 01-15 35")
        guard case .count(let condition) = SubjectRule.plateletHold.condition else { return }
        let toxicity = CountToxicity(toxicity: "blood", condition: condition, action: .reduce)
        let episodes = assess(record, under: .small([.plateletHold]), at: moment("2024-03-01")).episodes
        let transfused = toxicity.episodes(from: episodes, results: record.labResults) {
            $0.collected != date("2024-01-10")
        }
        #expect(transfused.flatMap(\.spans).map(\.resumeEligible) == [date("2024-01-15")])
    }

    @Test(arguments: [
        ("1           2024-01-08", []),
        ("1           2024-01-08..2024-01-20  painful", ["01-08..01-20 hold over 01-20"]),
        ("2           2024-01-08..2024-01-20  painless", ["01-08..01-20 hold over 01-20"]),
        ("2           2024-01-08..2024-01-20", ["01-08..01-20 holdPerhapsReduce over 01-20"]),
        ("2           2024-01-08..2024-01-20  painful", ["01-08..01-20 reduce over 01-20"]),
        ("3           2024-01-08", ["01-08.. reduce"]),
        ("4           2024-01-08", ["01-08.. stop"]),
        ("3           -", ["reduce"]),
    ])
    func `neuropathy asks by grade and pain, and where pain is not known for a hold with either level`(
        columns: String, wanted: [String]
    ) {
        let record = record("S", "DM  IXA\nEX  IXAZOMIB  2024-01-01\nAE  Neuropathy peripheral  \(columns)")
        let episodes = assess(record, under: .small([.neuropathy]), at: moment("2024-03-01")).episodes
        #expect(EventToxicity.neuropathy.episodes(from: episodes, in: record).map(text) == wanted)
    }

    @Test func `a serious event without a grade may ask for anything`() {
        let record = record("S", "DM  IXA\nAE  Sepsis  -  2024-01-08  serious")
        let episodes = assess(record, under: .small([.infection]), at: moment("2024-03-01")).episodes
        let toxicity = EventToxicity(toxicity: "infection", steps: [EventToxicity.Step(atLeast: 3, action: .hold)])
        #expect(toxicity.episodes(from: episodes, in: record).map(text) == ["01-08.. holdPerhapsReduce doubtful"])
    }

    @Test(arguments: [
        ("-  2024-01-08  serious", ["01-08.. hold"]), ("-  2024-01-08  life-threatening", ["01-08.. hold"]),
        ("3  2024-01-08  life-threatening", ["01-08.. hold"]),
    ])
    func `a report asks for certain for what every grade it may have asks for`(columns: String, wanted: [String]) {
        let toxicity = EventToxicity(toxicity: "infection", steps: [EventToxicity.Step(atLeast: 1, action: .hold)])
        #expect(toxicities(toxicity, columns) == wanted)
    }

    @Test(arguments: [
        ("3  2024-01-08", ["01-08.. reduce"]), ("4  2024-01-08", ["01-08.. stop"]),
        ("3  2024-01-08  life-threatening", ["01-08.. stop doubtful"]),
        ("-  2024-01-08  life-threatening", ["01-08.. stop"]), ("5  2024-01-08", []),
        ("3  2024-01-08  fatal", ["01-08.. stop doubtful"]),
    ])
    func `a grade below life-threatening asks for the more, and proves no violation`(columns: String, wanted: [String])
    {
        let steps = [
            EventToxicity.Step(atLeast: 5, action: nil), EventToxicity.Step(atLeast: 4, action: .stop),
            EventToxicity.Step(atLeast: 3, action: .reduce),
        ]
        #expect(toxicities(EventToxicity(toxicity: "infection", steps: steps), columns) == wanted)
    }

    private func toxicities(_ toxicity: EventToxicity, _ columns: String) -> [String] {
        let record = record("S", "DM  IXA\nAE  Sepsis  \(columns)")
        let episodes = assess(record, under: .small([.infection]), at: moment("2024-03-01")).episodes
        return toxicity.episodes(from: episodes, in: record).map(text)
    }

    @Test func `reports of one episode hold each from its own start`() {
        let record = record(
            "S",
            """
            DM  IXA
            AE  Neuropathy peripheral  1  2024-01-08..2024-01-20  painless
            AE  Neuropathy peripheral  3  2024-01-20..2024-02-10  painful
            """)
        let episodes = assess(record, under: .small([.neuropathy]), at: moment("2024-03-01")).episodes
        #expect(
            EventToxicity.neuropathy.episodes(from: episodes, in: record).map(text) == [
                "01-20..02-10 reduce over 02-10"
            ])
    }

    @Test func `a count, the hold and the dose against it come out of one record`() throws {
        var record = record(
            "S",
            """
            DM  IXA-LEN
            LB  PLAT  24 10^9/L  2024-01-10
            LB  PLAT  34 10^9/L  2024-01-17
            """)
        record.exposures = DoseTable("IXA 4 01-01 01-08 01-15; LEN 25 QOD 01-01..01-09").record.exposures
        guard case .count(let condition) = SubjectRule.plateletHold.condition else { return }
        let episodes = assess(record, under: .small([.plateletHold]), at: moment("2024-01-18")).episodes
        let toxicities = CountToxicity(toxicity: "blood", condition: condition, action: .reduce)
            .episodes(from: episodes, results: record.labResults)
        let story = doseStory(
            of: record, under: .both([.ixazomib, .lenalidomide]), toxicities: toxicities, on: day("2024-01-18"))
        #expect(story.due == "4 / 15")
        #expect(story.now(.lenalidomide) == "may resume 15")
        #expect(story.told == ["doseAgainstHold ixazomib 01-15"])
    }
}

extension EventToxicity {
    /// Neuropathy as ixazomib's table has it.
    fileprivate static let neuropathy = EventToxicity(
        toxicity: "neuropathy",
        steps: [
            Step(atLeast: 4, action: .stop), Step(atLeast: 3, action: .reduce),
            Step(atLeast: 2, pain: .yes, action: .reduce), Step(atLeast: 2, pain: .unknown, action: .holdPerhapsReduce),
            Step(atLeast: 2, action: .hold), Step(atLeast: 1, pain: .yes, action: .hold),
        ])
}

private func text(_ toxicity: ToxicityEpisode) -> String {
    let spans = toxicity.spans.map { span in
        "\(short(span.onset.earliest))..\(span.resumeEligible.map { short($0.earliest) } ?? "")"
    }
    let over = toxicity.over.map { ["over \(short($0.earliest))"] } ?? []
    return (spans + ["\(toxicity.action)"] + over + (toxicity.isCertain ? [] : ["doubtful"])).joined(separator: " ")
}

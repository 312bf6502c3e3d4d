// SPDX-License-Identifier: Apache-2.0

import Kit
import Rules
import Testing
import Trial

struct DosePropertyTests {
    @Test(arguments: 0..<60)
    func `the order of rows and episodes never changes the story`(seed: UInt64) {
        var generator = Seeded(seed: seed)
        let table = DoseTable(chance: &generator)
        let wanted = table.story(on: "06-30")
        for _ in 0..<5 {
            var shuffled = table
            shuffled.record.exposures.shuffle(using: &generator)
            shuffled.record.dispositions.shuffle(using: &generator)
            shuffled.record.adverseEvents.shuffle(using: &generator)
            shuffled.toxicities.shuffle(using: &generator)
            #expect(shuffled.story(on: "06-30") == wanted)
        }
    }

    @Test(arguments: 0..<60)
    func `states follow each other in time, no dose goes up, and every finding names rows of the record`(seed: UInt64) {
        var generator = Seeded(seed: seed)
        let table = DoseTable(chance: &generator)
        let story = table.story(on: "06-30")
        let rows = Set(table.record.exposures.map(\.key))
        for drug in story.drugs {
            #expect(
                zip(drug.states, drug.states.dropFirst()).allSatisfy { $0.since < $1.since && $0.state != $1.state })
            #expect(zip(drug.steps, drug.steps.dropFirst()).allSatisfy { $0.due.highest <= $1.due.highest })
            #expect(drug.steps.allSatisfy { $0.due.highest <= $0.due.lowest })
        }
        for finding in story.findings { #expect(!finding.rows.isEmpty && rows.isSuperset(of: finding.rows)) }
    }

    @Test(arguments: 0..<60)
    func `a doubtful episode proves nothing and takes nothing back`(seed: UInt64) {
        var generator = Seeded(seed: seed)
        var table = DoseTable(chance: &generator)
        table.toxicities.removeAll { !$0.isCertain }
        let before = table.story(on: "06-30")
        var doubtful = ToxicityEpisode(
            id: "X", toxicity: "blood", spans: [ToxicityEpisode.Span(onset: ClinicalDate(day("2024-03-01")))],
            action: .reduce, isCertain: false)
        doubtful.over = date("2024-03-20")
        table.toxicities.append(doubtful)
        let certain = { (story: DoseStory) in
            Set(story.findings.filter { $0.kind == .doseAgainstHold && $0.doubt == nil })
        }
        #expect(certain(table.story(on: "06-30")) == certain(before))
    }
}

extension DoseTable {
    /// Doses, toxicities and stops of half a year made of chance.
    init(chance generator: inout Seeded) {
        var lines: [String] = []
        let day = { (generator: inout Seeded) in
            let month = Int.random(in: 1...6, using: &generator)
            let text = Int.random(in: 1...29, using: &generator)
            return "0\(month)-\(text < 10 ? "0" : "")\(text)"
        }
        for _ in 0..<Int.random(in: 3...25, using: &generator) {
            let drug = ["IXA 4", "IXA 3", "IXA 2.3", "IXA ?", "LEN 25", "LEN 15", "LEN 0"].randomElement(
                using: &generator)
            let date = ["", "", "", "?", "03", "QOD"].randomElement(using: &generator) ?? ""
            let from = day(&generator)
            let dates = date == "QOD" ? "QOD \(from)..\(day(&generator))" : date.isEmpty ? from : date
            lines.append("\(drug ?? "IXA 4") \(dates)")
        }
        for _ in 0..<Int.random(in: 0...6, using: &generator) {
            let days = [day(&generator), day(&generator), day(&generator)].sorted().joined(separator: " ")
            let kind = ["PLT", "ANC", "PN", "RASH"].randomElement(using: &generator) ?? "PLT"
            let action = ["reduce", "reduce", "hold", "perhaps", "reduce?", "stop"].randomElement(using: &generator)
            lines.append("\(kind) \(days) \(action ?? "reduce")")
        }
        if Bool.random(using: &generator) { lines.append("AE \(day(&generator)) withdrawn") }
        if Int.random(in: 0..<4, using: &generator) == 0 { lines.append("DS DEATH \(day(&generator))") }
        self.init(lines.joined(separator: "\n"))
        for index in toxicities.indices { toxicities[index].id += " #\(index)" }
    }
}

// SPDX-License-Identifier: Apache-2.0

import Foundation
import Kit
import Rules
import Testing
import Trial

struct VerdictPropertyTests {
    @Test(arguments: 0..<30)
    func `the order of the rows never changes a verdict`(seed: UInt64) throws {
        var generator = Seeded(seed: seed)
        let studyProtocol = StudyProtocol.small(armRules: [try .neuropathy(), try .platelets()])
        let record = RandomRecord(using: &generator).record
        let wanted = assess(record, under: studyProtocol, at: moment("2024-06-01"))
        for _ in 0..<5 {
            var shuffled = record
            shuffled.labResults.shuffle(using: &generator)
            shuffled.adverseEvents.shuffle(using: &generator)
            shuffled.exposures.shuffle(using: &generator)
            shuffled.medications.shuffle(using: &generator)
            #expect(assess(shuffled, under: studyProtocol, at: moment("2024-06-01")) == wanted)
        }
    }

    @Test(arguments: 0..<30)
    func `every episode lies in order and rests on rows of the record, each in one episode of a kind`(seed: UInt64) {
        var generator = Seeded(seed: seed)
        let record = RandomRecord(using: &generator).record
        let episodes = assess(record, under: .small(), at: moment("2024-06-01")).episodes
        for episode in episodes {
            #expect(!episode.evidence.isEmpty)
            for row in episode.evidence + episode.closing { #expect(record.reading(of: row.key) == row.reading) }
            if let onset = episode.onset, let end = episode.end { #expect(onset.earliest <= end.latest) }
        }
        for sameKind in Dictionary(grouping: episodes, by: \.kind).values {
            let rows = sameKind.flatMap(\.evidence).map(\.key)
            #expect(Set(rows).count == rows.count)
        }
    }

    @Test func `a subject's summary survives JSON, and equal ones are equal bytes`() throws {
        var generator = Seeded(seed: 3)
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        for _ in 0..<50 {
            let record = RandomRecord(using: &generator).record
            let studyProtocol = StudyProtocol.small(armRules: [try .neuropathy(), try .platelets()])
            let summary = assess(record, under: studyProtocol, at: moment("2024-06-01")).summary
            let bytes = try encoder.encode(summary)
            let decoded = try JSONDecoder().decode(SubjectSummary.self, from: bytes)
            #expect(decoded == summary)
            #expect(try encoder.encode(decoded) == bytes)
        }
    }
}

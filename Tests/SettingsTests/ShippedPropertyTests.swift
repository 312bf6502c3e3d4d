// SPDX-License-Identifier: Apache-2.0

import Foundation
import Kit
import Rules
import Settings
import Testing
import Trial

/// What must be true of the shipped rules whatever the record.
@Suite struct ShippedPropertyTests {
    private func trial() throws -> StudyProtocol {
        try loadProtocol(at: Fixtures.shipped.path + "/protocols/nct04217967.yaml")
    }

    /// Rows around the cuts of the combined rules, some without limits, units or days.
    private func randomRecord(_ generator: inout Seeded) -> SubjectRecord {
        var record = record("S", "DM  IXA\nEX  IXAZOMIB  2024-01-01..  QD\nLB  CREAT  80 umol/L  2024-01-01  baseline")
        let results = [
            ("ALT", ["30 U/L", "130 U/L", ">100 U/L"], "10-40"), ("BILI", ["10 umol/L", "50 umol/L"], "3-21"),
            ("ALP", ["90 U/L", "260 U/L"], "40-125"), ("PLAT", ["200 10^9/L", "80 10^9/L", "80"], ""),
            ("HGB", ["120 g/L", "9 g/dL"], ""), ("LDH", ["200 U/L", "400 U/L"], "120-250"),
            ("CREAT", ["80 umol/L", "130 umol/L"], ""), ("NEUT", ["0.4 10^9/L", "3 10^9/L"], ""),
            ("K", ["4.5 mmol/L", "6.7 mmol/L", "6.2 mmol/L"], ""), ("HBSAG", ["POSITIVE", "NEGATIVE"], ""),
            ("HBVDNA", ["500 IU/mL", "<20 IU/mL"], ""),
        ]
        for row in 0..<Int.random(in: 10...60, using: &generator) {
            let day = "2024-0\(Int.random(in: 1...4, using: &generator))-1\(Int.random(in: 0...9, using: &generator))"
            let date = Int.random(in: 0..<15, using: &generator) == 0 ? String(day.prefix(7)) : day
            let (test, values, range) = results[Int.random(in: 0..<results.count, using: &generator)]
            let limits = Int.random(in: 0..<8, using: &generator) == 0 ? "" : range
            record.labResults.append(
                lab(
                    test, values[Int.random(in: 0..<values.count, using: &generator)], on: date, row: "\(row)",
                    range: limits))
            guard row % 6 == 0 else { continue }
            record.vitalSigns.append(vitalSign("TEMP", row % 4 == 0 ? "38.9 C" : "36.6 C", on: day, row: "\(row)"))
            record.adverseEvents.append(
                event("Pneumonia", grade: row % 5 + 1, from: day, row: "\(row)", isCoded: row % 4 == 0))
        }
        return record
    }

    @Test(arguments: 0..<30) func `the order of the rows never changes a verdict by the shipped rules`(
        seed: UInt64
    ) throws {
        var generator = Seeded(seed: seed)
        let studyProtocol = try trial()
        let record = randomRecord(&generator)
        let wanted = assess(record, under: studyProtocol, at: moment("2024-09-01"))
        for _ in 0..<4 {
            var shuffled = record
            shuffled.labResults.shuffle(using: &generator)
            shuffled.adverseEvents.shuffle(using: &generator)
            shuffled.vitalSigns.shuffle(using: &generator)
            #expect(assess(shuffled, under: studyProtocol, at: moment("2024-09-01")) == wanted)
        }
    }

    @Test(arguments: 0..<30) func `every row is in one episode of a kind, and says what the record says`(
        seed: UInt64
    ) throws {
        var generator = Seeded(seed: seed)
        let record = randomRecord(&generator)
        let episodes = assess(record, under: try trial(), at: moment("2024-09-01")).episodes
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

    @Test func `twice the years cost twice the time, not four times`() throws {
        let studyProtocol = try trial()
        let clock = ContinuousClock()
        let costs = [5, 20].map { years in
            let record = weeklyRecord(years: years)
            return (0..<3).map { _ in
                clock.measure { _ = assess(record, under: studyProtocol, at: moment("2045-01-01")) }
            }
            .min() ?? .zero
        }
        // Sixteen times would be quadratic.
        #expect(costs[1] < costs[0] * 9, "\(costs)")
    }

    /// Weekly panels in which every combined rule holds in half of the weeks.
    private func weeklyRecord(years: Int) -> SubjectRecord {
        var record = record("S", "DM  IXA\nEX  IXAZOMIB  2024-01-01..  QD\nLB  CREAT  80 umol/L  2024-01-01  baseline")
        for week in 0..<(years * 52) {
            let day = (day("2024-01-02") + week * 7).description
            let isBad = week % 4 < 2
            let panel = [
                ("ALT", isBad ? "200 U/L" : "20 U/L", "10-40"), ("AST", isBad ? "200 U/L" : "20 U/L", "10-40"),
                ("BILI", isBad ? "60 umol/L" : "9 umol/L", "3-21"), ("ALP", "90 U/L", "40-125"),
                ("PLAT", isBad ? "60 10^9/L" : "200 10^9/L", ""), ("HGB", isBad ? "90 g/L" : "120 g/L", ""),
                ("CREAT", isBad ? "150 umol/L" : "80 umol/L", ""), ("NEUT", isBad ? "0.5 10^9/L" : "3 10^9/L", ""),
                ("K", isBad ? "6.8 mmol/L" : "4 mmol/L", ""), ("WBC", "4 10^9/L", ""),
            ]
            for (test, value, range) in panel { record.labResults.append(lab(test, value, on: day, range: range)) }
            record.vitalSigns.append(vitalSign("TEMP", isBad ? "38.9 C" : "36.6 C", on: day))
        }
        // As the store gives them: in order of their keys.
        record.labResults.sort { $0.key < $1.key }
        record.vitalSigns.sort { $0.key < $1.key }
        return record
    }
}

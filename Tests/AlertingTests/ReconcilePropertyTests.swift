// SPDX-License-Identifier: Apache-2.0

import Alerting
import Foundation
import Kit
import Rules
import Testing
import Trial

struct ReconcilePropertyTests {
    /// What an officer sees as open: everything but how the alert came to be.
    private func openSet(_ book: AlertBook) -> [Episode] {
        book.open.map(\.episode).sorted { first, second in
            (first.rule, first.facet, first.evidence.first?.key.text ?? "")
                < (second.rule, second.facet, second.evidence.first?.key.text ?? "")
        }
    }

    @Test(arguments: 0..<60)
    func `splitting the arrivals over any number of looks ends in the same open alerts as one look`(
        seed: UInt64
    ) throws {
        var generator = Seeded(seed: seed)
        let studyProtocol = StudyProtocol.small()
        var course = RandomRecord(using: &generator)
        var stepwise = AlertBook()
        for _ in 0..<12 {
            for _ in 0..<Int.random(in: 1...3, using: &generator) { course.change(using: &generator) }
            stepwise.review(course.record, under: studyProtocol, at: moment("2024-06-01"))
        }
        course.settle(using: &generator)
        stepwise.review(course.record, under: studyProtocol, at: moment("2024-06-01"))
        var atOnce = AlertBook()
        atOnce.review(course.record, under: studyProtocol, at: moment("2024-06-01"))
        #expect(openSet(stepwise) == openSet(atOnce))
    }

    @Test(arguments: 0..<30)
    func `a second look at the same record changes nothing, and every change counts one version up`(seed: UInt64) {
        var generator = Seeded(seed: seed)
        let studyProtocol = StudyProtocol.small()
        var course = RandomRecord(using: &generator)
        var book = AlertBook()
        for step in 0..<12 {
            let policy: RetractionPolicy = [.allow, .hold, .release][step % 3]
            var versions: [AlertID: Int] = [:]
            for alert in book.alerts { versions[alert.id] = alert.version }
            let changes = book.review(
                course.record, under: studyProtocol, at: moment("2024-06-01"), retractions: policy)
            #expect(Set(changes.map(\.alert.id)).count == changes.count)
            for change in changes {
                #expect(change.alert.version == (versions[change.alert.id] ?? 0) + 1)
                #expect(!change.reasons.isEmpty && !change.kinds.isEmpty)
                #expect((change.alert.state == .closed) == (change.alert.closure != nil))
            }
            #expect(
                book.review(course.record, under: studyProtocol, at: moment("2024-06-01"), retractions: policy) == [])
            course.change(using: &generator)
        }
    }

    @Test(arguments: 0..<15)
    func `alerts and changes survive JSON, and equal ones are equal bytes`(seed: UInt64) throws {
        var generator = Seeded(seed: seed)
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        var course = RandomRecord(using: &generator)
        var book = AlertBook()
        for _ in 0..<10 {
            for change in book.review(course.record, under: .small(), at: moment("2024-06-01")) {
                let bytes = try encoder.encode(change)
                let decoded = try JSONDecoder().decode(AlertChange.self, from: bytes)
                #expect(decoded == change)
                #expect(try encoder.encode(decoded) == bytes)
            }
            course.change(using: &generator)
        }
        for alert in book.alerts {
            #expect(try JSONDecoder().decode(Alert.self, from: encoder.encode(alert)) == alert)
        }
    }

    @Test func `what is uncertain is written in order of name, whatever the order of the set`() throws {
        let episode = Episode(
            rule: "r", ruleVersion: "1", onset: nil, severity: .daily, finding: .system(LocalizedText(en: "x")),
            evidence: [], uncertainties: [.valueCensored, .dateUnknown, .unitSuspect, .painUnknown])
        let text = String(decoding: try JSONEncoder().encode(episode), as: UTF8.self)
        #expect(text.contains(#"["dateUnknown","painUnknown","unitSuspect","valueCensored"]"#))
    }
}

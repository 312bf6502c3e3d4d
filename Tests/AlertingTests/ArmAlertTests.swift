// SPDX-License-Identifier: Apache-2.0

import Alerting
import Kit
import Rules
import Testing
import Trial

struct ArmAlertTests {
    private func crossed() -> [SubjectSummary] {
        [
            summary("S1", entry: "2024-01-01", event: "2024-02-01"),
            summary("S2", entry: "2024-01-02", event: "2024-02-02"),
            summary("S3", entry: "2024-01-03"),
        ]
    }

    /// What becomes of a crossing of two events among two subjects.
    private func changes(to summaries: [SubjectSummary]) throws -> (AlertBook, [AlertChange]) {
        let studyProtocol = StudyProtocol.small(armRules: [try .neuropathy()])
        var book = AlertBook()
        try book.review(crossed(), arm: "IXA", under: studyProtocol, at: moment("2024-06-01"))
        let changes = try book.review(summaries, arm: "IXA", under: studyProtocol, at: moment("2024-06-02"))
        let again = try book.review(summaries, arm: "IXA", under: studyProtocol, at: moment("2024-06-02"))
        #expect(again == [])
        return (book, changes)
    }

    @Test func `a crossing is raised once and stands while subjects are added`() throws {
        let (book, changes) = try changes(to: crossed() + [summary("S4", entry: "2024-01-04")])
        #expect(changes == [])
        #expect(book.only.episode.severity == .critical)
        #expect(book.only.scope == .arm("IXA"))
    }

    @Test func `a late correction that removes the crossing retracts it and names the row`() throws {
        var summaries = crossed()
        summaries[0].events = [:]
        let (book, changes) = try changes(to: summaries)
        #expect(book.only.closure == .retracted)
        #expect(changes.map(\.reasons) == [[.recordChanged]])
        #expect(changes.map(\.notification) == [.notify(.critical)])
        #expect(changes.flatMap(\.corrections).map(\.key.text) == [#"["S1","Neuropathy peripheral","2024-02-01"]"#])
    }

    @Test func `an event that became doubtful leaves the crossing standing at its severity`() throws {
        var summaries = crossed()
        summaries[0] = summary("S1", entry: "2024-01-01", possibly: "2024-02-01")
        let (book, changes) = try changes(to: summaries)
        #expect(book.only.closure == nil)
        #expect(book.only.episode.severity == .critical)
        #expect(book.only.episode.uncertainties.contains(.evidenceUncertain))
        #expect(changes.map(\.kinds) == [[.amended]])
    }

    @Test func `a subject that lost its arm leaves the crossing standing as uncertain`() throws {
        var summaries = crossed()
        summaries[0].arm = nil
        let (book, _) = try changes(to: summaries)
        #expect(book.only.closure == nil)
        #expect(book.only.episode.uncertainties == [.evidenceUncertain])
    }

    @Test func `a possible crossing that is confirmed is the same alert, graver`() throws {
        let studyProtocol = StudyProtocol.small(armRules: [try .neuropathy()])
        var summaries = crossed()
        summaries[0] = summary("S1", entry: "2024-01-01", possibly: "2024-02-01")
        var book = AlertBook()
        try book.review(summaries, arm: "IXA", under: studyProtocol, at: moment("2024-04-12"))
        #expect(book.only.episode.severity == .daily)
        let changes = try book.review(crossed(), arm: "IXA", under: studyProtocol, at: moment("2024-04-13"))
        #expect(book.only.episode.severity == .critical)
        #expect(changes.map { $0.reasons.first } == [.severityRose])
    }
}

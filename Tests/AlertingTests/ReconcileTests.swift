// SPDX-License-Identifier: Apache-2.0

import Alerting
import Kit
import Rules
import Testing
import Trial

/// What happens to alerts when rows arrive, are corrected and vanish.
struct ReconcileTests {
    private let studyProtocol = StudyProtocol.small([.plateletHold, .neuropathy, .infection])

    private func platelets(_ rows: String) -> SubjectRecord { record("S", "DM  IXA\n\(rows)") }

    /// The changes that a second record makes to the alerts of a first.
    private func changes(from first: String, to second: String) -> [AlertChange] {
        var book = AlertBook()
        book.review(platelets(first), under: studyProtocol, at: moment("2024-03-01"))
        return book.review(platelets(second), under: studyProtocol, at: moment("2024-03-02"))
    }

    struct Case: CustomTestStringConvertible, Sendable {
        var testDescription: String
        var before: String
        var after: String
        var kinds: [AlertChange.Kind]
        var reasons: [AlertChange.Reason]
        var notification: Notification
    }

    static let cases: [Case] = [
        Case(
            testDescription: "a new row that meets the rule", before: "", after: "LB  PLAT  24 10^9/L  2024-01-08",
            kinds: [.raised], reasons: [.newEpisode], notification: .notify(.urgent)),
        Case(
            testDescription: "an episode seen after it ended", before: "",
            after: "LB  PLAT  24 10^9/L  2024-01-08\nLB  PLAT  60 10^9/L  2024-01-15",
            kinds: [.raised, .resolved], reasons: [.seenAfterItEnded], notification: .notify(.urgent)),
        Case(
            testDescription: "a further row no worse", before: "LB  PLAT  24 10^9/L  2024-01-08",
            after: "LB  PLAT  24 10^9/L  2024-01-08\nLB  PLAT  26 10^9/L  2024-01-15",
            kinds: [.amended], reasons: [.evidenceMoved], notification: .hold(.nothingToActOn)),
        Case(
            testDescription: "a worse row", before: "LB  PLAT  24 10^9/L  2024-01-08",
            after: "LB  PLAT  24 10^9/L  2024-01-08\nLB  PLAT  8 10^9/L  2024-01-15",
            kinds: [.amended], reasons: [.severityRose, .evidenceMoved], notification: .notify(.critical)),
        Case(
            testDescription: "a late row before the onset", before: "LB  PLAT  24 10^9/L  2024-01-08",
            after: "LB  PLAT  24 10^9/L  2024-01-08\nLB  PLAT  26 10^9/L  2024-01-05",
            kinds: [.amended], reasons: [.intervalMoved, .evidenceMoved], notification: .notify(.urgent)),
        Case(
            testDescription: "recovery", before: "LB  PLAT  24 10^9/L  2024-01-08",
            after: "LB  PLAT  24 10^9/L  2024-01-08\nLB  PLAT  60 10^9/L  2024-01-15",
            kinds: [.resolved], reasons: [.recovered], notification: .notify(.urgent)),
        Case(
            testDescription: "a relapse within the episode", before: "LB  PLAT  24 10^9/L  2024-01-08",
            after: "LB  PLAT  24 10^9/L  2024-01-08\nLB  PLAT  40 10^9/L  2024-01-15\nLB  PLAT  20 10^9/L  2024-01-22",
            kinds: [.amended], reasons: [.evidenceMoved], notification: .hold(.nothingToActOn)),
        Case(
            testDescription: "a correction that takes it back", before: "LB  PLAT  24 10^9/L  2024-01-08",
            after: "LB  PLAT  240 10^9/L  2024-01-08", kinds: [.retracted], reasons: [.sourceCorrected],
            notification: .notify(.urgent)),
        Case(
            testDescription: "a correction that keeps it", before: "LB  PLAT  24 10^9/L  2024-01-08",
            after: "LB  PLAT  23 10^9/L  2024-01-08", kinds: [.amended], reasons: [.evidenceCorrected],
            notification: .notify(.urgent)),
        Case(
            testDescription: "a deleted row", before: "LB  PLAT  24 10^9/L  2024-01-08", after: "",
            kinds: [.retracted], reasons: [.sourceDeleted], notification: .notify(.urgent)),
        Case(
            testDescription: "the closing row deleted",
            before: "LB  PLAT  24 10^9/L  2024-01-08\nLB  PLAT  60 10^9/L  2024-01-15",
            after: "LB  PLAT  24 10^9/L  2024-01-08", kinds: [.amended],
            reasons: [.intervalMoved, .evidenceCorrected, .reopened], notification: .notify(.urgent)),
        Case(
            testDescription: "a retraction after resolution",
            before: "LB  PLAT  24 10^9/L  2024-01-08\nLB  PLAT  60 10^9/L  2024-01-15",
            after: "LB  PLAT  240 10^9/L  2024-01-08\nLB  PLAT  60 10^9/L  2024-01-15", kinds: [.retracted],
            reasons: [.sourceCorrected], notification: .notify(.urgent)),
        Case(
            testDescription: "a date corrected under the same key", before: "LB  PLAT  24 10^9/L  2024-01-08  #a",
            after: "LB  PLAT  24 10^9/L  2024-01-09  #a", kinds: [.amended], reasons: [.intervalMoved],
            notification: .notify(.urgent)),
        Case(
            testDescription: "a date corrected by a row with a new key", before: "LB  PLAT  24 10^9/L  2024-01-08",
            after: "LB  PLAT  24 10^9/L  2024-01-09", kinds: [.amended],
            reasons: [.intervalMoved, .evidenceCorrected, .evidenceMoved], notification: .notify(.urgent)),
        Case(
            testDescription: "a result that became unreadable", before: "LB  PLAT  24 10^9/L  2024-01-08",
            after: "LB  PLAT  PENDING  2024-01-08", kinds: [.amended], reasons: [.certaintyMoved],
            notification: .notify(.urgent)),
        Case(
            testDescription: "a unit that was lost", before: "LB  PLAT  8 10^9/L  2024-01-08",
            after: "LB  PLAT  8  2024-01-08", kinds: [.amended], reasons: [.evidenceCorrected, .certaintyMoved],
            notification: .notify(.critical)),
        Case(
            testDescription: "a subject taken out of DM", before: "LB  PLAT  24 10^9/L  2024-01-08",
            after: "LB  PLAT  24 10^9/L  2024-01-08\nno DM", kinds: [.amended], reasons: [.certaintyMoved],
            notification: .notify(.urgent)),
        Case(
            testDescription: "a grade that was lost", before: "AE  Neuropathy peripheral  3  2024-01-08  painful",
            after: "AE  Neuropathy peripheral  -  2024-01-08  painful", kinds: [.amended],
            reasons: [.evidenceCorrected, .certaintyMoved], notification: .notify(.urgent)),
        Case(
            testDescription: "the grade of a serious event lost", before: "AE  Pneumonia  4  2024-01-08  serious",
            after: "AE  Pneumonia  -  2024-01-08  serious", kinds: [.amended],
            reasons: [.evidenceCorrected, .certaintyMoved], notification: .notify(.critical)),
        Case(
            testDescription: "a term that was coded", before: "AE  手足麻木  3  2024-01-08  painful  #a  uncoded",
            after: "AE  Neuropathy peripheral  3  2024-01-08  painful  #a", kinds: [.amended],
            reasons: [.evidenceMoved], notification: .hold(.nothingToActOn)),
        Case(
            testDescription: "an event coded to another term", before: "AE  Pneumonia  3  2024-01-08  #a",
            after: "AE  Headache  3  2024-01-08  #a", kinds: [.retracted], reasons: [.recordChanged],
            notification: .notify(.urgent)),
    ]

    @Test(arguments: cases)
    func `a change of the record changes its alert`(example: Case) {
        var book = AlertBook()
        book.review(platelets(example.before), under: studyProtocol, at: moment("2024-03-01"))
        var record = platelets(example.after.replacing("\nno DM", with: ""))
        if example.after.hasSuffix("no DM") { record.demographics = nil }
        let changes = book.review(record, under: studyProtocol, at: moment("2024-03-02"))
        #expect(changes.map(\.kinds) == [example.kinds])
        #expect(changes.map(\.reasons) == [example.reasons])
        #expect(changes.map(\.notification) == [example.notification])
        #expect(book.review(record, under: studyProtocol, at: moment("2024-03-02")) == [])
    }

    @Test func `a retraction says what each row said and says now`() throws {
        let changes = changes(
            from: "LB  PLAT  24 10^9/L  2024-01-08\nLB  PLAT  26 10^9/L  2024-01-15",
            to: "LB  PLAT  240 10^9/L  2024-01-08")
        let corrections = try #require(changes.first?.corrections)
        #expect(corrections.map(\.before) == ["24 10^9/L", "26 10^9/L"])
        #expect(corrections.map(\.after) == ["240 10^9/L", nil])
        #expect(changes.first?.reasons == [.sourceCorrected])
    }

    @Test func `an alert that stands as uncertain is certain again when its row can be read`() {
        var book = AlertBook()
        let readable = platelets("LB  PLAT  24 10^9/L  2024-01-08")
        book.review(readable, under: studyProtocol, at: moment("2024-03-01"))
        book.review(platelets("LB  PLAT  PENDING  2024-01-08"), under: studyProtocol, at: moment("2024-03-02"))
        #expect(book.only.episode.uncertainties == [.evidenceUncertain])
        #expect(book.only.state == .open)
        let changes = book.review(readable, under: studyProtocol, at: moment("2024-03-03"))
        #expect(changes.map(\.reasons) == [[.certaintyMoved]])
        #expect(book.only.episode.uncertainties == [])
    }

    @Test func `an uncertain alert is retracted once its row says no or is gone`() {
        for after in ["LB  PLAT  240 10^9/L  2024-01-08", ""] {
            var book = AlertBook()
            for rows in ["LB  PLAT  24 10^9/L  2024-01-08", "LB  PLAT  PENDING  2024-01-08", after] {
                book.review(platelets(rows), under: studyProtocol, at: moment("2024-03-01"))
            }
            #expect(book.only.closure == .retracted)
        }
    }

    @Test func `severity and interval do not shrink because a row cannot be read`() {
        var book = AlertBook()
        let rows = ["LB  PLAT  8 10^9/L  2024-01-08", "LB  PLAT  25 10^9/L  2024-01-15"]
        book.review(platelets(rows.joined(separator: "\n")), under: studyProtocol, at: moment("2024-03-01"))
        let doubtful = platelets("LB  PLAT  PENDING  2024-01-08\n\(rows[1])")
        let changes = book.review(doubtful, under: studyProtocol, at: moment("2024-03-02"))
        #expect(book.only.episode.severity == .critical)
        #expect(book.only.episode.onset == date("2024-01-08"))
        #expect(book.only.episode.uncertainties == [.evidenceUncertain])
        #expect(changes.map(\.corrections.count) == [1])
        #expect(book.review(doubtful, under: studyProtocol, at: moment("2024-03-03")) == [])
        book.review(platelets(rows[1]), under: studyProtocol, at: moment("2024-03-04"))
        #expect(book.only.episode.severity == .urgent)
        #expect(book.only.episode.onset == date("2024-01-15"))
    }

    @Test func `two alerts that turn out to be one episode go on as the older`() {
        var book = AlertBook()
        let apart = "LB  PLAT  24 10^9/L  2024-01-08\nLB  PLAT  60 10^9/L  2024-01-15\nLB  PLAT  22 10^9/L  2024-01-22"
        book.review(platelets(apart), under: studyProtocol, at: moment("2024-03-01"))
        #expect(book.alerts.count == 2)
        let joined = apart.replacing("60 10", with: "40 10")
        let changes = book.review(platelets(joined), under: studyProtocol, at: moment("2024-03-02"))
        #expect(changes.map(\.reasons.last) == [.reopened, .mergedIntoOlder])
        #expect(book.alerts.map(\.closure) == [nil, .merged(into: AlertID("A1"))])
        #expect(changes.last?.notification == .notify(.urgent))
        #expect(book.review(platelets(joined), under: studyProtocol, at: moment("2024-03-03")) == [])
    }

    @Test func `an alert whose episode splits keeps the earlier part, and the later raises its own`() {
        var book = AlertBook()
        let joined = "LB  PLAT  24 10^9/L  2024-01-08\nLB  PLAT  40 10^9/L  2024-01-15\nLB  PLAT  22 10^9/L  2024-01-22"
        book.review(platelets(joined), under: studyProtocol, at: moment("2024-03-01"))
        let changes = book.review(
            platelets(joined.replacing("40 10", with: "60 10")), under: studyProtocol, at: moment("2024-03-02"))
        #expect(changes.map(\.kinds) == [[.resolved], [.raised]])
        #expect(book.alerts.map(\.episode.onset) == [date("2024-01-08"), date("2024-01-22")])
    }

    @Test func `evidence goes before overlap when dates move past each other`() {
        var book = AlertBook()
        let first = "LB  PLAT  24 10^9/L  2024-01-08  #a\nLB  PLAT  60 10^9/L  2024-01-15  #b"
        book.review(platelets(first), under: studyProtocol, at: moment("2024-03-01"))
        let moved = """
            LB  PLAT  24 10^9/L  2024-02-08  #a
            LB  PLAT  60 10^9/L  2024-01-15  #b
            LB  PLAT  20 10^9/L  2024-01-10  #c
            """
        book.review(platelets(moved), under: studyProtocol, at: moment("2024-03-02"))
        #expect(book.alerts.map(\.episode.onset) == [date("2024-02-08"), date("2024-01-10")])
    }
}

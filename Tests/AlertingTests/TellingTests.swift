// SPDX-License-Identifier: Apache-2.0

import Alerting
import Foundation
import Kit
import Rules
import Testing
import Trial

/// Rows whose date is lost, and who hears how an alert ends.
struct TellingTests {
    private let studyProtocol = StudyProtocol.small([.plateletHold, .neuropathy])

    private func reviewed(_ records: [String], in book: inout AlertBook) -> [AlertChange] {
        records.enumerated().flatMap { look, rows in
            book.review(
                record("S", "DM  IXA\n\(rows)"), under: studyProtocol,
                at: ReviewMoment(now: Timestamp(milliseconds: 1_709_251_200_000 + Int64(look)), secondsFromUTC: 28_800))
        }
    }

    @Test(arguments: [
        ("LB  PLAT  5 10^9/L  2024-01-08", "LB  PLAT  5 10^9/L  -"),
        ("LB  PLAT  5 10^9/L  2024-01-08\nLB  PLAT  60 10^9/L  2024-01-15", "LB  PLAT  5 10^9/L  -"),
        ("AE  Neuropathy peripheral  3  2024-01-08  painful", "AE  Neuropathy peripheral  3  -  painful"),
    ])
    func `a row that loses its date and gets it back keeps its one alert`(dated: String, undated: String) {
        var book = AlertBook()
        let lost = reviewed([dated, undated], in: &book).last
        #expect(lost?.kinds == [.amended])
        #expect(lost?.alert.closure == nil)
        #expect(book.only.episode.uncertainties == [.dateUnknown])
        #expect(reviewed([undated], in: &book) == [])
        let found = reviewed([dated], in: &book)
        #expect(found.map { $0.kinds.contains(.retracted) } == [false])
        #expect(book.only.episode.onset == date("2024-01-08"))
        #expect(book.only.episode.uncertainties == [])
    }

    @Test func `of two undated rows the one that reads alike goes on as the alert`() {
        var book = AlertBook()
        _ = reviewed(
            ["LB  PLAT  5 10^9/L  2024-01-08", "LB  PLAT  20 10^9/L  -  #a\nLB  PLAT  5 10^9/L  -  #b"], in: &book)
        #expect(book.alerts.map { $0.episode.evidence.map(\.reading) } == [["5 10^9/L"], ["20 10^9/L"]])
    }

    @Test(arguments: [
        ("LB  PLAT  240 10^9/L  2024-01-08", AlertChange.Kind.retracted),
        ("LB  PLAT  24 10^9/L  2024-01-08\nLB  PLAT  60 10^9/L  2024-01-15", .resolved),
    ])
    func `the end is told at the highest severity the alert was ever told at`(end: String, kind: AlertChange.Kind) {
        var book = AlertBook()
        let changes = reviewed(
            ["LB  PLAT  8 10^9/L  2024-01-08", "LB  PLAT  24 10^9/L  2024-01-08", end], in: &book)
        #expect(changes.map(\.alert.episode.severity) == [.critical, .urgent, .urgent])
        #expect(changes.map(\.alert.severityTold) == [.critical, .critical, .critical])
        #expect(changes.last?.kinds == [kind])
        #expect(changes.last?.notification == .notify(.critical))
    }

    @Test func `an alert written before it was noted who was told ends at its present severity`() throws {
        var book = AlertBook()
        _ = reviewed(["LB  PLAT  8 10^9/L  2024-01-08"], in: &book)
        let bytes = try JSONEncoder().encode(book.only)
        let text = String(decoding: bytes, as: UTF8.self)
        let older = text.replacing(#","severityTold":"critical""#, with: "")
            .replacing(#""severityTold":"critical","#, with: "")
        let alert = try JSONDecoder().decode(Alert.self, from: Data(older.utf8))
        #expect(older != text)
        #expect(alert.severityTold == nil)
        #expect(alert.severityToEnd == .critical)
    }
}

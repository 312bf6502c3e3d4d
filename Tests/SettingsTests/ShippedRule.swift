// SPDX-License-Identifier: Apache-2.0

import Alerting
import Foundation
import Kit
import Rules
import Settings
import Testing
import Trial

/// One rule of the shipped protocol alone, so that a table of rows shows what it says of them.
struct ShippedRule {
    let studyProtocol: StudyProtocol

    /// The rule of an id, beside others on whose episodes it builds.
    init(_ id: String, beside others: [String] = []) throws {
        let file = Fixtures.shipped.appendingPathComponent("protocols/nct04217967.yaml").path
        try self.init(id, beside: others, of: loadProtocol(at: file))
    }

    /// The rule of an id in a protocol.
    init(_ id: String, beside others: [String] = [], of whole: StudyProtocol) throws {
        var studyProtocol = whole
        studyProtocol.subjectRules = studyProtocol.subjectRules.filter { $0.id == id || others.contains($0.id) }
        studyProtocol.armRules = []
        try #require(studyProtocol.subjectRules.count == 1 + others.count)
        self.studyProtocol = studyProtocol
    }

    /// The episodes of a table of rows, one a line: `2024-01-08..2024-01-20 critical (dateUnknown)`.
    ///
    /// Rows are separated by `;`, and days without a year are of 2024.
    func episodes(of rows: String, on today: String = "2024-12-01") -> [String] {
        assess(subject(rows), under: studyProtocol, at: moment(today)).episodes.map { episode in
            let doubts = episode.uncertainties.sorted().map(\.rawValue)
            let interval = "\(episode.onset?.description ?? "")..\(episode.end?.description ?? "")"
            return "\(interval.replacing("2024-", with: "")) \(episode.severity.rawValue)"
                + (doubts.isEmpty ? "" : " (\(doubts.joined(separator: ", ")))")
        }
    }

    /// What becomes of the alerts when the rows say one thing and then another: each as state and severity.
    func alerts(of rows: String, then others: String, on today: String = "2024-12-01") -> [String] {
        var book = AlertBook()
        book.review(subject(rows), under: studyProtocol, at: moment(today))
        book.review(subject(others), under: studyProtocol, at: moment(today))
        return book.alerts.map { alert in
            let isUncertain = alert.episode.uncertainties.contains(.evidenceUncertain) ? " uncertain" : ""
            return switch alert.closure {
            case nil: "open\(isUncertain)"
            case .resolved: "resolved"
            case .retracted: "retracted"
            case .superseded: "superseded"
            case .merged: "merged"
            }
        }
    }

    /// A subject's record from `LB|ALT|130 U/L|01-08|10-40; VS|TEMP|38.6 C|01-08`: the columns of `Kit.record` with
    /// bars between them, days of 2024 without their year, and an empty column for none.
    func subject(_ rows: String) -> SubjectRecord {
        let lines = rows.split(separator: ";").filter { !$0.allSatisfy { $0 == " " } }.map { row in
            row.split(separator: "|", omittingEmptySubsequences: false).map(column).joined(separator: "  ")
        }
        return record("S", (["DM  IXA"] + lines).joined(separator: "\n"))
    }

    private func column(_ text: Substring) -> String {
        let words = text.split(separator: " ").joined(separator: " ")
        guard !words.isEmpty else { return "-" }
        return words.split(separator: "..", omittingEmptySubsequences: false).map { part in
            part.wholeMatch(of: /0\d(-\d\d(T.*)?)?/) == nil ? String(part) : "2024-\(part)"
        }.joined(separator: "..")
    }
}

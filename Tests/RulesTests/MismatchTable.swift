// SPDX-License-Identifier: Apache-2.0

import Alerting
import CTCAE
import Kit
import Rules
import Trial

/// Rules over contradictions as tests use them, and what they say of a table of rows.
enum MismatchTable {
    static let withoutEvent = rule(
        MismatchCondition(
            finds: [.laboratoryWithoutEvent], gradeAtLeast: 4, withActionGrade: 3, recoversAt: 1, daysBefore: 7,
            daysAfter: 14, waitDays: 14))
    static let contradicted = rule(
        MismatchCondition(
            finds: [.gradeBelowLaboratory, .gradeAboveLaboratory], gradeAtLeast: 3, daysBefore: 7, daysAfter: 7,
            waitDays: 14))
    static let withoutLaboratory = rule(
        MismatchCondition(
            finds: [.eventWithoutLaboratory], gradeAtLeast: 2, daysBefore: 7, daysAfter: 7, waitDays: 14))
    static let conflict = rule(MismatchCondition(finds: [.seriousnessConflict]))
    static let causality = rule(MismatchCondition(finds: [.causalityMissing]))

    static func rule(_ condition: MismatchCondition) -> SubjectRule {
        SubjectRule.rule("mismatch", .mismatch(condition), [SeverityLevel(severity: .query)])
    }

    /// What stands in a record as `kind onset..end grade`, days of 2024 without their year; answers are left out.
    static func queries(_ rows: String, _ rule: SubjectRule, on today: String = "2024-03-01") -> [String] {
        episodes(record("S", rows), rule, on: today).filter { !$0.isAnswered }.map { episode in
            guard case .mismatch(let report) = episode.finding else { return "no mismatch" }
            let doubts = episode.uncertainties.sorted().map(\.rawValue)
            return "\(report.kind.rawValue) \(episode.onset?.description ?? "-") \(report.grade ?? 0)"
                .replacing("2024-", with: "") + (doubts.isEmpty ? "" : " (\(doubts.joined(separator: ", ")))")
        }
    }

    static func episodes(_ record: SubjectRecord, _ rule: SubjectRule, on today: String) -> [Episode] {
        let studyProtocol = StudyProtocol.small([.plateletHold, rule])
        return assess(record, under: studyProtocol, at: moment(today)).episodes.filter { $0.rule == rule.id }
    }

    /// What the last change of the only alert was as a record changes, and why.
    static func fate(_ tables: [String], _ rule: SubjectRule, on today: String = "2024-03-01") -> String {
        fate(of: tables.map { record("S", $0) }, rule, on: today)
    }

    static func fate(of records: [SubjectRecord], _ rule: SubjectRule, on today: String = "2024-03-01") -> String {
        var book = AlertBook()
        let changes = records.flatMap { book.review($0, under: .small([rule]), at: moment(today)) }
        guard let last = changes.last, book.alerts.count == 1 else { return "\(book.alerts.count) alerts" }
        return [last.kinds.last?.rawValue, last.reasons.last?.rawValue].compactMap(\.self).joined(separator: " ")
    }
}

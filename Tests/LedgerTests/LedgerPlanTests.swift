// SPDX-License-Identifier: Apache-2.0

import GRDB
import SQLiteStorage
import Storage
import Testing

@Suite struct `The cost of the ledger's questions` {
    /// Each row: a statement, and the index its plan must use; none may read a table from end to end.
    static let statements: [(String, String)] = [
        (LedgerSQL.progress, "sqlite_autoindex_study_progress_1"),
        (LedgerSQL.summaries, "sqlite_autoindex_assessment_1"),
        (LedgerSQL.dueSubjects, "assessment_due"),
        (LedgerSQL.knownSubjects, "alert_by_scope"),
        (LedgerSQL.qualityFlags, "PRIMARY KEY"),
        (LedgerSQL.subjectQualityFlags, "PRIMARY KEY"),
        (LedgerSQL.struckSubjects, "PRIMARY KEY"),
        (LedgerSQL.alert, "sqlite_autoindex_alert_1"),
        (LedgerSQL.reconciledAlerts, "alert_by_scope"),
        (LedgerSQL.alerts, "alert_by_state"),
        (LedgerSQL.alertsOfStudy, "alert_by_study_state"),
        (LedgerSQL.history, "sqlite_autoindex_alert_version_1"),
        (LedgerSQL.changes, "alert_version_by_time"),
        (LedgerSQL.changesForSummary, "alert_version_for_summary"),
        (LedgerSQL.writeSummariesTold, "alert_version_for_summary"),
        (LedgerSQL.evidence, "PRIMARY KEY"),
        (LedgerSQL.firstDue, "message_due"),
        (LedgerSQL.lastDue, "message_due"),
        (LedgerSQL.dueMessages, "message_pending"),
        (LedgerSQL.dueMessages, "message_of_alert"),
        (LedgerSQL.hastenEarlier, "message_of_alert"),
        (LedgerSQL.makeDue, "message_due"),
        (LedgerSQL.backlog, "message_due"),
        (LedgerSQL.receiversOwed, "message_due"),
        (LedgerSQL.pendingMessages, "message_pending"),
        (LedgerSQL.messageStanding, "sqlite_autoindex_message_1"),
    ]

    let folder: LedgerFolder

    init() throws {
        folder = try LedgerFolder()
        _ = try folder.ledger()
    }

    private func plan(_ sql: String) throws -> [String] {
        try folder.stranger { database in
            let parameters = Set(sql.matches(of: /\$\d/).map(\.output)).count
            let absent = StatementArguments([Int?](repeating: nil, count: parameters))
            return try Row.fetchAll(database, sql: "EXPLAIN QUERY PLAN \(sql)", arguments: absent).map { $0["detail"] }
        }
    }

    @Test(arguments: statements)
    func `is that of an index`(_ sql: String, _ index: String) throws {
        let plan = try plan(sql)
        #expect(plan.contains { $0.contains(index) }, "\(plan)")
        #expect(!plan.contains { $0.hasPrefix("SCAN") && !$0.contains(index) }, "\(plan)")
    }

    @Test(arguments: [LedgerSQL.dueMessages, LedgerSQL.reconciledAlerts, LedgerSQL.changes, LedgerSQL.summaries])
    func `needs no sorting where the order may be long`(_ sql: String) throws {
        let plan = try plan(sql)
        #expect(!plan.contains { $0.contains("TEMP B-TREE") }, "\(plan)")
    }
}

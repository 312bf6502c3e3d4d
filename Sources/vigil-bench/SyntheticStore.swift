// SPDX-License-Identifier: Apache-2.0

import Foundation
import GRDB
import SQLiteStorage
import Simulation
import Storage
import Trial

/// A follow-up store of any size whose subjects are all alike, written by SQLite itself.
///
/// Each subject has one arm, one dose, and 500 unremarkable laboratory results of five tests at 100 visits.
struct SyntheticStore {
    static let rowsPerSubject = 500

    let path: String
    let subjects: Int
    let writer: SQLiteFollowUpWriter

    /// Makes a store with about so many laboratory rows.
    init(path: String, rows: Int) throws {
        self.path = path
        subjects = rows / Self.rowsPerSubject
        writer = try SQLiteFollowUpWriter(path: path)
        try fill()
    }

    static func subject(_ number: Int) -> String { String(format: "S%07d", number) }

    /// Corrects one result of a subject to another unremarkable one.
    func correct(subject number: Int, to value: Int) throws {
        let row = SDTMRow(
            domain: .lb,
            values: [
                "STUDYID": SimulatedTrial.study, "USUBJID": Self.subject(number), "LBTESTCD": "PLAT",
                "LBSPEC": "BLOOD", "LBCAT": "HEMATOLOGY", "LBDTC": "2020-03-01T08:00", "VISITNUM": "50",
                "LBORRES": "\(value)", "LBORRESU": "10^9/L", "LBSTRESC": "\(value)", "LBSTRESN": "\(value)",
                "LBSTRESU": "10^9/L", "LBSTNRLO": "125", "LBSTNRHI": "350",
            ])
        guard try writer.apply([row]).updated == 1 else { throw BenchError.unreadable("the corrected row") }
    }

    /// Rows first and feed entries after them, without triggers: a hundred times faster, and the same in the end.
    private func fill() throws {
        let queue = try DatabaseQueue(path: path)
        try queue.writeWithoutTransaction { database in
            try database.execute(sql: "PRAGMA synchronous = OFF")
            try database.inTransaction {
                let sql = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
                let triggers = try Row.fetchAll(database, sql: sql)
                for trigger in triggers { try database.execute(sql: "DROP TRIGGER \(trigger[0] as String)") }
                for statement in Self.statements(subjects: subjects) { try database.execute(sql: statement) }
                for trigger in triggers { try database.execute(sql: trigger[1]) }
                return .commit
            }
            try database.execute(sql: "PRAGMA wal_checkpoint(TRUNCATE)")
        }
    }

    private static func statements(subjects: Int) -> [String] {
        let study = SimulatedTrial.study
        let numbers = { (count: Int) in
            "WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < \(count))"
        }
        let subject = "printf('S%07d', i)"
        let entered = "'2024-01-01T00:00:00.000Z'"
        return [
            """
            INSERT INTO dm (studyid, usubjid, siteid, armcd, actarmcd, rfstdtc)
            \(numbers(subjects)) SELECT '\(study)', \(subject), '01', 'IXA', 'IXA', '2020-01-06' FROM n
            """,
            """
            INSERT INTO ex (studyid, usubjid, extrt, exstdtc, exspid, visitnum, exdose, exdosu)
            \(numbers(subjects)) SELECT '\(study)', \(subject), 'IXAZOMIB', '2020-01-06', '', '', 4, 'mg' FROM n
            """,
            """
            INSERT INTO lb (studyid, usubjid, lbtestcd, lbspec, lbdtc, visitnum, visit, lbcat, lbmethod, lbrefid,
                lborres, lborresu, lbstresc, lbstresn, lbstresu, lbstnrlo, lbstnrhi)
            \(numbers(subjects * rowsPerSubject)),
            test (k, code, unit, low, high) AS (VALUES
                (0, 'HGB', 'g/L', 115, 150), (1, 'LYM', '10^9/L', 1, 3), (2, 'NEUT', '10^9/L', 2, 6),
                (3, 'PLAT', '10^9/L', 125, 350), (4, 'WBC', '10^9/L', 4, 9))
            SELECT '\(study)', printf('S%07d', i / 500), code, 'BLOOD',
                strftime('%Y-%m-%dT08:00', '2020-01-11', '+' || (i % 100) || ' days'), CAST(i % 100 AS TEXT), '',
                'HEMATOLOGY', '', '', high - 1, unit, high - 1, high - 1, unit, low, high
            FROM n CROSS JOIN test ON test.k = i % 500 / 100
            """,
            """
            INSERT INTO change_feed (studyid, usubjid, domain, row_key, operation, at)
            SELECT studyid, usubjid, 'lb',
                json_array(lbtestcd, lbspec, lbdtc, visitnum, visit, lbcat, lbmethod, lbrefid), 'insert', \(entered)
            FROM lb
            """,
        ]
    }
}

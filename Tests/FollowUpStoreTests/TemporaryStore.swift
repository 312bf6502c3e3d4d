// SPDX-License-Identifier: Apache-2.0

import Foundation
import GRDB
import SQLiteStorage
import Storage
import Trial

/// A follow-up store in a folder of its own that goes away with it.
final class TemporaryStore {
    let path: String
    let writer: SQLiteFollowUpWriter
    private let folder: URL

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "follow-up-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        path = folder.appending(path: "store.sqlite").path
        writer = try SQLiteFollowUpWriter(path: path)
    }

    deinit {
        // A folder left behind in the temporary directory harms no test.
        try? FileManager.default.removeItem(at: folder)
    }

    func store() throws -> SQLiteFollowUpStore {
        try SQLiteFollowUpStore(path: path)
    }

    /// Runs statements as any other program would, on a connection of its own.
    func execute(_ sql: String, recursiveTriggers: Bool = false) throws {
        let queue = try DatabaseQueue(path: path)
        try queue.inDatabase { database in
            try database.execute(sql: "PRAGMA recursive_triggers = \(recursiveTriggers ? "ON" : "OFF")")
            try database.execute(sql: sql)
        }
    }

    /// The feed after a position as aligned text: operation, subject, domain, key, chosen former values.
    func feed(after position: Int64 = 0, former variables: [String] = []) throws -> [String] {
        let queue = try DatabaseQueue(path: path)
        return try queue.inDatabase { database in
            let values = variables.map { "' \($0)=' || coalesce(json_extract(former, '$.\($0)'), 'none')" }
            let former = values.isEmpty ? "''" : "iif(former IS NULL, '', \(values.joined(separator: " || ")))"
            let sql = """
                SELECT operation || ' ' || usubjid || ' ' || domain || ' ' || row_key || \(former)
                FROM change_feed WHERE seq > \(position) ORDER BY seq
                """
            return try String.fetchAll(database, sql: sql)
        }
    }
}

/// A platelet count, the row most tests change.
func plateletCount(
    subject: String = "S-001", at collected: String = "2024-01-08T08:30", _ values: [String: String]
) -> SDTMRow {
    let key = ["STUDYID": "T-1", "USUBJID": subject, "LBTESTCD": "PLAT", "LBSPEC": "BLOOD", "LBDTC": collected]
    return SDTMRow(domain: .lb, values: key.merging(values) { _, given in given })
}

// SPDX-License-Identifier: Apache-2.0

import SQLiteStorage
import Storage
import Testing
import Trial

/// What one statement must leave in the feed, on a store that holds PLAT 24 and PLAT 90 of S-001.
struct FeedCase: CustomTestStringConvertible, Sendable {
    let name: String
    let sql: String
    let entries: [String]

    init(_ name: String, _ sql: String, _ entries: [String]) {
        self.name = name
        self.sql = sql
        self.entries = entries
    }

    var testDescription: String { name }

    static let first = #"["PLAT","","2024-01-08","","","","",""]"#
    static let second = #"["PLAT","","2024-01-15","","","","",""]"#
    static let third = #"["PLAT","","2024-01-22","","","","",""]"#

    private static func insert(_ verb: String, day: String, value: String, sequence: Int = 1) -> String {
        """
        \(verb) INTO lb (studyid, usubjid, lbtestcd, lbdtc, lbseq, lbstresn)
        VALUES ('T-1', 'S-001', 'PLAT', '\(day)', \(sequence), \(value))
        """
    }

    static let all = [
        FeedCase(
            "a new row", insert("INSERT", day: "2024-01-22", value: "30"),
            ["insert S-001 lb \(third)"]),
        FeedCase(
            "a replaced row", insert("INSERT OR REPLACE", day: "2024-01-08", value: "240"),
            ["update S-001 lb \(first) LBSTRESN=24.0"]),
        FeedCase("a row replaced by itself", insert("INSERT OR REPLACE", day: "2024-01-08", value: "24"), []),
        FeedCase(
            "a row replaced by itself, the value as text", insert("REPLACE", day: "2024-01-08", value: "'24'"), []),
        FeedCase(
            "a row replaced by itself, renumbered", insert("REPLACE", day: "2024-01-08", value: "24", sequence: 9), []),
        FeedCase(
            "REPLACE without a row to replace", insert("REPLACE", day: "2024-01-22", value: "30"),
            ["insert S-001 lb \(third)"]),
        FeedCase("a row ignored", insert("INSERT OR IGNORE", day: "2024-01-08", value: "240"), []),
        FeedCase(
            "a row ignored, then deleted",
            insert("INSERT OR IGNORE", day: "2024-01-08", value: "240") + "; DELETE FROM lb WHERE lbdtc = '2024-01-08'",
            ["delete S-001 lb \(first) LBSTRESN=24.0"]),
        FeedCase(
            "a row ignored, then another one new",
            insert("INSERT OR IGNORE", day: "2024-01-08", value: "240") + ";"
                + insert("INSERT", day: "2024-01-22", value: "30"),
            ["insert S-001 lb \(third)"]),
        FeedCase(
            "an upsert that updates",
            insert("INSERT", day: "2024-01-08", value: "240")
                + " ON CONFLICT DO UPDATE SET lbstresn = excluded.lbstresn",
            ["update S-001 lb \(first) LBSTRESN=24.0"]),
        FeedCase(
            "an upsert that does nothing",
            insert("INSERT", day: "2024-01-08", value: "240") + " ON CONFLICT DO NOTHING",
            []),
        FeedCase(
            "an upsert that moves the row in the way",
            insert("INSERT", day: "2024-01-08", value: "240") + " ON CONFLICT DO UPDATE SET lbdtc = '2024-01-22'",
            ["delete S-001 lb \(first) LBSTRESN=24.0", "insert S-001 lb \(third)"]),
        FeedCase(
            "a corrected value", "UPDATE lb SET lbstresn = 240 WHERE lbdtc = '2024-01-08'",
            ["update S-001 lb \(first) LBSTRESN=24.0"]),
        FeedCase(
            "a value taken out", "UPDATE lb SET lbstresn = NULL WHERE lbdtc = '2024-01-08'",
            ["update S-001 lb \(first) LBSTRESN=24.0"]),
        FeedCase("an update to the same values", "UPDATE lb SET lbstresn = lbstresn, lbdtc = lbdtc", []),
        FeedCase("an absent text made blank", "UPDATE lb SET lbnrind = ''", []),
        FeedCase("renumbering", "UPDATE lb SET lbseq = lbseq + 10", []),
        FeedCase(
            "a changed key", "UPDATE lb SET lbdtc = '2024-01-22' WHERE lbdtc = '2024-01-08'",
            ["delete S-001 lb \(first) LBSTRESN=24.0", "insert S-001 lb \(third)"]),
        FeedCase(
            "a row that moves to another subject", "UPDATE lb SET usubjid = 'S-002' WHERE lbdtc = '2024-01-08'",
            ["delete S-001 lb \(first) LBSTRESN=24.0", "insert S-002 lb \(first)"]),
        FeedCase(
            "a changed key that replaces another row",
            "UPDATE OR REPLACE lb SET lbdtc = '2024-01-15' WHERE lbdtc = '2024-01-08'",
            ["delete S-001 lb \(first) LBSTRESN=24.0", "update S-001 lb \(second) LBSTRESN=90.0"]),
        FeedCase(
            "a changed key ignored", "UPDATE OR IGNORE lb SET lbdtc = '2024-01-15' WHERE lbdtc = '2024-01-08'", []),
        FeedCase(
            "a deleted row", "DELETE FROM lb WHERE lbdtc = '2024-01-15'",
            ["delete S-001 lb \(second) LBSTRESN=90.0"]),
        FeedCase(
            "all rows deleted", "DELETE FROM lb",
            ["delete S-001 lb \(first) LBSTRESN=24.0", "delete S-001 lb \(second) LBSTRESN=90.0"]),
        FeedCase(
            "a row deleted and made again",
            "DELETE FROM lb WHERE lbdtc = '2024-01-08';" + insert("INSERT", day: "2024-01-08", value: "24"),
            ["delete S-001 lb \(first) LBSTRESN=24.0", "insert S-001 lb \(first)"]),
        FeedCase(
            "many rows replaced",
            "REPLACE INTO lb (studyid, usubjid, lbtestcd, lbdtc, lbstresn) "
                + "SELECT studyid, usubjid, lbtestcd, lbdtc, lbstresn * 10 FROM lb",
            ["update S-001 lb \(first) LBSTRESN=24.0", "update S-001 lb \(second) LBSTRESN=90.0"]),
        FeedCase(
            "a blank that stands for a key's value by default",
            "INSERT OR REPLACE INTO lb (studyid, usubjid, lbtestcd, lbspec, lbdtc, lbstresn) "
                + "VALUES ('T-1', 'S-001', 'PLAT', NULL, '2024-01-08', 240)",
            ["update S-001 lb \(first) LBSTRESN=24.0"]),
        FeedCase(
            "a value that is no number", "UPDATE lb SET lbstresn = 'clotted' WHERE lbdtc = '2024-01-08'",
            ["update S-001 lb \(first) LBSTRESN=24.0"]),
        FeedCase("a change rolled back", "BEGIN; DELETE FROM lb; ROLLBACK", []),
    ]
}

struct ChangeFeedTests {
    private func temporaryStore() throws -> TemporaryStore {
        let temporary = try TemporaryStore()
        try temporary.execute(
            """
            INSERT INTO lb (studyid, usubjid, lbtestcd, lbdtc, lbseq, lbstresn)
            VALUES ('T-1', 'S-001', 'PLAT', '2024-01-08', 1, 24), ('T-1', 'S-001', 'PLAT', '2024-01-15', 2, 90)
            """)
        return temporary
    }

    @Test(arguments: FeedCase.all, [false, true])
    func `a statement enters what it changed, whatever the writer's triggers do`(
        feedCase: FeedCase, recursiveTriggers: Bool
    ) throws {
        let temporary = try temporaryStore()
        let head = try temporary.store().head()
        try temporary.execute(feedCase.sql, recursiveTriggers: recursiveTriggers)
        #expect(try temporary.feed(after: head, former: ["LBSTRESN"]) == feedCase.entries)
    }

    @Test(arguments: [
        "INSERT INTO lb (studyid, usubjid, lbtestcd) VALUES ('T-1', '', 'PLAT')",
        "INSERT INTO lb (studyid, usubjid, lbtestcd) VALUES ('', 'S-001', 'PLAT')",
        "INSERT INTO lb (studyid, usubjid, lbtestcd, lbdtc) VALUES ('T-1', 'S-001', 'PLAT', '2024-01-08')",
        "UPDATE lb SET lbdtc = '2024-01-15' WHERE lbdtc = '2024-01-08'",
        "INSERT INTO lb (studyid, usubjid, lbtestcd) VALUES ('T-1', 'S-001', x'50')",
    ])
    func `a statement the schema refuses leaves no entry`(sql: String) throws {
        let temporary = try temporaryStore()
        let head = try temporary.store().head()
        #expect(throws: (any Error).self) { try temporary.execute(sql) }
        #expect(try temporary.feed(after: head).isEmpty)
    }

    @Test(arguments: Domain.allCases)
    func `every domain feeds inserts, corrections, renumbering and deletions`(domain: Domain) throws {
        let temporary = try TemporaryStore()
        let table = FollowUpTable.of(domain)
        let variable = table.columns[table.values.lowerBound].variable
        var row = SDTMRow(domain: domain, values: ["STUDYID": "T-1", "USUBJID": "S-001", variable: "a"])
        for position in table.key { row.values[table.columns[position].variable] = "k\(position)" }
        let key = table.rowKey(of: row).text
        #expect(try temporary.writer.apply([row]) == WriteCounts(inserted: 1))
        #expect(try temporary.writer.apply([row]) == WriteCounts(unchanged: 1))
        if let sequence = table.sequence { row.values[table.columns[sequence].variable] = "7" }
        #expect(try temporary.writer.apply([row]) == WriteCounts(unchanged: 1))
        row.values[variable] = "b"
        #expect(try temporary.writer.apply([row]) == WriteCounts(updated: 1))
        #expect(try temporary.writer.delete([row, row]) == WriteCounts(unchanged: 1, deleted: 1))
        #expect(
            try temporary.feed(former: [variable]) == [
                "insert S-001 \(domain.rawValue) \(key)", "update S-001 \(domain.rawValue) \(key) \(variable)=a",
                "delete S-001 \(domain.rawValue) \(key) \(variable)=b",
            ])
    }

    @Test(arguments: [
        "UPDATE lb SET lbstresn = 24", "DELETE FROM lb",
        "REPLACE INTO lb (studyid, usubjid, lbtestcd, lbstresn) VALUES ('T-1', 'S-001', 'PLAT', 24)",
    ])
    func `a row whose number is infinite can be corrected and taken out`(sql: String) throws {
        let temporary = try TemporaryStore()
        try temporary.execute(
            "INSERT INTO lb (studyid, usubjid, lbtestcd, lbstresn) VALUES ('T-1', 'S-001', 'PLAT', 9e999)")
        let head = try temporary.store().head()
        try temporary.execute(sql)
        #expect(try temporary.feed(after: head, former: ["LBSTRESN"]).map { $0.hasSuffix("LBSTRESN=Inf") } == [true])
    }

    @Test func `former values hold everything that was there, so that the past can be read`() throws {
        let temporary = try TemporaryStore()
        let row = plateletCount(["LBSEQ": "3", "LBSTRESN": "24", "LBSTRESU": "10^9/L", "LBNRIND": "LOW"])
        _ = try temporary.writer.apply([row])
        _ = try temporary.writer.delete([row])
        let former = ["LBSEQ", "LBSTRESN", "LBSTRESU", "LBNRIND", "LBCAT"]
        #expect(
            try temporary.feed(after: 1, former: former) == [
                #"delete S-001 lb ["PLAT","BLOOD","2024-01-08T08:30","","","","",""] LBSEQ=3 LBSTRESN=24.0"#
                    + " LBSTRESU=10^9/L LBNRIND=LOW LBCAT=none"
            ])
    }

    @Test(arguments: ["plain", "quote \" in it", "back\\slash", "tab\tnewline\n", "\u{1}\u{1F}", "血小板 ≤ 40", "é/"])
    func `a row key reads the same from the writer, the trigger and the record`(value: String) throws {
        let temporary = try TemporaryStore()
        let row = plateletCount(["LBMETHOD": value, "LBSTRESN": "24"])
        _ = try temporary.writer.apply([row])
        let key = FollowUpTable.of(.lb).rowKey(of: row)
        let store = try temporary.store()
        #expect(try store.changes(study: "T-1", after: 0, through: 1, limit: 9).map(\.key) == [key])
        #expect(try store.record(study: "T-1", subject: "S-001").labResults.map(\.key) == [key])
        #expect(FollowUpTable.of(.lb).keyValues(of: key)?[6] == value)
    }
}

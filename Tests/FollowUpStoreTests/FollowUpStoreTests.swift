// SPDX-License-Identifier: Apache-2.0

import Foundation
import GRDB
import SQLiteStorage
import Storage
import Testing
import Trial

struct FollowUpStoreTests {
    @Test func `a new store has an identity of its own and an empty feed`() throws {
        let temporary = try TemporaryStore()
        let other = try TemporaryStore()
        try withExtendedLifetime((temporary, other)) {
            let store = try temporary.store()
            let identity = try store.identity()
            #expect(try other.store().identity() != identity)
            #expect(identity.epoch == 1)
            #expect(identity.identity.count == 32)
            #expect(try store.head() == 0)
            #expect(try store.fingerprint(at: 1) == nil)
        }
    }

    @Test func `opening a store again keeps its identity and rows`() throws {
        let temporary = try TemporaryStore()
        let identity = try temporary.store().identity()
        _ = try temporary.writer.apply([plateletCount(["LBSTRESN": "24"])])
        let again = try SQLiteFollowUpWriter(path: temporary.path)
        #expect(try again.apply([plateletCount(["LBSTRESN": "24"])]) == WriteCounts(unchanged: 1))
        #expect(try temporary.store().identity() == identity)
    }

    @Test func `changes are those of one study, in order, within bounds`() throws {
        let temporary = try TemporaryStore()
        for day in 1...5 {
            var other = plateletCount(at: "2024-01-0\(day)", ["LBSTRESN": "24"])
            _ = try temporary.writer.apply([other])
            other.values["STUDYID"] = "T-2"
            _ = try temporary.writer.apply([other])
        }
        let store = try temporary.store()
        #expect(try store.head() == 10)
        #expect(try store.changes(study: "T-1", after: 1, through: 9, limit: 3).map(\.sequence) == [3, 5, 7])
        #expect(try store.changes(study: "T-2", after: 8, through: 9, limit: 3).isEmpty)
        let entry = try #require(try store.changes(study: "T-1", after: 0, through: 1, limit: 1).first)
        #expect(entry.subject == "S-001")
        #expect(entry.operation == .insert)
    }

    @Test func `subjects are those of any domain of the study`() throws {
        let temporary = try TemporaryStore()
        _ = try temporary.writer.apply([
            plateletCount(subject: "S-003", ["LBSTRESN": "24"]), plateletCount(subject: "S-003", at: "2024", [:]),
            SDTMRow(domain: .dm, values: ["STUDYID": "T-1", "USUBJID": "S-001"]),
            SDTMRow(domain: .ds, values: ["STUDYID": "T-1", "USUBJID": "S-002", "DSDECOD": "DEATH"]),
            SDTMRow(domain: .ds, values: ["STUDYID": "T-2", "USUBJID": "S-009", "DSDECOD": "DEATH"]),
        ])
        #expect(try temporary.store().subjects(study: "T-1") == ["S-001", "S-002", "S-003"])
        #expect(try temporary.store().subjects(study: "T-3").isEmpty)
    }

    @Test func `a fingerprint tells a rewritten entry from the one that was read`() throws {
        let temporary = try TemporaryStore()
        _ = try temporary.writer.apply([plateletCount(["LBSTRESN": "24"])])
        let store = try temporary.store()
        let fingerprint = try #require(try store.fingerprint(at: 1))
        #expect(try store.fingerprint(at: 1) == fingerprint)
        try temporary.execute("UPDATE change_feed SET at = '2000-01-01T00:00:00.000Z'")
        #expect(try store.fingerprint(at: 1) != fingerprint)
    }

    @Test func `the change counter moves with another connection's commit and with nothing else`() throws {
        let temporary = try TemporaryStore()
        let store = try temporary.store()
        let before = try store.changeCounter()
        #expect(try store.changeCounter() == before)
        _ = try temporary.writer.apply([plateletCount(["LBSTRESN": "24"])])
        let after = try store.changeCounter()
        #expect(after != before)
        _ = try store.record(study: "T-1", subject: "S-001")
        #expect(try store.changeCounter() == after)
    }

    @Test func `a row that belongs to nobody is refused and nothing of its batch is stored`() throws {
        let temporary = try TemporaryStore()
        let rows = [plateletCount(["LBSTRESN": "24"]), plateletCount(subject: "", ["LBSTRESN": "24"])]
        #expect(throws: FollowUpStoreError.rowBelongsToNobody(domain: .lb)) { try temporary.writer.apply(rows) }
        #expect(try temporary.store().head() == 0)
    }

    @Test func `what cannot be a follow-up store is named`() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "follow-up-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let missing = folder.appending(path: "none.sqlite").path
        #expect(throws: FollowUpStoreError.missing(path: missing)) { try SQLiteFollowUpStore(path: missing) }
        #expect(!FileManager.default.fileExists(atPath: missing))
        #expect(throws: FollowUpStoreError.isDirectory(path: folder.path)) {
            try SQLiteFollowUpStore(path: folder.path)
        }

        let text = folder.appending(path: "rows.csv").path
        try Data(repeating: 65, count: 8_192).write(to: URL(filePath: text))
        #expect(throws: FollowUpStoreError.notADatabase(path: text)) { try SQLiteFollowUpStore(path: text) }
        #expect(throws: FollowUpStoreError.notADatabase(path: text)) { try SQLiteFollowUpWriter(path: text) }

        let foreign = folder.appending(path: "foreign.sqlite").path
        try DatabaseQueue(path: foreign).inDatabase { try $0.execute(sql: "CREATE TABLE lb (x)") }
        let other = FollowUpStoreError.notAFollowUpStore(path: foreign)
        #expect(throws: other) { try SQLiteFollowUpStore(path: foreign) }
        #expect(throws: other) { try SQLiteFollowUpWriter(path: foreign) }
    }

    @Test(arguments: [
        ("/data/store.sqlite", false), ("/net/store.sqlite", true), ("/net", true), ("/network/store.sqlite", false),
        ("/net/local/store.sqlite", false), ("/a b/store.sqlite", true),
    ])
    func `a network file system is told by the mount that holds the path`(path: String, isNetwork: Bool) {
        let mounts = """
            /dev/vda / ext4 rw 0 0
            server:/trial /net nfs4 rw 0 0
            tmpfs /net/local tmpfs rw 0 0
            //server/share /a\\040b cifs rw 0 0
            """
        #expect(FileSystem.isNetwork(path: path, mounts: mounts) == isNetwork)
    }

    @Test func `a store of the first version is read as it is, and gets its new columns when it is written`() throws {
        let temporary = try TemporaryStore()
        var row = SDTMRow(domain: .ae, values: ["STUDYID": "T-1", "USUBJID": "S-001", "AETERM": "Fever", "AESER": "Y"])
        _ = try temporary.writer.apply([row])
        let triggers = ["before_insert", "after_insert", "before_key_update", "after_key_update", "after_value_update"]
        for table in FollowUpTable.all {
            for trigger in triggers + ["after_delete"] {
                try temporary.execute("DROP TRIGGER \(table.name)_\(trigger)")
            }
            for column in table.columns where column.schema > 1 {
                try temporary.execute("ALTER TABLE \(table.name) DROP COLUMN \(column.name)")
            }
        }
        try temporary.execute("PRAGMA user_version = 1")
        let store = try temporary.store()
        let old = try store.record(study: "T-1", subject: "S-001").adverseEvents
        #expect(old.map(\.serious) == [.yes])
        #expect(old.map(\.reporting) == [ReportingDates()])
        let head = try store.head()

        let writer = try SQLiteFollowUpWriter(path: temporary.path)
        #expect(try store.head() == head)
        #expect(try store.record(study: "T-1", subject: "S-001").adverseEvents == old)
        row.values["AEAWDTC"] = "2024-03-01"
        #expect(try writer.apply([row]) == WriteCounts(updated: 1))
        #expect(try store.head() == head + 1)
        let new = try store.record(study: "T-1", subject: "S-001").adverseEvents
        #expect(new.map(\.reporting.aware) == [ClinicalDate(sdtm: "2024-03-01")])
        #expect(try SQLiteFollowUpWriter(path: temporary.path).apply([row]) == WriteCounts(unchanged: 1))
    }

    @Test func `a store of a newer version is refused by name`() throws {
        let temporary = try TemporaryStore()
        try temporary.execute("PRAGMA user_version = 99")
        let newer = FollowUpStoreError.newerSchema(path: temporary.path, found: 99, known: FollowUpSQL.schemaVersion)
        #expect(throws: newer) { try temporary.store() }
        #expect(throws: newer) { try SQLiteFollowUpWriter(path: temporary.path) }
    }

    @Test func `the writer's commits survive a power failure and the file is a write-ahead one`() throws {
        let temporary = try TemporaryStore()
        #expect(try temporary.writer.pragma("synchronous") == "2")
        #expect(try temporary.writer.pragma("journal_mode") == "wal")
    }

    @Test(arguments: Domain.allCases)
    func `a record is read by one range of the primary key`(domain: Domain) throws {
        let temporary = try TemporaryStore()
        let plan = try temporary.plan(FollowUpSQL.record(.of(domain)), arguments: ["T-1", "S-001"])
        #expect(plan == ["SEARCH \(domain.rawValue) USING PRIMARY KEY (studyid=? AND usubjid=?)"])
    }

    @Test func `changes are read by one range of the feed's index`() throws {
        let plan = try TemporaryStore().plan(FollowUpSQL.changes, arguments: ["T-1", 5, 9, 100])
        #expect(plan == ["SEARCH change_feed USING INDEX change_feed_by_study (studyid=? AND seq>? AND seq<?)"])
    }

    @Test(arguments: Domain.allCases)
    func `subjects are found by steps along the primary key, never by a scan`(domain: Domain) throws {
        let plan = try TemporaryStore().plan(FollowUpSQL.subjects(.of(domain)), arguments: ["T-1"])
        #expect(!plan.contains { $0.hasPrefix("SCAN \(domain.rawValue)") })
        #expect(plan.contains { $0.contains("(studyid=? AND usubjid>?)") })
    }
}

extension TemporaryStore {
    /// The steps SQLite takes for a statement.
    func plan(_ sql: String, arguments: StatementArguments) throws -> [String] {
        try DatabaseQueue(path: path).inDatabase { database in
            try Row.fetchAll(database, sql: "EXPLAIN QUERY PLAN " + sql, arguments: arguments).map { $0["detail"] }
        }
    }
}

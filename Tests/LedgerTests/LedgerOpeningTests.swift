// SPDX-License-Identifier: Apache-2.0

import Alerting
import Foundation
import GRDB
import Glibc
import SQLiteStorage
import Storage
import Testing
import Trial

@Suite struct `Opening a ledger` {
    let folder: LedgerFolder

    init() throws { folder = try LedgerFolder() }

    private func refusal(_ opening: SQLiteLedger.Opening) -> LedgerError? {
        #expect(throws: LedgerError.self) { try folder.ledger(opening) }
    }

    @Test func `sets the writer to a write-ahead log that is flushed at each commit`() throws {
        for opening in [SQLiteLedger.Opening.creating, .existing] {
            let settings = try folder.ledger(opening).engineSettings()
            #expect(settings.journalMode == "wal")
            #expect(settings.synchronous == 2)
        }
    }

    @Test func `finds everything again`() throws {
        let identity: String
        do {
            let ledger = try folder.ledger()
            identity = ledger.identity
            try ledger.commit([raised(alert())], assessed("S-001"), messages: [owed("m1")], progress: progress(4))
        }
        let ledger = try folder.ledger(.existing)
        #expect(ledger.identity == identity)
        #expect(try ledger.alert(alert().id) == alert())
        #expect(try ledger.dueMessages(for: "ward", at: at(0), limit: 1) == [owed("m1")])
        #expect(try ledger.progress(study: study) == progress(4, areArmsDue: true))
        #expect(try ledger.summaries(study: study) == [summary("S-001")])
    }

    @Test func `makes no file where one is asked for`() throws {
        #expect(refusal(.existing) == .missing(path: folder.path))
        #expect(!FileManager.default.fileExists(atPath: folder.path))
    }

    @Test(arguments: [SQLiteLedger.Opening.existing, .creating])
    func `refuses a directory`(_ opening: SQLiteLedger.Opening) throws {
        try FileManager.default.createDirectory(atPath: folder.path, withIntermediateDirectories: false)
        #expect(refusal(opening) == .isDirectory(path: folder.path))
    }

    @Test(arguments: [SQLiteLedger.Opening.existing, .creating])
    func `refuses a file that is no database and leaves it alone`(_ opening: SQLiteLedger.Opening) throws {
        let text = Data(String(repeating: "not a database\n", count: 100).utf8)
        try text.write(to: URL(filePath: folder.path))
        #expect(refusal(opening) == .notADatabase(path: folder.path))
        #expect(try Data(contentsOf: URL(filePath: folder.path)) == text)
    }

    @Test(arguments: [SQLiteLedger.Opening.existing, .creating])
    func `refuses a database of another program and leaves it alone`(_ opening: SQLiteLedger.Opening) throws {
        try folder.stranger { try $0.execute(sql: "CREATE TABLE recipe (name TEXT)") }
        let before = try Data(contentsOf: URL(filePath: folder.path))
        #expect(refusal(opening) == .notALedger(path: folder.path))
        #expect(try Data(contentsOf: URL(filePath: folder.path)) == before)
    }

    @Test func `refuses an empty file unless it may make the ledger`() throws {
        try Data().write(to: URL(filePath: folder.path))
        #expect(refusal(.existing) == .notALedger(path: folder.path))
        #expect(try folder.ledger().verifyAudit() == .intact(entries: 0, head: String(repeating: "0", count: 64)))
    }

    @Test func `refuses a folder that does not exist`() throws {
        let path = folder.path + ".missing/ledger.sqlite"
        #expect(throws: LedgerError.notPermitted(path: path)) { try SQLiteLedger(path: path, opening: .creating) }
    }

    @Test(arguments: [SQLiteLedger.Opening.existing, .creating])
    func `refuses a newer schema`(_ opening: SQLiteLedger.Opening) throws {
        _ = try folder.ledger()
        try folder.stranger { try $0.execute(sql: "PRAGMA user_version = 99") }
        #expect(refusal(opening) == .newerSchema(path: folder.path, found: 99, known: LedgerSQL.schemaVersion))
    }

    @Test func `refuses an older schema where it may not migrate`() throws {
        _ = try folder.ledger()
        try folder.stranger { try $0.execute(sql: "PRAGMA user_version = 0") }
        #expect(refusal(.existing) == .olderSchema(path: folder.path, found: 0, known: LedgerSQL.schemaVersion))
    }

    /// Each row: an error of the engine, and what it means for the ledger.
    static let errors: [(ResultCode, LedgerError, Bool)] = [
        (.SQLITE_FULL, .full(path: "l"), false),
        (.SQLITE_IOERR_SHMSIZE, .full(path: "l"), false),
        (.SQLITE_IOERR_FSYNC, .inputOutput(path: "l", code: 1_034), true),
        (.SQLITE_IOERR, .inputOutput(path: "l", code: 10), true),
        (.SQLITE_CORRUPT, .corrupt(path: "l"), true),
        (.SQLITE_NOTADB, .notADatabase(path: "l"), false),
        (.SQLITE_READONLY, .notPermitted(path: "l"), false),
        (.SQLITE_BUSY, .busy(path: "l", seconds: 10), false),
        (.SQLITE_CONSTRAINT_CHECK, .engine(path: "l", code: 275, message: "refused"), false),
    ]

    @Test(arguments: errors)
    func `names the engine's errors and which of them end the process`(
        _ code: ResultCode, _ error: LedgerError, _ isFatal: Bool
    ) {
        let found = LedgerError(path: "l", code: code.rawValue, message: "refused")
        #expect(found == error)
        #expect(found.isFatal == isFatal)
        #expect(found.description.hasPrefix("l: "))
    }
}

// SPDX-License-Identifier: Apache-2.0

import GRDB
import Glibc
package import Storage

/// Opens ledger files, and says plainly when one cannot be used.
enum LedgerDatabase {
    /// How long a writer waits for another process's transaction, each of which takes milliseconds.
    static let busySeconds = 10
    /// Connections that read beside the writer: the courier, the console and a digest at once.
    private static let readersMax = 3
    /// What `PRAGMA synchronous` reads when it is FULL.
    static let synchronousFull = 2

    /// Opens a ledger, after making or migrating it where that is allowed.
    ///
    /// 1. The file and its file system are looked at before SQLite sees them.
    /// 2. Each connection checks that it stands on a ledger before anything is written, so that a file of some other
    ///    program is left as it was.
    /// 3. The writer is set to FULL, and what it then says of itself decides whether the ledger may be used.
    static func open(path: String, opening: SQLiteLedger.Opening, pagesMax: Int?) throws -> DatabasePool {
        try requirePlace(path, opening)
        return try explaining(path) {
            let pool = try DatabasePool(path: path, configuration: configuration(path, opening))
            try pool.writeWithoutTransaction { database in
                // GRDB's pool sets NORMAL once its connection is prepared, so FULL is set here and not there.
                try database.execute(sql: "PRAGMA synchronous = FULL")
                let settings = try engineSettings(database)
                guard settings.journalMode == "wal", settings.synchronous == synchronousFull else {
                    throw LedgerError.notDurable(
                        path: path, journalMode: settings.journalMode, synchronous: settings.synchronous)
                }
                if let pagesMax { try database.execute(sql: "PRAGMA max_page_count = \(pagesMax)") }
                guard opening == .creating else { return }
                try database.inTransaction(.immediate) {
                    try LedgerSchema.migrate(database)
                    return .commit
                }
            }
            return pool
        }
    }

    /// What a connection says of itself.
    static func engineSettings(_ database: Database) throws -> SQLiteLedger.EngineSettings {
        SQLiteLedger.EngineSettings(
            journalMode: try String.fetchOne(database, sql: "PRAGMA journal_mode") ?? "",
            synchronous: try Int.fetchOne(database, sql: "PRAGMA synchronous") ?? -1,
            version: try String.fetchOne(database, sql: "SELECT sqlite_version()") ?? "")
    }

    /// Runs a step and turns SQLite's errors into the ledger's.
    static func explaining<Value>(_ path: String, _ step: () throws -> Value) throws -> Value {
        do {
            return try step()
        } catch let error as DatabaseError {
            throw LedgerError(
                path: path, code: error.extendedResultCode.rawValue,
                message: error.message ?? "\(error.extendedResultCode)")
        }
    }

    private static func configuration(_ path: String, _ opening: SQLiteLedger.Opening) -> Configuration {
        var configuration = Configuration()
        configuration.busyMode = .timeout(Double(busySeconds))
        configuration.maximumReaderCount = readersMax
        configuration.prepareDatabase { try requireLedger($0, path: path, opening) }
        return configuration
    }

    private static func requireLedger(_ database: Database, path: String, _ opening: SQLiteLedger.Opening) throws {
        guard try LedgerSchema.isLedger(database) else {
            guard try opening == .creating && LedgerSchema.isEmpty(database) else {
                throw LedgerError.notALedger(path: path)
            }
            return
        }
        let found = try LedgerSchema.version(of: database)
        guard found <= LedgerSQL.schemaVersion else {
            throw LedgerError.newerSchema(path: path, found: found, known: LedgerSQL.schemaVersion)
        }
        guard found == LedgerSQL.schemaVersion || opening == .creating else {
            throw LedgerError.olderSchema(path: path, found: found, known: LedgerSQL.schemaVersion)
        }
    }

    private static func requirePlace(_ path: String, _ opening: SQLiteLedger.Opening) throws {
        var status = stat()
        if stat(path, &status) == 0 {
            guard status.st_mode & S_IFMT != S_IFDIR else { throw LedgerError.isDirectory(path: path) }
        } else {
            guard errno != EACCES else { throw LedgerError.notPermitted(path: path) }
            guard opening == .creating else { throw LedgerError.missing(path: path) }
        }
        let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
        guard !FileSystem.isNetwork(path: folder) else { throw LedgerError.networkFileSystem(path: path) }
    }
}

extension LedgerError {
    /// The ledger's name for an error of SQLite.
    ///
    /// - Parameters:
    ///   - code: SQLite's extended result code (sqlite.org/rescode.html).
    ///   - message: SQLite's text, which names tables and columns but holds no values.
    package init(path: String, code: Int32, message: String) {
        let extended = ResultCode(rawValue: code)
        switch (extended.primaryResultCode, extended) {
        // Shared memory is enlarged where the disk has no space left: nothing was written.
        case (.SQLITE_FULL, _), (_, .SQLITE_IOERR_SHMSIZE): self = .full(path: path)
        case (.SQLITE_IOERR, _): self = .inputOutput(path: path, code: code)
        case (.SQLITE_CORRUPT, _): self = .corrupt(path: path)
        case (.SQLITE_NOTADB, _): self = .notADatabase(path: path)
        case (.SQLITE_CANTOPEN, _), (.SQLITE_PERM, _), (.SQLITE_READONLY, _): self = .notPermitted(path: path)
        case (.SQLITE_BUSY, _): self = .busy(path: path, seconds: LedgerDatabase.busySeconds)
        default: self = .engine(path: path, code: code, message: message)
        }
    }
}

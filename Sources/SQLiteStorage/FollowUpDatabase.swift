// SPDX-License-Identifier: Apache-2.0

import GRDB
import Glibc
import Storage

/// Opens follow-up store files, and says plainly when one cannot be used.
enum FollowUpDatabase {
    /// Opens a store for reading only: the connection refuses writes.
    ///
    /// The file is opened for writing nevertheless, because a reader of a write-ahead log keeps its own marks in the
    /// `-shm` file beside it.
    static func reader(path: String) throws -> DatabaseQueue {
        try requireFile(path)
        return try explaining(path) {
            let queue = try DatabaseQueue(path: path, configuration: configuration("PRAGMA query_only = ON"))
            try queue.inDatabase { try requireStore($0, path: path) }
            return queue
        }
    }

    /// Opens a store for writing; creates it where no file stands, and brings an older one to this version.
    static func writer(path: String) throws -> DatabaseQueue {
        if access(path, F_OK) == 0 {
            try requireFile(path)
        } else {
            try requireLocal(StorePath(path).folder)
        }
        return try explaining(path) {
            // FULL: what an import reported as stored must survive a power failure, because nothing sends it again.
            let queue = try DatabaseQueue(path: path, configuration: configuration("PRAGMA synchronous = FULL"))
            try queue.inDatabase { database in
                if try !isEmpty(database) { try requireStore(database, path: path) }
                try database.execute(sql: "PRAGMA journal_mode = WAL")
                try database.inTransaction(.immediate) {
                    if try isEmpty(database) {
                        try FollowUpSchema.create(in: database)
                    } else {
                        let found = try schema(of: database)
                        if found < FollowUpSQL.schemaVersion { try FollowUpSchema.migrate(database, from: found) }
                    }
                    return .commit
                }
            }
            return queue
        }
    }

    /// Runs a step and turns SQLite's errors into the store's.
    static func explaining<Value>(_ path: String, _ step: () throws -> Value) throws -> Value {
        do {
            return try step()
        } catch let error as DatabaseError {
            switch error.resultCode {
            case .SQLITE_NOTADB, .SQLITE_CORRUPT: throw FollowUpStoreError.notADatabase(path: path)
            case .SQLITE_CANTOPEN, .SQLITE_PERM, .SQLITE_READONLY: throw FollowUpStoreError.notPermitted(path: path)
            default:
                let code = error.extendedResultCode
                throw FollowUpStoreError.engine(path: path, code: code.rawValue, message: error.message ?? "\(code)")
            }
        }
    }

    private static func configuration(_ pragma: String) -> Configuration {
        var configuration = Configuration()
        configuration.busyMode = .timeout(10)
        configuration.prepareDatabase { try $0.execute(sql: pragma) }
        return configuration
    }

    private static func isEmpty(_ database: Database) throws -> Bool {
        try Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_master") == 0
    }

    private static func requireStore(_ database: Database, path: String) throws {
        guard try Int32.fetchOne(database, sql: "PRAGMA application_id") == FollowUpSchema.applicationID else {
            throw FollowUpStoreError.notAFollowUpStore(path: path)
        }
        let found = try schema(of: database)
        guard found <= FollowUpSQL.schemaVersion else {
            throw FollowUpStoreError.newerSchema(path: path, found: found, known: FollowUpSQL.schemaVersion)
        }
    }

    /// The version of the store's schema as the running transaction sees it.
    static func schema(of database: Database) throws -> Int {
        try Int.fetchOne(database.cachedStatement(sql: "PRAGMA user_version")) ?? 0
    }

    private static func requireFile(_ path: String) throws {
        var status = stat()
        guard stat(path, &status) == 0 else {
            throw errno == EACCES ? FollowUpStoreError.notPermitted(path: path) : .missing(path: path)
        }
        guard status.st_mode & S_IFMT != S_IFDIR else { throw FollowUpStoreError.isDirectory(path: path) }
        try requireLocal(path)
    }

    private static func requireLocal(_ path: String) throws {
        if FileSystem.isNetwork(path: path) { throw FollowUpStoreError.networkFileSystem(path: path) }
    }
}

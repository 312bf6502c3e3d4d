// SPDX-License-Identifier: Apache-2.0

import GRDB
import Storage

/// The ledger in an SQLite file: what was found, told, answered and delivered.
///
/// One connection writes, each write in one IMMEDIATE transaction that is on disk when it returns; a few others read
/// beside it, each from one snapshot. Several processes may have the file open, as officers' commands do beside the
/// daemon; who follows studies into it also holds its ``LedgerLock``.
package struct SQLiteLedger: Sendable {
    /// What to do where the file is missing or of an older version.
    package enum Opening: Hashable, Sendable {
        /// Refuse: the file must be a ledger of this version.
        case existing
        /// Make the file where none is, and migrate an older one; for the holder of the ``LedgerLock`` alone.
        case creating
    }

    /// How the writing connection is set, as it says itself.
    package struct EngineSettings: Hashable, Sendable {
        /// `PRAGMA journal_mode`; `wal`.
        package let journalMode: String
        /// `PRAGMA synchronous`; 2 is FULL.
        package let synchronous: Int
        /// The version of SQLite.
        package let version: String
    }

    /// The file.
    package let path: String
    /// Random, minted when the ledger was made.
    package let identity: String
    private let pool: DatabasePool
    private let evidenceHash: EvidenceHash

    /// Opens a ledger.
    ///
    /// - Parameters:
    ///   - pagesMax: pages of 4,096 bytes the file may grow to; nil for as many as the disk holds.
    /// - Throws: `LedgerError` when the file cannot be used, or the engine would not keep what is committed.
    package init(path: String, opening: Opening, pagesMax: Int? = nil) throws {
        self.path = path
        let pool = try LedgerDatabase.open(path: path, opening: opening, pagesMax: pagesMax)
        self.pool = pool
        let row = try LedgerDatabase.explaining(path) {
            try pool.read { try Row.fetchOne($0, sql: LedgerSQL.identity) }
        }
        guard let row, let evidenceHash = EvidenceHash(hexadecimalKey: row[1]) else {
            throw LedgerError.unreadable(path: path, what: "the ledger's own key")
        }
        identity = row[0]
        self.evidenceHash = evidenceHash
    }

    /// How the writing connection is set, read back from it.
    package func engineSettings() throws -> EngineSettings {
        try LedgerDatabase.explaining(path) {
            try pool.writeWithoutTransaction { try LedgerDatabase.engineSettings($0) }
        }
    }

    /// Reads from one snapshot.
    func read<Value>(_ body: (LedgerTransaction) throws -> Value) throws -> Value {
        try LedgerDatabase.explaining(path) {
            try pool.read { try body(transaction($0)) }
        }
    }

    /// Writes in one transaction, which is on disk when this returns and undone when it throws.
    func write<Value>(_ body: (LedgerTransaction) throws -> Value) throws -> Value {
        try LedgerDatabase.explaining(path) {
            try pool.writeWithoutTransaction { database in
                var value: Value?
                try database.inTransaction(.immediate) {
                    value = try body(transaction(database))
                    return .commit
                }
                guard let value else { preconditionFailure("a transaction that commits has run its body") }
                return value
            }
        }
    }

    private func transaction(_ database: Database) -> LedgerTransaction {
        LedgerTransaction(database: database, path: path, evidenceHash: evidenceHash)
    }
}

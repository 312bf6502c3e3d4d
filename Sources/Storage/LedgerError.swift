// SPDX-License-Identifier: Apache-2.0

/// Why the ledger cannot be used, or refused a write: where, what was found, what to do.
///
/// When a write throws one of these, nothing of it is in the ledger.
package enum LedgerError: Error, Hashable, Sendable {
    /// No file stands at the path.
    case missing(path: String)
    /// A directory stands at the path.
    case isDirectory(path: String)
    /// The file is no SQLite database.
    case notADatabase(path: String)
    /// The file is a database of some other program.
    case notALedger(path: String)
    /// The ledger was made by an older version, and this command may not change its tables.
    case olderSchema(path: String, found: Int, known: Int)
    /// The ledger was made by a newer version.
    case newerSchema(path: String, found: Int, known: Int)
    /// The file is on a network file system, where write-ahead logging is not safe.
    case networkFileSystem(path: String)
    /// The process may not open or write the file.
    case notPermitted(path: String)
    /// The engine would not promise that what is committed survives a power failure.
    case notDurable(path: String, journalMode: String, synchronous: Int)
    /// Another process follows studies into this ledger; its id where it is known.
    case held(path: String, holder: Int32?)
    /// Another process kept the ledger's write lock for longer than a writer waits.
    case busy(path: String, seconds: Int)
    /// The disk, or the ledger's own limit, is full.
    case full(path: String)
    /// Reading, writing or flushing the file failed; what is in the process may no longer be what is on disk.
    case inputOutput(path: String, code: Int32)
    /// The file's pages contradict each other.
    case corrupt(path: String)
    /// A row holds something that this program did not write.
    case unreadable(path: String, what: String)
    /// An attempt was recorded for a message that the outbox does not hold.
    case unknownMessage(webhookID: String)
    /// A file that stands beside the ledger cannot be opened or written; the system's error number.
    case companion(path: String, code: Int32)
    /// The database refused; the text is the engine's and holds no values.
    case engine(path: String, code: Int32, message: String)

    /// Whether the process must end and recover from disk instead of trying again.
    ///
    /// After a failed flush the kernel may drop the pages it could not write and report success the next time, so
    /// that only reading the file anew tells what is stored.
    package var isFatal: Bool {
        switch self {
        case .inputOutput, .corrupt, .notDurable: true
        default: false
        }
    }
}

extension LedgerError: CustomStringConvertible {
    /// One sentence with what to do.
    package var description: String {
        switch self {
        case .missing(let path):
            "\(path): no ledger is here; check `ledger:`, or start `vigil run` once to create it"
        case .isDirectory(let path):
            "\(path): this is a directory; name the ledger file in it"
        case .notADatabase(let path):
            "\(path): this file is not an SQLite database; check the path, or restore the ledger from a backup"
        case .notALedger(let path):
            "\(path): this database is not a ledger; check the path (the follow-up store is another file)"
        case .olderSchema(let path, let found, let known):
            "\(path): the ledger has schema \(found), this program needs \(known); start the daemon once, it migrates"
        case .newerSchema(let path, let found, let known):
            "\(path): the ledger has schema \(found), this program knows \(known); install the newer vigil"
        case .networkFileSystem(let path):
            "\(path): network file systems lose SQLite's locks; move the ledger to a local disk"
        case .notPermitted(let path):
            "\(path): not permitted; the folder must exist, and folder and file must be writable for this user"
        case .notDurable(let path, let journalMode, let synchronous):
            """
            \(path): the engine runs with journal_mode \(journalMode) and synchronous \(synchronous), not wal and 2 \
            (FULL), so that an alert could be lost at a power failure; move the ledger to a local disk that allows both
            """
        case .held(let path, let holder):
            """
            \(path): \(holder.map { "process \($0)" } ?? "another process") follows studies into this ledger; stop it \
            first, or use the commands that work beside it
            """
        case .busy(let path, let seconds):
            "\(path): another process has been writing for \(seconds) s; nothing was changed, try again"
        case .full(let path):
            "\(path): the disk is full; nothing was changed. Free space on the ledger's disk, then try again"
        case .inputOutput(let path, let code):
            """
            \(path): reading or writing the disk failed (SQLite error \(code)); what is stored is only known after a \
            restart. Check the disk, then start again
            """
        case .corrupt(let path):
            "\(path): the file is damaged; stop, keep a copy of it, and restore the ledger from a backup"
        case .unreadable(let path, let what):
            "\(path): \(what) cannot be read; something else has written here. Run `vigil audit verify`"
        case .unknownMessage(let webhookID):
            "message \(webhookID): the outbox does not hold it for this receiver; nothing was recorded"
        case .companion(let path, let code):
            "\(path): cannot be written (system error \(code)); check the permissions and space of its folder"
        case .engine(let path, let code, let message):
            "\(path): SQLite error \(code): \(message)"
        }
    }
}

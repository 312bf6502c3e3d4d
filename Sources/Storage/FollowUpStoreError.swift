// SPDX-License-Identifier: Apache-2.0

package import Trial

/// Why a follow-up store cannot be used: where, what was found, what to do.
package enum FollowUpStoreError: Error, Hashable, Sendable {
    /// No file stands at the path.
    case missing(path: String)
    /// A directory stands at the path.
    case isDirectory(path: String)
    /// The file is no SQLite database.
    case notADatabase(path: String)
    /// The file is a database of some other program.
    case notAFollowUpStore(path: String)
    /// The store was made by a newer version.
    case newerSchema(path: String, found: Int, known: Int)
    /// The file is on a network file system, where write-ahead logging is not safe.
    case networkFileSystem(path: String)
    /// The process may not open the file.
    case notPermitted(path: String)
    /// A row on its way in has no STUDYID or no USUBJID.
    case rowBelongsToNobody(domain: Domain)
    /// A full import would delete more rows than it may.
    case tooManyDeletions(absent: [Domain: Int], deletionsMax: Int)
    /// A full import would delete too large a share of a domain's rows.
    case tooLargeShareDeleted(absent: [Domain: Int], domain: Domain, stored: Int)
    /// The database refused; the text is SQLite's and holds no values.
    case engine(path: String, code: Int32, message: String)
}

extension FollowUpStoreError: CustomStringConvertible {
    /// One sentence with what to do.
    package var description: String {
        switch self {
        case .missing(let path):
            "\(path): no follow-up store is here; check `store:` or create one with `vigil import … --store \(path)`"
        case .isDirectory(let path):
            "\(path): this is a directory; name the database file in it"
        case .notADatabase(let path):
            "\(path): this file is not an SQLite database; check the path, or restore the store from a backup"
        case .notAFollowUpStore(let path):
            "\(path): this database is not a follow-up store; check the path (the ledger is another file)"
        case .newerSchema(let path, let found, let known):
            "\(path): the store has schema \(found), this program knows \(known); install the newer vigil"
        case .networkFileSystem(let path):
            "\(path): network file systems lose SQLite's locks; move the store to a local disk"
        case .notPermitted(let path):
            "\(path): not permitted; the file and its folder must be readable and writable for this user's group"
        case .rowBelongsToNobody(let domain):
            "\(domain.code): a row has no STUDYID or no USUBJID; it cannot be stored"
        case .tooManyDeletions(let absent, let deletionsMax):
            """
            a full import would delete \(absent.values.reduce(0, +)) rows (\(FollowUpStoreError.list(absent))), more \
            than \(deletionsMax); nothing was changed. If the files are complete, repeat with \
            --accept-deletions \(absent.values.reduce(0, +))
            """
        case .tooLargeShareDeleted(let absent, let domain, let stored):
            """
            a full import would delete \(absent[domain] ?? 0) of the \(stored) \(domain.code) rows that are stored; \
            nothing was changed. Is the file whole? If it is, repeat with \
            --accept-deletions \(absent.values.reduce(0, +))
            """
        case .engine(let path, let code, let message):
            "\(path): SQLite error \(code): \(message)"
        }
    }

    private static func list(_ counts: [Domain: Int]) -> String {
        counts.sorted { $0.key.rawValue < $1.key.rawValue }.map { "\($0.key.code) \($0.value)" }.joined(separator: ", ")
    }
}

// SPDX-License-Identifier: Apache-2.0

import GRDB
import GRDBSQLite
import Storage
import Synchronization

/// A reading connection to the store that stands at a path now.
///
/// A connection stays with the file it opened: when that is exchanged or removed it goes on answering from what nobody
/// else sees any more, and a monitor that believed it would be silent for ever. Each use therefore asks SQLite whether
/// its file is still the one at the path. A class, because all copies of a store share the connection.
final class FollowUpConnection: Sendable {
    private let path: String
    private let current: Mutex<DatabaseQueue>

    /// Opens the store at a path.
    init(path: String) throws {
        self.path = path
        current = Mutex(try FollowUpDatabase.reader(path: path))
    }

    /// The connection to the file that is there now; opened anew where the former file no longer is.
    ///
    /// - Throws: `FollowUpStoreError` when no store is there.
    func queue() throws -> DatabaseQueue {
        try current.withLock { current in
            if try current.inDatabase(Self.hasMoved) { current = try FollowUpDatabase.reader(path: path) }
            return current
        }
    }

    private static func hasMoved(_ database: Database) throws -> Bool {
        var hasMoved: Int32 = 0
        let code = sqlite3_file_control(database.sqliteConnection, "main", SQLITE_FCNTL_HAS_MOVED, &hasMoved)
        guard code == SQLITE_OK else { throw DatabaseError(resultCode: ResultCode(rawValue: code)) }
        return hasMoved != 0
    }
}

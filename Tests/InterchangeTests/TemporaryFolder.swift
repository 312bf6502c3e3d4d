// SPDX-License-Identifier: Apache-2.0

import Foundation
import SQLiteStorage
import Storage
import Trial

/// A folder of files to import, and of a store to import them into, that goes away with its last user.
final class TemporaryFolder {
    let path: String

    init() throws {
        path = FileManager.default.temporaryDirectory.appending(path: "interchange-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit {
        // A folder left behind in the temporary directory harms no test.
        try? FileManager.default.removeItem(atPath: path)
    }

    /// Writes a file and tells its path.
    @discardableResult
    func file(_ name: String, _ text: String) throws -> String {
        try file(name, bytes: Array(text.utf8))
    }

    @discardableResult
    func file(_ name: String, bytes: [UInt8]) throws -> String {
        try Data(bytes).write(to: URL(filePath: "\(path)/\(name)"))
        return "\(path)/\(name)"
    }

    /// The folder's store, made when it is first asked for.
    func writer() throws -> any FollowUpWriter {
        try SQLiteFollowUpWriter(path: path + "/store.sqlite")
    }

    func store() throws -> any FollowUpStore {
        try SQLiteFollowUpStore(path: path + "/store.sqlite")
    }
}

// SPDX-License-Identifier: Apache-2.0

import Foundation
import SQLiteStorage
import Storage
import Testing
import Trial

@Suite(.timeLimit(.minutes(1)))
struct FollowUpWatchTests {
    @Test func `a commit is hinted at`() async throws {
        let temporary = try TemporaryStore()
        var hints = try FollowUpWatch(path: temporary.path).hints().makeAsyncIterator()
        _ = try temporary.writer.apply([plateletCount(["LBSTRESN": "24"])])
        #expect(await hints.next() != nil)
    }

    @Test func `another file in the same folder is no hint`() async throws {
        let temporary = try TemporaryStore()
        let hints = try FollowUpWatch(path: temporary.path).hints()
        try Data("x".utf8).write(to: URL(filePath: temporary.path + ".csv"))
        // The folder's move ends the stream and is told after everything before it, so that a wrong hint stands first.
        let folder = URL(filePath: temporary.path).deletingLastPathComponent().path
        try FileManager.default.moveItem(atPath: folder, toPath: folder + "-moved")
        defer { try? FileManager.default.removeItem(atPath: folder + "-moved") }
        var count = 0
        for await _ in hints { count += 1 }
        #expect(count == 0)
    }

    @Test func `a folder that is not there is an error`() {
        let watch = FollowUpWatch(path: "/nonexistent-folder/store.sqlite")
        #expect(throws: FollowUpStoreError.self) { try watch.hints() }
    }
}

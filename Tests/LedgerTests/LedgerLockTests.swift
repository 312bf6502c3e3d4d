// SPDX-License-Identifier: Apache-2.0

import Foundation
import Glibc
import SQLiteStorage
import Storage
import Testing

@Suite struct `The right to follow studies` {
    let folder: LedgerFolder

    init() throws { folder = try LedgerFolder() }

    @Test func `is held by one process, which the refusal names`() throws {
        let lock = try LedgerLock(ledger: folder.path)
        let refusal = #expect(throws: LedgerError.self) { try LedgerLock(ledger: folder.path) }
        #expect(refusal == .held(path: folder.path, holder: getpid()))
        #expect(refusal?.description.contains("process \(getpid()) ") == true)
        #expect(lock.path == folder.path + ".lock")
    }

    @Test func `ends with its holder and can be taken again`() throws {
        for _ in 0..<3 {
            let lock = try LedgerLock(ledger: folder.path)
            #expect(FileManager.default.fileExists(atPath: lock.path))
        }
    }

    @Test func `overwrites what a longer process id left`() throws {
        try Data("4194304\nrest\n".utf8).write(to: URL(filePath: folder.path + ".lock"))
        let lock = try LedgerLock(ledger: folder.path)
        #expect(try String(contentsOfFile: lock.path, encoding: .utf8) == "\(getpid())\n")
    }

    @Test func `does not hold up officers`() throws {
        let lock = try LedgerLock(ledger: folder.path)
        _ = try folder.ledger()
        #expect(try folder.ledger(.existing).alerts(AlertFilter()).isEmpty)
        #expect(lock.path.hasSuffix(".lock"))
    }

    @Test func `cannot be taken where its file cannot be made`() throws {
        let path = folder.path + ".missing/ledger"
        #expect(throws: LedgerError.companion(path: path + ".lock", code: ENOENT)) { try LedgerLock(ledger: path) }
    }
}

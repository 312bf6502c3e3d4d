// SPDX-License-Identifier: Apache-2.0

import Foundation
import SQLiteStorage
import Storage
import Testing

@Suite struct `The mark of the subject under review` {
    let folder: LedgerFolder

    init() throws { folder = try LedgerFolder() }

    private func left() throws -> [String]? {
        try ReviewMark(ledger: folder.path).left().map { [$0.study, $0.subject] }
    }

    @Test func `is left by a process that ended during a review`() throws {
        let mark = try ReviewMark(ledger: folder.path)
        try mark.mark(study: study, subject: "S-001")
        #expect(try left() == [study, "S-001"])
    }

    @Test func `tells the last subject, also after a longer one`() throws {
        let mark = try ReviewMark(ledger: folder.path)
        try mark.mark(study: study, subject: String(repeating: "S", count: 200))
        try mark.mark(study: "北京", subject: "7")
        #expect(try left() == ["北京", "7"])
    }

    @Test func `is not left between reviews`() throws {
        #expect(try left() == nil)
        let mark = try ReviewMark(ledger: folder.path)
        try mark.mark(study: study, subject: "S-001")
        try mark.clear()
        #expect(try left() == nil)
    }

    /// Files as a power failure or a stranger may leave them.
    static let remains: [[UInt8]] = [
        [], [0, 0], [0, 0, 0, 0], [0, 0, 0, 9, 65, 0], [0, 0, 0, 1, 65], [0, 0, 0, 3, 65, 0, 255],
        [255, 255, 255, 255, 65, 0, 66], [0, 0, 0, 5, 65, 0, 66, 0, 67],
    ]

    @Test(arguments: remains)
    func `is nobody's where the file makes no sense`(_ bytes: [UInt8]) throws {
        try Data(bytes).write(to: URL(filePath: folder.path + ".reviewing"))
        #expect(try left() == nil)
    }
}

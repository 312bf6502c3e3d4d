// SPDX-License-Identifier: Apache-2.0

import Glibc
import Storage

/// The right to follow studies into a ledger, held by one process at a time.
///
/// An advisory lock (flock(2)) on the file `<ledger>.lock`, which the kernel releases when its holder ends, in whatever
/// way. The file holds the holder's process id as a hint to people; it is never removed, because a new file of the
/// same name would be another lock. A class, because the end of its life gives the lock back.
package final class LedgerLock: Sendable {
    /// The lock's file.
    package let path: String
    private let descriptor: Int32

    /// Takes the lock of a ledger, without waiting.
    ///
    /// - Parameter ledger: the ledger's path.
    /// - Throws: `LedgerError.held` when another process holds it, `.companion` when its file cannot be opened.
    package init(ledger: String) throws {
        path = ledger + ".lock"
        descriptor = try openCompanion(path)
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            let code = errno
            let holder = LedgerLock.holder(in: descriptor)
            close(descriptor)
            throw code == EWOULDBLOCK
                ? LedgerError.held(path: ledger, holder: holder) : .companion(path: path, code: code)
        }
        do {
            try LedgerLock.write(getpid(), to: descriptor, path: path)
        } catch {
            close(descriptor)
            throw error
        }
    }

    deinit {
        close(descriptor)
    }

    private static func write(_ holder: pid_t, to descriptor: Int32, path: String) throws {
        let text = Array("\(holder)\n".utf8)
        guard ftruncate(descriptor, 0) == 0, pwrite(descriptor, text, text.count, 0) == text.count else {
            throw LedgerError.companion(path: path, code: errno)
        }
    }

    /// The process id in the file, or nil when its holder has not written it yet.
    private static func holder(in descriptor: Int32) -> pid_t? {
        var bytes = [UInt8](repeating: 0, count: 16)
        let count = pread(descriptor, &bytes, bytes.count, 0)
        guard count > 0 else { return nil }
        return pid_t(String(decoding: bytes[..<count].prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self))
    }
}

/// Opens or makes a small file beside the ledger; children of this process do not inherit it.
func openCompanion(_ path: String) throws -> Int32 {
    let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o640)
    guard descriptor >= 0 else { throw LedgerError.companion(path: path, code: errno) }
    return descriptor
}

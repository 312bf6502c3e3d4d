// SPDX-License-Identifier: Apache-2.0

import Glibc
import Storage

/// Notes which subject is under review in the file `<ledger>.reviewing`.
///
/// Written without fsync: the note is to outlive the process, which the kernel's page cache does even when the process
/// is killed; a power failure is no subject's fault and may lose it. The file holds the length of the note in four
/// bytes, most significant first, and then study and subject with a zero byte between; no note has length 0. A class,
/// because the end of its life closes the file.
package final class ReviewMark: ReviewMarker, Sendable {
    /// The mark's file.
    package let path: String
    private let descriptor: Int32

    /// Opens a ledger's mark, and makes its file where there is none; what is noted there stays.
    ///
    /// - Parameter ledger: the ledger's path.
    /// - Throws: `LedgerError.companion` when the file cannot be opened or given its space.
    package init(ledger: String) throws {
        path = ledger + ".reviewing"
        descriptor = try openCompanion(path)
        // Space is taken now, so that a disk which fills up later does not stop reviews.
        let code = posix_fallocate(descriptor, 0, off_t(ReviewMark.bytesReserved))
        guard code == 0 else {
            close(descriptor)
            throw LedgerError.companion(path: path, code: code)
        }
    }

    deinit {
        close(descriptor)
    }

    /// Whose review the process before this one died in, or nil when in nobody's.
    package func left() -> (study: String, subject: String)? {
        var header = [UInt8](repeating: 0, count: ReviewMark.headerBytes)
        guard pread(descriptor, &header, header.count, 0) == header.count else { return nil }
        let length = header.reduce(0) { $0 << 8 | Int($1) }
        guard (1...ReviewMark.bytesMax).contains(length) else { return nil }
        var note = [UInt8](repeating: 0, count: length)
        guard pread(descriptor, &note, length, off_t(header.count)) == length else { return nil }
        let names = note.split(separator: 0, omittingEmptySubsequences: false)
        guard names.count == 2, let study = String(validating: names[0], as: UTF8.self),
            let subject = String(validating: names[1], as: UTF8.self)
        else { return nil }
        return (study, subject)
    }

    package func mark(study: String, subject: String) throws {
        let note = Array(study.utf8) + [0] + Array(subject.utf8)
        try write(ReviewMark.header(length: note.count) + note)
    }

    package func clear() throws {
        try write(ReviewMark.header(length: 0))
    }

    private static let headerBytes = 4
    /// A page, which holds any study and subject: SDTM limits each to 200 bytes (SAS XPORT v5 character length).
    private static let bytesReserved = 4_096
    /// The longest note that is believed when it is read.
    private static let bytesMax = 1 << 20

    private static func header(length: Int) -> [UInt8] {
        (0..<headerBytes).reversed().map { UInt8(truncatingIfNeeded: length >> ($0 * 8)) }
    }

    /// One call for all bytes, so that a kill leaves the note before or the note after.
    private func write(_ bytes: [UInt8]) throws {
        guard pwrite(descriptor, bytes, bytes.count, 0) == bytes.count else {
            throw LedgerError.companion(path: path, code: errno)
        }
    }
}

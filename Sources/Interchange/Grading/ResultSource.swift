// SPDX-License-Identifier: Apache-2.0

import Foundation
import Glibc

/// A file of results that can be read more than once.
///
/// A pipe can be read only once. It is copied to a temporary file that has no name any more, so that nobody else can
/// open it and nothing of it is left when the process ends, however it ends.
package struct ResultSource: ~Copyable {
    /// Where the bytes can be opened.
    let path: String
    /// What errors call the file.
    package let name: String
    /// Keeps the temporary file alive.
    private let descriptor: Int32?

    /// A file, or standard input for `-`.
    ///
    /// - Throws: `InterchangeError.unreadable`.
    package init(_ path: String) throws(InterchangeError) {
        let isStandardInput = path == "-"
        name = isStandardInput ? "standard input" : path
        var status = stat()
        let opened = isStandardInput ? dup(STDIN_FILENO) : open(path, O_RDONLY | O_CLOEXEC)
        guard opened >= 0, fstat(opened, &status) == 0 else { throw .unreadable(path: name, reason: systemReason()) }
        defer { close(opened) }
        guard isStandardInput || status.st_mode & S_IFMT != S_IFREG else {
            (self.path, descriptor) = (path, nil)
            return
        }
        let copy = try copied(opened, name: name)
        (self.path, descriptor) = ("/proc/self/fd/\(copy)", copy)
    }

    deinit {
        if let descriptor { close(descriptor) }
    }
}

/// The number of a nameless file with everything that can be read from a descriptor.
private func copied(_ input: Int32, name: String) throws(InterchangeError) -> Int32 {
    let folder = FileManager.default.temporaryDirectory.path
    var template = Array("\(folder)/vigil-XXXXXX".utf8CString)
    let copy = mkstemp(&template)
    guard copy >= 0 else { throw .unreadable(path: name, reason: "no copy in \(folder): \(systemReason())") }
    unlink(template)
    var buffer = [UInt8](repeating: 0, count: 1 << 18)
    while true {
        let count = read(input, &buffer, buffer.count)
        guard count != 0 else { return copy }
        if count < 0, errno == EINTR { continue }
        guard count > 0, writeAll(buffer[..<count], to: copy) else {
            let reason = count < 0 ? systemReason() : "no copy in \(folder): \(systemReason())"
            close(copy)
            throw .unreadable(path: name, reason: reason)
        }
    }
}

private func writeAll(_ bytes: ArraySlice<UInt8>, to descriptor: Int32) -> Bool {
    bytes.withUnsafeBytes { bytes in
        var written = 0
        while written < bytes.count {
            let count = write(descriptor, bytes.baseAddress?.advanced(by: written), bytes.count - written)
            if count < 0, errno != EINTR { return false }
            written += max(count, 0)
        }
        return true
    }
}

private func systemReason() -> String { String(cString: strerror(errno)) }

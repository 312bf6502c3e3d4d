// SPDX-License-Identifier: Apache-2.0

import Glibc

/// A file read from its beginning in large pieces, so that memory does not grow with it.
final class FileBytes {
    /// The path as given, or what else errors call the file.
    let path: String
    /// The offset of the next byte that is read.
    private(set) var offset = 0
    private let file: UnsafeMutablePointer<FILE>

    /// Opens a file.
    ///
    /// - Parameter name: what errors call it, where that is not its path.
    init(path: String, name: String? = nil) throws(InterchangeError) {
        self.path = name ?? path
        guard let file = fopen(path, "re") else {
            throw .unreadable(path: self.path, reason: String(cString: strerror(errno)))
        }
        self.file = file
    }

    deinit {
        fclose(file)
    }

    /// The next bytes, fewer at the end of the file and none after it.
    func next(_ count: Int) throws(InterchangeError) -> [UInt8] {
        let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
            initialized = fread(buffer.baseAddress, 1, count, file)
        }
        guard bytes.count == count || ferror(file) == 0 else {
            throw .unreadable(path: path, reason: String(cString: strerror(errno)))
        }
        offset += bytes.count
        return bytes
    }

    /// Reads the next bytes into a buffer, fewer than it holds at the end of the file and none after it.
    func next(into buffer: UnsafeMutableBufferPointer<UInt8>) throws(InterchangeError) -> Int {
        let read = fread(buffer.baseAddress, 1, buffer.count, file)
        guard read == buffer.count || ferror(file) == 0 else {
            throw .unreadable(path: path, reason: String(cString: strerror(errno)))
        }
        offset += read
        return read
    }

    /// Exactly so many bytes.
    func next(exactly count: Int, expected: String) throws(InterchangeError) -> [UInt8] {
        let bytes = try next(count)
        guard bytes.count == count else { throw .truncated(path: path, offset: offset, expected: expected) }
        return bytes
    }
}

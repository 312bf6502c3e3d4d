// SPDX-License-Identifier: Apache-2.0

import Dispatch
import Glibc
import Storage

/// Hints that an SQLite store may have changed, from the kernel's directory watch.
///
/// A hint shortens the wait and is no truth: it may come before the commit can be seen, so that the reader re-checks
/// `changeCounter()` for a while, and it may be missing, so that the reader polls as well.
package struct FollowUpWatch: Sendable {
    private let folder: String
    private let fileNames: Set<String>

    /// Watches the folder of a database file.
    package init(path: String) {
        let parts = StorePath(path)
        folder = parts.folder
        // Only what a commit writes: `-shm` is mapped memory that readers touch too.
        fileNames = [parts.fileName, parts.fileName + "-wal", parts.fileName + "-journal"]
    }

    /// A stream with one element for one or more writes since the last; it ends when the folder goes away.
    ///
    /// - Throws: `FollowUpStoreError.engine` with the system's error when the kernel refuses a watch.
    package func hints() throws -> AsyncStream<Void> {
        let descriptor = inotify_init1(Int32(IN_NONBLOCK | IN_CLOEXEC))
        let mask = UInt32(IN_MODIFY | IN_CREATE | IN_MOVED_TO | IN_DELETE | IN_DELETE_SELF | IN_MOVE_SELF)
        guard descriptor >= 0, inotify_add_watch(descriptor, folder, mask) >= 0 else {
            let code = errno
            if descriptor >= 0 { close(descriptor) }
            throw FollowUpStoreError.engine(path: folder, code: code, message: String(cString: strerror(code)))
        }
        // A dispatch source may be used from any thread; on Linux it is only not annotated so.
        nonisolated(unsafe) let source = DispatchSource.makeReadSource(fileDescriptor: descriptor, queue: .global())
        let (stream, continuation) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        source.setEventHandler { [fileNames] in
            switch InotifyEvents.read(from: descriptor, about: fileNames) {
            case .nothing: break
            case .changed: continuation.yield()
            case .folderGone: continuation.finish()
            }
        }
        source.setCancelHandler { close(descriptor) }
        continuation.onTermination = { _ in source.cancel() }
        source.activate()
        return stream
    }
}

/// What a batch of kernel events says.
private enum InotifyEvents {
    case nothing
    case changed
    case folderGone

    /// Reads all waiting events and sums them up.
    static func read(from descriptor: Int32, about fileNames: Set<String>) -> InotifyEvents {
        var found = InotifyEvents.nothing
        let headerSize = MemoryLayout<inotify_event>.size
        withUnsafeTemporaryAllocation(byteCount: 16_384, alignment: MemoryLayout<inotify_event>.alignment) { buffer in
            while true {
                let count = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
                guard count > 0 else { return }
                var position = 0
                while position + headerSize <= count {
                    let event = buffer.loadUnaligned(fromByteOffset: position, as: inotify_event.self)
                    let name = buffer[(position + headerSize)..<(position + headerSize + Int(event.len))]
                    let fileName = String(decoding: name.prefix { $0 != 0 }, as: UTF8.self)
                    found = max(found, judge(event.mask, fileName, fileNames))
                    position += headerSize + Int(event.len)
                }
            }
        }
        return found
    }

    private static func judge(_ mask: UInt32, _ name: String, _ fileNames: Set<String>) -> InotifyEvents {
        if mask & UInt32(IN_DELETE_SELF | IN_MOVE_SELF | IN_IGNORED) != 0 { return .folderGone }
        // An overflowed queue names no file, and may have held ours.
        return mask & UInt32(IN_Q_OVERFLOW) != 0 || fileNames.contains(name) ? .changed : .nothing
    }
}

extension InotifyEvents: Comparable {}

// SPDX-License-Identifier: Apache-2.0

import Glibc

/// A database file's path in its two parts.
struct StorePath {
    /// The folder; `.` where the path names none.
    let folder: String
    /// The file's name.
    let fileName: String

    init(_ path: String) {
        guard let slash = path.lastIndex(of: "/") else {
            (folder, fileName) = (".", path)
            return
        }
        folder = slash == path.startIndex ? "/" : String(path[..<slash])
        fileName = String(path[path.index(after: slash)...])
    }
}

/// The file system that holds a path, as the kernel's mount table tells it.
package enum FileSystem {
    /// Whether a path is on a file system shared between hosts, whose hosts do not share memory.
    ///
    /// SQLite's write-ahead log needs shared memory among all who use the file (sqlite.org/wal.html). An unknown file
    /// system counts as local.
    static func isNetwork(path: String) -> Bool {
        guard let resolved = realpath(path, nil) else { return false }
        defer { free(resolved) }
        return isNetwork(path: String(cString: resolved), mounts: mountTable())
    }

    /// Whether the mount with the longest prefix of the path is of a network kind; mounts are lines of fstab(5).
    package static func isNetwork(path: String, mounts: String) -> Bool {
        var longest = -1
        var kind: Substring = ""
        for line in mounts.split(separator: "\n") {
            let fields = line.split(separator: " ")
            guard fields.count > 2 else { continue }
            let point = fields[1].replacing("\\040", with: " ")
            let isAncestor = point == "/" || path == point || path.hasPrefix("\(point)/")
            if isAncestor, point.count >= longest { (longest, kind) = (point.count, fields[2]) }
        }
        return networkKinds.contains(String(kind))
    }

    private static let networkKinds: Set<String> = [
        "nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "ceph", "fuse.sshfs", "fuse.glusterfs", "afs", "ncpfs", "lustre",
    ]

    private static func mountTable() -> String {
        guard let file = fopen("/proc/self/mounts", "re") else { return "" }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 16_384)
        while case let count = fread(&chunk, 1, chunk.count, file), count > 0 { bytes += chunk[..<count] }
        return String(decoding: bytes, as: UTF8.self)
    }
}

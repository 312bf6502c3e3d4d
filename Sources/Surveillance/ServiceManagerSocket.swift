// SPDX-License-Identifier: Apache-2.0

import Glibc

/// Tells systemd how the daemon stands, by datagrams to the socket it names in `NOTIFY_SOCKET`.
///
/// The protocol is a few lines (man page sd_notify) and needs no library.
package struct ServiceManagerSocket: Sendable {
    private let path: String

    /// The socket at a path; a leading `@` means the abstract namespace.
    package init(path: String) {
        self.path = path
    }

    /// Sends an assignment such as `READY=1`; a manager that does not listen is no error.
    @discardableResult
    package func send(_ assignment: String) -> Bool {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let name = Array(path.utf8)
        guard !name.isEmpty, name.count < MemoryLayout.size(ofValue: address.sun_path) else { return false }
        withUnsafeMutableBytes(of: &address.sun_path) { bytes in
            bytes.copyBytes(from: name)
            if name[0] == UInt8(ascii: "@") { bytes[0] = 0 }
        }
        let descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        let length = socklen_t(MemoryLayout<sa_family_t>.size + name.count)
        let sent = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { socketAddress in
                sendto(descriptor, assignment, assignment.utf8.count, Int32(MSG_NOSIGNAL), socketAddress, length)
            }
        }
        return sent == assignment.utf8.count
    }
}

// SPDX-License-Identifier: Apache-2.0

import Glibc

/// The few socket calls that the misbehaving server needs.
enum LoopbackSocket {
    struct ListenError: Error {
        var call: String
        var number: Int32
    }

    /// A socket that listens on a free port of 127.0.0.1.
    static func listen() throws -> (socket: Int32, port: UInt16) {
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        guard listener >= 0 else { throw ListenError(call: "socket", number: errno) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isListening = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
                bind(listener, generic, length) == 0 && Glibc.listen(listener, 64) == 0
                    && getsockname(listener, generic, &length) == 0
            }
        }
        guard isListening else { throw ListenError(call: "bind", number: errno) }
        return (listener, UInt16(bigEndian: address.sin_port))
    }

    /// The next request with its whole body, or nil when the connection ends first.
    static func readRequest(from socket: Int32) -> LoopbackServer.Request? {
        var received: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 16_384)
        while true {
            if let request = request(in: received) { return request }
            let count = recv(socket, &buffer, buffer.count, 0)
            guard count > 0 else { return nil }
            received += buffer[..<count]
        }
    }

    /// Writes all of the text; returns whether the connection took it.
    static func write(_ text: String, to socket: Int32) -> Bool {
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
            guard count > 0 else { return false }
            rest = rest.dropFirst(count)
        }
        return true
    }

    /// Has the next close send a reset.
    static func resetOnClose(_ socket: Int32) {
        var option = linger(l_onoff: 1, l_linger: 0)
        setsockopt(socket, SOL_SOCKET, SO_LINGER, &option, socklen_t(MemoryLayout<linger>.size))
    }

    private static func request(in received: [UInt8]) -> LoopbackServer.Request? {
        let end = Array("\r\n\r\n".utf8)
        guard let start = received.indices.first(where: { received[$0...].starts(with: end) }) else { return nil }
        let head = String(decoding: received[..<start], as: UTF8.self)
        let body = received[(start + end.count)...]
        var request = LoopbackServer.Request(head: head, body: [])
        let length = request.header("content-length").flatMap(Int.init) ?? 0
        guard body.count >= length else { return nil }
        request.body = Array(body.prefix(length))
        return request
    }
}

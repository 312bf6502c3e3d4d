// SPDX-License-Identifier: Apache-2.0

import Foundation
import Glibc
import Synchronization

/// A receiver on 127.0.0.1 that answers 204 to every POST and notes when it came: bare sockets on one thread.
final class WebhookSink: Sendable {
    let port: UInt16
    private let listener: Int32
    private let arrivals = Mutex<[ContinuousClock.Instant]>([])
    private let arrived = NSCondition()
    private let threadSeconds = Mutex(0.0)

    /// Starts to listen; the thread ends with the process.
    init() throws {
        (listener, port) = try WebhookSink.listen()
        let thread = Thread { [self] in serve() }
        thread.name = "sink"
        thread.start()
    }

    var url: String { "http://127.0.0.1:\(port)/" }

    /// How many messages have come.
    var count: Int { arrivals.withLock { $0.count } }

    /// The processor time the sink itself has taken, which is no part of the sender's.
    var processorSeconds: Double { threadSeconds.withLock { $0 } }

    /// Blocks until one message more than a count has come, and gives when it came; nil when none came in time.
    func arrival(after count: Int, seconds: Double) -> ContinuousClock.Instant? {
        let limit = Date(timeIntervalSinceNow: seconds)
        arrived.lock()
        defer { arrived.unlock() }
        while self.count <= count {
            guard arrived.wait(until: limit) else { break }
        }
        return arrivals.withLock { count < $0.count ? $0[count] : nil }
    }

    private func serve() {
        var polled = [pollfd(fd: listener, events: Int16(POLLIN), revents: 0)]
        var requests: [Int32: RequestCounter] = [:]
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            guard poll(&polled, nfds_t(polled.count), -1) > 0 else { continue }
            for ready in polled where ready.revents != 0 {
                if ready.fd == listener {
                    polled.append(pollfd(fd: accept(listener, nil, nil), events: Int16(POLLIN), revents: 0))
                    continue
                }
                let received = recv(ready.fd, &buffer, buffer.count, 0)
                guard received > 0 else {
                    close(ready.fd)
                    requests[ready.fd] = nil
                    polled.removeAll { $0.fd == ready.fd }
                    continue
                }
                let ended = requests[ready.fd, default: RequestCounter()].take(buffer[..<received])
                for _ in 0..<ended { answer(ready.fd) }
            }
            threadSeconds.withLock { $0 = processorTime(CLOCK_THREAD_CPUTIME_ID) }
        }
    }

    private func answer(_ socket: Int32) {
        let now = ContinuousClock.now
        let text = "HTTP/1.1 204 No Content\r\n\r\n"
        _ = text.utf8.withContiguousStorageIfAvailable { send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
        arrivals.withLock { $0.append(now) }
        arrived.lock()
        arrived.broadcast()
        arrived.unlock()
    }

    private static func listen() throws -> (socket: Int32, port: UInt16) {
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        guard listener >= 0 else { throw BenchError.socket(call: "socket", code: errno) }
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
        guard isListening else { throw BenchError.socket(call: "bind", code: errno) }
        return (listener, UInt16(bigEndian: address.sin_port))
    }
}

/// Counts the requests that end in a stream of bytes, by their content-length.
private struct RequestCounter {
    private var header: [UInt8] = []
    private var bodyLeft = 0

    mutating func take(_ bytes: ArraySlice<UInt8>) -> Int {
        var rest = bytes
        var ended = 0
        while !rest.isEmpty {
            guard bodyLeft == 0 else {
                let taken = min(bodyLeft, rest.count)
                bodyLeft -= taken
                rest = rest.dropFirst(taken)
                if bodyLeft == 0 { ended += 1 }
                continue
            }
            header.append(rest.removeFirst())
            guard header.suffix(4).elementsEqual([13, 10, 13, 10]) else { continue }
            bodyLeft = RequestCounter.contentLength(header)
            header.removeAll(keepingCapacity: true)
            if bodyLeft == 0 { ended += 1 }
        }
        return ended
    }

    private static func contentLength(_ header: [UInt8]) -> Int {
        let lines = String(decoding: header, as: UTF8.self).split(separator: "\r\n")
        let field = lines.first { $0.lowercased().hasPrefix("content-length:") }
        return field.flatMap { Int($0.split(separator: ":")[1].drop { $0 == " " }) } ?? 0
    }
}

// SPDX-License-Identifier: Apache-2.0

import Foundation
import Glibc
import Synchronization

/// An HTTP server on 127.0.0.1 that misbehaves on demand: it writes the raw bytes it is told to, or nothing.
final class LoopbackServer: Sendable {
    /// One request as it arrived.
    struct Request: Sendable {
        var head: String
        var body: [UInt8]

        var path: String { head.split(separator: " ").dropFirst().first.map(String.init) ?? "" }

        /// The value of a header field, whatever its letter case.
        func header(_ name: String) -> String? {
            for line in head.split(separator: "\r\n").dropFirst() {
                let parts = line.split(separator: ":", maxSplits: 1)
                guard parts.count == 2, parts[0].lowercased() == name.lowercased() else { continue }
                return parts[1].trimmingCharacters(in: .whitespaces)
            }
            return nil
        }
    }

    /// What the server does with a request.
    enum Reply: Sendable {
        /// Writes this and keeps the connection.
        case answer(String)
        /// Writes this and closes the connection in good order.
        case answerAndClose(String)
        /// Writes this and resets the connection.
        case answerAndReset(String)
        /// Answers nothing and keeps the connection until the client or ``stop()`` ends it.
        case silence

        /// An answer with this status, these fields and this body.
        static func status(_ status: Int, fields: [String] = [], body: String = "") -> Reply {
            let lines = ["HTTP/1.1 \(status) Status"] + fields + ["Content-Length: \(body.utf8.count)", "", body]
            return .answer(lines.joined(separator: "\r\n"))
        }
    }

    private struct Book {
        var requests: [Request] = []
        var acceptedCount = 0
        var openCount = 0
        var openCountMax = 0
        var sockets: Set<Int32> = []
        var isStopped = false
    }

    /// The port it listens on.
    let port: UInt16
    private let listener: Int32
    private let greeting: String
    private let reply: @Sendable (Request) -> Reply
    private let book = Mutex(Book())

    /// A listening server that writes the greeting to whoever connects and answers requests by the closure.
    init(greeting: String = "", reply: @escaping @Sendable (Request) -> Reply) throws {
        let (listener, port) = try LoopbackSocket.listen()
        self.listener = listener
        self.port = port
        self.greeting = greeting
        self.reply = reply
        Thread { [self] in acceptAll() }.start()
    }

    /// The address of a path on this server.
    func url(_ path: String = "/") -> String { "http://127.0.0.1:\(port)\(path)" }

    /// The requests that arrived, in order.
    var requests: [Request] { book.withLock { $0.requests } }
    /// How many connections were accepted.
    var acceptedCount: Int { book.withLock { $0.acceptedCount } }
    /// How many connections were open at once at most.
    var openCountMax: Int { book.withLock { $0.openCountMax } }

    /// Stops listening and ends all connections.
    func stop() {
        book.withLock { book in
            guard !book.isStopped else { return }
            book.isStopped = true
            shutdown(listener, Int32(SHUT_RDWR))
            for socket in book.sockets { shutdown(socket, Int32(SHUT_RDWR)) }
        }
    }

    private func acceptAll() {
        while true {
            let socket = accept(listener, nil, nil)
            guard socket >= 0 else { break }
            let isTaken = book.withLock { book in
                guard !book.isStopped else { return false }
                book.acceptedCount += 1
                book.openCount += 1
                book.openCountMax = max(book.openCountMax, book.openCount)
                book.sockets.insert(socket)
                return true
            }
            guard isTaken else {
                close(socket)
                break
            }
            Thread { [self] in serve(socket) }.start()
        }
        close(listener)
    }

    private func serve(_ socket: Int32) {
        var isKept = LoopbackSocket.write(greeting, to: socket)
        while isKept, let request = LoopbackSocket.readRequest(from: socket) {
            book.withLock { $0.requests.append(request) }
            isKept = answer(reply(request), on: socket)
        }
        book.withLock { book in
            book.openCount -= 1
            book.sockets.remove(socket)
            close(socket)
        }
    }

    /// Does what the reply says; returns whether the connection is kept.
    private func answer(_ reply: Reply, on socket: Int32) -> Bool {
        switch reply {
        case .answer(let text):
            return LoopbackSocket.write(text, to: socket)
        case .answerAndClose(let text):
            _ = LoopbackSocket.write(text, to: socket)
            return false
        case .answerAndReset(let text):
            _ = LoopbackSocket.write(text, to: socket)
            LoopbackSocket.resetOnClose(socket)
            return false
        case .silence:
            return true
        }
    }
}

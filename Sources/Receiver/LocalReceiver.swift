// SPDX-License-Identifier: Apache-2.0

package import Channels
internal import FlyingFox
internal import FlyingSocks
internal import Glibc

/// An HTTP receiver on 127.0.0.1 that verifies Standard Webhooks signatures: for demonstrations, tests, and for looking
/// at what the daemon sends.
///
/// It takes a POST to any path. A genuine message is answered 204 after the closure has returned, any other 401. It is
/// reached from this machine only and keeps nothing.
///
/// A command that prints messages needs no more than this:
/// ```swift
/// let clock = { @Sendable in Int64(Date().timeIntervalSince1970) }
/// let receiver = LocalReceiver(port: 8080, secrets: [try WebhookSecret(text)], now: clock) { event in
///     switch event {
///     case .received(let message): print(message.webhookID, String(decoding: message.body, as: UTF8.self))
///     case .refused(let refusal): print("refused:", refusal)
///     case .failedOnPurpose(let status), .unusable(let status): print("answered", status)
///     }
/// }
/// try await receiver.run { port in print("listening on http://127.0.0.1:\(port)/") }
/// ```
package final class LocalReceiver: Sendable {
    private let port: UInt16
    private let handler: SignedMessageHandler
    private let server: HTTPServer

    /// A receiver that listens once it runs.
    ///
    /// - `port`: the port on 127.0.0.1; 0 takes a free one, which ``listeningPort()`` tells.
    /// - `secrets`: a message signed with any of them is genuine.
    /// - `now`: the receiver's clock, in seconds since 1970; a message may differ from it by 300 s.
    /// - `onEvent`: told of each request before it is answered; the sender waits for it. Requests on several
    ///   connections call it at the same time.
    package init(
        port: UInt16, secrets: [WebhookSecret], now: @escaping @Sendable () -> Int64,
        onEvent: @escaping @Sendable (ReceiverEvent) async -> Void
    ) {
        self.port = port
        handler = SignedMessageHandler(secrets: secrets, now: now, onEvent: onEvent)
        var address = sockaddr_in.inet(port: port)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        server = HTTPServer(address: address, logger: .disabled, handler: handler)
    }

    /// Serves until the task is cancelled, then closes all connections and returns; runs once at a time.
    ///
    /// Calls `onListening` with the port as soon as requests are taken. Throws
    /// ``LocalReceiverError/portNotAvailable(port:reason:)`` when the port cannot be had.
    package func run(onListening: @escaping @Sendable (UInt16) -> Void = { _ in }) async throws {
        async let announcement: Void = {
            // A port that cannot be had is told by `server.run` below; then there is nothing to announce.
            if let port = try? await listeningPort() { onListening(port) }
        }()
        do {
            try await server.run()
        } catch {
            if Task.isCancelled { return }
            throw LocalReceiverError.portNotAvailable(port: port, reason: "\(error)")
        }
        await announcement
    }

    /// The port it listens on; waits up to 5 s until it does, and throws ``LocalReceiverError/notServing`` after that.
    package func listeningPort() async throws -> UInt16 {
        do {
            try await server.waitUntilListening(timeout: 5)
        } catch {
            throw LocalReceiverError.notServing
        }
        guard case .ip4(_, let port) = await server.listeningAddress else { throw LocalReceiverError.notServing }
        return port
    }

    /// The address to send to; waits up to 5 s until it listens.
    package func url() async throws -> String {
        "http://127.0.0.1:\(try await listeningPort())/"
    }

    /// Fails the next so many requests with this status, unread, after those planned before.
    package func failNext(_ count: Int, status: Int, retryAfterSeconds: Int? = nil) {
        handler.failNext(count, with: .init(status: status, retryAfterSeconds: retryAfterSeconds))
    }
}

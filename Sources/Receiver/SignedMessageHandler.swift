// SPDX-License-Identifier: Apache-2.0

internal import Channels
internal import FlyingFox
internal import Synchronization

/// Answers one request: on purpose with a failure, or by its signature.
final class SignedMessageHandler: HTTPHandler {
    /// The largest body that is read, in bytes; messages stay below 20,000.
    private static let bodyBytesMax = 1 << 16
    /// How far a timestamp may lie from the clock, in seconds; the specification's own tolerance.
    private static let toleranceSeconds: Int64 = 300

    private let secrets: [WebhookSecret]
    private let now: @Sendable () -> Int64
    private let onEvent: @Sendable (ReceiverEvent) async -> Void
    private let failures = Mutex(PlannedFailures())

    init(
        secrets: [WebhookSecret], now: @escaping @Sendable () -> Int64,
        onEvent: @escaping @Sendable (ReceiverEvent) async -> Void
    ) {
        self.secrets = secrets
        self.now = now
        self.onEvent = onEvent
    }

    func failNext(_ count: Int, with failure: PlannedFailures.Failure) {
        failures.withLock { $0.plan(failure, count: count) }
    }

    func handleRequest(_ request: HTTPRequest) async throws -> HTTPResponse {
        if let failure = failures.withLock({ $0.takeNext() }) {
            await onEvent(.failedOnPurpose(status: failure.status))
            return Self.response(failure.status, retryAfterSeconds: failure.retryAfterSeconds)
        }
        let event = try await event(for: request)
        await onEvent(event)
        return switch event {
        case .received: Self.response(204)
        case .refused: Self.response(401)
        case .failedOnPurpose(let status), .unusable(let status): Self.response(status)
        }
    }

    private func event(for request: HTTPRequest) async throws -> ReceiverEvent {
        guard request.method == .POST else { return .unusable(status: 405) }
        guard let body = try await body(of: request) else { return .unusable(status: 413) }
        let id = header(.id, of: request)
        let verdict = StandardWebhookSignature.verify(
            id: id, timestamp: header(.timestamp, of: request), signature: header(.signature, of: request), body: body,
            secrets: secrets, toleranceSeconds: Self.toleranceSeconds, now: now())
        switch verdict {
        case .genuine(_, let sentAt):
            return .received(
                ReceivedMessage(webhookID: id ?? "", timestamp: sentAt, body: body, verification: verdict))
        case .refused(let refusal):
            return .refused(refusal)
        }
    }

    private func header(_ header: SignatureVerdict.Header, of request: HTTPRequest) -> String? {
        request.headers[HTTPHeader(header.rawValue)]
    }

    /// The whole body, or nil when it is too large.
    private func body(of request: HTTPRequest) async throws -> [UInt8]? {
        var body: [UInt8] = []
        for try await part in request.bodySequence {
            body += part
            if body.count > Self.bodyBytesMax { return nil }
        }
        return body
    }

    // Answers have no body: the server writes header and body apart, which on a kept connection costs the sender one
    // delayed acknowledgement, 40 ms.
    private static func response(_ status: Int, retryAfterSeconds: Int? = nil) -> HTTPResponse {
        var headers = HTTPHeaders()
        if let retryAfterSeconds { headers[HTTPHeader("Retry-After")] = String(retryAfterSeconds) }
        return HTTPResponse(statusCode: HTTPStatusCode(status, phrase: "Status"), headers: headers)
    }
}

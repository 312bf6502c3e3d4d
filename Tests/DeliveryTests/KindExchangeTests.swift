// SPDX-License-Identifier: Apache-2.0

import Channels
import Delivery
import Foundation
import Rules
import Testing

/// Every kind of receiver over a real connection, with each success and failure that a vendor or a network has.
struct KindExchangeTests {
    private static let key = ReceiverSecret("0123456789abcdef0123456789abcdef")

    private static func receiver(
        _ kind: ReceiverKind, at url: String, milliseconds: Int = 5_000
    ) throws -> any MessageReceiver {
        let address = ReceiverAddress(
            url: url, allowsHTTP: true, softwareVersion: "test", totalTimeoutMilliseconds: milliseconds)
        let manner = ChatManner(language: .en)
        return switch kind {
        case .standardWebhooks:
            StandardWebhookReceiver(
                url: url, secrets: [try WebhookSecret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")], allowsHTTP: true,
                softwareVersion: "test", totalTimeoutMilliseconds: milliseconds)
        case .slack: SlackReceiver(at: address, manner: manner)
        case .teamsWorkflows: TeamsReceiver(at: address, manner: manner)
        case .pagerDuty: PagerDutyReceiver(at: address, routingKey: try #require(key), language: .en)
        case .feishu: FeishuReceiver(at: address, secret: key, manner: manner)
        case .dingTalk: DingTalkReceiver(at: address, secret: key, manner: manner)
        case .weCom: WeComReceiver(at: address, manner: manner)
        }
    }

    private static func message() throws -> WebhookMessage {
        let body =
            #"{"type":"vigil.alert.raised","data":{"alertId":"A-7","severity":"critical","text":"[CRITICAL] a"}}"#
        return WebhookMessage(id: try #require(WebhookID("msg_7")), body: Array(body.utf8))
    }

    /// The verdict on one exchange with a server that replies so, and the request that it got.
    private func exchange(
        _ kind: ReceiverKind, _ reply: LoopbackServer.Reply, milliseconds: Int = 5_000
    ) async throws -> (verdict: Verdict, request: LoopbackServer.Request?) {
        try await withCourier(reply: { _ in reply }) { courier, server in
            let receiver = try Self.receiver(kind, at: server.url("/send?key=k"), milliseconds: milliseconds)
            let outcomes = await courier.deliver([receiver.request(for: try Self.message(), now: 1_795_336_200)])
            return (receiver.verdict(on: try #require(outcomes.first)), server.requests.first)
        }
    }

    private static let successes: [(ReceiverKind, LoopbackServer.Reply, Verdict)] = [
        (.standardWebhooks, .status(204), .delivered(.accepted)),
        (.slack, .status(200, body: "ok"), .delivered(.accepted)),
        (.teamsWorkflows, .status(202), .unproven(.queued)),
        (.pagerDuty, .status(202, body: #"{"status":"success","dedup_key":"A-7"}"#), .delivered(.accepted)),
        (.feishu, .status(200, body: #"{"code":0,"msg":"success"}"#), .delivered(.accepted)),
        (.dingTalk, .status(200, body: #"{"errcode":0,"errmsg":"ok"}"#), .delivered(.accepted)),
        (.weCom, .status(200, body: #"{"errcode":0,"errmsg":"ok"}"#), .delivered(.accepted)),
    ]

    @Test(arguments: successes.indices)
    func `each kind's success is one`(row: Int) async throws {
        let (kind, reply, verdict) = Self.successes[row]
        let exchange = try await exchange(kind, reply)
        #expect(exchange.verdict == verdict)
        let request = try #require(exchange.request)
        #expect(request.header("content-type") == "application/json" && request.header("webhook-id") == "msg_7")
        #expect(try JSONSerialization.jsonObject(with: Data(request.body)) is [String: Any])
        #expect(request.path.hasPrefix("/send?key=k"))
        #expect(request.path.contains("&sign=") == (kind == .dingTalk))
    }

    @Test(arguments: [
        (ReceiverKind.feishu, #"{"code":19021}"#, Verdict.permanent(.signatureRefused)),
        (.dingTalk, #"{"errcode":310000,"errmsg":"keywords not in content"}"#, .permanent(.keywordMissing)),
        (.dingTalk, #"{"errcode":-1}"#, .retry(.busy, afterSeconds: nil)),
        (.weCom, #"{"errcode":93000}"#, .permanent(.robotGone)),
        (.weCom, #"{"errcode":45009}"#, .retry(.rateLimited, afterSeconds: 60)),
        (.teamsWorkflows, "endpoint returned HTTP error 413", .permanent(.contentTooLarge)),
        (.feishu, "<html>Sign in</html>", .retry(.answerUnreadable, afterSeconds: nil)),
        (.slack, "<html>Sign in</html>", .retry(.answerUnreadable, afterSeconds: nil)),
    ])
    func `an error under status 200 is an error`(kind: ReceiverKind, body: String, verdict: Verdict) async throws {
        #expect(try await exchange(kind, .status(200, body: body)).verdict == verdict)
    }

    @Test(arguments: ReceiverKind.allCases)
    func `redirects, refusals and wishes for quiet are the same for all`(kind: ReceiverKind) async throws {
        let moved = LoopbackServer.Reply.status(302, fields: ["Location: http://127.0.0.1:1/"])
        #expect(try await exchange(kind, moved).verdict == .permanent(.redirected))
        #expect(try await exchange(kind, .status(410)).verdict == .permanent(.gone))
        let busy = LoopbackServer.Reply.status(429, fields: ["Retry-After: 7"])
        #expect(try await exchange(kind, busy).verdict == .retry(.rateLimited, afterSeconds: 7))
        let past = LoopbackServer.Reply.status(429, fields: ["Retry-After: Wed, 21 Oct 2015 07:28:00 GMT"])
        #expect(try await exchange(kind, past).verdict == .retry(.rateLimited, afterSeconds: nil))
    }

    @Test func `a wish for quiet may be a date`() async throws {
        let date = Self.httpDate(Date(timeIntervalSinceNow: 120))
        let verdict = try await exchange(.dingTalk, .status(429, fields: ["Retry-After: \(date)"])).verdict
        guard case .retry(.rateLimited, let seconds?) = verdict else {
            Issue.record("\(verdict) is no wish for quiet")
            return
        }
        #expect((60...120).contains(seconds))
    }

    private static func httpDate(_ date: Date) -> String {
        let form = DateFormatter()
        form.locale = Locale(identifier: "en_US_POSIX")
        form.timeZone = TimeZone(secondsFromGMT: 0)
        form.dateFormat = "EEE, dd MMM yyyy HH:mm:ss 'GMT'"
        return form.string(from: date)
    }

    @Test(arguments: ReceiverKind.allCases.filter { ![.standardWebhooks, .teamsWorkflows].contains($0) })
    func `a body without end is cut off and proves nothing`(kind: ReceiverKind) async throws {
        let status = kind == .pagerDuty ? 202 : 200
        let huge = #"{"errcode":0,"code":0,"status":"success","errmsg":""# + String(repeating: "x", count: 4 << 20)
        let verdict = try await exchange(kind, .status(status, body: huge)).verdict
        #expect(verdict == .retry(.answerUnreadable, afterSeconds: nil))
    }

    @Test(arguments: ReceiverKind.allCases)
    func `who answers nothing, or stops in mid-body, has taken nothing`(kind: ReceiverKind) async throws {
        let slow = LoopbackServer.Reply.answer("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"errcode\":0")
        for reply in [.silence, slow] {
            #expect(
                try await exchange(kind, reply, milliseconds: 150).verdict
                    == .retry(.transport(.timedOut), afterSeconds: nil))
        }
        let reset = LoopbackServer.Reply.answerAndReset("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nok")
        #expect(try await exchange(kind, reset).verdict == .retry(.transport(.receiveFailed), afterSeconds: nil))
    }

    private static let openssl = "/usr/bin/openssl"

    @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: openssl)))
    func `a certificate that nobody vouches for gets no message`() async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("vigil-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let (key, certificate) = ("\(folder.path)/key.pem", "\(folder.path)/certificate.pem")
        let making = Self.process([
            "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", "-subj", "/CN=127.0.0.1", "-keyout", key,
            "-out", certificate,
        ])
        try making.run()
        making.waitUntilExit()
        try #require(making.terminationStatus == 0)

        let server = Self.process(["s_server", "-accept", "127.0.0.1:0", "-cert", certificate, "-key", key])
        let output = Pipe()
        // It ends when its input does, so that it cannot outlive the test.
        server.standardInput = Pipe()
        server.standardOutput = output
        try server.run()
        defer { server.terminate() }
        let port = try #require(Self.port(announcedIn: output.fileHandleForReading))

        let courier = CurlCourier(limits: CourierLimits())
        let receiver = try Self.receiver(.weCom, at: "https://127.0.0.1:\(port)/send?key=k")
        let outcomes = await courier.deliver([receiver.request(for: try Self.message(), now: 1)])
        await courier.shutdown()
        #expect(outcomes.map(receiver.verdict) == [.retry(.transport(.tls), afterSeconds: nil)])
    }

    private static func process(_ arguments: [String]) -> Process {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: openssl)
        process.arguments = arguments
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        return process
    }

    /// The port in `ACCEPT 127.0.0.1:PORT`, which the server writes once it listens.
    private static func port(announcedIn output: FileHandle) -> Int? {
        var text = ""
        while true {
            let part = output.availableData
            guard !part.isEmpty else { return nil }
            text += String(decoding: part, as: UTF8.self)
            guard let range = text.firstRange(of: "ACCEPT "), text[range.upperBound...].contains("\n") else { continue }
            return text[range.upperBound...].prefix { !$0.isNewline }.split(separator: ":").last.flatMap { Int($0) }
        }
    }
}

// SPDX-License-Identifier: Apache-2.0

import Channels
import Delivery
import Testing

/// What the courier tells of answers that come whole, or as whole as it wants them.
struct CurlCourierAnswerTests {
    @Test(arguments: [200, 202, 204, 400, 401, 410, 500, 503])
    func `a status arrives as it was sent`(status: Int) async throws {
        let outcomes = try await withCourier { _ in
            .answer("HTTP/1.1 \(status) Status\r\nContent-Length: 0\r\n\r\n")
        } _: { courier, server in
            await courier.deliver([.fixture(server.url())])
        }
        #expect(outcomes.map(\.ending) == [.answered(status: status, retryAfterSeconds: nil, body: "")])
    }

    @Test func `the request arrives byte for byte with its own header fields only`() async throws {
        let body = Array(#"{"title":"中性粒细胞减少 4级"}"#.utf8)
        let request = try await withCourier { _ in
            .status(204)
        } _: { courier, server in
            _ = await courier.deliver([
                .fixture(server.url("/hook?key=1"), body: body, headers: [("webhook-id", "msg_1"), ("x-empty", "")])
            ])
            return try #require(server.requests.first)
        }
        #expect(request.head.hasPrefix("POST /hook?key=1 HTTP/1.1\r\n"))
        #expect(request.body == body)
        #expect(request.header("webhook-id") == "msg_1")
        #expect(request.header("content-type") == "application/json")
        #expect(request.head.lowercased().contains("\r\nx-empty:"))
        #expect(request.header("expect") == nil)
    }

    @Test func `a body of more than a megabyte is sent without asking leave`() async throws {
        let body = [UInt8](repeating: UInt8(ascii: "x"), count: (1 << 20) + 1)
        let request = try await withCourier { _ in
            .status(204)
        } _: { courier, server in
            _ = await courier.deliver([.fixture(server.url(), body: body)])
            return try #require(server.requests.first)
        }
        #expect(request.body.count == body.count)
        #expect(request.header("expect") == nil)
    }

    @Test func `an empty body is sent as such`() async throws {
        let request = try await withCourier { _ in
            .status(204)
        } _: { courier, server in
            _ = await courier.deliver([.fixture(server.url(), body: [])])
            return try #require(server.requests.first)
        }
        #expect(request.header("content-length") == "0")
    }

    @Test(arguments: [301, 302, 303, 307, 308])
    func `a redirect is told and its target gets nothing`(status: Int) async throws {
        let target = try LoopbackServer { _ in .status(200) }
        let elsewhere = target.url("/elsewhere")
        let outcomes = try await withCourier { _ in
            .status(status, fields: ["Location: \(elsewhere)"])
        } _: { courier, server in
            await courier.deliver([.fixture(server.url())])
        }
        target.stop()
        #expect(outcomes.map(\.ending) == [.answered(status: status, retryAfterSeconds: nil, body: "")])
        #expect(target.acceptedCount == 0)
    }

    @Test(
        arguments: [
            ("Retry-After: 7", 7),
            ("Retry-After: 100000", 100_000),
            ("Retry-After: 0", nil),
            ("Retry-After: Wed, 21 Oct 2015 07:28:00 GMT", nil),
            ("Retry-After: soon", nil),
            ("X-Other: 7", nil),
        ] as [(String, Int?)])
    func `a wish for quiet is read, one in the past is none`(field: String, seconds: Int?) async throws {
        let outcomes = try await withCourier { _ in
            .status(429, fields: [field])
        } _: { courier, server in
            await courier.deliver([.fixture(server.url())])
        }
        #expect(outcomes.map(\.ending) == [.answered(status: 429, retryAfterSeconds: seconds, body: "")])
    }

    @Test func `a wish for quiet does not leak into the next answer`() async throws {
        let endings = try await withCourier { request in
            request.path == "/busy" ? .status(429, fields: ["Retry-After: 9"]) : .status(503)
        } _: { courier, server in
            let first = await courier.deliver([.fixture(server.url("/busy"))])
            let second = await courier.deliver([.fixture(server.url("/down"))])
            return (first + second).map(\.ending)
        }
        #expect(
            endings == [
                .answered(status: 429, retryAfterSeconds: 9, body: ""),
                .answered(status: 503, retryAfterSeconds: nil, body: ""),
            ])
    }

    @Test func `an answer's body is kept whole`() async throws {
        let body = #"{"errcode":0,"errmsg":"ok"}"#
        let outcomes = try await withCourier { _ in
            .status(200, body: body)
        } _: { courier, server in
            await courier.deliver([.fixture(server.url())])
        }
        #expect(
            outcomes.map(\.ending) == [
                .answered(status: 200, retryAfterSeconds: nil, body: AnswerBody(bytes: Array(body.utf8)))
            ])
    }

    @Test func `a huge answer is read up to the limit and its status stands`() async throws {
        let huge = String(repeating: "x", count: 8 << 20)
        let outcomes = try await withCourier { _ in
            .status(200, body: huge)
        } _: { courier, server in
            await courier.deliver([.fixture(server.url())])
        }
        let kept = AnswerBody(
            bytes: Array(repeating: UInt8(ascii: "x"), count: CourierLimits().answerBytesMax), isCut: true)
        #expect(outcomes.map(\.ending) == [.answered(status: 200, retryAfterSeconds: nil, body: kept)])
    }

    @Test func `outcomes come in the order of the requests`() async throws {
        let statuses = (0..<200).map { 200 + $0 % 7 }
        let outcomes = try await withCourier { request in
            .status(Int(request.path.dropFirst()) ?? 500)
        } _: { courier, server in
            await courier.deliver(statuses.map { .fixture(server.url("/\($0)")) })
        }
        #expect(outcomes.map(\.ending) == statuses.map { .answered(status: $0, retryAfterSeconds: nil, body: "") })
    }

    @Test func `no requests have no outcomes`() async throws {
        let outcomes = try await withCourier { _ in
            .status(200)
        } _: { courier, _ in
            await courier.deliver([])
        }
        #expect(outcomes.isEmpty)
    }
}

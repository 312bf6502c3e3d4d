// SPDX-License-Identifier: Apache-2.0

import Channels
import Delivery
import Testing

/// What the courier tells of exchanges that go wrong.
struct CurlCourierFailureTests {
    @Test func `a receiver that hangs runs into the timeout`() async throws {
        let outcome = try await withCourier { _ in
            .silence
        } _: { courier, server in
            try #require(await courier.deliver([.fixture(server.url(), totalTimeoutMilliseconds: 150)]).first)
        }
        #expect(outcome.ending == .failed(.timedOut))
        #expect(outcome.durationMilliseconds >= 100)
    }

    @Test(arguments: [
        ("", "closes without a word"),
        ("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf", "breaks off in the body"),
        ("HTTP/1.1 200 OK\r\nContent-", "breaks off in the header"),
        ("SSH-2.0-OpenSSH_9.2\r\n", "speaks something else"),
    ])
    func `an answer that is not whole is none`(text: String, what: String) async throws {
        let outcomes = try await withCourier { _ in
            .answerAndClose(text)
        } _: { courier, server in
            await courier.deliver([.fixture(server.url())])
        }
        #expect(outcomes.map(\.ending) == [.failed(.receiveFailed)], "\(what)")
    }

    @Test func `a reset in the middle of the body is no delivery`() async throws {
        let outcomes = try await withCourier { _ in
            .answerAndReset("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf")
        } _: { courier, server in
            await courier.deliver([.fixture(server.url())])
        }
        #expect(outcomes.map(\.ending) == [.failed(.receiveFailed)])
    }

    @Test func `nobody listens`() async throws {
        let gone = try LoopbackServer { _ in .status(200) }
        let url = gone.url()
        gone.stop()
        let outcomes = try await withCourier { _ in
            .status(200)
        } _: { courier, _ in
            await courier.deliver([.fixture(url)])
        }
        #expect(outcomes.map(\.ending) == [.failed(.couldNotConnect)])
    }

    @Test func `a name without an address`() async throws {
        // RFC 6761: names under .invalid never resolve, and resolvers answer for them without asking the network.
        let outcomes = try await withCourier { _ in
            .status(200)
        } _: { courier, _ in
            await courier.deliver([.fixture("http://receiver.invalid/")])
        }
        #expect(outcomes.map(\.ending) == [.failed(.couldNotResolve)])
    }

    @Test func `a receiver without TLS is no https receiver`() async throws {
        let plain = try LoopbackServer(greeting: "HTTP/1.1 400 Bad Request\r\n\r\n") { _ in .silence }
        let outcomes = try await withCourier { _ in
            .status(200)
        } _: { courier, _ in
            await courier.deliver([.fixture("https://127.0.0.1:\(plain.port)/", allowsHTTP: false)])
        }
        plain.stop()
        #expect(outcomes.map(\.ending) == [.failed(.tls)])
    }

    @Test(arguments: [
        "http://127.0.0.1:PORT/", "ftp://127.0.0.1:PORT/", "file:///etc/hostname", "127.0.0.1:PORT", "", "https://",
        "https://user:word@127.0.0.1:PORT/", "https://user@127.0.0.1:PORT/", "https://127.0.0.1:99999/",
        "gopher://127.0.0.1:PORT/",
    ])
    func `an address that is not permitted is refused before connecting`(template: String) async throws {
        let (endings, acceptedCount) = try await withCourier { _ in
            .status(200)
        } _: { courier, server in
            let url = template.replacing("PORT", with: String(server.port))
            let outcomes = await courier.deliver([.fixture(url, allowsHTTP: false)])
            return (outcomes.map(\.ending), server.acceptedCount)
        }
        #expect(endings == [.failed(.refusedDestination)])
        #expect(acceptedCount == 0)
    }

    @Test func `permission for http is each request's own`() async throws {
        let endings = try await withCourier { _ in
            .status(204)
        } _: { courier, server in
            await courier.deliver([
                .fixture(server.url(), allowsHTTP: true), .fixture(server.url(), allowsHTTP: false),
                .fixture(server.url(), allowsHTTP: true),
            ]).map(\.ending)
        }
        let delivered = DeliveryOutcome.Ending.answered(status: 204, retryAfterSeconds: nil, body: "")
        #expect(endings == [delivered, .failed(.refusedDestination), delivered])
    }

    @Test(arguments: [
        ("x-note", "a\r\nx-evil: 1"), ("x-note", "a\nb"), ("x-note: 1\r\nx-evil", "1"), ("", "a"), ("x note", "a"),
        ("x-note", "a\u{7F}"),
    ])
    func `a header field that could break the request apart is not sent`(name: String, value: String) async throws {
        let (endings, acceptedCount) = try await withCourier { _ in
            .status(200)
        } _: { courier, server in
            let outcomes = await courier.deliver([.fixture(server.url(), headers: [(name, value)])])
            return (outcomes.map(\.ending), server.acceptedCount)
        }
        #expect(endings == [.failed(.other(code: 43))])
        #expect(acceptedCount == 0)
    }
}

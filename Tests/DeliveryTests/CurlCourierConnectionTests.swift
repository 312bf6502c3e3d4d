// SPDX-License-Identifier: Apache-2.0

import Channels
import Delivery
import Synchronization
import Testing

/// How the courier uses connections, and how it ends.
struct CurlCourierConnectionTests {
    @Test func `connections are kept and used again`() async throws {
        let (count, acceptedCount) = try await withCourier { _ in
            .status(204)
        } _: { courier, server in
            for _ in 0..<10 {
                _ = await courier.deliver((0..<20).map { .fixture(server.url("/\($0)")) })
            }
            return (server.requests.count, server.acceptedCount)
        }
        #expect(count == 200)
        // A busy machine may let one lapse now and then; without reuse there would be 200.
        #expect(acceptedCount <= 20)
    }

    @Test func `one host gets no more connections than it may have`() async throws {
        let openCountMax = try await withCourier { _ in
            .status(204)
        } _: { courier, server in
            async let first = courier.deliver((0..<100).map { _ in .fixture(server.url()) })
            async let second = courier.deliver((0..<100).map { _ in .fixture(server.url()) })
            _ = await (first, second)
            return server.openCountMax
        }
        #expect(openCountMax <= 4)
    }

    @Test func `a receiver that hangs holds up nobody else`() async throws {
        let hung = try LoopbackServer { _ in .silence }
        let (outcomes, hungOutcomes) = try await withCourier(
            limits: CourierLimits(connectionsPerHostMax: 2, connectionsMax: 3)
        ) { _ in
            .status(204)
        } _: { courier, server in
            // Three times as many as may be under way at once; the good host's own come after them.
            let waiting = Task { await courier.deliver((0..<9).map { _ in .fixture(hung.url()) }) }
            let outcomes = await courier.deliver((0..<50).map { _ in .fixture(server.url()) })
            waiting.cancel()
            return (outcomes, await waiting.value)
        }
        hung.stop()
        #expect(outcomes.allSatisfy { $0.ending == .answered(status: 204, retryAfterSeconds: nil, body: "") })
        #expect(hungOutcomes.count == 9)
        #expect(hungOutcomes.allSatisfy { $0.ending == .failed(.cancelled) })
    }

    @Test func `a cancelled call ends at once, what waits in line included`() async throws {
        let outcomes = try await withSilentServer { courier, url, arrived in
            let call = Task { await courier.deliver((0..<20).map { _ in .fixture(url) }) }
            await arrived()
            call.cancel()
            return await call.value
        }
        #expect(outcomes.count == 20)
        #expect(outcomes.allSatisfy { $0.ending == .failed(.cancelled) })
    }

    @Test func `a call cancelled before it begins sends nothing`() async throws {
        let (outcomes, acceptedCount) = try await withCourier { _ in
            .status(204)
        } _: { courier, server in
            let call = Task {
                withUnsafeCurrentTask { $0?.cancel() }
                return await courier.deliver([.fixture(server.url())])
            }
            return (await call.value, server.acceptedCount)
        }
        #expect(outcomes.map(\.ending) == [.failed(.cancelled)])
        #expect(acceptedCount == 0)
    }

    @Test func `shutting down resolves every waiting call`() async throws {
        let outcomes = try await withSilentServer { courier, url, arrived in
            async let first = courier.deliver((0..<20).map { _ in .fixture(url) })
            async let second = courier.deliver([.fixture(url)])
            await arrived()
            await courier.shutdown()
            return await first + second
        }
        #expect(outcomes.count == 21)
        #expect(outcomes.allSatisfy { $0.ending == .failed(.cancelled) })
    }

    @Test func `after shutting down nothing is sent any more`() async throws {
        let (outcomes, acceptedCount) = try await withCourier { _ in
            .status(204)
        } _: { courier, server in
            await courier.shutdown()
            await courier.shutdown()
            return (await courier.deliver([.fixture(server.url())]), server.acceptedCount)
        }
        #expect(outcomes.map(\.ending) == [.failed(.cancelled)])
        #expect(acceptedCount == 0)
    }

    @Test func `the thread shows that it comes round`() async throws {
        let before = ContinuousClock.now
        let after = try await withCourier { _ in
            .status(204)
        } _: { courier, server in
            _ = await courier.deliver([.fixture(server.url())])
            return courier.lastLoopAt
        }
        #expect(after >= before)
    }

    /// Runs the body with a server that never answers; `arrived` returns once a request has reached it.
    private func withSilentServer<Result>(
        _ body: (CurlCourier, String, () async -> Void) async throws -> Result
    ) async throws -> Result {
        let (arrivals, arrival) = AsyncStream.makeStream(of: Void.self)
        return try await withCourier { _ in
            arrival.yield()
            return .silence
        } _: { courier, server in
            try await body(courier, server.url()) {
                for await _ in arrivals { break }
            }
        }
    }
}

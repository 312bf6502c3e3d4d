// SPDX-License-Identifier: Apache-2.0

import Channels
import Delivery

extension OutgoingRequest {
    /// A small request that plain HTTP is permitted for, with timeouts that no loopback server needs.
    static func fixture(
        _ url: String, body: [UInt8] = Array("{}".utf8), headers: [(name: String, value: String)] = [],
        totalTimeoutMilliseconds: Int = 10_000, allowsHTTP: Bool = true
    ) -> OutgoingRequest {
        OutgoingRequest(
            url: url, headers: headers + [("content-type", "application/json")], body: body,
            connectTimeoutMilliseconds: 5_000, totalTimeoutMilliseconds: totalTimeoutMilliseconds,
            allowsHTTP: allowsHTTP)
    }
}

/// Runs the body with a courier and a server that answers by the closure, and stops both.
func withCourier<Result>(
    limits: CourierLimits = CourierLimits(),
    reply: @escaping @Sendable (LoopbackServer.Request) -> LoopbackServer.Reply,
    _ body: (CurlCourier, LoopbackServer) async throws -> Result
) async throws -> Result {
    let server = try LoopbackServer(reply: reply)
    let courier = CurlCourier(limits: limits)
    let result: Swift.Result<Result, any Error>
    do {
        result = .success(try await body(courier, server))
    } catch {
        result = .failure(error)
    }
    await courier.shutdown()
    server.stop()
    return try result.get()
}

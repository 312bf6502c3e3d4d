// SPDX-License-Identifier: Apache-2.0

import Delivery
import Testing

struct HostLinesTests {
    @Test func `hosts take turns`() {
        var lines = HostLines<String>(underWayPerHostMax: 10, underWayMax: 10)
        for request in ["a1", "a2", "a3", "b1", "c1", "c2"] { lines.append(request, host: String(request.prefix(1))) }
        #expect(startAll(&lines) == ["a1", "b1", "c1", "a2", "c2", "a3"])
    }

    @Test func `a host's limit leaves room for others`() {
        var lines = HostLines<String>(underWayPerHostMax: 1, underWayMax: 2)
        for request in ["a1", "a2", "b1", "b2", "c1"] { lines.append(request, host: String(request.prefix(1))) }
        #expect(startAll(&lines) == ["a1", "b1"])
        lines.finish(host: "a")
        #expect(startAll(&lines) == ["c1"])
        lines.finish(host: "b")
        #expect(startAll(&lines) == ["a2"])
        lines.finish(host: "a")
        #expect(startAll(&lines) == ["b2"])
        #expect(lines.waitingCount == 0)
    }

    @Test func `a long line keeps its order`() {
        var lines = HostLines<Int>(underWayPerHostMax: 1, underWayMax: 1)
        for request in 0..<1_000 { lines.append(request, host: "a") }
        var started: [Int] = []
        while let (host, request) = lines.startNext() {
            started.append(request)
            lines.finish(host: host)
        }
        #expect(started == Array(0..<1_000))
    }

    @Test func `removed requests never start and the others keep their order`() {
        var lines = HostLines<Int>(underWayPerHostMax: 1, underWayMax: 1)
        for request in 0..<10 { lines.append(request, host: request < 5 ? "a" : "b") }
        _ = lines.startNext()
        let removed = lines.remove { $0 % 2 == 0 || $0 > 5 }
        #expect(removed == [2, 4, 6, 7, 8, 9])
        #expect(lines.waitingCount == 3)
        lines.finish(host: "a")
        var started: [Int] = []
        while let (host, request) = lines.startNext() {
            started.append(request)
            lines.finish(host: host)
        }
        #expect(started.sorted() == [1, 3, 5])
    }

    private func startAll<Waiting>(_ lines: inout HostLines<Waiting>) -> [Waiting] {
        var started: [Waiting] = []
        while let next = lines.startNext() { started.append(next.request) }
        return started
    }
}

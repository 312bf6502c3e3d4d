// SPDX-License-Identifier: Apache-2.0

/// The requests that wait, one line a host, served in turn so that no host holds up another.
package struct HostLines<Waiting> {
    private struct Line {
        var waiting: [Waiting] = []
        // Taking from the front moves this mark; the array is cut only now and then, which keeps taking cheap.
        var taken = 0
        var underWay = 0

        var isEmpty: Bool { taken == waiting.count }

        mutating func takeFirst() -> Waiting {
            let first = waiting[taken]
            taken += 1
            if taken >= 64 && taken * 2 >= waiting.count {
                waiting.removeFirst(taken)
                taken = 0
            }
            return first
        }
    }

    private let underWayPerHostMax: Int
    private let underWayMax: Int
    private var lines: [String: Line] = [:]
    private var hosts: [String] = []
    private var turn = 0
    private var underWay = 0

    /// How many requests wait in all lines.
    package private(set) var waitingCount = 0

    /// Empty lines under these limits.
    package init(underWayPerHostMax: Int, underWayMax: Int) {
        self.underWayPerHostMax = underWayPerHostMax
        self.underWayMax = underWayMax
    }

    /// Puts a request at the end of its host's line.
    package mutating func append(_ request: Waiting, host: String) {
        if lines[host] == nil { hosts.append(host) }
        lines[host, default: Line()].waiting.append(request)
        waitingCount += 1
    }

    /// Takes the next request that may start, and counts it as under way; nil when none may.
    package mutating func startNext() -> (host: String, request: Waiting)? {
        guard waitingCount > 0, underWay < underWayMax else { return nil }
        for step in 0..<hosts.count {
            let index = (turn + step) % hosts.count
            let host = hosts[index]
            guard var line = lines[host], !line.isEmpty, line.underWay < underWayPerHostMax else { continue }
            // Emptied while the line is changed, so that the change is made in place and not on a copy.
            lines[host] = nil
            let request = line.takeFirst()
            line.underWay += 1
            lines[host] = line
            underWay += 1
            waitingCount -= 1
            turn = index + 1
            return (host, request)
        }
        return nil
    }

    /// Counts a request of this host as no longer under way.
    package mutating func finish(host: String) {
        guard var line = lines[host], line.underWay > 0 else { preconditionFailure("nothing under way at this host") }
        lines[host] = nil
        line.underWay -= 1
        underWay -= 1
        if line.isEmpty && line.underWay == 0 {
            hosts.removeAll { $0 == host }
        } else {
            lines[host] = line
        }
    }

    /// Takes all waiting requests for which the condition holds.
    package mutating func remove(where isUnwanted: (Waiting) -> Bool) -> [Waiting] {
        var removed: [Waiting] = []
        for host in hosts {
            guard var line = lines[host], !line.isEmpty else { continue }
            let waiting = line.waiting[line.taken...]
            removed += waiting.filter(isUnwanted)
            line.waiting = waiting.filter { !isUnwanted($0) }
            line.taken = 0
            lines[host] = line.isEmpty && line.underWay == 0 ? nil : line
        }
        hosts.removeAll { lines[$0] == nil }
        waitingCount -= removed.count
        return removed
    }
}

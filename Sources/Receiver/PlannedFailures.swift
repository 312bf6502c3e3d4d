// SPDX-License-Identifier: Apache-2.0

/// Failures that a receiver was told to answer with, in the order they were planned.
struct PlannedFailures {
    struct Failure: Hashable {
        var status: Int
        var retryAfterSeconds: Int?
    }

    private var runs: [(failure: Failure, count: Int)] = []

    mutating func plan(_ failure: Failure, count: Int) {
        precondition(count >= 0, "a number of requests is not negative")
        if count > 0 { runs.append((failure, count)) }
    }

    /// The failure for the next request, or nil when it is to be answered truthfully.
    mutating func takeNext() -> Failure? {
        guard let run = runs.first else { return nil }
        if run.count == 1 { runs.removeFirst() } else { runs[0].count -= 1 }
        return run.failure
    }
}

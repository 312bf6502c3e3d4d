// SPDX-License-Identifier: Apache-2.0

package import Storage

/// What a delivery loop has learnt of its receiver, batch by batch.
package struct ReceiverCondition: Hashable, Sendable {
    /// How many messages the next batch may have.
    package private(set) var limit = 16
    /// Whether messages that the receiver was offered wait because it did not take them.
    package private(set) var isFailing = false
    /// Whether nothing is known that the receiver has taken since it last took nothing.
    private var isDoubtful = true

    /// A receiver that nothing is known of.
    package init() {}

    /// Learns from a batch, and tells whether the receiver is back: it takes messages again, and what waited for that
    /// may go.
    ///
    /// A receiver that took nothing is probed with a single message, the gravest: a batch to one that hangs would hold
    /// a new critical message up for as long as all the others take to time out.
    package mutating func isBack(after report: Deliverer.BatchReport) -> Bool {
        guard report.attempted > 0 else { return false }
        guard report.delivered > 0 else {
            isDoubtful = true
            limit = 1
            return false
        }
        defer { isDoubtful = false }
        limit = min(limit * 4, Deliverer.batchMax)
        return isDoubtful
    }

    /// Notes that messages were not taken, and tells whether that is news.
    package mutating func beginsToFail() -> Bool {
        defer { isFailing = true }
        return !isFailing
    }

    /// Notes what is owed after a batch that was taken whole, and tells whether the receiver has recovered by it.
    package mutating func hasRecovered(owing backlog: Backlog) -> Bool {
        guard isFailing, backlog.refused == 0 else { return false }
        isFailing = false
        return true
    }
}

// SPDX-License-Identifier: Apache-2.0

package import Channels
internal import Foundation
internal import Glibc
internal import Synchronization

/// Delivers over HTTP/1.1 with libcurl, on one thread of its own.
///
/// That thread alone touches libcurl's handles; callers put requests into an inbox and wake it. Connections are kept
/// and used again, each host has its own line, and an exchange's timeouts begin when it leaves that line, so a
/// receiver that hangs holds up nobody else. The courier bounds what is under way, not what waits: callers bound that.
///
/// Never followed: redirects. Never used: proxies from the environment, any scheme but `https:` and, where the request
/// allows it, `http:`. If a kept connection breaks before the answer's first byte, libcurl sends the request once more
/// on a new one; the constant `webhook-id` makes the repeat harmless.
package final class CurlCourier: Courier {
    private let inbox: CourierInbox

    /// A running courier.
    ///
    /// Makes the process ignore SIGPIPE, because writing to a connection that the receiver has closed would otherwise
    /// end the process.
    package init(limits: CourierLimits) {
        signal(SIGPIPE, SIG_IGN)
        let inbox = CourierInbox(now: .now)
        self.inbox = inbox
        let thread = Thread { CourierLoop.serve(inbox, limits: limits) }
        thread.name = "courier"
        thread.start()
    }

    deinit {
        inbox.stop()
    }

    /// When the courier's thread last came round, by the monotonic clock.
    ///
    /// It comes round at least once a second, idle or not: a time further back than a few seconds means that the thread
    /// is stuck or gone and nothing will be delivered until the process is restarted.
    package var lastLoopAt: ContinuousClock.Instant { inbox.lastLoopAt }

    /// Sends all requests at once and returns what became of each, in their order.
    package func deliver(_ requests: [OutgoingRequest]) async -> [DeliveryOutcome] {
        if requests.isEmpty { return [] }
        let batch = CourierBatch(count: requests.count)
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                batch.keep(continuation)
                inbox.put(requests.enumerated().map { Consignment(batch: batch, index: $0, request: $1) })
            }
        } onCancel: {
            batch.cancel()
            inbox.noteCancellation()
        }
    }

    /// Ends what is under way as cancelled, closes all connections and returns when the thread is done.
    ///
    /// What is delivered afterwards ends as cancelled at once. Calling it twice does no harm.
    package func shutdown() async {
        await withCheckedContinuation { continuation in
            inbox.stop(then: continuation)
        }
    }
}

// SPDX-License-Identifier: Apache-2.0

internal import CCurl
internal import Channels
internal import Synchronization

/// Where callers leave work for the courier's thread: the only state the two sides share.
final class CourierInbox: Sendable {
    /// What the thread finds when it comes round.
    struct Orders {
        var arrivals: [Consignment]
        var hasCancellations: Bool
        var isStopping: Bool
    }

    private enum Phase {
        case open
        case stopping
        case closed(TransportFailure)
    }

    private struct Contents {
        var phase = Phase.open
        var arrivals: [Consignment] = []
        var hasCancellations = false
        var bell: Bell?
        var waitingForEnd: [CheckedContinuation<Void, Never>] = []
        var lastLoopAt: ContinuousClock.Instant
    }

    private let contents: Mutex<Contents>

    init(now: ContinuousClock.Instant) {
        contents = Mutex(Contents(lastLoopAt: now))
    }

    /// When the thread last came round.
    var lastLoopAt: ContinuousClock.Instant { contents.withLock { $0.lastLoopAt } }

    // MARK: The callers' side

    /// Leaves requests for the thread; once it is stopping they end at once.
    func put(_ consignments: [Consignment]) {
        let refusal: TransportFailure? = contents.withLock { contents in
            switch contents.phase {
            case .open:
                // The thread has been rung for already if it has not yet taken what came before.
                if contents.arrivals.isEmpty { contents.bell?.ring() }
                contents.arrivals += consignments
                return nil
            case .stopping: return .cancelled
            case .closed(let failure): return failure
            }
        }
        guard let refusal else { return }
        for consignment in consignments { consignment.settle(.failed(refusal)) }
    }

    /// Has the thread look for batches whose caller has given up.
    func noteCancellation() {
        contents.withLock { contents in
            contents.hasCancellations = true
            contents.bell?.ring()
        }
    }

    /// Has the thread end, and resumes the caller when it has.
    func stop(then caller: CheckedContinuation<Void, Never>? = nil) {
        let isClosed = contents.withLock { contents in
            if case .closed = contents.phase { return true }
            contents.phase = .stopping
            if let caller { contents.waitingForEnd.append(caller) }
            contents.bell?.ring()
            return false
        }
        if isClosed { caller?.resume() }
    }

    // MARK: The thread's side

    /// Gives callers the means to wake the thread.
    func hang(_ bell: Bell) {
        contents.withLock { $0.bell = bell }
    }

    /// Takes what has come in, and notes that the thread came round at this time.
    func collect(now: ContinuousClock.Instant) -> Orders {
        contents.withLock { contents in
            contents.lastLoopAt = now
            var isStopping = false
            if case .stopping = contents.phase { isStopping = true }
            let orders = Orders(
                arrivals: contents.arrivals, hasCancellations: contents.hasCancellations, isStopping: isStopping)
            contents.arrivals = []
            contents.hasCancellations = false
            return orders
        }
    }

    /// Takes away the means to wake the thread; after this the handle behind the bell may be freed.
    func takeBellDown() {
        contents.withLock { $0.bell = nil }
    }

    /// Ends whatever is left or comes later with this failure, and resumes whoever waits for the end.
    func close(_ failure: TransportFailure) {
        let (arrivals, callers) = contents.withLock { contents in
            let leftOver = (contents.arrivals, contents.waitingForEnd)
            contents.phase = .closed(failure)
            contents.arrivals = []
            contents.waitingForEnd = []
            return leftOver
        }
        for consignment in arrivals { consignment.settle(.failed(failure)) }
        for caller in callers { caller.resume() }
    }
}

/// Wakes the courier's thread out of its wait.
///
/// Unchecked, because it holds libcurl's multi handle: `curl_multi_wakeup` is the one function that libcurl allows from
/// any thread, and the inbox rings only under its lock, which it also takes before the handle is freed.
struct Bell: @unchecked Sendable {
    private let multi: UnsafeMutableRawPointer

    init(waking multi: UnsafeMutableRawPointer) {
        self.multi = multi
    }

    func ring() {
        curl_multi_wakeup(multi)
    }
}

// SPDX-License-Identifier: Apache-2.0

internal import Channels
internal import Synchronization

/// The requests of one call and the outcomes gathered so far; answers the caller when the last one is in.
final class CourierBatch: Sendable {
    private struct Progress {
        var outcomes: [DeliveryOutcome?]
        var openCount: Int
        var isCancelled = false
        var caller: CheckedContinuation<[DeliveryOutcome], Never>?
    }

    private let progress: Mutex<Progress>

    init(count: Int) {
        progress = Mutex(Progress(outcomes: Array(repeating: nil, count: count), openCount: count))
    }

    /// Keeps the caller until all outcomes are in; called once, before any outcome.
    func keep(_ caller: CheckedContinuation<[DeliveryOutcome], Never>) {
        progress.withLock { $0.caller = caller }
    }

    /// Whether the caller has given up.
    var isCancelled: Bool { progress.withLock { $0.isCancelled } }

    /// Notes that the caller has given up.
    func cancel() {
        progress.withLock { $0.isCancelled = true }
    }

    /// Enters the outcome of the request at this index, once.
    func settle(_ index: Int, _ outcome: DeliveryOutcome) {
        let answer: (CheckedContinuation<[DeliveryOutcome], Never>, [DeliveryOutcome])? = progress.withLock {
            progress in
            precondition(progress.outcomes[index] == nil, "an outcome is entered once")
            progress.outcomes[index] = outcome
            progress.openCount -= 1
            guard progress.openCount == 0, let caller = progress.caller else { return nil }
            progress.caller = nil
            return (caller, progress.outcomes.compactMap(\.self))
        }
        // Outside the lock: resuming runs other people's code.
        if let (caller, outcomes) = answer { caller.resume(returning: outcomes) }
    }
}

/// One request on its way, and where its outcome belongs.
struct Consignment: Sendable {
    let batch: CourierBatch
    let index: Int
    let request: OutgoingRequest

    /// Enters the request's outcome.
    func settle(_ outcome: DeliveryOutcome) {
        batch.settle(index, outcome)
    }
}

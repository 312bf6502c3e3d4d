// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// Wakes loops early; each listener also wakes by itself at an interval, because a signal may be lost and polling is
/// the truth.
package final class WakeSignal: Sendable {
    private let listeners = Mutex<[Int: AsyncStream<Void>.Continuation]>([:])
    private let nextListener = Atomic<Int>(0)

    /// A signal without listeners.
    package init() {}

    /// Wakes every listener; several signals before a listener looks are one.
    package func signal() {
        listeners.withLock { listeners in
            for continuation in listeners.values { continuation.yield() }
        }
    }

    /// A stream that yields at once, at each signal, and at an interval.
    package func signals(every interval: Duration) -> AsyncStream<Void> {
        let (stream, continuation) = AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingNewest(1))
        let id = nextListener.add(1, ordering: .relaxed).newValue
        listeners.withLock { $0[id] = continuation }
        let ticker = Task {
            while !Task.isCancelled {
                continuation.yield()
                try? await Task.sleep(for: interval)
            }
        }
        continuation.onTermination = { [weak self] _ in
            ticker.cancel()
            self?.remove(id)
        }
        return stream
    }

    private func remove(_ id: Int) {
        listeners.withLock { $0[id] = nil }
    }
}

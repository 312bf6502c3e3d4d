// SPDX-License-Identifier: Apache-2.0

package import Logging
import ServiceLifecycle
package import Storage
import Synchronization

/// A store and where hints of its changes come from.
package struct WatchedStore: Sendable {
    /// The store.
    package var store: any FollowUpStore
    /// A stream with an element whenever the store may have changed.
    package var hints: @Sendable () throws -> AsyncStream<Void>

    /// A store to watch.
    package init(store: any FollowUpStore, hints: @escaping @Sendable () throws -> AsyncStream<Void>) {
        self.store = store
        self.hints = hints
    }
}

/// Wakes the review early when a store has changed; polling goes on beside it, and is the truth.
package struct StoreWatchService: Service {
    private let stores: [WatchedStore]
    private let wake: WakeSignal
    private let logger: Logger
    private let stage = BlockingStage(label: "watch")

    /// A hint comes before the commit can be seen: the store is looked at again after these pauses.
    private static let pauses: [Duration] = [0, 1, 2, 4, 8, 16, 32, 64].map { .milliseconds($0) }

    /// A watch over stores.
    package init(stores: [WatchedStore], wake: WakeSignal, logger: Logger) {
        self.stores = stores
        self.wake = wake
        self.logger = logger
    }

    package func run() async throws {
        await withTaskGroup(of: Void.self) { group in
            for store in stores { group.addTask { await follow(store) } }
            // A service that returns ends the daemon; without hints the daemon polls, and goes on.
            group.addTask { for await _ in AsyncStream<Void>.never.cancelOnGracefulShutdown() {} }
            await group.waitForAll()
        }
    }

    private func follow(_ watched: WatchedStore) async {
        do {
            let seen = LastCounter(try await counter(of: watched))
            var looks = Task {}
            defer { looks.cancel() }
            for await _ in try watched.hints().cancelOnGracefulShutdown() {
                // Each hint begins the pauses anew: the long ones of the hint before would sleep through this commit.
                looks.cancel()
                looks = Task { await look(at: watched, seen) }
            }
        } catch {
            logger.warning("a store is polled only, because it cannot be watched", metadata: ["error": "\(error)"])
        }
    }

    /// Looks after each pause until the store has changed.
    private func look(at watched: WatchedStore, _ seen: LastCounter) async {
        do {
            for pause in Self.pauses {
                try await Task.sleep(for: pause)
                guard seen.replace(by: try await counter(of: watched)) else { continue }
                wake.signal()
                return
            }
        } catch is CancellationError {
        } catch {
            logger.warning("a store could not be looked at early; it is polled", metadata: ["error": "\(error)"])
        }
    }

    private func counter(of watched: WatchedStore) async throws -> Int64 {
        try await stage.run { try watched.store.changeCounter() }
    }
}

/// The change counter that was seen last, shared by a look and the one that takes its place.
private final class LastCounter: Sendable {
    private let counter: Mutex<Int64>

    init(_ counter: Int64) {
        self.counter = Mutex(counter)
    }

    /// Notes a counter, and tells whether it is another than before.
    func replace(by next: Int64) -> Bool {
        counter.withLock { last in
            defer { last = next }
            return next != last
        }
    }
}

extension AsyncStream where Element == Void {
    /// A stream that yields nothing until it is cancelled.
    fileprivate static var never: AsyncStream<Void> { AsyncStream { _ in } }
}

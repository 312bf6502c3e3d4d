// SPDX-License-Identifier: Apache-2.0

package import Logging
import ServiceLifecycle
package import Storage

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
            var last = try await counter(of: watched)
            for await _ in try watched.hints().cancelOnGracefulShutdown() {
                for pause in Self.pauses {
                    try await Task.sleep(for: pause)
                    let next = try await counter(of: watched)
                    guard next != last else { continue }
                    last = next
                    wake.signal()
                    break
                }
            }
        } catch is CancellationError {
        } catch {
            logger.warning("a store is polled only, because it cannot be watched", metadata: ["error": "\(error)"])
        }
    }

    private func counter(of watched: WatchedStore) async throws -> Int64 {
        try await stage.run { try watched.store.changeCounter() }
    }
}

extension AsyncStream where Element == Void {
    /// A stream that yields nothing until it is cancelled.
    fileprivate static var never: AsyncStream<Void> { AsyncStream { _ in } }
}

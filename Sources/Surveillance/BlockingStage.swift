// SPDX-License-Identifier: Apache-2.0

import Dispatch

/// Runs blocking work on a thread that is not one of Swift's few cooperative ones.
///
/// An actor whose executor is a dispatch queue of its own: SQLite waits for disks, and a blocked cooperative thread
/// would delay everything else.
package actor BlockingStage {
    private let executor: QueueExecutor

    /// A stage named for what runs on it.
    package init(label: String) {
        executor = QueueExecutor(label: label)
    }

    package nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    /// Runs work that may block, one piece at a time.
    package func run<Result: Sendable>(_ work: @Sendable () throws -> Result) rethrows -> Result {
        try work()
    }
}

private final class QueueExecutor: SerialExecutor {
    private let queue: DispatchQueue

    init(label: String) {
        queue = DispatchQueue(label: label)
    }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        queue.async { job.runSynchronously(on: self.asUnownedSerialExecutor()) }
    }
}

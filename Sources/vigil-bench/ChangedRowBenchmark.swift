// SPDX-License-Identifier: Apache-2.0

import Foundation
import SQLiteStorage
import Surveillance

/// How much longer the review of one corrected row takes in a big store than in a small one.
struct ChangedRowBenchmark: Benchmark {
    let name = "changed-row"
    /// Laboratory rows in the big store.
    let rows: Int

    private static let rowsInSmallStore = 10_000
    private static let repetitions = 200

    func measure(in folder: URL) async throws -> [Figure] {
        let small = try Followed(folder.appending(path: "small.sqlite"), rows: Self.rowsInSmallStore)
        let big = try Followed(folder.appending(path: "big.sqlite"), rows: rows)
        defer { for followed in [small, big] { followed.remove() } }
        var ofSmall: [ReviewTime] = []
        var ofBig: [ReviewTime] = []
        // In turn, so that whatever else the machine does meets both alike.
        for repetition in 0..<Self.repetitions {
            ofSmall.append(try small.review(repetition))
            ofBig.append(try big.review(repetition))
        }
        return [("time", \ReviewTime.elapsed), ("processor time", \ReviewTime.processor)].map { kind, seconds in
            Figure(
                name: "one changed row among \(rows), \(kind)",
                value: median(ofBig.map { $0[keyPath: seconds] }) * 1_000,
                unit: "ms", reference: median(ofSmall.map { $0[keyPath: seconds] }) * 1_000,
                referenceName: "the same among \(Self.rowsInSmallStore)", goal: .atMost(1.2))
        }
    }
}

/// How long a review took, in seconds: elapsed until it was on disk, and of this process's processor time.
private struct ReviewTime {
    var elapsed = 0.0
    var processor = 0.0
}

/// A store whose rows have all been reviewed once.
private struct Followed {
    private let store: SyntheticStore
    private let daemon: BenchDaemon

    init(_ file: URL, rows: Int) throws {
        store = try SyntheticStore(path: file.path, rows: rows)
        daemon = try BenchDaemon(store: file.path, studyProtocol: try ShippedProtocol.load(), url: nil)
        let report = try daemon.reviewer.reviewOnce(daemon.watch, now: SystemClock.wallTime())
        guard report.subjectsReviewed == store.subjects else { throw BenchError.unreadable("every subject") }
    }

    /// Corrects a row of a subject in the middle, and times the pass that follows.
    func review(_ repetition: Int) throws -> ReviewTime {
        try store.correct(subject: store.subjects / 2 + repetition % 10, to: 200 + repetition % 50)
        var time = ReviewTime()
        time.processor = try processorSeconds(of: RUSAGE_SELF) {
            time.elapsed = try seconds {
                let report = try daemon.reviewer.reviewOnce(daemon.watch, now: SystemClock.wallTime())
                guard report.subjectsReviewed == 1 else { throw BenchError.unreadable("the corrected subject alone") }
            }
        }
        return time
    }

    func remove() {
        for path in [store.path, daemon.ledger.path] {
            for suffix in ["", "-wal", "-shm", ".reviewing"] {
                try? FileManager.default.removeItem(atPath: path + suffix)
            }
        }
    }
}

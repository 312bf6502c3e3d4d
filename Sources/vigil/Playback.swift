// SPDX-License-Identifier: Apache-2.0

import Simulation
import Storage
import Trial

/// Plays a simulated trial's writes in order, as batches that a writer can commit at once.
struct Playback {
    /// Neighbouring writes of one kind, which may be one transaction without changing what the feed tells.
    struct Batch {
        var upserts: [SDTMRow] = []
        var deletions: [SDTMRow] = []
        var last: Timestamp

        func write(to writer: any FollowUpWriter) throws -> WriteCounts {
            try deletions.isEmpty ? writer.apply(upserts) : writer.delete(deletions)
        }
    }

    private static let batchMax = 10_000
    private var remaining: ArraySlice<SimulatedWrite>

    init(_ writes: [SimulatedWrite]) {
        remaining = ArraySlice(writes)
    }

    /// The next writes up to an instant, at most until one deletes after others wrote or the other way round.
    mutating func nextBatch(through instant: Timestamp? = nil) -> Batch? {
        guard let first = remaining.first, first.at <= instant ?? first.at else { return nil }
        var batch = Batch(last: first.at)
        while let write = remaining.first, write.at <= instant ?? write.at {
            let count = batch.upserts.count + batch.deletions.count
            guard count < Playback.batchMax else { break }
            switch write.operation {
            case .upsert(let row):
                guard batch.deletions.isEmpty else { return batch }
                batch.upserts.append(row)
            case .delete(let row):
                guard batch.upserts.isEmpty else { return batch }
                batch.deletions.append(row)
            }
            batch.last = write.at
            remaining = remaining.dropFirst()
        }
        return batch
    }
}

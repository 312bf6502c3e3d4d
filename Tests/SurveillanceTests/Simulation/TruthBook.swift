// SPDX-License-Identifier: Apache-2.0

import Synchronization
import Trial

/// A subject of a study.
struct SubjectName: Hashable, Sendable {
    var study: String
    var subject: String
}

/// The simulation's own book of what stands in the follow-up store: kept beside the store and never read from it.
final class TruthBook: Sendable {
    typealias Rows = [RowKey: TruthRow]

    private let rows = Mutex<[SubjectName: Rows]>([:])

    func rows(of name: SubjectName) -> Rows { rows.withLock { $0[name] ?? [:] } }

    /// Everybody who has a row, in order.
    func subjects(of study: String) -> [String] {
        rows.withLock { rows in rows.filter { $0.key.study == study && !$0.value.isEmpty }.keys.map(\.subject).sorted()
        }
    }

    func put(_ row: TruthRow, of name: SubjectName) {
        rows.withLock { $0[name, default: [:]][row.key] = row }
    }

    func remove(_ key: RowKey, of name: SubjectName) {
        rows.withLock { $0[name]?[key] = nil }
    }

    /// The whole book, by which a store is restored or copied.
    var contents: [SubjectName: Rows] {
        get { rows.withLock { $0 } }
        set { rows.withLock { $0 = newValue } }
    }
}

// SPDX-License-Identifier: Apache-2.0

import Storage
import Trial

/// By what a history tells when a row was known.
package enum ReplayBasis: Hashable, Sendable {
    /// By the store's change feed: when the store learned of it, corrections and deletions included.
    case recorded
    /// By the row's own dates, so many days late: for a store that was filled at once, of which only the present rows
    /// are known.
    case collected(delayDays: Int)
}

/// One thing that became known of a subject.
struct KnownRow {
    var at: Timestamp
    var key: RowKey
    /// The row from then on; nil where it was taken out.
    var row: ReadRow?
}

extension SubjectHistory {
    /// What became known of the subject, in order of time.
    func known(by basis: ReplayBasis, in study: ReplayedStudy) -> [KnownRow] {
        switch basis {
        case .recorded:
            var last = Timestamp(milliseconds: .min)
            return writes.map { write in
                // The clock of a store may have gone back; the order of the feed never does.
                last = max(last, write.at)
                return KnownRow(at: last, key: write.key, row: write.row)
            }
        case .collected(let delayDays):
            return knownByDates(delayDays: delayDays, in: study)
        }
    }

    private func knownByDates(delayDays: Int, in study: ReplayedStudy) -> [KnownRow] {
        let dated = standing.flatMap(\.byItsOwnDates)
        guard let first = dated.compactMap(\.day).min() else { return [] }
        return dated.map { dated in
            let day = (dated.day ?? first) + delayDays
            return KnownRow(at: study.instant(of: day, minute: dated.minute), key: dated.row.row.key, row: dated.row)
        }.sorted { ($0.at, $0.key) < ($1.at, $1.key) }
    }
}

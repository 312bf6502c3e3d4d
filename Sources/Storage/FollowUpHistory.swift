// SPDX-License-Identifier: Apache-2.0

package import Trial

/// One entry of the change feed with the row as it stood after it.
package struct RowWrite: Hashable, Sendable {
    /// When the store recorded it.
    package var at: Timestamp
    /// The row.
    package var key: RowKey
    /// The row as it stood from then on; nil where it was deleted.
    package var row: ReadRow?

    /// A write.
    package init(at: Timestamp, key: RowKey, row: ReadRow?) {
        self.at = at
        self.key = key
        self.row = row
    }
}

/// Everything that happened to one subject's rows.
package struct SubjectHistory: Hashable, Sendable {
    /// SDTM USUBJID.
    package var subject: String
    /// What was written, in the order of the feed; played in this order it ends in what the store holds now.
    package var writes: [RowWrite]

    /// A history.
    package init(subject: String, writes: [RowWrite]) {
        self.subject = subject
        self.writes = writes
    }

    /// The record as the store held it at an instant.
    package func record(at instant: Timestamp) -> SubjectRecord {
        var rows = GrowingRecord(subject: subject)
        for write in writes.prefix(while: { $0.at <= instant }) {
            if let row = write.row { rows.put(row) } else { rows.remove(write.key) }
        }
        return rows.record
    }

    /// The rows that stand at the end, in no order.
    package var standing: [ReadRow] {
        var rows: [RowKey: ReadRow] = [:]
        for write in writes { rows[write.key] = write.row }
        return Array(rows.values)
    }
}

/// A follow-up store that remembers what its rows were, by the former values in its change feed.
package protocol FollowUpHistory: Sendable {
    /// The instants of the first and the last feed entry of a study; nil when it has none.
    func feedSpan(study: String) throws -> ClosedRange<Timestamp>?
    /// The days of the first and the last row of a study by the rows' own dates; nil when none is dated.
    func collectedSpan(study: String) throws -> ClosedRange<CalendarDay>?
    /// Hands over the history of every subject of a study, one after another in order of name.
    ///
    /// All are of one moment: what is written meanwhile is not among them.
    func eachHistory(study: String, _ body: (SubjectHistory) throws -> Void) throws
    /// The history of one subject, without writes where the store never had a row.
    func history(study: String, subject: String) throws -> SubjectHistory
}

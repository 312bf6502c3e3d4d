// SPDX-License-Identifier: Apache-2.0

import Foundation
import GRDB
package import Storage
package import Trial

extension SQLiteFollowUpStore: FollowUpHistory {
    package func feedSpan(study: String) throws -> ClosedRange<Timestamp>? {
        try read { database in
            guard let row = try Row.fetchOne(database, sql: FollowUpSQL.feedSpan, arguments: [study]),
                let first: String = row[0], let last: String = row[1]
            else { return nil }
            guard let begin = Timestamp(feed: first), let end = Timestamp(feed: last), begin <= end else {
                throw FollowUpStoreError.notAFollowUpStore(path: path)
            }
            return begin...end
        }
    }

    package func collectedSpan(study: String) throws -> ClosedRange<CalendarDay>? {
        try read { database in
            guard let row = try Row.fetchOne(database, sql: FollowUpSQL.collectedSpan, arguments: [study]),
                let first = (row[0] as String?).flatMap({ ClinicalDate(sdtm: $0) }),
                let last = (row[1] as String?).flatMap({ ClinicalDate(sdtm: $0) }), first.earliest <= last.latest
            else { return nil }
            return first.earliest...last.latest
        }
    }

    package func history(study: String, subject: String) throws -> SubjectHistory {
        try read { database in
            let rows = try Row.fetchAll(database, sql: FollowUpSQL.history, arguments: [study, subject])
            let entries = try rows.map { row in
                guard let entry = FollowUpHistoryReader.Entry(row) else {
                    throw FollowUpStoreError.notAFollowUpStore(path: path)
                }
                return entry
            }
            return try FollowUpHistoryReader(database: database, study: study, subject: subject).history(of: entries)
        }
    }

    /// The feed is sorted by subject in one statement, which spills to a file of its own where it is long: the memory
    /// needed is one subject's.
    package func eachHistory(study: String, _ body: (SubjectHistory) throws -> Void) throws {
        try read { database in
            let rows = try Row.fetchCursor(database, sql: FollowUpSQL.histories, arguments: [study])
            var entries: [FollowUpHistoryReader.Entry] = []
            var subject: String?
            func finish() throws {
                guard let subject else { return }
                let reader = FollowUpHistoryReader(database: database, study: study, subject: subject)
                try body(try reader.history(of: entries))
            }
            while let row = try rows.next() {
                guard let entry = FollowUpHistoryReader.Entry(row) else {
                    throw FollowUpStoreError.notAFollowUpStore(path: path)
                }
                let name: String = row[0]
                if name != subject {
                    try finish()
                    (subject, entries) = (name, [])
                }
                entries.append(entry)
            }
            try finish()
        }
    }
}

/// Finds out what a subject's rows were, from what they are and the former values in the feed.
struct FollowUpHistoryReader {
    /// What the feed says of one change.
    struct Entry {
        let at: Timestamp
        let key: RowKey
        /// The values before the change, as a JSON object; nil where there was no row.
        let former: String?
        let isDeletion: Bool

        init?(_ row: Row) {
            guard let domain = Domain(rawValue: row[1]), let at = Timestamp(feed: row[5]) else { return nil }
            self.at = at
            key = RowKey(domain: domain, text: row[2])
            former = row[4]
            isDeletion = row[3] == FeedEntry.Operation.delete.rawValue
        }
    }

    let database: Database
    let study: String
    let subject: String

    /// Goes back through the feed: a change's former values are what its row was before, so that each entry's row is
    /// the former one of the next entry of the same row, or the one that stands.
    func history(of entries: [Entry]) throws -> SubjectHistory {
        let reader = try FollowUpRecordReader(database: database, study: study, subject: subject)
        var rows = Dictionary(
            try reader.rows().map { ($0.row.key, $0) }, uniquingKeysWith: { first, _ in first })
        var writes: [RowWrite] = []
        writes.reserveCapacity(entries.count)
        for entry in entries.reversed() {
            writes.append(
                RowWrite(at: entry.at, key: entry.key, row: entry.isDeletion ? nil : rows[entry.key]))
            rows[entry.key] = try entry.former.flatMap { try row(entry.key, former: $0) }
        }
        // What no entry brought stood before the feed began.
        if let first = entries.first {
            writes += rows.values.map { RowWrite(at: first.at, key: $0.row.key, row: $0) }
        }
        return SubjectHistory(subject: subject, writes: writes.reversed())
    }

    /// The row of a key with the values that a feed entry kept of it.
    private func row(_ key: RowKey, former: String) throws -> ReadRow? {
        let table = FollowUpTable.of(key.domain)
        guard let kept = try JSONSerialization.jsonObject(with: Data(former.utf8)) as? [String: Any],
            let keyValues = table.keyValues(of: key)
        else { return nil }
        var values = ["STUDYID": study, "USUBJID": subject]
        for (column, value) in zip(table.columns[table.key], keyValues) { values[column.variable] = value }
        for (variable, value) in kept {
            values[variable] = value as? String ?? (value as? NSNumber).map { "\($0.doubleValue)" }
        }
        return SDTMRow(domain: key.domain, values: values).read()
    }
}

extension Timestamp {
    /// An instant as the triggers write it: `2024-06-30T08:00:00.000Z`.
    init?(feed text: String) {
        let fields = text.utf8.split { !(48...57).contains($0) }.compactMap { Int(Substring($0)) }
        guard fields.count == 7, text.utf8.count == 24,
            let day = CalendarDay(year: fields[0], month: fields[1], day: fields[2])
        else { return nil }
        let seconds = Int64(day.daysSince1970) * 86_400 + Int64(fields[3] * 3_600 + fields[4] * 60 + fields[5])
        self.init(milliseconds: seconds * 1_000 + Int64(fields[6]))
    }

    /// The instant as the triggers write it.
    var feedText: String {
        let thousandth = ((milliseconds % 1_000) + 1_000) % 1_000
        let digits = String(thousandth)
        return description.dropLast() + "." + String(repeating: "0", count: 3 - digits.count) + digits + "Z"
    }
}

// SPDX-License-Identifier: Apache-2.0

import Storage
import Synchronization
import Trial

/// A follow-up store and whoever writes into it.
protocol SimulatedStore: FollowUpStore {
    func put(_ row: SDTMRow) throws
    func remove(_ row: SDTMRow) throws
}

/// A follow-up store in memory: rows by natural key, and a feed that every change of a row enters.
final class MemoryFollowUpStore: SimulatedStore {
    /// All that a backup would hold.
    struct Contents: Sendable {
        var identity: StoreIdentity
        var feed: [Entry] = []
        var rows: [SubjectName: [RowKey: SDTMRow]] = [:]
    }

    struct Entry: Sendable {
        var study: String
        var entry: FeedEntry
        /// Tells this entry from any other that may once stand at its position.
        var stamp: Int
    }

    private let contents: Mutex<Contents>
    private static let stamps = Mutex(0)

    init(identity: String) {
        contents = Mutex(Contents(identity: StoreIdentity(identity: identity, epoch: 1)))
    }

    /// What a backup takes and a restoration puts back.
    var backup: Contents {
        get { contents.withLock { $0 } }
        set { contents.withLock { $0 = newValue } }
    }

    func put(_ row: SDTMRow) throws {
        let (name, key) = (row.subjectName, FollowUpTable.of(row.domain).rowKey(of: row))
        contents.withLock { contents in
            let former = contents.rows[name]?[key]
            guard former != row else { return }
            contents.rows[name, default: [:]][key] = row
            contents.enter(former == nil ? .insert : .update, key, of: name)
        }
    }

    func remove(_ row: SDTMRow) throws {
        let (name, key) = (row.subjectName, FollowUpTable.of(row.domain).rowKey(of: row))
        contents.withLock { contents in
            guard contents.rows[name]?.removeValue(forKey: key) != nil else { return }
            contents.enter(.delete, key, of: name)
        }
    }

    func identity() throws -> StoreIdentity { contents.withLock(\.identity) }
    func head() throws -> Int64 { contents.withLock { Int64($0.feed.count) } }
    func changeCounter() throws -> Int64 { try head() }

    func fingerprint(at sequence: Int64) throws -> String? {
        contents.withLock { contents in
            guard (1...Int64(contents.feed.count + 1)).contains(sequence), sequence <= contents.feed.count else {
                return nil
            }
            return "\(contents.feed[Int(sequence) - 1].stamp)"
        }
    }

    func changes(study: String, after: Int64, through: Int64, limit: Int) throws -> [FeedEntry] {
        contents.withLock { contents in
            let entries = contents.feed.lazy.filter { $0.study == study }.map(\.entry)
            return Array(entries.filter { $0.sequence > after && $0.sequence <= through }.prefix(limit))
        }
    }

    func subjects(study: String) throws -> [String] {
        contents.withLock { contents in
            contents.rows.filter { $0.key.study == study && !$0.value.isEmpty }.keys.map(\.subject).sorted()
        }
    }

    func record(study: String, subject: String) throws -> SubjectRecord {
        let rows = contents.withLock { $0.rows[SubjectName(study: study, subject: subject)] ?? [:] }
        var record = SubjectRecord(subject: subject)
        for (key, row) in rows.sorted(by: { $0.key < $1.key }) {
            let table = FollowUpTable.of(row.domain)
            var reading = SDTMReading(row: MemoryColumns(row: row, table: table), table: table, key: key)
            switch row.domain {
            case .dm: record.demographics = reading.demographics()
            case .lb: record.labResults.append(reading.labResult())
            case .ae: record.adverseEvents.append(reading.adverseEvent())
            case .ex: record.exposures.append(reading.exposure())
            case .cm, .vs, .ds: preconditionFailure("the simulated sites write no such rows")
            }
            record.defects += reading.defects
        }
        return record
    }

    static func nextStamp() -> Int {
        stamps.withLock { stamp in
            stamp += 1
            return stamp
        }
    }
}

extension MemoryFollowUpStore.Contents {
    fileprivate mutating func enter(_ operation: FeedEntry.Operation, _ key: RowKey, of name: SubjectName) {
        let entry = FeedEntry(
            sequence: Int64(feed.count + 1), subject: name.subject, key: key, operation: operation)
        feed.append(.init(study: name.study, entry: entry, stamp: MemoryFollowUpStore.nextStamp()))
    }
}

private struct MemoryColumns: SDTMColumns {
    let row: SDTMRow
    let table: FollowUpTable

    func text(at position: Int) -> String { row.values[table.columns[position].variable] ?? "" }
    func number(at position: Int) -> SDTMNumber { SDTMNumber(text: text(at: position)) }
}

extension SDTMRow {
    fileprivate var subjectName: SubjectName {
        SubjectName(study: values["STUDYID"] ?? "", subject: values["USUBJID"] ?? "")
    }
}

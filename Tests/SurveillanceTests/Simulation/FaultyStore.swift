// SPDX-License-Identifier: Apache-2.0

import Storage
import Synchronization
import Trial

/// The store the reviewer is given: it fails now and then, sites write into it while it is read, and one day another
/// stands in its place.
final class FaultyStore: FollowUpStore {
    private let current: Mutex<any SimulatedStore>
    private let misfortune: Misfortune
    private let auditor: Auditor
    private let truth: TruthBook
    /// What sites write between two reads of one pass.
    private let meanwhile: @Sendable () throws -> Void

    init(
        _ store: any SimulatedStore, misfortune: Misfortune, auditor: Auditor, truth: TruthBook,
        meanwhile: @escaping @Sendable () throws -> Void
    ) {
        current = Mutex(store)
        self.misfortune = misfortune
        self.auditor = auditor
        self.truth = truth
        self.meanwhile = meanwhile
    }

    /// The store itself, which nobody but the reviewer finds faulty.
    var store: any SimulatedStore {
        get { current.withLock { $0 } }
        set { current.withLock { $0 = newValue } }
    }

    func identity() throws -> StoreIdentity { try read { try $0.identity() } }
    func head() throws -> Int64 { try read { try $0.head() } }
    func fingerprint(at sequence: Int64) throws -> String? { try read { try $0.fingerprint(at: sequence) } }
    func subjects(study: String) throws -> [String] {
        try read { store in
            let subjects = try store.subjects(study: study)
            auditor.lists(subjects, of: study)
            return subjects
        }
    }

    func changeCounter() throws -> Int64 { try read { try $0.changeCounter() } }

    func changes(study: String, after: Int64, through: Int64, limit: Int) throws -> [FeedEntry] {
        try read { try $0.changes(study: study, after: after, through: through, limit: min(limit, 3)) }
    }

    func record(study: String, subject: String) throws -> SubjectRecord {
        try read { store in
            if misfortune.happens(60) { try meanwhile() }
            let name = SubjectName(study: study, subject: subject)
            auditor.sees(name, rows: truth.rows(of: name), head: try store.head(), store: try store.identity())
            return try store.record(study: study, subject: subject)
        }
    }

    private func read<Value>(_ body: (any SimulatedStore) throws -> Value) throws -> Value {
        try misfortune.strikeStore()
        let value = try body(store)
        try misfortune.perhapsCrash()
        return value
    }
}

// SPDX-License-Identifier: Apache-2.0

import Alerting
import Channels
import Foundation
import Rules
import SQLiteStorage
import Storage
import Surveillance
import Synchronization
import Testing
import Trial

/// The note of who is under review, by which a subject that brings the process down is left alone.
@Suite struct ReviewMarkTests {
    /// Names that remember who was under review when the first of them was asked for.
    private final class WatchfulNames: NameMinting {
        private let mark: RememberedMark
        private let names = CountedNames()
        private let seen = Mutex<SubjectName?>(nil)

        init(_ mark: RememberedMark) {
            self.mark = mark
        }

        var underReview: SubjectName? { seen.withLock { $0 } }

        func mintAlertID() -> AlertID {
            seen.withLock { $0 = $0 ?? mark.left }
            return names.mintAlertID()
        }

        func mintWebhookID() -> String { names.mintWebhookID() }
    }

    @Test func `it stands until the subject's alerts are made`() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("vigil-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let ledger = try SQLiteLedger(path: folder.appendingPathComponent("ledger").path, opening: .creating)
        let store = MemoryFollowUpStore(identity: "first")
        for row in [TruthRow.demographics, WatchedTrial.count(24, day: 0)] {
            try store.put(row.sdtm(study: "A", subject: "A-1"))
        }
        let studyProtocol = SimulatedProtocol.of("A", holdBelow: 30, retractionsMax: 100)
        let mark = RememberedMark(misfortune: Misfortune(seed: 1))
        let names = WatchfulNames(mark)
        let reviewer = Reviewer(
            ledger: ledger, marker: mark, composer: MessageComposer(recipients: [], protocols: [studyProtocol]),
            names: names)
        let watch = StudyWatch(
            studyProtocol: studyProtocol, store: store, secondsFromUTC: { _ in SimulatedProtocol.secondsFromUTC })
        _ = try reviewer.reviewOnce(watch, now: WatchedTrial.noon(onDay: 0))
        #expect(names.underReview == SubjectName(study: "A", subject: "A-1"))
        #expect(mark.left == nil)
    }
}

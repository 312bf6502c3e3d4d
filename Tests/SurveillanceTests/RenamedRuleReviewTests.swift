// SPDX-License-Identifier: Apache-2.0

import Alerting
import Channels
import Foundation
import Rules
import SQLiteStorage
import Storage
import Surveillance
import Testing
import Trial

/// A rule that is renamed between two passes over a ledger in a file.
@Suite struct RenamedRuleReviewTests {
    private func studyProtocol(renamed: Bool) -> StudyProtocol {
        var studyProtocol = SimulatedProtocol.of("A", holdBelow: 30, retractionsMax: 100)
        guard renamed else { return studyProtocol }
        studyProtocol.subjectRules = studyProtocol.subjectRules.map { rule in
            guard rule.id == "platelet-hold" else { return rule }
            var rule = rule
            rule.id = "platelets-low"
            rule.formerly = ["platelet-hold"]
            rule.version += " renamed"
            return rule
        }
        studyProtocol.version += " renamed"
        return studyProtocol
    }

    @Test func `its alert keeps id and answer in the ledger and nobody hears of it`() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("vigil-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let ledger = try SQLiteLedger(path: folder.appendingPathComponent("ledger").path, opening: .creating)
        let store = MemoryFollowUpStore(identity: "first")
        for row in [TruthRow.demographics, WatchedTrial.count(24, day: 0)] {
            try store.put(row.sdtm(study: "A", subject: "A-1"))
        }
        let review = { (renamed: Bool, day: Int) in
            let studyProtocol = studyProtocol(renamed: renamed)
            let reviewer = Reviewer(
                ledger: ledger, marker: RememberedMark(misfortune: Misfortune(seed: 1)),
                composer: MessageComposer(
                    recipients: [Recipient(name: "phone", severityMin: .digest, payload: .coded, language: .en)],
                    protocols: [studyProtocol]), names: CountedNames())
            return try reviewer.reviewOnce(
                StudyWatch(
                    studyProtocol: studyProtocol, store: store,
                    secondsFromUTC: { _ in SimulatedProtocol.secondsFromUTC }),
                now: WatchedTrial.noon(onDay: day))
        }
        _ = try review(false, 0)
        let raised = try #require(try ledger.alerts(AlertFilter()).first { $0.episode.rule == "platelet-hold" })
        _ = try ledger.acknowledge(
            raised.id, Acknowledgement(officer: "Li", reason: "Held", version: 1, at: WatchedTrial.noon(onDay: 0)))
        let report = try review(true, 1)
        #expect(report.fullReviewReason == .protocolChanged)
        #expect(report.changes == 1)
        #expect(report.messages == 0)
        let alert = try #require(try ledger.alert(raised.id))
        #expect(alert.episode.rule == "platelets-low")
        #expect(alert.state == .acknowledged)
        #expect(try ledger.history(of: raised.id).last?.change.reasons == [.ruleRenamed, .ruleChanged])
        #expect(try review(true, 2).changes == 0)
    }
}

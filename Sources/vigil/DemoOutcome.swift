// SPDX-License-Identifier: Apache-2.0

import Alerting
import Foundation
import Reporting
import SQLiteStorage
import Settings
import Storage
import Surveillance

/// What came of a demonstration.
struct DemoOutcome {
    var raised: Int
    var resolved: Int
    var retracted: Int
    var arrived: Int
    var undelivered: Int
    var audit: AuditVerdict
    var digest: String
    var configuration: String

    /// Whether every message arrived and the record holds.
    var isWhole: Bool {
        if case .intact = audit { undelivered == 0 && raised > 0 } else { false }
    }

    var closing: String {
        let record =
            switch audit {
            case .intact(let entries, _): "intact, \(entries) entries"
            case .broken(let entry, let why): "BROKEN at entry \(entry): \(why)"
            }
        return """

            Alerts: \(raised) on record, of these \(resolved) resolved and \(retracted) taken back after corrections.
            Messages: \(arrived) arrived and verified, \(undelivered) undelivered. Audit chain: \(record).
            Digest: \(digest)
            Look further: vigil alerts list --config \(configuration)
                          vigil digest --config \(configuration)
            """
    }
}

extension Watchtower {
    /// Waits until every row is reviewed and everything owed has arrived, for at most ten seconds, and sums up.
    func outcome(printed: @autoclosure () async -> Int, digest: URL, configuration: URL) async throws -> DemoOutcome {
        for _ in 0..<100 where try !isCaughtUp() { try await Task.sleep(for: .milliseconds(100)) }
        try writeDigest(to: digest)
        let alerts = try ledger.alerts(AlertFilter(states: [.open, .acknowledged, .closed], includesHistoric: true))
        return DemoOutcome(
            raised: alerts.count,
            resolved: alerts.filter { $0.closure == .resolved }.count,
            retracted: alerts.filter { $0.closure == .retracted }.count,
            arrived: await printed(), undelivered: try ledger.outboxStatus().pending, audit: try ledger.verifyAudit(),
            digest: digest.path, configuration: configuration.path)
    }

    private func isCaughtUp() throws -> Bool {
        let followed = try watches.allSatisfy { watch in
            try ledger.progress(study: watch.study)?.watermark == watch.store.head()
        }
        return try followed && ledger.outboxStatus().pending == 0
    }

    /// Writes the digest of the first study as a page.
    func writeDigest(to file: URL) throws {
        guard let study = settings.studies.first else { return }
        let now = clock.read(acceptsJump: false).now
        let desk = DigestDesk(ledger: ledger, settings: study, delivers: !settings.receivers.isEmpty)
        let digest = try desk.digest(preparedAt: now, since: nil)
        try renderHTML(digest).write(to: file, atomically: true, encoding: .utf8)
    }

    /// Waits until the first pass is committed, for at most a minute.
    func firstPass() async throws {
        guard let study = watches.first?.study else { return }
        for _ in 0..<600 {
            if try ledger.progress(study: study)?.isFirstPassDone == true { return }
            try await Task.sleep(for: .milliseconds(100))
        }
    }
}

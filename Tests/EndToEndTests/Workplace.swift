// SPDX-License-Identifier: Apache-2.0

import Foundation
import GRDB
import SQLiteStorage
import Storage

/// A folder with a configuration, a protocol, a secret and a follow-up store, which goes when the value does.
final class Workplace {
    let folder: URL

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "vigil-end-to-end-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try write(Mailbox.secret, to: "secret")
        try write(SmallStudy.protocolText, to: "protocol.yaml")
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    var store: String { path("follow-up.sqlite") }
    var ledgerPath: String { path("ledger.sqlite") }

    func path(_ name: String) -> String { folder.appending(path: name).path }

    @discardableResult
    func write(_ text: String, to name: String) throws -> String {
        try text.write(to: folder.appending(path: name), atomically: true, encoding: .utf8)
        return path(name)
    }

    /// Names of the files in the folder, without what processes said.
    func files() throws -> Set<String> {
        Set(try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { !$0.hasPrefix("process-") })
    }

    /// Writes `vigil.yaml`, or another configuration of the same study.
    ///
    /// - Parameter receiver: the address of the receiver; without one nothing is delivered.
    func configure(
        receiver: String? = nil, timeoutSeconds: Int = 15, pollSeconds: Int = 60, name: String = "vigil.yaml",
        ledger: String = "ledger.sqlite", store: String = "follow-up.sqlite", protocolFile: String = "protocol.yaml"
    ) throws {
        let delivery =
            receiver.map {
                """
                receivers:
                  - name: officer
                    url: \($0)
                    allow_http: true
                    timeout_seconds: \(timeoutSeconds)
                    secret_file: secret
                    severity_min: digest
                    payload: coded
                """
            } ?? "deliver: false"
        try write(
            """
            ledger: \(ledger)
            poll_interval_seconds: \(pollSeconds)
            studies:
              - protocol: \(protocolFile)
                store: \(store)
            \(delivery)

            """, to: name)
    }

    /// A writer of the store, which is made if there is none.
    func writer() throws -> SQLiteFollowUpWriter { try SQLiteFollowUpWriter(path: store) }

    func ledger(_ name: String = "ledger.sqlite") throws -> SQLiteLedger {
        try SQLiteLedger(path: path(name), opening: .existing)
    }

    /// Runs a command by `vigil.yaml` to its end.
    func run(_ arguments: String..., configuration: String = "vigil.yaml") async throws -> VigilProcess.Ending {
        try await VigilProcess.run(arguments + ["--config", configuration], in: folder)
    }

    /// Starts the daemon.
    func daemon(environment: [String: String] = [:]) throws -> VigilProcess {
        try VigilProcess(["run", "--config", "vigil.yaml"], in: folder, environment: environment)
    }

    /// Waits until the study's first pass is committed.
    func firstPass() async throws {
        try await eventually("the first pass is done") {
            guard let ledger = try? ledger() else { return false }
            return try ledger.progress(study: SmallStudy.study)?.isFirstPassDone == true
        }
    }

    /// The ledger's messages: body by `webhook-id`.
    func owedMessages() throws -> [String: String] {
        try DatabaseQueue(path: ledgerPath).read { database in
            let rows = try Row.fetchAll(database, sql: "SELECT webhook_id, body FROM message")
            return Dictionary(uniqueKeysWithValues: rows.map { ($0[0] as String, $0[1] as String) })
        }
    }
}

// SPDX-License-Identifier: Apache-2.0

import Foundation
import Rules
import Trial

/// Reads `vigil.yaml`.
struct SettingsReading {
    /// The folder of the file, at which relative paths start.
    let folder: String
    let secrets: SecretReading
    let runbooks: Runbooks?
    let today: CalendarDay?

    private static let keys = ["ledger", "poll_interval_seconds", "studies", "deliver", "receivers"]

    /// The settings, or nil after a fault.
    func read(_ root: Entry) -> Settings? {
        guard let fields = root.fields(Self.keys) else { return nil }
        let ledger = fields.required("ledger") { path($0) }
        let pollInterval = fields.required("poll_interval_seconds") { $0.whole(1...3_600) }
        let studies = fields.required("studies") { self.studies($0) }
        let receivers = receivers(fields)
        if let ledger, let studies, studies.contains(where: { $0.store == ledger }) {
            fields.entry("ledger")?.fault(
                found: "the path of a follow-up store", hint: "keep the ledger in a file of its own")
        }
        guard let ledger, let pollInterval, let studies, let receivers else { return nil }
        return Settings(
            studies: studies, ledger: ledger, receivers: receivers, pollIntervalSeconds: pollInterval,
            warnings: root.log.warnings)
    }

    private func path(_ entry: Entry) -> String? {
        entry.text("a path").map { resolve($0, in: folder) }
    }

    private func studies(_ entry: Entry) -> [StudySettings]? {
        guard let elements = entry.elements(of: "studies") else { return nil }
        var studies: [StudySettings] = []
        for element in elements {
            guard let fields = element.fields(["protocol", "store"]) else { continue }
            let store = fields.required("store") { path($0) }
            let studyProtocol = fields.required("protocol") { mention in
                path(mention).flatMap { path in
                    let reading = ProtocolReading(
                        runbooks: runbooks ?? Runbooks(near: parentFolder(of: path)), today: today)
                    return ConfigurationFile(at: path, log: mention.log, mention: mention).flatMap {
                        reading.read($0.root)
                    }
                }
            }
            guard let store, let studyProtocol else { continue }
            if studies.contains(where: { $0.protocol.study == studyProtocol.study }) {
                fields.entry("protocol")?.fault(
                    found: "study \(studyProtocol.study) a second time", hint: "give each study one protocol file")
            }
            studies.append(StudySettings(protocol: studyProtocol, store: store))
        }
        return studies
    }

    private func receivers(_ fields: Fields) -> [ReceiverSettings]? {
        let delivers = fields.optional("deliver") { $0.flag() } ?? true
        guard delivers else {
            fields.entry("receivers")?.fault(
                found: "receivers beside `deliver: false`", hint: "remove one of the two")
            fields.entry("deliver")?.warn(
                found: "`deliver: false`", hint: "alerts are recorded, and nobody is told of them")
            return []
        }
        let hint = "name whom critical alerts reach, or write `deliver: false` to record alerts and tell nobody"
        let entries = fields.required("receivers", hint: hint) { entry in
            entry.elements(of: "receivers", whenEmpty: hint)
        }
        guard let entries else { return nil }
        var receivers: [ReceiverSettings] = []
        for entry in entries {
            guard let receiver = receiver(entry) else { continue }
            if receivers.contains(where: { $0.name == receiver.name }) {
                entry.peek("name")?.fault(
                    found: "\"\(receiver.name)\" a second time", hint: "give each receiver its own name")
            }
            receivers.append(receiver)
        }
        if Set(receivers.map { URLComponents(string: $0.url)?.host ?? "unread \($0.name)" }).count < 2 {
            fields.entry("receivers")?.warn(
                found: "fewer than two independent receivers",
                hint: "add one on another host, so that a critical alert has a second way")
        }
        return receivers
    }
}

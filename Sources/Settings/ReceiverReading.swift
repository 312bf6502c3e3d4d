// SPDX-License-Identifier: Apache-2.0

import Channels
import Rules

extension SettingsReading {
    private static let receiverKeys = [
        "name", "kind", "url", "url_file", "allow_http", "secret_file", "severity_min", "payload", "language",
        "mention", "timeout_seconds",
    ]

    /// A receiver, or nil after a fault.
    func receiver(_ entry: Entry) -> ReceiverSettings? {
        guard let fields = entry.fields(Self.receiverKeys) else { return nil }
        let name = fields.required("name") { $0.identifier() }
        let kind =
            fields.has("kind")
            ? fields.optional("kind") {
                $0.choice("a kind of receiver", among: ReceiverKind.allCases.map { ($0.rawValue, $0) })
            } : .standardWebhooks
        let allowsHTTP = fields.optional("allow_http") { $0.flag() } ?? false
        let severity = fields.optional("severity_min") {
            $0.choice("a severity", among: Severity.allCases.reversed().map { ($0.rawValue, $0) })
        }
        let payload = fields.optional("payload") {
            $0.choice("a payload", among: Recipient.Payload.allCases.map { ($0.rawValue, $0) })
        }
        let language = fields.optional("language") {
            $0.choice("a language", among: Recipient.Language.allCases.map { ($0.rawValue, $0) })
        }
        let timeout = fields.optional("timeout_seconds") { $0.whole(1...60) }
        // What a receiver of an unknown kind needs is not known either.
        guard let kind else { return nil }
        let url = url(of: kind, fields, allowsHTTP: allowsHTTP)
        let access = access(to: kind, fields)
        let mentions = mentions(of: kind, fields)
        guard let name, let url, let access, let mentions else { return nil }
        return ReceiverSettings(
            name: name, kind: kind, url: url, secrets: access.webhookSecrets, key: access.key,
            severityMin: severity ?? .urgent, payload: payload ?? .minimal, language: language ?? .en,
            mentions: mentions, allowsHTTP: allowsHTTP, timeoutSeconds: timeout ?? 15)
    }

    /// Whom critical messages call by name; nil after a fault.
    private func mentions(of kind: ReceiverKind, _ fields: Fields) -> [Mention]? {
        guard let entry = fields.entry("mention") else { return [] }
        switch kind {
        case .standardWebhooks, .pagerDuty:
            entry.fault(
                found: "mentions for \(kind.rawValue), which knows none",
                hint: "remove `mention:`; who is called is settled at the receiver")
            return nil
        case .slack, .teamsWorkflows, .feishu, .dingTalk, .weCom: break
        }
        guard let elements = entry.elements(of: "people's ids, or `all`") else { return nil }
        let mentions = elements.map { $0.mention(allowsEverybody: kind != .teamsWorkflows) }
        return mentions.contains { $0 == nil } ? nil : mentions.compactMap(\.self)
    }
}

extension Entry {
    fileprivate func mention(allowsEverybody: Bool) -> Mention? {
        guard let text = text("an id") else { return nil }
        guard let mention = Mention(text) else {
            fault(found: found, hint: "write the id, address or telephone number that the vendor knows the person by")
            return nil
        }
        guard allowsEverybody || !mention.isEverybody else {
            fault(found: "`all`", hint: "name people by their addresses: a workflow of Teams cannot call everybody")
            return nil
        }
        return mention
    }
}

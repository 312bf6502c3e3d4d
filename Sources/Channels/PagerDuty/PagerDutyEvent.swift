// SPDX-License-Identifier: Apache-2.0

import Rules

/// An event of PagerDuty's Events API, version 2.
///
/// Room: 512,000 bytes, a summary of 1,024 characters, a `dedup_key` of 255.
enum PagerDutyEvent {
    private static let bodyBytesMax = 512_000
    private static let summaryMax = 1_024
    private static let dedupKeyMax = 255

    static func json(_ content: MessageContent, routingKey: ReceiverSecret, language: Language) -> String {
        func json(_ text: String) -> String {
            encode(Event(content, text: text, summaryMax: summaryMax, routingKey: routingKey.text))
        }
        return json(content.fitting(content.text, language: language) { json($0).utf8.count <= bodyBytesMax })
    }

    /// What the event does to the incident.
    ///
    /// A message that an alert was raised opens one even if the alert is over already: nobody was told of it before.
    private static func action(of content: MessageContent) -> String {
        guard !content.changes.contains("raised") else { return "trigger" }
        return switch content.phase {
        case .open: "trigger"
        case .acknowledged: "acknowledge"
        case .closed: "resolve"
        }
    }

    private static func severity(of content: MessageContent) -> String {
        switch content.severity {
        case .critical: "critical"
        case .urgent: "error"
        case .daily: "warning"
        case .query, .digest: "info"
        // A content that cannot be read may be anything.
        case nil: "critical"
        }
    }

    private struct Event: Encodable {
        var routingKey: String
        var action: String
        var dedupKey: String
        var client = "vigil"
        var payload: Payload

        enum CodingKeys: String, CodingKey {
            case routingKey = "routing_key"
            case action = "event_action"
            case dedupKey = "dedup_key"
            case client, payload
        }

        init(_ content: MessageContent, text: String, summaryMax: Int, routingKey: String) {
            self.routingKey = routingKey
            action = PagerDutyEvent.action(of: content)
            dedupKey = shortened(content.alert ?? content.id.text, to: PagerDutyEvent.dedupKeyMax)
            payload = Payload(
                summary: shortened(content.notice, to: summaryMax),
                source: content.study.isEmpty ? "vigil" : content.study,
                severity: PagerDutyEvent.severity(of: content),
                timestamp: content.timestamp.isEmpty ? nil : content.timestamp,
                component: content.site.isEmpty ? nil : content.site,
                group: content.study.isEmpty ? nil : content.study,
                kind: content.type.isEmpty ? nil : content.type,
                details: Details(text: text, show: content.show))
        }
    }

    private struct Payload: Encodable {
        var summary: String
        var source: String
        var severity: String
        var timestamp: String?
        var component: String?
        var group: String?
        var kind: String?
        var details: Details

        enum CodingKeys: String, CodingKey {
            case summary, source, severity, timestamp, component, group
            case kind = "class"
            case details = "custom_details"
        }
    }

    private struct Details: Encodable {
        var text: String
        var show: String
    }
}

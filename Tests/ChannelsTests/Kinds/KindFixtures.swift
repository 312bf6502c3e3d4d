// SPDX-License-Identifier: Apache-2.0

import Channels
import Foundation
import Rules
import Testing

/// A receiver of each kind at an address that no test connects to.
enum KindFixtures {
    static let english = ChatManner(language: .en)

    static func address(_ url: String = "https://robot.example/hook?key=token") -> ReceiverAddress {
        ReceiverAddress(url: url, allowsHTTP: false, softwareVersion: "1.2.3")
    }

    static func receiver(_ kind: ReceiverKind, manner: ChatManner = english) throws -> any MessageReceiver {
        let secret = try #require(ReceiverSecret("demo"))
        return switch kind {
        case .standardWebhooks:
            StandardWebhookReceiver(
                url: address().url, secrets: [try WebhookSecret(SignatureFixtures.secret)], allowsHTTP: false,
                softwareVersion: "1.2.3")
        case .slack: SlackReceiver(at: address(), manner: manner)
        case .teamsWorkflows: TeamsReceiver(at: address(), manner: manner)
        case .pagerDuty: PagerDutyReceiver(at: address(), routingKey: secret, language: manner.language)
        case .feishu: FeishuReceiver(at: address(), secret: secret, manner: manner)
        case .dingTalk: DingTalkReceiver(at: address(), secret: secret, manner: manner)
        case .weCom: WeComReceiver(at: address(), manner: manner)
        }
    }

    /// The kinds whose envelope is not the content itself.
    static let envelopes = ReceiverKind.allCases.filter { $0 != .standardWebhooks }

    /// The message of an alert with this text, as the ledger keeps it.
    static func message(
        _ text: String, severity: String = "critical", state: String = "open", changes: [String] = ["raised"]
    ) throws -> WebhookMessage {
        let content: [String: Any] = [
            "type": "vigil.alert.\(changes.last ?? "amended")", "timestamp": "2026-11-23T08:00:00Z",
            "data": [
                "alertId": "A-7", "version": 2, "state": state, "changes": changes, "severity": severity,
                "study": "NCT-1", "site": "03", "show": "vigil alerts show A-7", "text": text,
            ] as [String: Any],
        ]
        let body = try JSONSerialization.data(withJSONObject: content)
        return WebhookMessage(id: try #require(WebhookID("msg_7")), body: Array(body))
    }

    /// The body that a kind sends, as text and as the JSON that it must be.
    static func sent(
        _ message: WebhookMessage, to kind: ReceiverKind, manner: ChatManner = english
    ) throws -> (bytes: Int, object: [String: Any], text: String) {
        let body = try receiver(kind, manner: manner).request(for: message, now: 1_795_336_200).body
        let object = try JSONSerialization.jsonObject(with: Data(body)) as? [String: Any]
        return (body.count, try #require(object), String(decoding: body, as: UTF8.self))
    }

    /// All texts of a JSON value, whatever their keys.
    static func texts(in value: Any) -> [String] {
        switch value {
        case let text as String: [text]
        case let list as [Any]: list.flatMap(texts)
        case let object as [String: Any]: object.sorted { $0.key < $1.key }.flatMap { texts(in: $0.value) }
        default: []
        }
    }
}

/// One row of a kind's table: what was answered, and what it means.
struct AnswerRow: CustomTestStringConvertible {
    var status: Int
    var retryAfter: Int?
    var body: String
    var verdict: Verdict

    init(_ status: Int, _ body: String, retryAfter: Int? = nil, _ verdict: Verdict) {
        (self.status, self.retryAfter, self.body, self.verdict) = (status, retryAfter, body, verdict)
    }

    var testDescription: String { "\(status) \(body.prefix(60)) → \(verdict)" }

    func check(_ kind: ReceiverKind) throws {
        let ending = DeliveryOutcome.Ending.answered(
            status: status, retryAfterSeconds: retryAfter, body: AnswerBody(bytes: Array(body.utf8)))
        let outcome = DeliveryOutcome(ending: ending, durationMilliseconds: 3)
        #expect(try KindFixtures.receiver(kind).verdict(on: outcome) == verdict)
    }
}

// SPDX-License-Identifier: Apache-2.0

import Channels
import Settings

extension ReceiverSettings {
    /// Whom the receiver tells, and how much.
    var recipient: Recipient {
        Recipient(name: name, severityMin: severityMin, payload: payload, language: language)
    }

    /// What makes its requests and judges its answers; settings without their secrets make none.
    var endpoint: (any MessageReceiver)? {
        guard !url.isEmpty else { return nil }
        let address = ReceiverAddress(
            url: url, allowsHTTP: allowsHTTP, softwareVersion: softwareVersion,
            totalTimeoutMilliseconds: timeoutSeconds * 1_000)
        let manner = ChatManner(language: language, mentions: mentions)
        switch kind {
        case .standardWebhooks:
            guard !secrets.isEmpty else { return nil }
            return StandardWebhookReceiver(
                url: url, secrets: secrets, allowsHTTP: allowsHTTP, softwareVersion: softwareVersion,
                totalTimeoutMilliseconds: timeoutSeconds * 1_000)
        case .slack: return SlackReceiver(at: address, manner: manner)
        case .teamsWorkflows: return TeamsReceiver(at: address, manner: manner)
        case .pagerDuty: return key.map { PagerDutyReceiver(at: address, routingKey: $0, language: language) }
        case .feishu: return FeishuReceiver(at: address, secret: key, manner: manner)
        case .dingTalk: return DingTalkReceiver(at: address, secret: key, manner: manner)
        case .weCom: return WeComReceiver(at: address, manner: manner)
        }
    }
}

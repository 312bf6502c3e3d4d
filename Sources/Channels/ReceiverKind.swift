// SPDX-License-Identifier: Apache-2.0

/// The kinds of receivers, by their names in `vigil.yaml`.
package enum ReceiverKind: String, Hashable, Sendable, CaseIterable {
    /// Any program that takes signed messages as Standard Webhooks writes them.
    case standardWebhooks = "standard-webhooks"
    /// An incoming webhook of Slack.
    case slack
    /// A webhook of Microsoft Teams Workflows.
    case teamsWorkflows = "teams-workflows"
    /// PagerDuty's Events API, version 2.
    case pagerDuty = "pagerduty"
    /// A custom bot of Feishu or Lark.
    case feishu
    /// A custom robot of DingTalk.
    case dingTalk = "dingtalk"
    /// A group robot of WeCom.
    case weCom = "wecom"

    /// Whether whoever knows the address may post, so that the address is a secret itself.
    package var hasSecretURL: Bool {
        switch self {
        case .standardWebhooks, .pagerDuty: false
        case .slack, .teamsWorkflows, .feishu, .dingTalk, .weCom: true
        }
    }
}

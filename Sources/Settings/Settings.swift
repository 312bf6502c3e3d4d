// SPDX-License-Identifier: Apache-2.0

package import Channels
package import Rules

/// A configuration without fault: what is watched, where the ledger is, and who is told.
package struct Settings: Sendable {
    /// The studies, each with its own STUDYID.
    package var studies: [StudySettings]
    /// Path of the ledger.
    package var ledger: String
    /// Who is told; empty when the file says `deliver: false`.
    package var receivers: [ReceiverSettings]
    /// The longest wait between two looks at a store.
    package var pollIntervalSeconds: Int
    /// What is weak about the configuration without being wrong.
    package var warnings: [ConfigurationFault]

    /// Settings; normally read by `loadSettings`, which checks them first.
    package init(
        studies: [StudySettings], ledger: String, receivers: [ReceiverSettings], pollIntervalSeconds: Int,
        warnings: [ConfigurationFault] = []
    ) {
        self.studies = studies
        self.ledger = ledger
        self.receivers = receivers
        self.pollIntervalSeconds = pollIntervalSeconds
        self.warnings = warnings
    }
}

/// A study that is watched.
package struct StudySettings: Hashable, Sendable {
    /// What the protocol file says.
    package var `protocol`: StudyProtocol
    /// Path of the follow-up store.
    package var store: String

    /// A study.
    package init(protocol: StudyProtocol, store: String) {
        self.protocol = `protocol`
        self.store = store
    }
}

/// Somebody who is told of alerts through a webhook.
package struct ReceiverSettings: Sendable {
    /// The permanent name, by which the outbox knows the receiver.
    package var name: String
    /// What kind of receiver it is.
    package var kind: ReceiverKind
    /// Where messages are posted.
    ///
    /// It may hold a token, so it is not printed. Empty where it comes from a file and secrets were not read.
    package var url: String
    /// Signing secrets of Standard Webhooks: at least one, more while a secret is being changed.
    ///
    /// None of other kinds, and where secrets were not read.
    package var secrets: [WebhookSecret]
    /// PagerDuty's routing key, or the signing secret of a robot of Feishu or DingTalk; nil where there is none.
    package var key: ReceiverSecret?
    /// The least severity that is sent.
    package var severityMin: Severity
    /// How much a message tells.
    package var payload: Recipient.Payload
    /// The language of messages.
    package var language: Recipient.Language
    /// Whom critical messages call by name in a chat group.
    package var mentions: [Mention]
    /// Whether the URL may be http.
    package var allowsHTTP: Bool
    /// How long one attempt may take.
    package var timeoutSeconds: Int

    /// A receiver; see each property.
    package init(
        name: String, kind: ReceiverKind = .standardWebhooks, url: String, secrets: [WebhookSecret],
        key: ReceiverSecret? = nil, severityMin: Severity = .urgent, payload: Recipient.Payload = .minimal,
        language: Recipient.Language = .en, mentions: [Mention] = [], allowsHTTP: Bool = false, timeoutSeconds: Int = 15
    ) {
        self.name = name
        self.kind = kind
        self.url = url
        self.secrets = secrets
        self.key = key
        self.severityMin = severityMin
        self.payload = payload
        self.language = language
        self.mentions = mentions
        self.allowsHTTP = allowsHTTP
        self.timeoutSeconds = timeoutSeconds
    }
}

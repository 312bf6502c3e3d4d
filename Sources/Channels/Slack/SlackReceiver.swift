// SPDX-License-Identifier: Apache-2.0

/// An incoming webhook of Slack: one channel, no signature, the address is the secret.
package struct SlackReceiver: MessageReceiver {
    private let address: ReceiverAddress
    private let manner: ChatManner

    /// A receiver.
    package init(at address: ReceiverAddress, manner: ChatManner) {
        self.address = address
        self.manner = manner
    }

    /// The request of one attempt.
    package func request(for message: WebhookMessage, now: Int64) -> OutgoingRequest {
        let content = MessageContent(message, language: manner.language)
        return address.post(SlackBody.json(content, manner: manner), of: message.id)
    }

    /// What an attempt's outcome means: only the body `ok` is delivery.
    ///
    /// Source: docs.slack.dev, "Sending messages using incoming webhooks", error table.
    package func verdict(on outcome: DeliveryOutcome) -> Verdict {
        outcome.judged { answer in
            let word = answer.body.text.trimmingWhitespace
            switch (answer.status, word) {
            case (200, "ok"): return .delivered(.accepted)
            case (200...299, _): return answer.unreadable
            case (400...499, let word) where Self.goneWords.contains(word): return .permanent(.robotGone)
            case (400, let word) where word.hasPrefix("invalid_") || word == "no_text":
                return .permanent(.contentRefused)
            default: return answer.statusVerdict
            }
        }
    }

    private static let goneWords: Set<String> = [
        "invalid_token", "no_service", "no_service_id", "no_team", "no_active_hooks", "channel_not_found",
        "channel_is_archived",
    ]
}

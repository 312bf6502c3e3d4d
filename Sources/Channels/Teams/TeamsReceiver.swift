// SPDX-License-Identifier: Apache-2.0

/// A webhook of Microsoft Teams Workflows: the address is the secret, and an answer proves little.
package struct TeamsReceiver: MessageReceiver {
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
        return address.post(TeamsCard.json(content, manner: manner), of: message.id)
    }

    /// What an attempt's outcome means.
    ///
    /// Status 202 says that a workflow was queued, which may still fail. Status 200 is delivery only with the bodies
    /// known of it: none, or `1`; a body that tells of an HTTP error is that error.
    /// Source: learn.microsoft.com, "Create incoming webhooks with Workflows", and the connectors' rate limits.
    package func verdict(on outcome: DeliveryOutcome) -> Verdict {
        outcome.judged { answer in
            if answer.status == 202 { return .unproven(.queued) }
            guard (200...299).contains(answer.status) else { return answer.statusVerdict }
            let text = answer.body.text.trimmingWhitespace
            if let status = Self.statusTold(in: text) {
                let verdict = answer.verdict(ofStatus: status)
                return if case .delivered = verdict { answer.unreadable } else { verdict }
            }
            return text.isEmpty || text == "1" ? .delivered(.accepted) : answer.unreadable
        }
    }

    /// The status in a text such as `… endpoint returned HTTP error 429 with ContextId …`.
    private static func statusTold(in text: String) -> Int? {
        guard let range = text.firstRange(of: "returned HTTP error ") else { return nil }
        return Int(text[range.upperBound...].prefix { $0.isASCII && $0.isNumber })
    }
}

// SPDX-License-Identifier: Apache-2.0

/// A receiver that speaks Standard Webhooks: makes its requests and judges what it answered.
package struct StandardWebhookReceiver: MessageReceiver {
    /// The receiver's absolute address.
    package var url: String
    /// The signing secrets, the current one first; two while one is being rotated.
    package var secrets: [WebhookSecret]
    /// Whether plain `http:` is permitted.
    package var allowsHTTP: Bool
    /// What `user-agent` says after `vigil/`.
    package var softwareVersion: String
    /// How long one exchange may take, connecting included.
    package var totalTimeoutMilliseconds: Int

    /// A receiver at this address with at least one secret.
    package init(
        url: String, secrets: [WebhookSecret], allowsHTTP: Bool, softwareVersion: String,
        totalTimeoutMilliseconds: Int = 15_000
    ) {
        precondition(!secrets.isEmpty, "a receiver has at least one secret")
        self.url = url
        self.secrets = secrets
        self.allowsHTTP = allowsHTTP
        self.softwareVersion = softwareVersion
        self.totalTimeoutMilliseconds = totalTimeoutMilliseconds
    }

    /// The request of one attempt: timestamp and signature are of `now`, id and body are the message's own.
    package func request(for message: WebhookMessage, now: Int64) -> OutgoingRequest {
        let signature = StandardWebhookSignature.sign(
            id: message.id, timestamp: now, body: message.body, secrets: secrets)
        return OutgoingRequest(
            url: url,
            headers: [
                (SignatureVerdict.Header.id.rawValue, message.id.text),
                (SignatureVerdict.Header.timestamp.rawValue, String(now)),
                (SignatureVerdict.Header.signature.rawValue, signature),
                ("content-type", "application/json"),
                ("user-agent", "vigil/\(softwareVersion)"),
            ],
            body: message.body,
            totalTimeoutMilliseconds: totalTimeoutMilliseconds,
            allowsHTTP: allowsHTTP
        )
    }

    /// What an attempt's outcome means.
    ///
    /// Only a status 200...299 is delivery; the body says nothing here. Source: standardwebhooks.com, specification,
    /// "Deliverability and reliability".
    package func verdict(on outcome: DeliveryOutcome) -> Verdict {
        outcome.judged(by: \.statusVerdict)
    }
}

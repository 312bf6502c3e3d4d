// SPDX-License-Identifier: Apache-2.0

/// A receiver that speaks Standard Webhooks: makes its requests and judges what it answered.
package struct StandardWebhookReceiver: Sendable {
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
        switch outcome.ending {
        case .answered(let status, let retryAfterSeconds, bodyStart: _):
            Self.verdict(status: status, retryAfterSeconds: retryAfterSeconds.map(RetryPolicy.clampedRetryAfter))
        case .failed(.refusedDestination):
            .permanent(.refusedDestination)
        case .failed(let failure):
            .retry(.transport(failure), afterSeconds: nil)
        }
    }

    private static func verdict(status: Int, retryAfterSeconds: Int?) -> Verdict {
        switch status {
        case 200...299: .delivered(.accepted)
        case 300...399: .permanent(.redirected)
        case 400: .permanent(.badRequest)
        case 401: .permanent(.unauthorized)
        case 403: .permanent(.forbidden)
        case 404: .permanent(.notFound)
        case 405: .permanent(.methodNotAllowed)
        case 408: .retry(.requestTimeout, afterSeconds: retryAfterSeconds)
        case 410: .permanent(.gone)
        case 413: .permanent(.contentTooLarge)
        case 415: .permanent(.unsupportedMediaType)
        case 422: .permanent(.unprocessableContent)
        case 425: .retry(.tooEarly, afterSeconds: retryAfterSeconds)
        case 429: .retry(.rateLimited, afterSeconds: retryAfterSeconds)
        case 400...499: .permanent(.otherRefusal)
        case 500...599: .retry(.serverFault, afterSeconds: retryAfterSeconds)
        default: .retry(.statusOutOfRange, afterSeconds: retryAfterSeconds)
        }
    }
}

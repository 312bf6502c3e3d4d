// SPDX-License-Identifier: Apache-2.0

/// What a receiver answered, as verdicts are made of it.
struct ReceiverAnswer {
    let status: Int
    /// The wish in `Retry-After`, within what is honoured; nil when there is none.
    let retryAfterSeconds: Int?
    let body: AnswerBody

    /// The verdict of its HTTP status alone.
    ///
    /// Source: standardwebhooks.com, specification, "Deliverability and reliability"; RFC 9110, section 15.
    var statusVerdict: Verdict { verdict(ofStatus: status) }

    /// The verdict of a status that the receiver tells of, wherever it stands.
    func verdict(ofStatus status: Int) -> Verdict {
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

    /// The verdict on a status of success whose body is not the receiver's own.
    var unreadable: Verdict { .retry(.answerUnreadable, afterSeconds: retryAfterSeconds) }
}

extension DeliveryOutcome {
    /// The verdict on the outcome, with a kind's own judgement of what was answered.
    func judged(by verdict: (ReceiverAnswer) -> Verdict) -> Verdict {
        switch ending {
        case .answered(let status, let retryAfterSeconds, let body):
            verdict(
                ReceiverAnswer(
                    status: status, retryAfterSeconds: retryAfterSeconds.flatMap(RetryPolicy.honouredRetryAfter),
                    body: body))
        case .failed(.refusedDestination):
            .permanent(.refusedDestination)
        case .failed(let failure):
            .retry(.transport(failure), afterSeconds: nil)
        }
    }
}

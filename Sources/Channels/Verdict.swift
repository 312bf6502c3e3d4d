// SPDX-License-Identifier: Apache-2.0

/// What an attempt's outcome means for the message, with the named reason that the ledger keeps beside it.
package enum Verdict: Hashable, Sendable {
    /// The receiver has the message.
    case delivered(DeliveredReason)
    /// The receiver took the message and cannot say whether it reached anybody; nothing more is owed, and the ledger
    /// says that nothing was proven.
    case unproven(UnprovenReason)
    /// The receiver may take the message later; it asked for at least `afterSeconds` of quiet, or for nothing.
    case retry(RetryReason, afterSeconds: Int?)
    /// Repeating the same request will not help until somebody changes something.
    case permanent(PermanentReason)

    /// Why a message counts as delivered.
    package enum DeliveredReason: String, Hashable, Sendable, CaseIterable {
        /// The receiver said so: by its status, or by its body where the body decides.
        case accepted
    }

    /// Why an accepted message may still not have arrived.
    package enum UnprovenReason: String, Hashable, Sendable, CaseIterable {
        /// Status 202 of Microsoft Teams: queued for a workflow that may fail later, which only its run history shows.
        case queued
    }

    /// Why an attempt is worth repeating.
    package enum RetryReason: Hashable, Sendable {
        /// Status 408: the receiver gave up waiting for the request.
        case requestTimeout
        /// Status 425: the receiver would not take the request as early data.
        case tooEarly
        /// Status 429: too many requests.
        case rateLimited
        /// Status 500...599: a fault on the receiver's side.
        case serverFault
        /// A status outside 200...599, which no HTTP answer should end with.
        case statusOutOfRange
        /// The receiver says in its body that it is busy.
        case busy
        /// The status says success, but the body is not the receiver's own: as a rule a proxy's page.
        case answerUnreadable
        /// The receiver's body has an error number that is not known here.
        case unknownCode(Int)
        /// No complete answer came.
        case transport(TransportFailure)
    }

    /// Why repeating the same request is pointless for now.
    package enum PermanentReason: String, Hashable, Sendable, CaseIterable {
        /// Status 300...399: the receiver moved; a redirect is never followed, because its target was never vetted.
        case redirected
        /// Status 400.
        case badRequest
        /// Status 401: as a rule a wrong or withdrawn signing secret.
        case unauthorized
        /// Status 403.
        case forbidden
        /// Status 404.
        case notFound
        /// Status 405.
        case methodNotAllowed
        /// Status 410: the receiver asks to be sent nothing more.
        case gone
        /// Status 413.
        case contentTooLarge
        /// Status 415.
        case unsupportedMediaType
        /// Status 422.
        case unprocessableContent
        /// Any other status 400...499.
        case otherRefusal
        /// The transport may not send to this address; see ``TransportFailure/refusedDestination``.
        case refusedDestination
        /// The robot, its token or its group is gone or switched off.
        case robotGone
        /// Signature or timestamp is refused: a wrong secret, or a clock that is an hour off.
        case signatureRefused
        /// The robot takes messages from other addresses only.
        case senderRefused
        /// The robot takes messages only with a keyword that this one lacks.
        case keywordMissing
        /// One of the robot's security settings refuses the message, and the body does not say which.
        case securityRefused
        /// The receiver cannot read the message.
        case contentRefused
    }

    /// The reason's permanent name in the ledger and in metrics.
    package var reason: String {
        switch self {
        case .delivered(let reason): reason.rawValue
        case .unproven(let reason): reason.rawValue
        case .retry(let reason, afterSeconds: _): reason.name
        case .permanent(let reason): reason.rawValue
        }
    }
}

extension Verdict.RetryReason {
    /// The reason's permanent name in the ledger and in metrics.
    package var name: String {
        switch self {
        case .requestTimeout: "requestTimeout"
        case .tooEarly: "tooEarly"
        case .rateLimited: "rateLimited"
        case .serverFault: "serverFault"
        case .statusOutOfRange: "statusOutOfRange"
        case .busy: "busy"
        case .answerUnreadable: "answerUnreadable"
        case .unknownCode(let code): "unknownCode(\(code))"
        case .transport(let failure): failure.name
        }
    }
}

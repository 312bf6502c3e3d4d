// SPDX-License-Identifier: Apache-2.0

/// Why an exchange ended without a complete answer.
package enum TransportFailure: Hashable, Sendable, Error {
    /// The receiver's name has no address.
    case couldNotResolve
    /// No connection to the receiver's address came about.
    case couldNotConnect
    /// The connect or total timeout passed; the receiver may have got the request.
    case timedOut
    /// The TLS handshake or the check of the receiver's certificate failed.
    case tls
    /// The request could not be written completely.
    case sendFailed
    /// The answer broke off or was not HTTP; the receiver may have got the request.
    case receiveFailed
    /// The answer's header passed the transport's size limit.
    case tooLarge
    /// The address is not one that a request may go to: malformed, with a user name, or of a scheme not permitted.
    case refusedDestination
    /// The caller gave up or the courier was shut down; the receiver may have got the request.
    case cancelled
    /// Anything else, with the transport's own error number.
    case other(code: Int)

    /// The permanent name in the ledger and in metrics.
    package var name: String {
        switch self {
        case .couldNotResolve: "couldNotResolve"
        case .couldNotConnect: "couldNotConnect"
        case .timedOut: "timedOut"
        case .tls: "tls"
        case .sendFailed: "sendFailed"
        case .receiveFailed: "receiveFailed"
        case .tooLarge: "tooLarge"
        case .refusedDestination: "refusedDestination"
        case .cancelled: "cancelled"
        case .other(let code): "other(\(code))"
        }
    }
}

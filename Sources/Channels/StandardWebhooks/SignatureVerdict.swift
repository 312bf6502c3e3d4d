// SPDX-License-Identifier: Apache-2.0

/// Whether a received message is genuine.
package enum SignatureVerdict: Hashable, Sendable {
    /// One of the secrets signed it, at this time by the sender's clock, in seconds since 1970.
    case genuine(secretIndex: Int, sentAt: Int64)
    /// It is not to be believed.
    case refused(Refusal)

    /// Why a message is not believed.
    package enum Refusal: Hashable, Sendable {
        /// A header field that must be there is not.
        case headerMissing(Header)
        /// The timestamp is not a number of seconds.
        case timestampUnreadable
        /// The message is older than the tolerance: a replay, a slow road, or a clock that is behind.
        case tooOld(seconds: Int64)
        /// The message is from further ahead than the tolerance: one of the two clocks is wrong.
        case fromTheFuture(seconds: Int64)
        /// No signature of version 1 is among those sent, or none that is base64.
        case versionOneMissing
        /// No secret gives one of the signatures sent.
        case signatureMismatch
    }

    /// The header fields of a signed message.
    package enum Header: String, Hashable, Sendable, CaseIterable {
        /// The message's permanent name.
        case id = "webhook-id"
        /// When this attempt was signed, in seconds since 1970.
        case timestamp = "webhook-timestamp"
        /// The signatures, parted by spaces.
        case signature = "webhook-signature"
    }
}

extension SignatureVerdict.Refusal: CustomStringConvertible {
    /// What was found and what to do.
    package var description: String {
        switch self {
        case .headerMissing(let header): "the header \(header.rawValue) is missing: the sender must sign its messages"
        case .timestampUnreadable: "webhook-timestamp is not a whole number of seconds since 1970"
        case .tooOld(let seconds): "the message was signed \(seconds) s ago: check both clocks, or it is a replay"
        case .fromTheFuture(let seconds): "the message was signed \(seconds) s in the future: check both clocks"
        case .versionOneMissing: "webhook-signature holds no signature of version 1"
        case .signatureMismatch: "no secret gives the signature sent: sender and receiver must share a secret"
        }
    }
}

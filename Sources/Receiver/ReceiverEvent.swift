// SPDX-License-Identifier: Apache-2.0

package import Channels

/// What a receiver did with one request.
package enum ReceiverEvent: Hashable, Sendable {
    /// The message is genuine; answered 204.
    case received(ReceivedMessage)
    /// The message is not genuine; answered 401.
    case refused(SignatureVerdict.Refusal)
    /// The request was failed on purpose, unread, with this status.
    case failedOnPurpose(status: Int)
    /// The request was not a POST (answered 405) or its body was too large (answered 413).
    case unusable(status: Int)
}

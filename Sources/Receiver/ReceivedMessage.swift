// SPDX-License-Identifier: Apache-2.0

package import Channels

/// A message that arrived with a genuine signature.
package struct ReceivedMessage: Hashable, Sendable {
    /// The message's permanent name; a repeat carries the same.
    package var webhookID: String
    /// When the sender signed this attempt, in seconds since 1970.
    package var timestamp: Int64
    /// The body, byte for byte as signed.
    package var body: [UInt8]
    /// The verdict on the signature, always genuine here; it tells which secret was used.
    package var verification: SignatureVerdict

    /// A message with these parts.
    package init(webhookID: String, timestamp: Int64, body: [UInt8], verification: SignatureVerdict) {
        self.webhookID = webhookID
        self.timestamp = timestamp
        self.body = body
        self.verification = verification
    }
}

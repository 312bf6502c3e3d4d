// SPDX-License-Identifier: Apache-2.0

/// A message as the ledger keeps it: the parts that stay the same over all attempts.
package struct WebhookMessage: Hashable, Sendable {
    /// The message's permanent name.
    package var id: WebhookID
    /// The body, UTF-8 JSON.
    package var body: [UInt8]

    /// A message with this name and body.
    package init(id: WebhookID, body: [UInt8]) {
        self.id = id
        self.body = body
    }
}

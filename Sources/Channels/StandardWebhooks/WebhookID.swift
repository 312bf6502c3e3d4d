// SPDX-License-Identifier: Apache-2.0

/// The name of a message that stays the same over all its attempts, so that a receiver can drop repeats.
///
/// Made of the printable ASCII characters other than space and full stop: it travels in a header field, and the
/// Standard Webhooks signature uses the full stop to part it from the timestamp.
package struct WebhookID: Hashable, Sendable, CustomStringConvertible {
    /// The name as sent in `webhook-id`.
    package let text: String

    /// How many characters an id may have.
    package static let lengthMax = 256

    /// The id that the text spells, or nil when it is empty, too long, or has another character.
    package init?(_ text: String) {
        guard (1...Self.lengthMax).contains(text.utf8.count) else { return nil }
        guard text.utf8.allSatisfy({ (0x21...0x7E).contains($0) && $0 != UInt8(ascii: ".") }) else { return nil }
        self.text = text
    }

    /// The name as sent.
    package var description: String { text }
}

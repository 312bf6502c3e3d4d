// SPDX-License-Identifier: Apache-2.0

package import Rules

/// Somebody in a chat group whom critical messages call by name.
package struct Mention: Hashable, Sendable {
    /// The person's id at the vendor, or `all`.
    package let id: String

    /// Whether it calls everybody.
    package var isEverybody: Bool { id == "all" }

    /// The mention that a text spells; nil when it could be anything but an id, a telephone number or an address.
    package init?(_ text: String) {
        guard (1...64).contains(text.utf8.count) else { return nil }
        let permitted = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-.@+"
        guard text.allSatisfy({ permitted.contains($0) }) else { return nil }
        id = text
    }

    /// Whether the id is a telephone number.
    var isTelephoneNumber: Bool { id.utf8.allSatisfy { (0x30...0x39).contains($0) } && id.utf8.count >= 7 }
}

/// How a chat group is written to.
package struct ChatManner: Hashable, Sendable {
    /// The language of what the envelope itself says; the text comes in it already.
    package var language: Language
    /// Whom a critical message calls by name.
    package var mentions: [Mention]

    /// A manner; nobody is called unless named.
    package init(language: Language, mentions: [Mention] = []) {
        self.language = language
        self.mentions = mentions
    }

    /// Whom this message calls: those named, for a critical alert that stands.
    func mentions(in content: MessageContent) -> [Mention] {
        content.severity == .critical && content.phase != .closed && !content.isTest ? mentions : []
    }
}

// SPDX-License-Identifier: Apache-2.0

package import Rules
package import Trial

/// A message that tries a receiver out, clearly marked as a test in the receiver's language.
package enum TestMessage {
    static let type = "vigil.test"

    private struct Content: Encodable {
        var receiver: String
        var severity: String
        var text: String
    }

    /// The message for one receiver; it names no study, no alert and no subject.
    package static func message(
        id: WebhookID, receiver: String, language: Language, at now: Timestamp
    ) -> WebhookMessage {
        let text = Wording(language: language).test(receiver: receiver, at: now.description)
        let content = Content(receiver: receiver, severity: Severity.digest.rawValue, text: text)
        let json = encode(Envelope(type: type, timestamp: now.description, content: content))
        return WebhookMessage(id: id, body: Array(json.utf8))
    }
}

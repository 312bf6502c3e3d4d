// SPDX-License-Identifier: Apache-2.0

import FoundationEssentials
package import Rules

/// What a message says, read from the content that the ledger keeps.
///
/// A chat group's envelope is made of it at each attempt. It holds what the content holds and nothing beside: language
/// and detail were settled when the message was composed.
package struct MessageContent: Hashable, Sendable {
    /// How the alert stands.
    package enum Phase: Hashable, Sendable {
        /// It stands and nobody has answered it; also a message that is about no single alert.
        case open
        /// Somebody has answered it.
        case acknowledged
        /// It ended, or was taken back.
        case closed
    }

    /// The message's permanent name.
    package var id: WebhookID
    /// What kind of message it is, such as `vigil.alert.raised`.
    package var type: String
    /// When it was made, by RFC 3339.
    package var timestamp: String
    /// What people read, one line a fact, the most important first.
    package var text: String
    /// What was found, in a few words; empty where the recipient may not be told, and of no single alert.
    package var finding: String
    /// How grave it is, a summary as its gravest alert; nil when the content does not say.
    package var severity: Severity?
    /// The alert; nil for a message about several, or about none.
    package var alert: String?
    /// How the alert stands.
    package var phase: Phase
    /// What happened to the alert.
    package var changes: [String]
    /// The study, or empty.
    package var study: String
    /// The site, or empty.
    package var site: String
    /// The command that shows more.
    package var show: String

    /// What a message of the ledger says.
    ///
    /// - Parameter language: of the words that stand for a text which cannot be read; a message is sent all the same.
    package init(_ message: WebhookMessage, language: Language) {
        let read = try? JSONDecoder().decode(Written.self, from: Data(message.body))
        let content = read?.content
        id = message.id
        type = read?.type ?? ""
        timestamp = read?.timestamp ?? ""
        alert = content?.alertId
        let listing = "vigil alerts list"
        show = content?.show ?? alert.map { "vigil alerts show \($0)" } ?? listing
        text = (content?.text).map(MessageContent.shown) ?? Wording(language: language).unreadableMessage(listing)
        finding = (content?.finding).map(MessageContent.shown) ?? ""
        let severities = [content?.severity].compactMap(\.self) + (content?.severities.map { Array($0.keys) } ?? [])
        severity = severities.compactMap(Severity.init(rawValue:)).max()
        changes = content?.changes ?? []
        study = content?.study ?? ""
        site = content?.site ?? ""
        phase =
            switch content?.state {
            case "acknowledged": .acknowledged
            case "closed": .closed
            default: .open
            }
    }

    /// Whether it is sent to try a receiver out.
    package var isTest: Bool { type == TestMessage.type }

    /// A text without control characters other than the ends of lines.
    private static func shown(_ text: String) -> String {
        var shown = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            let isControl = scalar.properties.generalCategory == .control && scalar != "\n"
            shown.append(isControl ? " " : scalar)
        }
        return String(shown)
    }

    /// The first line, which says how grave, what and about whom.
    package var headline: String { String(text.prefix { !$0.isNewline }) }

    /// What a notification shows of the message: the first line, and what was found.
    package var notice: String {
        let found = String(finding.prefix { !$0.isNewline })
        return found.isEmpty ? headline : "\(headline) · \(found)"
    }

    /// The lines below the first.
    package var details: String { String(text.drop { !$0.isNewline }.drop { $0.isNewline }) }

    /// The colour of a headline where a format has colours: of the gravity while the alert stands, none afterwards.
    enum Tone { case red, orange, blue, grey }

    var tone: Tone {
        guard phase != .closed else { return .grey }
        return switch severity {
        case .critical: .red
        case .urgent: .orange
        case .daily, .query, .digest, nil: .blue
        }
    }

    /// The content as the ledger keeps it; whatever a kind of message lacks is nil.
    private struct Written: Decodable {
        var type: String?
        var timestamp: String?
        var content: Content?

        enum CodingKeys: String, CodingKey {
            case type, timestamp
            case content = "data"
        }

        struct Content: Decodable {
            var alertId: String?
            var state: String?
            var changes: [String]?
            var severity: String?
            var severities: [String: Int]?
            var study: String?
            var site: String?
            var show: String?
            var text: String?
            var finding: String?
        }
    }
}

// SPDX-License-Identifier: Apache-2.0

/// A message as an Adaptive Card of version 1.2.
///
/// All that comes from the content stands in text runs, in which Teams reads no Markdown; mentions need a text block.
/// Documented room is 28 kB; cards of 21 kB were seen to be refused, so a body stays below 20,000 bytes.
enum TeamsCard {
    private static let bodyBytesMax = 20_000

    static func json(_ content: MessageContent, manner: ChatManner) -> String {
        let told = content.fitting(content.text, language: manner.language) {
            json(of: $0, content, manner).utf8.count <= bodyBytesMax
        }
        return json(of: told, content, manner)
    }

    private static func json(of text: String, _ content: MessageContent, _ manner: ChatManner) -> String {
        let lines = text.split(omittingEmptySubsequences: true, whereSeparator: \.isNewline).map(String.init)
        let mentions = manner.mentions(in: content).filter { !$0.isEverybody }
        var blocks = lines.enumerated().map { number, line in
            Block.line(number == 0 ? Run(headline: line, tone: content.tone) : Run(text: line))
        }
        if !mentions.isEmpty { blocks.append(.mentions(mentions.map(mark).joined(separator: " "))) }
        let entities = mentions.map { mention in
            Entity(text: mark(mention), mentioned: Entity.Person(id: mention.id, name: mention.id))
        }
        let card = Card(
            msteams: Card.Teams(entities: entities.isEmpty ? nil : entities), body: blocks,
            fallbackText: shortened(content.notice, to: 300))
        return encode(Body(attachments: [Attachment(content: card)]))
    }

    private static func mark(_ mention: Mention) -> String { "<at>\(mention.id)</at>" }

    private struct Body: Encodable {
        var type = "message"
        var attachments: [Attachment]
    }

    private struct Attachment: Encodable {
        var contentType = "application/vnd.microsoft.card.adaptive"
        var content: Card
    }

    private struct Card: Encodable {
        var schema = "http://adaptivecards.io/schemas/adaptive-card.json"
        var type = "AdaptiveCard"
        var version = "1.2"
        var msteams: Teams
        var body: [Block]
        var fallbackText: String

        enum CodingKeys: String, CodingKey {
            case schema = "$schema"
            case type, version, msteams, body, fallbackText
        }

        struct Teams: Encodable {
            var width = "full"
            var entities: [Entity]?
        }
    }

    private struct Entity: Encodable {
        var type = "mention"
        var text: String
        var mentioned: Person

        struct Person: Encodable {
            var id: String
            var name: String
        }
    }

    /// A line, or the mentions.
    private struct Block: Encodable {
        var type: String
        var spacing = "Small"
        var inlines: [Run]?
        var text: String?
        var wrap: Bool?

        static func line(_ run: Run) -> Block { Block(type: "RichTextBlock", inlines: [run]) }
        static func mentions(_ text: String) -> Block { Block(type: "TextBlock", text: text, wrap: true) }
    }

    private struct Run: Encodable {
        var type = "TextRun"
        var text: String
        var weight: String?
        var size: String?
        var color: String?

        init(text: String) {
            self.text = text
        }

        init(headline: String, tone: MessageContent.Tone) {
            text = headline
            weight = "Bolder"
            size = "Medium"
            color =
                switch tone {
                case .red: "Attention"
                case .orange: "Warning"
                case .blue: "Accent"
                case .grey: nil
                }
        }
    }
}

// SPDX-License-Identifier: Apache-2.0

/// A message as a Feishu card of schema 2.0.
///
/// All that comes from the content stands in `plain_text`, in which Feishu reads no markup; the one Markdown element
/// holds the mentions. Room: 20,000 bytes with the envelope.
enum FeishuCard {
    private static let bodyBytesMax = 20_000
    private static let titleMax = 300

    /// Timestamp and signature, which stand beside the card.
    struct Seal {
        var timestamp: String
        var sign: String
    }

    static func json(_ content: MessageContent, manner: ChatManner, seal: Seal?) -> String {
        let title = shortened(content.headline, to: titleMax)
        func json(_ text: String) -> String {
            encode(Body(timestamp: seal?.timestamp, sign: seal?.sign, card: card(title, text, content, manner)))
        }
        let told = title == content.headline ? content.details : content.text
        return json(content.fitting(told, language: manner.language) { json($0).utf8.count <= bodyBytesMax })
    }

    private static func card(
        _ title: String, _ text: String, _ content: MessageContent, _ manner: ChatManner
    ) -> Card {
        var elements: [Element] = []
        if !text.isEmpty { elements.append(Element(tag: "div", text: Plain(content: text))) }
        let mentions = manner.mentions(in: content).map { "<at id=\($0.id)></at>" }
        if !mentions.isEmpty { elements.append(Element(tag: "markdown", content: mentions.joined(separator: " "))) }
        // A card without elements is refused.
        if elements.isEmpty { elements.append(Element(tag: "div", text: Plain(content: content.show))) }
        return Card(
            header: Card.Header(title: Plain(content: title), template: template(content.tone)),
            body: Card.Elements(elements: elements))
    }

    private static func template(_ tone: MessageContent.Tone) -> String {
        switch tone {
        case .red: "red"
        case .orange: "orange"
        case .blue: "blue"
        case .grey: "grey"
        }
    }

    private struct Body: Encodable {
        var timestamp: String?
        var sign: String?
        var form = "interactive"
        var card: Card

        enum CodingKeys: String, CodingKey {
            case timestamp, sign, card
            case form = "msg_type"
        }
    }

    private struct Card: Encodable {
        var schema = "2.0"
        var header: Header
        var body: Elements

        struct Header: Encodable {
            var title: Plain
            var template: String
        }

        struct Elements: Encodable {
            var elements: [Element]
        }
    }

    private struct Plain: Encodable {
        var tag = "plain_text"
        var content: String
    }

    private struct Element: Encodable {
        var tag: String
        var text: Plain?
        var content: String?
    }
}

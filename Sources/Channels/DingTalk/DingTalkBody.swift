// SPDX-License-Identifier: Apache-2.0

/// A message in DingTalk's Markdown; room: 20,000 bytes.
///
/// Two spaces at a line's end make a line break. What comes from the content is no markup: see ``FullWidth``.
enum DingTalkBody {
    private static let bodyBytesMax = 20_000
    private static let titleMax = 100

    static func json(_ content: MessageContent, manner: ChatManner) -> String {
        func json(_ text: String) -> String { encode(body(text, content, manner)) }
        return json(content.fitting(content.text, language: manner.language) { json($0).utf8.count <= bodyBytesMax })
    }

    private static func body(_ text: String, _ content: MessageContent, _ manner: ChatManner) -> Body {
        let mentions = manner.mentions(in: content)
        let named = mentions.filter { !$0.isEverybody }
        var lines = FullWidth.text(text).split(whereSeparator: \.isNewline).map(String.init)
        if let headline = lines.first { lines[0] = "### \(coloured(headline, content.tone))" }
        // DingTalk calls only those whom the text names too.
        if !named.isEmpty { lines.append(named.map { "@\($0.id)" }.joined(separator: " ")) }
        return Body(
            markdown: Body.Markdown(
                title: shortened(content.notice, to: titleMax), text: lines.joined(separator: "  \n")),
            at: Body.Called(
                atMobiles: named.filter(\.isTelephoneNumber).map(\.id),
                atUserIds: named.filter { !$0.isTelephoneNumber }.map(\.id),
                isAtAll: mentions.contains(where: \.isEverybody)))
    }

    private static func coloured(_ text: String, _ tone: MessageContent.Tone) -> String {
        let colour =
            switch tone {
            case .red: "#d0021b"
            case .orange: "#d46b08"
            case .blue: "#1565c0"
            case .grey: "#757575"
            }
        return "<font color=\"\(colour)\">\(text)</font>"
    }

    private struct Body: Encodable {
        var msgtype = "markdown"
        var markdown: Markdown
        var at: Called

        struct Markdown: Encodable {
            /// What the notification shows.
            var title: String
            var text: String
        }

        struct Called: Encodable {
            var atMobiles: [String]
            var atUserIds: [String]
            var isAtAll: Bool
        }
    }
}

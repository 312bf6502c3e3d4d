// SPDX-License-Identifier: Apache-2.0

/// A message in Slack's blocks.
///
/// All that comes from the content stands in `plain_text`, in which Slack reads no markup; the one `mrkdwn` block holds
/// the mentions. Colours exist for attachments only, which Slack folds away when they are long, so there is none.
/// Limits: header 150 characters, section 3,000, 50 blocks, 40,000 in all.
enum SlackBody {
    private static let headerMax = 150
    private static let sectionMax = 3_000
    private static let textMax = 40_000

    static func json(_ content: MessageContent, manner: ChatManner) -> String {
        let header = shortened(content.headline, to: headerMax)
        let isHeaderWhole = header == content.headline
        let told = content.fitting(isHeaderWhole ? content.details : content.text, language: manner.language) {
            $0.utf16.count <= textMax
        }
        var blocks = [Block(type: "header", text: Text(type: "plain_text", text: header))]
        blocks += pieces(of: told, unitsMax: sectionMax).map {
            Block(type: "section", text: Text(type: "plain_text", text: $0))
        }
        let mentions = manner.mentions(in: content).map { $0.isEverybody ? "<!channel>" : "<@\($0.id)>" }
        if !mentions.isEmpty {
            blocks.append(Block(type: "section", text: Text(type: "mrkdwn", text: mentions.joined(separator: " "))))
        }
        return encode(Body(text: escaped(shortened(content.notice, to: sectionMax)), blocks: blocks))
    }

    /// What notifications show, where Slack reads `&`, `<` and `>` as its own.
    private static func escaped(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
    }

    private struct Body: Encodable {
        var text: String
        var blocks: [Block]
    }

    private struct Block: Encodable {
        var type: String
        var text: Text
    }

    private struct Text: Encodable {
        var type: String
        var text: String
        /// Whether `:fire:` becomes a picture; only plain text may say so.
        var emoji: Bool?

        init(type: String, text: String) {
            (self.type, self.text) = (type, text)
            emoji = type == "plain_text" ? false : nil
        }
    }
}

// SPDX-License-Identifier: Apache-2.0

/// A message for a group robot of WeCom.
///
/// Markdown has room for 4,096 bytes of UTF-8 and knows three colours; only plain text, with 2,048, calls everybody. In
/// both `<@…>` calls a member, so what comes from the content is written as ``FullWidth`` does.
enum WeComBody {
    private static let markdownBytesMax = 4_096
    private static let textBytesMax = 2_048

    static func json(_ content: MessageContent, manner: ChatManner) -> String {
        let mentions = manner.mentions(in: content)
        guard mentions.isEmpty else {
            let told = content.fitting(content.text, language: manner.language) {
                FullWidth.text($0).utf8.count <= textBytesMax
            }
            return encode(Body(msgtype: "text", text: Plain(FullWidth.text(told), calling: mentions)))
        }
        let told = content.fitting(content.text, language: manner.language) {
            markdown($0, content.tone).utf8.count <= markdownBytesMax
        }
        return encode(Body(msgtype: "markdown", markdown: Markdown(content: markdown(told, content.tone))))
    }

    private static func markdown(_ text: String, _ tone: MessageContent.Tone) -> String {
        var lines = FullWidth.text(text).split(whereSeparator: \.isNewline).map(String.init)
        if let headline = lines.first { lines[0] = "**\(coloured(headline, tone))**" }
        return lines.joined(separator: "\n")
    }

    private static func coloured(_ text: String, _ tone: MessageContent.Tone) -> String {
        switch tone {
        case .red, .orange: "<font color=\"warning\">\(text)</font>"
        case .blue: text
        case .grey: "<font color=\"comment\">\(text)</font>"
        }
    }

    private struct Body: Encodable {
        var msgtype: String
        var markdown: Markdown?
        var text: Plain?
    }

    private struct Markdown: Encodable {
        var content: String
    }

    private struct Plain: Encodable {
        var content: String
        var members: [String]
        var telephoneNumbers: [String]

        enum CodingKeys: String, CodingKey {
            case content
            case members = "mentioned_list"
            case telephoneNumbers = "mentioned_mobile_list"
        }

        init(_ content: String, calling mentions: [Mention]) {
            self.content = content
            members = mentions.filter { !$0.isTelephoneNumber }.map { $0.isEverybody ? "@all" : $0.id }
            telephoneNumbers = mentions.filter(\.isTelephoneNumber).map(\.id)
        }
    }
}

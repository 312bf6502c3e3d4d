// SPDX-License-Identifier: Apache-2.0

import Channels
import Foundation
import Rules
import Testing

private let hostile = [
    "<!channel> <@U1> <at id=all></at> @all", "**bold** *it* _it_ [x](https://evil.example) ![p](q)",
    "`c` ~s~ | a | &lt;",
    "# heading", "> quote", "- item", "--- ", "<font color=\"info\">ok</font>", "back\\slash\\",
]
private let inChinese = ChatManner(language: .zhHans)

/// What the envelopes of chat groups and pagers say, and how much of it.
struct KindBodyTests {
    @Test(arguments: KindFixtures.envelopes)
    func `a body says all of the text and calls nobody`(kind: ReceiverKind) throws {
        let message = try KindFixtures.message("[CRITICAL] raised: NCT-1 site 03\nPLAT 8\nWithhold both drugs.")
        let sent = try KindFixtures.sent(message, to: kind)
        for line in ["[CRITICAL] raised: NCT-1 site 03", "PLAT 8", "Withhold both drugs."] {
            #expect(plain(sent.object).contains(line), "\(line) is missing in \(sent.text)")
        }
        for mention in ["!channel", "<@", "<at", "\"isAtAll\":true", "mentioned_list"] {
            #expect(!sent.text.contains(mention))
        }
    }

    @Test func `a request carries the message's permanent name and JSON`() throws {
        for kind in ReceiverKind.allCases {
            let request = try KindFixtures.receiver(kind).request(for: try KindFixtures.message("a"), now: 1)
            #expect(request.header("webhook-id") == "msg_7")
            #expect(request.header("content-type") == "application/json")
            #expect(request.header("user-agent") == "vigil/1.2.3")
        }
    }

    @Test(arguments: KindFixtures.envelopes, Language.allCases)
    func `a text of any length fits, and says what it leaves out`(kind: ReceiverKind, language: Language) throws {
        let manner = ChatManner(language: language)
        let room: [ReceiverKind: Int] = [
            .slack: 200_000, .teamsWorkflows: 20_000, .pagerDuty: 512_000, .feishu: 20_000, .dingTalk: 20_000,
            .weCom: 9_000,
        ]
        for filler in ["x", "中", "👩🏽‍⚕️", "\"", "\u{1}", "<", "line of text\n", "\n", "PLAT 240 "] {
            let text =
                "[URGENT] raised: NCT-1\n"
                + String(repeating: filler, count: (kind == .slack ? 130_000 : 40_000) / filler.utf8.count)
            let sent = try KindFixtures.sent(try KindFixtures.message(text), to: kind, manner: manner)
            #expect(sent.bytes <= room[kind] ?? 0)
            let ending = manner.language == .en ? "… cut, see vigil alerts show A-7" : "……已截断，详见 vigil alerts show A-7"
            if !["\n", "\u{1}"].contains(filler), kind != .pagerDuty {
                #expect(plain(sent.object).contains(ending), "\(kind) \(filler)")
            }
            #expect(plain(sent.object).contains("[URGENT] raised: NCT-1"))
        }
    }

    @Test func `a number is never cut in two`() throws {
        for room in 0..<80 {
            let text = "[URGENT] raised: NCT-1\n" + String(repeating: "x", count: 4_000 + room) + "\nPLAT 240000 end"
            let sent = try KindFixtures.sent(try KindFixtures.message(text), to: .weCom)
            let words = plain(sent.object).split(whereSeparator: \.isWhitespace)
            #expect(words.allSatisfy { !$0.hasPrefix("24") || $0 == "240000" }, "\(words.suffix(8))")
        }
    }

    @Test func `WeCom counts bytes of UTF-8`() throws {
        for count in 1_300..<1_420 {
            let text = "[警报]\n" + String(repeating: "中", count: count)
            let sent = try KindFixtures.sent(try KindFixtures.message(text), to: .weCom, manner: inChinese)
            let content = try #require(KindFixtures.texts(in: sent.object["markdown"] ?? "").first)
            #expect(content.utf8.count <= 4_096)
            #expect(content.contains("已截断") == (count > 1_351), "\(count)")
        }
    }

    @Test(arguments: KindFixtures.envelopes)
    func `no text of a record is markup or calls anybody`(kind: ReceiverKind) throws {
        let text = "[CRITICAL] raised: <!channel> *x*\n" + hostile.joined(separator: "\n")
        let sent = try KindFixtures.sent(try KindFixtures.message(text), to: kind)
        switch kind {
        case .slack:
            let blocks = try #require(sent.object["blocks"] as? [[String: Any]])
            #expect(blocks.allSatisfy { ($0["text"] as? [String: Any])?["type"] as? String == "plain_text" })
            #expect(!KindFixtures.texts(in: sent.object["text"] ?? "<").contains { $0.contains("<") })
        case .teamsWorkflows: #expect(!sent.text.contains("\"TextBlock\""))
        case .feishu: #expect(!sent.text.contains("\"markdown\""))
        case .dingTalk, .weCom:
            let texts = KindFixtures.texts(in: sent.object["markdown"] ?? "")
            let body = try #require(texts.first { $0.contains("<font") })
            let bare = body.replacing(/<font color="[#a-z0-9]+">|<\/font>|\*\*|^###/, with: "")
            for mark in "<*`~|\\" { #expect(!bare.contains(mark), "\(mark) stands in \(bare)") }
            for line in bare.split(separator: "\n") { #expect(!"#>-+".contains(line.first ?? " ")) }
            #expect(!bare.contains("_it_") && !bare.contains("@") && !bare.contains("]("))
        case .pagerDuty, .standardWebhooks: break
        }
    }

    @Test func `commands and codes can be copied from a chat`() throws {
        let line = "vigil alerts ack A-TEST-0001 --version 1 --by … --reason …"
        let code = "NCT_1-03_011 SUPPDM/PJPRISK 24 10^9/L, 38.5 °C"
        for kind in KindFixtures.envelopes {
            let sent = try KindFixtures.sent(try KindFixtures.message("[URGENT] a\n\(line)\n\(code)"), to: kind)
            #expect(plain(sent.object).contains(line) && plain(sent.object).contains(code))
        }
    }

    @Test func `a critical alert that stands calls those named, and no other message does`() throws {
        let ids = ["all", "U7", "13800001111"]
        let manner = ChatManner(language: .en, mentions: ids.compactMap(Mention.init))
        let expected: [ReceiverKind: [String]] = [
            .slack: ["<!channel>", "<@U7>"], .teamsWorkflows: ["<at>U7</at>"],
            .feishu: ["<at id=all></at>", "<at id=U7></at>"],
            .dingTalk: ["\"atMobiles\":[\"13800001111\"]", "\"atUserIds\":[\"U7\"]", "\"isAtAll\":true", "@U7"],
            .weCom: ["\"mentioned_list\":[\"@all\",\"U7\"]", "\"mentioned_mobile_list\":[\"13800001111\"]"],
        ]
        for (kind, marks) in expected {
            let calling = try KindFixtures.sent(try KindFixtures.message("[CRITICAL] a"), to: kind, manner: manner)
            for mark in marks { #expect(calling.text.contains(mark), "\(kind): \(calling.text)") }
            for (severity, state) in [("urgent", "open"), ("critical", "closed")] {
                let message = try KindFixtures.message("a", severity: severity, state: state, changes: ["amended"])
                let quiet = try KindFixtures.sent(message, to: kind, manner: manner)
                #expect(!quiet.text.contains("U7") && !quiet.text.contains("\"isAtAll\":true"))
            }
        }
    }

    @Test(arguments: ["", "a b", "<U7>", "U7>", "中", String(repeating: "x", count: 65), "a\"b"])
    func `what could be anything but an id is no mention`(text: String) {
        #expect(Mention(text) == nil)
    }

    @Test func `colours follow the severity while the alert stands`() throws {
        let marks: [(String, String, [ReceiverKind: String])] = [
            (
                "critical", "open",
                [.teamsWorkflows: "Attention", .feishu: "\"red\"", .dingTalk: "#d0021b", .weCom: "warning"]
            ),
            ("urgent", "acknowledged", [.teamsWorkflows: "Warning", .feishu: "\"orange\"", .dingTalk: "#d46b08"]),
            ("daily", "open", [.teamsWorkflows: "Accent", .feishu: "\"blue\"", .dingTalk: "#1565c0"]),
            ("critical", "closed", [.feishu: "\"grey\"", .dingTalk: "#757575", .weCom: "comment"]),
        ]
        for (severity, state, kinds) in marks {
            for (kind, mark) in kinds {
                let message = try KindFixtures.message("a", severity: severity, state: state, changes: ["amended"])
                #expect(try KindFixtures.sent(message, to: kind).text.contains(mark), "\(kind) \(severity) \(state)")
            }
        }
    }

    @Test func `Slack's header and sections keep to their limits`() throws {
        let message = try KindFixtures.message(
            String(repeating: "word ", count: 60) + "\n" + String(repeating: "a line of text\n", count: 500)
                + "a line of text")
        let sent = try KindFixtures.sent(message, to: .slack).object
        let blocks = try #require(sent["blocks"] as? [[String: Any]])
        let texts = blocks.map { KindFixtures.texts(in: ($0["text"] as? [String: Any])?["text"] ?? "").joined() }
        #expect(texts[0].utf16.count <= 150 && texts[0].hasSuffix("word…"))
        #expect(texts.dropFirst().allSatisfy { (1...3_000).contains($0.utf16.count) })
        #expect(texts.dropFirst().joined(separator: "\n").hasPrefix(String(repeating: "word ", count: 60)))
        #expect(texts.dropFirst().allSatisfy { $0.hasSuffix("a line of text") })
    }

    /// What people read of a body: its texts, with the lines of cards joined and line breaks as they are shown.
    private func plain(_ object: [String: Any]) -> String {
        KindFixtures.texts(in: object).joined(separator: "\n").replacing("  \n", with: "\n")
    }
}

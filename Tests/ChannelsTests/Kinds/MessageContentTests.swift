// SPDX-License-Identifier: Apache-2.0

import Alerting
import Channels
import Foundation
import Rules
import Testing
import Trial

/// What envelopes are made of: the contents that the composer writes, and whatever else a ledger may hold.
struct MessageContentTests {
    @Test func `an alert's content is read as it was composed`() throws {
        let composed = try #require(messages(for: raised(plateletAlert())).first)
        let content = try content(composed.body)
        #expect(content.headline == "[URGENT] raised: NCT-1 site 03 subject NCT-1-03-011")
        #expect(content.details.hasPrefix("PLAT 24 10^9/L, grade 4"))
        #expect(content.severity == .urgent && content.alert == "A-TEST-0001" && content.phase == .open)
        #expect(content.study == "NCT-1" && content.site == "03" && content.changes == ["raised"])
        #expect(content.show == "vigil alerts show A-TEST-0001")
    }

    @Test func `a notification says how grave, about whom and what was found, if the recipient may be told`() throws {
        let coded = try #require(messages(for: raised(plateletAlert())).first)
        let notice = "[URGENT] raised: NCT-1 site 03 subject NCT-1-03-011 · PLAT 24 10^9/L, grade 4 (CTCAE 5.0)"
        #expect(try content(coded.body).notice == notice)
        let bare = try #require(messages(for: raised(plateletAlert()), to: [minimal]).first)
        #expect(try content(bare.body).notice == "[URGENT] raised: NCT-1 site 03")
        for (kind, key) in [(ReceiverKind.slack, "text"), (.pagerDuty, "summary"), (.dingTalk, "title")] {
            let message = WebhookMessage(id: try #require(WebhookID("msg_7")), body: Array(coded.body.utf8))
            #expect(try KindFixtures.sent(message, to: kind).text.contains("\"\(key)\":\"\(notice)\""), "\(kind)")
        }
    }

    @Test func `a retraction is closed`() throws {
        let composed = try #require(messages(for: retracted(plateletAlert(), to: "240 10^9/L")).first)
        #expect(try content(composed.body).phase == .closed)
    }

    @Test(arguments: KindFixtures.envelopes)
    func `a summary is sent by every kind, as grave as its gravest alert`(kind: ReceiverKind) throws {
        var critical = plateletAlert()
        critical.episode.severity = .critical
        let summary = try #require(
            composer(chinese).summaries(of: [raised(plateletAlert()), raised(critical)], study: "NCT-1", at: moment)
                .first)
        let read = try content(summary.body)
        #expect(read.severity == .critical && read.alert == nil && read.show == "vigil alerts list")
        let sent = try KindFixtures.sent(WebhookMessage(id: read.id, body: Array(summary.body.utf8)), to: kind)
        #expect(KindFixtures.texts(in: sent.object).contains { $0.contains("[汇总] NCT-1：2 条警报") })
        if kind == .pagerDuty {
            #expect(sent.object["dedup_key"] as? String == "msg_7" && sent.text.contains("\"trigger\""))
        }
    }

    @Test(arguments: KindFixtures.envelopes, Language.allCases)
    func `a test message says so in the receiver's language and calls nobody`(
        kind: ReceiverKind, language: Language
    ) throws {
        let manner = ChatManner(language: language, mentions: ["all", "U7"].compactMap(Mention.init))
        let message = TestMessage.message(
            id: try #require(WebhookID("test_1")), receiver: "duty", language: language, at: now)
        let sent = try KindFixtures.sent(message, to: kind, manner: manner)
        let mark = language == .en ? "[TEST] vigil: test message" : "[测试] vigil：发给接收方 duty 的测试消息"
        #expect(KindFixtures.texts(in: sent.object).contains { $0.contains(mark) })
        #expect(!sent.text.contains("U7") && !sent.text.contains("true,\"all"))
        if kind == .pagerDuty { #expect(sent.text.contains("\"info\"")) }
    }

    @Test(arguments: ["", "[]", "{", #"{"data":{"text":7}}"#, #"{"data":{}}"#, "null"])
    func `a content that cannot be read is told of, not lost`(body: String) throws {
        let content = try content(body)
        #expect(content.text.contains("vigil alerts list"))
        for kind in KindFixtures.envelopes {
            let message = WebhookMessage(id: content.id, body: Array(body.utf8))
            #expect(try KindFixtures.sent(message, to: kind).text.contains("vigil alerts list"))
        }
    }

    private func content(_ body: String) throws -> MessageContent {
        MessageContent(
            WebhookMessage(id: try #require(WebhookID("msg_7")), body: Array(body.utf8)), language: .en)
    }

    private func composer(_ recipient: Recipient) -> MessageComposer {
        MessageComposer(recipients: [recipient], protocols: [studyProtocol()])
    }
}

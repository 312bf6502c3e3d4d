// SPDX-License-Identifier: Apache-2.0

import Alerting
import Channels
import Rules
import Testing
import Trial

struct SystemMessageTests {
    private func text(_ recipient: Recipient, over: Bool = false) throws -> String {
        var change = raised(quarantineAlert())
        if over {
            change.kinds = [.resolved]
            (change.alert.state, change.alert.closure) = (.closed, .resolved)
        }
        return try #require(messages(for: change, to: [recipient]).first.map(Body.init)?.text)
    }

    @Test func `a minimal message about the monitor says what to do and names no subject`() throws {
        #expect(
            try text(minimal) == """
                [CRITICAL] raised: NCT-1 monitor
                A subject is not being watched.
                Watch by hand.
                Acknowledge by 2024-03-06 08:53 +08:00: vigil alerts ack A-TEST-0001 --version 1 --by … --reason …
                Runbook: subject-quarantined
                vigil alerts show A-TEST-0001 (version 1)
                """)
        let message = try #require(messages(for: raised(quarantineAlert()), to: [minimal]).first)
        #expect(!message.body.contains("03-011"))
    }

    @Test func `a coded message about the monitor names the subject, in the recipient's language`() throws {
        #expect(try text(officer).contains("\nReviewing NCT-1-03-011 failed.\nWatch by hand.\n"))
        #expect(
            try text(chinese) == """
                [危急] 新警报：NCT-1 监测系统
                审查 NCT-1-03-011 失败。
                请人工监测。
                请于 2024-03-06 08:53 +08:00 前确认：vigil alerts ack A-TEST-0001 --version 1 --by … --reason …
                处置手册：subject-quarantined
                vigil alerts show A-TEST-0001（第 1 版）
                """)
    }

    @Test func `a condition that is over says so, and asks for nothing`() throws {
        let over = try text(officer, over: true)
        #expect(over.contains("resolved: NCT-1 monitor\nOver: Reviewing NCT-1-03-011 failed.\nRunbook"))
        #expect(try text(minimal, over: true).contains("\nOver: A subject is not being watched.\nRunbook"))
        #expect(try text(chinese, over: true).contains("\n已解除：审查 NCT-1-03-011 失败。\n处置手册"))
    }

    @Test func `no line of a message ends in a blank`() throws {
        var alert = quarantineAlert()
        for rule in ["system/clock-jumped", "system/unheard-of"] {
            alert.episode.rule = rule
            for recipient in [officer, chinese, minimal] {
                let text = try #require(messages(for: raised(alert), to: [recipient]).first.map(Body.init)?.text)
                #expect(text.split(separator: "\n").allSatisfy { !$0.hasSuffix(" ") })
            }
        }
    }
}

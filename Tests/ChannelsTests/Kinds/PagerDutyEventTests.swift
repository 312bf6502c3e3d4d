// SPDX-License-Identifier: Apache-2.0

import Channels
import Rules
import Testing

struct PagerDutyEventTests {
    @Test(arguments: [
        ("open", ["raised"], "trigger"), ("open", ["amended"], "trigger"), ("acknowledged", ["amended"], "acknowledge"),
        ("closed", ["resolved"], "resolve"), ("closed", ["retracted"], "resolve"),
        ("closed", ["superseded"], "resolve"),
        // Nobody was told of it before: without an incident a page would be lost.
        ("closed", ["raised", "resolved"], "trigger"),
    ])
    func `an event follows the alert's state`(state: String, changes: [String], action: String) throws {
        let message = try KindFixtures.message("a", state: state, changes: changes)
        let event = try KindFixtures.sent(message, to: .pagerDuty).object
        #expect(event["event_action"] as? String == action)
        #expect(event["dedup_key"] as? String == "A-7")
        #expect(event["routing_key"] as? String == "demo")
    }

    @Test(arguments: [
        ("critical", "critical"), ("urgent", "error"), ("daily", "warning"), ("query", "info"), ("digest", "info"),
        ("unheard of", "critical"),
    ])
    func `severities have their names`(severity: String, name: String) throws {
        let event = try KindFixtures.sent(try KindFixtures.message("a", severity: severity), to: .pagerDuty).object
        let payload = event["payload"] as? [String: Any]
        #expect(payload?["severity"] as? String == name)
        #expect(payload?["source"] as? String == "NCT-1" && payload?["component"] as? String == "03")
        #expect(payload?["timestamp"] as? String == "2026-11-23T08:00:00Z")
    }

    @Test func `a summary has 1,024 characters`() throws {
        let text = String(repeating: "word ", count: 400) + "\nrest"
        let payload = try KindFixtures.sent(try KindFixtures.message(text), to: .pagerDuty).object["payload"]
        let summary = (payload as? [String: Any])?["summary"] as? String
        #expect(summary?.utf16.count ?? 0 <= 1_024 && summary?.hasSuffix("word…") == true)
    }

    @Test func `an event has 512,000 bytes`() throws {
        let sent = try KindFixtures.sent(
            try KindFixtures.message("[URGENT] a\n" + String(repeating: "\"\"\"\"\n", count: 60_000)), to: .pagerDuty)
        #expect((505_000...512_000).contains(sent.bytes))
        #expect(sent.text.contains("… cut, see vigil alerts show A-7"))
    }
}

// SPDX-License-Identifier: Apache-2.0

import Alerting
import CTCAE
import Channels
import Foundation
import Rules
import Testing
import Trial

@Suite struct AlertMessageTests {
    @Test func `a coded message says what, who, since when, what to do and what is not certain`() throws {
        var alert = plateletAlert()
        alert.episode.uncertainties = [.unitSuspect]
        let message = try #require(messages(for: raised(alert)).first)
        let text = try #require(Body(message).text)
        #expect(
            text == """
                [URGENT] raised: NCT-1 site 03 subject NCT-1-03-011
                PLAT 24 10^9/L, grade 4 (CTCAE 5.0)
                Since 2024-03-04.
                Not certain: the unit is suspect.
                Withhold both drugs.
                Dose level: by the investigator; this rule's numbers await the sponsor's sign-off.
                A proposal; the investigator decides.
                Acknowledge the same working day: vigil alerts ack A-TEST-0001 --version 1 --by … --reason …
                Rule platelet-hold: Platelets below 30 (version v1, numbers not verified)
                Source: a source
                Rows: LB PLAT 2024-03-04: 24 10^9/L.
                Runbook: platelet-hold
                vigil alerts show A-TEST-0001 (version 1)
                """)
        #expect(message.alertVersion == 1)
        #expect(Body(message).type == "vigil.alert.raised")
    }

    @Test func `a minimal message names neither subject nor grade nor value`() throws {
        let message = try #require(messages(for: raised(plateletAlert()), to: [minimal]).first)
        for secret in ["011", "24", "PLAT", "grade", "platelet"] {
            #expect(!message.body.replacing("2024", with: "").contains(secret), "\(secret) stands in a minimal body")
        }
        #expect(
            Body(message).text == """
                [URGENT] raised: NCT-1 site 03
                Acknowledge the same working day: vigil alerts ack A-TEST-0001 --version 1 --by … --reason …
                vigil alerts show A-TEST-0001 (version 1)
                """)
    }

    @Test func `a retraction tells what the row said and says now, and never that nothing is to be done`() throws {
        let change = retracted(plateletAlert(), to: "240 10^9/L")
        let text = try #require(messages(for: change).first.map(Body.init)?.text)
        #expect(
            text.contains(
                "Source changed: LB PLAT 2024-03-04: 24 10^9/L → 240 10^9/L. The proposal is withdrawn; confirm the "
                    + "correction with the site before resuming.\n"))
        #expect(!text.contains("Withhold both drugs."))
        #expect(!text.localizedCaseInsensitiveContains("no action"))
    }

    @Test func `a retraction without a proposal, or of an arm, stops no drug that could be resumed`() throws {
        var alert = plateletAlert()
        alert.scope = .arm("IXA")
        let arm = try #require(messages(for: retracted(alert, to: nil)).first.map(Body.init)?.text)
        #expect(
            arm.contains(
                "LB PLAT 2024-03-04: 24 10^9/L → counted no more. The proposal is withdrawn; confirm the correction "
                    + "with the site.\n"))
        alert = plateletAlert()
        alert.episode.proposal = nil
        let text = try #require(messages(for: retracted(alert, to: nil)).first.map(Body.init)?.text)
        #expect(
            text.contains("LB PLAT 2024-03-04: 24 10^9/L → row deleted. Confirm the correction with the site.\n"))
    }

    @Test func `a row that came back under another date is not called deleted`() throws {
        var alert = plateletAlert()
        let before = alert.episode.evidence[0]
        alert.episode.evidence = [
            Evidence(key: RowKey(domain: .lb, text: #"["PLAT","BLOOD","2024-13-45","3"]"#), reading: before.reading)
        ]
        let change = AlertChange(
            alert: alert, kinds: [.amended], reasons: [.intervalMoved],
            corrections: [Correction(key: before.key, before: before.reading, after: nil)],
            notification: .notify(.urgent))
        let text = try #require(messages(for: change).first.map(Body.init)?.text)
        #expect(text.contains("Source corrected: LB PLAT 2024-03-04: 24 10^9/L → now under another date."))
    }

    @Test func `a merged alert names the one that goes on`() throws {
        var alert = plateletAlert()
        alert.closure = .merged(into: AlertID("A-TEST-0000"))
        let change = AlertChange(
            alert: alert, kinds: [.amended], reasons: [.mergedIntoOlder], notification: .notify(.urgent))
        let text = try #require(messages(for: change).first.map(Body.init)?.text)
        #expect(text.contains("It goes on as alert A-TEST-0000."))
        #expect(!text.contains("Withhold both drugs."))
    }

    @Test(arguments: [officer, chinese])
    func `no reported term ever leaves in a body, whatever it holds`(recipient: Recipient) throws {
        for secret in ["Mr Wang 带状疱疹", #"said "hurts", he"#, "a\",\"b", "Wang\\"] {
            let alert = try eventAlert(term: secret, isCoded: false)
            var crossing = alert
            let values = try JSONEncoder().encode(["NCT-1-03-011", secret, "2024-03-04", "", "AE-7"])
            crossing.scope = .arm("IXA")
            crossing.episode.evidence[0].key = RowKey(domain: .ae, text: String(decoding: values, as: UTF8.self))
            var clock = alert
            clock.episode.finding = .clock(
                ClockReport(
                    subject: ClockReport.Subject(term: secret, isCoded: false, grade: 3, isFatal: false),
                    event: .serious, limit: .hours(24), state: .startUnknown))
            for change in [raised(alert), raised(clock), retracted(alert, to: "grade 1"), retracted(crossing, to: nil)]
            {
                let body = try #require(messages(for: change, to: [recipient]).first)
                let told = String(describing: Body(body).content)
                for part in ["Wang", "hurts", "带状", "said", "b\""] { #expect(!told.contains(part)) }
                #expect(told.contains("AE-7") && told.contains("2024-03-04"))
            }
        }
        let coded = try #require(messages(for: raised(try eventAlert(term: "Sepsis", isCoded: true))).first)
        #expect(Body(coded).text?.contains("Sepsis grade 3 (CTCAE 5.0)") == true)
    }

    @Test func `a body of thousands of long rows stays small and says how many it leaves out`() throws {
        var alert = plateletAlert()
        let long = String(repeating: "重", count: 4_000)
        alert.episode.evidence = (0..<3_000).map { row in
            Evidence(key: RowKey(domain: .lb, text: #"["PLAT","\#(long)","2024-03-04","\#(row)"]"#), reading: long)
        }
        for change in [raised(alert), retracted(alert, to: long)] {
            let message = try #require(messages(for: change).first)
            #expect(message.body.utf8.count < 20_000)
            let listed = try #require(Body(message).content["evidence"] as? [String])
            #expect(Body(message).content["evidenceMore"] as? Int == 3_000 - listed.count)
        }
        alert.episode.evidence = (0..<30).map { row in
            Evidence(key: RowKey(domain: .lb, text: #"["PLAT","","2024-03-04","\#(row)"]"#), reading: "24 10^9/L")
        }
        let message = try #require(messages(for: retracted(alert, to: nil)).first)
        #expect((Body(message).content["corrections"] as? [Any])?.count == 20)
        #expect(Body(message).content["correctionsMore"] as? Int == 10)
        #expect(Body(message).text?.contains("and 25 more.") == true)
    }

    @Test(arguments: [
        (Severity.critical, ["all", "urgent", "critical"]), (.urgent, ["all", "urgent"]), (.daily, ["all"]),
    ])
    func `a recipient hears of its severity and graver ones`(severity: Severity, hears: [String]) {
        let recipients = [("all", Severity.digest), ("urgent", .urgent), ("critical", .critical)].map {
            Recipient(name: $0.0, severityMin: $0.1, payload: .coded, language: .en)
        }
        var change = raised(plateletAlert())
        change.notification = .notify(severity)
        #expect(messages(for: change, to: recipients).map(\.receiver) == hears)
    }

    @Test(arguments: [Alerting.Notification.inSummary, .hold(.historic), .hold(.nothingToActOn)])
    func `a change that is held or told in a summary makes no message of its own`(notification: Alerting.Notification) {
        var change = raised(plateletAlert())
        change.notification = notification
        #expect(messages(for: change).isEmpty)
    }

    @Test func `equal changes make equal bytes`() {
        var alert = plateletAlert()
        alert.episode.uncertainties = Set(Uncertainty.allCases)
        let bodies = (0..<20).map { _ in messages(for: raised(alert)).map(\.body) }
        #expect(Set(bodies).count == 1)
    }
}

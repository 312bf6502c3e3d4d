// SPDX-License-Identifier: Apache-2.0

import Alerting
import Channels
import Rules
import Testing
import Trial

struct SummaryMessageTests {
    private func change(_ number: Int, _ severity: Severity, site: String = "03") -> AlertChange {
        var alert = plateletAlert()
        alert.id = AlertID("A-\(number)")
        alert.site = site
        alert.episode.severity = severity
        return raised(alert)
    }

    private func summaries(_ changes: [AlertChange], to recipient: Recipient = officer) -> [ComposedMessage] {
        MessageComposer(recipients: [recipient], protocols: [studyProtocol()])
            .summaries(of: changes, study: "NCT-1", at: moment)
    }

    @Test func `a summary counts by severity and site, and names each alert in two lines, gravest first`() throws {
        let changes = [change(1, .daily), change(2, .urgent), change(3, .critical, site: "04"), change(4, .urgent)]
        let summary = try #require(summaries(changes).first)
        #expect(summary.severity == .critical)
        #expect(summary.alert == nil)
        #expect(Body(summary).content["count"] as? Int == 3)
        #expect(
            Body(summary).text == """
                [SUMMARY] NCT-1: 3 alerts
                CRITICAL: 1, URGENT: 2
                site 03: 2, site 04: 1
                A-3 [CRITICAL] raised: site 04 subject NCT-1-03-011
                PLAT 24 10^9/L, grade 4 (CTCAE 5.0), since 2024-03-04
                A-2 [URGENT] raised: site 03 subject NCT-1-03-011
                PLAT 24 10^9/L, grade 4 (CTCAE 5.0), since 2024-03-04
                A-4 [URGENT] raised: site 03 subject NCT-1-03-011
                PLAT 24 10^9/L, grade 4 (CTCAE 5.0), since 2024-03-04
                """)
        #expect(summaries([change(1, .daily)]).isEmpty)
    }

    @Test(arguments: [officer, chinese, minimal])
    func `a summary of 500 alerts stays small and says where the rest stands`(recipient: Recipient) throws {
        let changes = (0..<500).map { change($0, $0 == 499 ? .critical : .urgent, site: "\($0 % 300)") }
        let summary = try #require(summaries(changes, to: recipient).first)
        let text = try #require(Body(summary).text)
        #expect(summary.body.utf8.count < 20_000)
        #expect(Body(summary).content["count"] as? Int == 500)
        #expect((Body(summary).content["alerts"] as? [Any])?.count == 20)
        #expect(text.split(separator: "\n").dropFirst(3).first?.hasPrefix("A-499") == true)
        #expect(text.hasSuffix(recipient == chinese ? "另有 480 条：vigil alerts list" : "and 480 more: vigil alerts list"))
    }

    @Test func `a minimal summary names neither subject nor finding`() throws {
        let summary = try #require(summaries([change(1, .urgent)], to: minimal).first)
        #expect(!summary.body.contains("011") && !summary.body.contains("PLAT"))
        #expect(
            Body(summary).text == """
                [SUMMARY] NCT-1: 1 alert
                URGENT: 1
                site 03: 1
                A-1 [URGENT] raised: site 03
                vigil alerts show A-1 (version 1)
                """)
    }

    @Test func `whoever heard of an alert when it was graver hears that it is superseded`() {
        var milder = change(1, .daily)
        milder.kinds = [.superseded]
        milder.alert.severityTold = .critical
        #expect(summaries([milder]).map(\.severity) == [.critical])
    }

    @Test func `a summary whose words are long still fits`() throws {
        let long = String(repeating: "中", count: 5_000)
        let changes = (0..<40).map { change($0, .urgent, site: "\($0)\(long)") }
        let summary = try #require(summaries(changes).first)
        #expect(summary.body.utf8.count < 20_000)
    }
}

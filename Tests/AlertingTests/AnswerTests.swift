// SPDX-License-Identifier: Apache-2.0

import Alerting
import Kit
import Rules
import Testing
import Trial

/// By when an alert must be answered, and what stands around it.
struct AnswerTests {
    private func reconciled(_ episode: Episode, _ standing: [Alert], at now: String) -> [AlertChange] {
        reconcile(
            [episode], undecidable: [:], with: standing,
            in: ReconcileContext(
                study: "S1", scope: .subject("S1-01"), site: "01", ruleVersions: ["potassium": "1"],
                monitoringFrom: day("2020-01-01"), isFirstPass: false, retractions: .allow, now: moment(now).now),
            reading: { _ in "6 mmol/L" }, mintID: { AlertID("A-1") })
    }

    private func episode(_ severity: Severity) -> Episode {
        Episode(
            rule: "potassium", ruleVersion: "1", onset: date("2024-01-08"), severity: severity,
            finding: .laboratory(
                LaboratoryFinding(
                    test: "K", reading: "6 mmol/L", term: nil, grade: nil, collected: date("2024-01-08"))),
            evidence: [Evidence(key: key(.lb, "K", "2024-01-08"), reading: "6 mmol/L")])
    }

    @Test func `a critical alert is to be answered within 24 hours of being told, and anew when graver`()
        throws
    {
        let urgent = try #require(reconciled(episode(.urgent), [], at: "2024-01-09").first?.alert)
        #expect(urgent.answerDue == .sameWorkingDay)
        let critical = try #require(reconciled(episode(.critical), [urgent], at: "2024-01-11").first?.alert)
        #expect(critical.answerDue == .by(moment("2024-01-12").now))
        #expect(
            AlertFacts(critical, in: .en).answer(secondsFromUTC: 28_800)?
                .hasPrefix("Acknowledge by 2024-01-12 00:00 +08:00: vigil alerts ack A-1 --version 2") == true)
        var answered = critical
        answered.state = .acknowledged
        #expect(answered.answerDue == nil && AlertFacts(answered, in: .en).answer(secondsFromUTC: 0) == nil)
    }

    @Test(arguments: [Severity.daily, .query, .digest])
    func `nothing milder has a time`(severity: Severity) throws {
        let alert = try #require(reconciled(episode(severity), [], at: "2024-01-09").first?.alert)
        #expect(alert.answerDue == nil)
    }

    @Test func `what stands around an episode moves no alert`() throws {
        var alert = try #require(reconciled(episode(.urgent), [], at: "2024-01-09").first?.alert)
        alert.circumstances = Circumstances(arm: "IXA", coFactors: [CoFactor(list: "growth", isCertain: true)])
        #expect(reconciled(episode(.urgent), [alert], at: "2024-01-10").isEmpty)
    }
}

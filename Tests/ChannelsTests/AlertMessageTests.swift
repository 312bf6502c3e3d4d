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
                PLAT 24 10^9/L, grade 4 (CTCAE 5.0), since 2024-03-04
                Withhold both drugs.
                Dose level: by the investigator; this rule's numbers await the sponsor's sign-off.
                A proposal; the investigator decides.
                Not certain: the unit is suspect.
                Rule platelet-hold: Platelets below 30 (numbers not verified)
                vigil alerts show A-TEST-0001
                """)
        #expect(message.alertVersion == 1)
        #expect(Body(message).type == "vigil.alert.raised")
    }

    @Test func `a minimal message names neither subject nor grade nor value`() throws {
        let minimal = Recipient(name: "chat", severityMin: .urgent, payload: .minimal, language: .en)
        let message = try #require(messages(for: raised(plateletAlert()), to: [minimal]).first)
        for secret in ["011", "24", "PLAT", "grade", "platelet"] {
            #expect(!message.body.replacing("2024", with: "").contains(secret), "\(secret) stands in a minimal body")
        }
        #expect(Body(message).text == "[URGENT] raised: NCT-1 site 03\nvigil alerts show A-TEST-0001")
    }

    @Test func `a retraction tells what the row said and says now, and never that nothing is to be done`() throws {
        var alert = plateletAlert()
        alert.state = .closed
        alert.closure = .retracted
        let change = AlertChange(
            alert: alert, kinds: [.retracted], reasons: [.sourceCorrected],
            corrections: [Correction(key: alert.episode.evidence[0].key, before: "24 10^9/L", after: "240 10^9/L")],
            notification: .notify(.urgent))
        let text = try #require(messages(for: change).first.map(Body.init)?.text)
        #expect(
            text.contains(
                "Source changed: LB PLAT 2024-03-04: 24 10^9/L → 240 10^9/L. The proposal is withdrawn; confirm the "
                    + "correction with the site before resuming."))
        #expect(!text.contains("Withhold both drugs."))
        #expect(!text.localizedCaseInsensitiveContains("no action"))
    }

    @Test func `a Chinese recipient reads the rule's Chinese texts, and English where there are none`() throws {
        let chinese = Recipient(name: "wecom", severityMin: .urgent, payload: .coded, language: .zhHans)
        let text = try #require(messages(for: raised(plateletAlert()), to: [chinese]).first.map(Body.init)?.text)
        #expect(text.contains("停用两药。"))
        #expect(text.contains("以上为建议，由研究者决定。"))
        #expect(text.contains("Rule platelet-hold: Platelets below 30"))
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

    @Test func `a summary holds every alert that its recipient hears of, and is as grave as the gravest`() throws {
        var daily = raised(plateletAlert())
        daily.alert.episode.severity = .daily
        var critical = raised(plateletAlert())
        critical.alert.episode.severity = .critical
        let composer = MessageComposer(recipients: [officer], protocols: [studyProtocol()])
        let summaries = composer.summaries(of: [daily, raised(plateletAlert()), critical], study: "NCT-1", at: now)
        let summary = try #require(summaries.first)
        #expect(summary.severity == .critical)
        #expect(summary.alert == nil)
        #expect(Body(summary).count == 2)
        #expect(composer.summaries(of: [daily], study: "NCT-1", at: now).isEmpty)
    }

    @Test func `equal changes make equal bytes`() {
        var alert = plateletAlert()
        alert.episode.uncertainties = Set(Uncertainty.allCases)
        let bodies = (0..<20).map { _ in messages(for: raised(alert)).map(\.body) }
        #expect(Set(bodies).count == 1)
    }
}

private let now = Timestamp(milliseconds: 1_709_600_000_000)
private let officer = Recipient(name: "officer", severityMin: .urgent, payload: .coded, language: .en)

private func messages(for change: AlertChange, to recipients: [Recipient] = [officer]) -> [ComposedMessage] {
    MessageComposer(recipients: recipients, protocols: [studyProtocol()]).messages(for: change, at: now)
}

private func raised(_ alert: Alert) -> AlertChange {
    AlertChange(alert: alert, kinds: [.raised], reasons: [.newEpisode], notification: .notify(.urgent))
}

private func plateletAlert() -> Alert {
    let day = ClinicalDate(CalendarDay(daysSince1970: 19_786))
    let key = RowKey(domain: .lb, text: #"["PLAT","BLOOD","2024-03-04","3"]"#)
    let episode = Episode(
        rule: "platelet-hold", ruleVersion: "v1", onset: day, severity: .urgent,
        finding: .laboratory(
            LaboratoryFinding(
                test: "PLAT", reading: "24 10^9/L", term: "Platelet count decreased", grade: 4, collected: day)),
        evidence: [Evidence(key: key, reading: "24 10^9/L")],
        proposal: Proposal(
            action: LocalizedText(en: "Withhold both drugs.", zhHans: "停用两药。"), dose: nil, doseWithheld: true))
    return Alert(
        id: AlertID("A-TEST-0001"), study: "NCT-1", scope: .subject("NCT-1-03-011"), site: "03", state: .open,
        version: 1,
        raisedAt: now, changedAt: now, episode: episode, isHistoric: false)
}

private func studyProtocol() -> StudyProtocol {
    let rule = SubjectRule(
        id: "platelet-hold", version: "v1", title: LocalizedText(en: "Platelets below 30"),
        condition: .count(
            CountCondition(analyte: .platelets, unit: .gigaPerLitre, below: 30, recoversAt: 50)),
        levels: [], source: "a source", verified: false, runbook: "platelet-hold")
    return StudyProtocol(
        study: "NCT-1", title: "A study", ctcae: .v5_0, timeZone: "UTC", monitoringFrom: CalendarDay(daysSince1970: 0),
        subjectRules: [rule], retractionsMax: 5, version: "p1")
}

/// The parts of a body that people and programs look at first.
private struct Body {
    let type: String?
    let text: String?
    let count: Int?

    init(_ message: ComposedMessage) {
        let object = try? JSONSerialization.jsonObject(with: Data(message.body.utf8)) as? [String: Any]
        let content = object?["data"] as? [String: Any]
        type = object?["type"] as? String
        text = content?["text"] as? String
        count = content?["count"] as? Int
    }
}

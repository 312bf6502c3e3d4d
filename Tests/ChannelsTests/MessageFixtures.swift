// SPDX-License-Identifier: Apache-2.0

import Alerting
import CTCAE
import Channels
import Foundation
import Rules
import Trial

let chinese = Recipient(name: "wecom", severityMin: .urgent, payload: .coded, language: .zhHans)
let minimal = Recipient(name: "chat", severityMin: .urgent, payload: .minimal, language: .en)

/// A retraction of an alert whose first row was corrected, or is gone.
func retracted(_ alert: Alert, to after: String?) -> AlertChange {
    var alert = alert
    alert.state = .closed
    alert.closure = .retracted
    alert.version = 2
    return AlertChange(
        alert: alert, kinds: [.retracted], reasons: [after == nil ? .sourceDeleted : .sourceCorrected],
        corrections: alert.episode.evidence.map { Correction(key: $0.key, before: $0.reading, after: after) },
        notification: .notify(.urgent))
}

/// An alert of a reported event, whose row key begins with the reported term.
func eventAlert(term: String, isCoded: Bool) throws -> Alert {
    let values = try JSONEncoder().encode([term, "2024-03-04", "", "AE-7"])
    var alert = plateletAlert()
    alert.episode.rule = "infection"
    alert.episode.finding = .event(EventFinding(term: term, isCoded: isCoded, grade: 3))
    alert.episode.evidence = [
        Evidence(key: RowKey(domain: .ae, text: String(decoding: values, as: UTF8.self)), reading: "grade 3")
    ]
    return alert
}

/// An alert of the monitor about itself, whose words name a subject.
func quarantineAlert() -> Alert {
    var alert = plateletAlert()
    alert.scope = .system
    alert.site = ""
    alert.episode = Episode(
        rule: "system/subject-quarantined", ruleVersion: "1", facet: "NCT-1-03-011", onset: alert.episode.onset,
        severity: .critical,
        finding: .system(LocalizedText(en: "Reviewing NCT-1-03-011 failed.", zhHans: "审查 NCT-1-03-011 失败。")),
        evidence: [],
        proposal: Proposal(
            action: LocalizedText(en: "Watch by hand.", zhHans: "请人工监测。"), dose: nil, doseWithheld: false))
    return alert
}

let now = Timestamp(milliseconds: 1_709_600_000_000)
let moment = ReviewMoment(now: now, secondsFromUTC: 8 * 3_600)
let officer = Recipient(name: "officer", severityMin: .urgent, payload: .coded, language: .en)

func messages(for change: AlertChange, to recipients: [Recipient] = [officer]) -> [ComposedMessage] {
    MessageComposer(recipients: recipients, protocols: [studyProtocol()]).messages(for: change, at: moment)
}

func raised(_ alert: Alert) -> AlertChange {
    AlertChange(alert: alert, kinds: [.raised], reasons: [.newEpisode], notification: .notify(.urgent))
}

func plateletAlert() -> Alert {
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
        version: 1, raisedAt: now, changedAt: now, episode: episode, isHistoric: false)
}

func studyProtocol() -> StudyProtocol {
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
struct Body {
    let type: String?
    let text: String?
    let content: [String: Any]

    init(_ message: ComposedMessage) {
        let object = try? JSONSerialization.jsonObject(with: Data(message.body.utf8)) as? [String: Any]
        let content = object?["data"] as? [String: Any]
        type = object?["type"] as? String
        text = content?["text"] as? String
        self.content = content ?? [:]
    }
}

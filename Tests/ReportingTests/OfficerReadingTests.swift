// SPDX-License-Identifier: Apache-2.0

import Alerting
import Channels
import Foundation
import Kit
import Reporting
import Rules
import Settings
import Testing
import Trial

/// What an officer must be told, of one alert of each kind of finding that the shipped protocol makes.
struct OfficerReadingTests {
    private static let rules = [
        "platelet-hold", "zoster", "potassium-high", "dose-against-hold", "cover-gap-antiviral", "renal-lenalidomide",
        "laboratory-without-event", "serious-24h", "possible-susar-15", "blood-count-in-hold", "arm-neuropathy",
    ]

    private static let table = """
        DM  IXA-LEN  M 65
        VS  WEIGHT  70 kg  2024-01-01
        EX  IXAZOMIB  2024-01-01  4 mg
        EX  IXAZOMIB  2024-01-15  4 mg
        EX  LENALIDOMIDE  2024-01-01..2024-01-07  25 mg  QOD
        LB  PLAT  90 10^9/L  2024-01-01  125-350
        LB  PLAT  24 10^9/L  2024-01-08  125-350
        LB  CREAT  2.5 mg/dL  2024-01-08
        LB  K  6.8 mmol/L  2024-01-08  3.5-5.1
        AE  Herpes zoster  2  2024-01-10  serious  aware 2024-01-31T09:00  causality RELATED
        CM  ACICLOVIR  2023-12-01..2024-01-05
        CM  TRIMETHOPRIM/SULFAMETHOXAZOLE  2024-01-01..2024-01-20
        CM  FILGRASTIM  2024-01..2024-01-20
        """

    private let studyProtocol: StudyProtocol
    private let alerts: [Alert]
    private let now = moment("2024-02-01")

    init() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        studyProtocol = try loadProtocol(at: root.appending(path: "Config/protocols/nct04217967.yaml").path)
        let judgement = Judgement(
            of: record("NCT04217967-03-0127", Self.table), under: studyProtocol, at: now)
        let crossing = Episode(
            rule: "arm-neuropathy", ruleVersion: "1", onset: date("2024-01-20"), severity: .critical,
            finding: .boundary(
                BoundaryFinding(events: 9, subjects: 31, bound: 9, attainedAlpha: 0.04, acceptableRate: 0.05)),
            evidence: [Evidence(key: key(.ae, "NCT04217967-03-0127", "Neuropathy", "2024-01-20"), reading: "grade 3")],
            uncertainties: [.painUnknown])
        let moment = now
        alerts = try Self.rules.enumerated().map { index, rule in
            guard let episode = (judgement.verdict.episodes + [crossing]).first(where: { $0.rule == rule }) else {
                throw Missing(rule: rule)
            }
            let isArm = rule.hasPrefix("arm-")
            return Alert(
                id: AlertID("A-TEST-\(1001 + index)"), study: "NCT04217967",
                scope: isArm ? .arm("IXA-LEN") : .subject("NCT04217967-03-0127"), site: isArm ? "" : "03", state: .open,
                version: 1, raisedAt: moment.now, changedAt: moment.now, episode: episode, isHistoric: false,
                severityTold: episode.severity, askedAt: moment.now,
                circumstances: isArm ? nil : judgement.circumstances(of: episode))
        }
    }

    private struct Missing: Error { var rule: String }

    private func text(_ alert: Alert, _ payload: Recipient.Payload, _ language: Language) throws -> String {
        let recipient = Recipient(name: "officer", severityMin: .digest, payload: payload, language: language)
        let change = AlertChange(
            alert: alert, kinds: [.raised], reasons: [.newEpisode], notification: .notify(alert.episode.severity))
        let composer = MessageComposer(recipients: [recipient], protocols: [studyProtocol])
        let body = try #require(composer.messages(for: change, at: now).first?.body)
        let object = try JSONSerialization.jsonObject(with: Data(body.utf8)) as? [String: Any]
        return try #require((object?["data"] as? [String: Any])?["text"] as? String)
    }

    private func sheet(_ alert: Alert, _ language: Language) throws -> String {
        let rule = try heading(of: alert)
        return renderAlert(
            alert,
            under: AlertRule(
                ctcae: "5.0", title: rule.title, source: rule.source, isVerified: rule.isVerified,
                runbook: rule.runbook, secondsFromUTC: 28_800, zone: "Asia/Shanghai"),
            history: [
                AlertHistoryEntry(
                    at: "2024-02-01 00:00",
                    change: AlertChange(
                        alert: alert, kinds: [.raised], reasons: [.newEpisode],
                        notification: .notify(alert.episode.severity)))
            ], in: language)
    }

    private func heading(
        of alert: Alert
    ) throws -> (title: LocalizedText, source: String, isVerified: Bool, runbook: String) {
        if let rule = studyProtocol.subjectRules.first(where: { $0.id == alert.episode.rule }) {
            return (rule.title, rule.source, rule.verified, rule.runbook)
        }
        let rule = try #require(studyProtocol.armRules.first { $0.id == alert.episode.rule })
        return (rule.title, rule.source, rule.verified, rule.runbook)
    }

    /// What must stand in every text about an alert, in a language.
    private func items(_ alert: Alert, _ language: Language) throws -> [String] {
        let rule = try heading(of: alert)
        let facts = AlertFacts(alert, in: language)
        var items = [
            "NCT04217967", "IXA-LEN", headline(of: alert, ctcae: "5.0", in: language), alert.episode.rule,
            rule.title.text(in: language), rule.runbook, "vigil alerts ack \(alert.id) --version 1",
        ]
        items += [facts.interval, facts.doubts, facts.proviso, facts.doseWithheld].compactMap { $0 } + facts.steps
        if !rule.isVerified { items.append(language == .en ? "numbers not verified" : "数值未核实") }
        guard let around = alert.circumstances else { return items }
        items += ["03", "NCT04217967-03-0127", language == .en ? "cycle 1 day" : "第1周期第"]
        guard alert.episode.severity > .query else { return items }
        items.append(try #require(facts.doses))
        if around.coFactors != nil { items.append(try #require(facts.coFactors)) }
        switch alert.episode.finding {
        case .laboratory: items += [try #require(facts.laboratory), try #require(facts.prophylaxis)]
        case .event: items.append(try #require(facts.prophylaxis))
        default: break
        }
        return items
    }

    @Test(arguments: Language.allCases)
    func `a coded message and a sheet say all that an officer must be told`(language: Language) throws {
        let unbroken = { (text: String) in text.replacing(/\s/, with: "") }
        for alert in alerts {
            let message = try text(alert, .coded, language)
            let page = unbroken(try sheet(alert, language))
            for item in try items(alert, language) {
                #expect(message.contains(item), "\(alert.episode.rule): the message lacks “\(item)”")
                #expect(page.contains(unbroken(item)), "\(alert.episode.rule): the sheet lacks “\(item)”")
            }
            let source = try heading(of: alert).source
            #expect(message.contains(source.prefix(100)) && page.contains(unbroken(source)))
            #expect(message.contains(language == .en ? "\nRows: " : "\n所据记录："))
            for row in alert.episode.evidence { #expect(page.contains(unbroken("\(row.key)"))) }
        }
    }

    @Test(arguments: Language.allCases)
    func `a minimal message says no more than site, severity, time and what to type`(language: Language) throws {
        for alert in alerts {
            let message = try text(alert, .minimal, language).replacing(alert.id.text, with: "")
            for secret in ["0127", "IXA", "CTCAE", alert.episode.rule, "24 10", "Herpes", "cycle", "周期", "mg"] {
                #expect(!message.contains(secret), "\(alert.episode.rule): \(secret) stands in “\(message)”")
            }
        }
        let clock = try #require(alerts.first { $0.episode.rule == "serious-24h" })
        #expect(try text(clock, .minimal, language).contains("2024-02-01 09:00 +08:00"))
    }

    @Test(arguments: Language.allCases)
    func `the texts are as kept`(language: Language) throws {
        let messages = try alerts.map { try text($0, .coded, language) }.joined(separator: "\n\n")
        let sheets = try alerts.map { try sheet($0, language) }.joined(separator: "\n")
        // Versions are hashes of the rules, which change for reasons of their own.
        let versions = Set(alerts.map(\.episode.ruleVersion) + studyProtocol.subjectRules.map(\.version))
            .union(studyProtocol.armRules.map(\.version)).filter { $0.count > 8 }
        let kept = { (text: String) in
            versions.reduce(text) { $0.replacing($1, with: "…").replacing($1.prefix(12), with: "…") }
        }
        try expectSnapshot(kept(messages) + "\n", named: "alert-messages.\(language.rawValue).txt")
        try expectSnapshot(kept(sheets), named: "alert-sheets.\(language.rawValue).txt")
    }

    @Test func `no English is left in what the program itself says in Chinese`() throws {
        for alert in alerts {
            let facts = AlertFacts(alert, in: .zhHans)
            let said = [
                facts.interval, facts.laboratory, facts.prophylaxis, facts.coFactors, facts.doubts, facts.proviso,
            ]
            for text in said.compactMap({ $0 }) {
                #expect(!text.replacing(/CSF|mg|L|CYP3A/, with: "").contains(/[A-Za-z]{2}/), "“\(text)”")
            }
        }
    }
}

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

/// A masked trial: nobody who is told of an alert learns who takes what.
struct MaskedTrialTests {
    private static let trial = Result {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        return try loadProtocol(at: root.appending(path: "Config/protocols/nct01740427.yaml").path)
    }

    /// A dose that was taken in a hold, whose rows name the treatment, beside a drug that everybody takes.
    private static let rows = """
        DM  PBO-LET
        EX  Placebo  2014-01-01..2014-01-15  125 mg  QD
        EX  Placebo  2014-01-20..2014-01-21  125 mg  QD
        EX  LETROZOLE  2014-01-01..  2.5 mg  QD
        LB  NEUT  3.0 10^9/L  2014-01-01
        LB  NEUT  0.4 10^9/L  2014-01-15
        CM  ITRACONAZOLE  2014-01-05..2014-01-12
        """

    private func studyProtocol(blinded: Bool) throws -> StudyProtocol {
        var studyProtocol = try Self.trial.get()
        studyProtocol.isBlinded = blinded
        return studyProtocol
    }

    private func alerts(_ studyProtocol: StudyProtocol) -> [Alert] {
        let now = moment("2014-01-31")
        let judgement = Judgement(of: record("S-1", Self.rows), under: studyProtocol, at: now)
        let crossing = Episode(
            rule: "arm-venous-thromboembolism", ruleVersion: "1", onset: date("2014-01-20"), severity: .critical,
            finding: .boundary(
                BoundaryFinding(events: 9, subjects: 31, bound: 9, attainedAlpha: 0.04, acceptableRate: 0.03)),
            evidence: [Evidence(key: key(.ae, "S-1", "DVT", "2014-01-20"), reading: "grade 3")])
        return (judgement.verdict.episodes + [crossing]).enumerated().map { index, episode in
            let isArm = episode.rule.hasPrefix("arm-")
            return Alert(
                id: AlertID("A-TEST-\(1001 + index)"), study: studyProtocol.study,
                scope: isArm ? .arm("PAL-LET") : .subject("S-1"), site: isArm ? "" : "03", state: .open, version: 1,
                raisedAt: now.now, changedAt: now.now, episode: episode, isHistoric: false,
                circumstances: isArm ? nil : judgement.circumstances(of: episode))
        }
    }

    /// Every message to an officer with coded payload, and every sheet.
    private func texts(_ alerts: [Alert], _ studyProtocol: StudyProtocol, _ language: Language) -> String {
        let recipient = Recipient(name: "officer", severityMin: .digest, payload: .coded, language: language)
        let composer = MessageComposer(recipients: [recipient], protocols: [studyProtocol])
        let changes = alerts.map { alert in
            AlertChange(
                alert: alert, kinds: [.raised], reasons: [.newEpisode],
                corrections: alert.episode.evidence.map { Correction(key: $0.key, before: $0.reading, after: nil) },
                notification: .notify(alert.episode.severity))
        }
        let now = moment("2014-01-31")
        let messages = changes.flatMap { composer.messages(for: $0, at: now) }
        let summaries = composer.summaries(of: changes, study: studyProtocol.study, at: now)
        let rule = AlertRule(
            ctcae: "4.03", title: nil, source: "", isVerified: false, runbook: "", secondsFromUTC: 0, zone: "UTC",
            mask: TreatmentMask(studyProtocol))
        let sheets = zip(alerts, changes).map { alert, change in
            renderAlert(
                alert, under: rule, history: [AlertHistoryEntry(at: "2014-01-31 00:00", change: change)], in: language,
                width: 200)
        }
        return ((messages + summaries).map(\.body) + sheets).joined(separator: "\n")
    }

    @Test(arguments: Language.allCases, ["PBO-LET", "PAL-LET", "Placebo", "PLACEBO", "PALBOCICLIB", "S-1\",\"DVT"])
    func `no message and no sheet tells who takes what`(language: Language, name: String) throws {
        let blinded = try studyProtocol(blinded: true)
        #expect(!texts(alerts(blinded), blinded, language).contains(name))
        // Neither do alerts that were told of while the trial was open.
        let open = try studyProtocol(blinded: false)
        #expect(!texts(alerts(open), blinded, language).contains(name))
    }

    @Test func `an open trial tells the arm and the treatment, a masked one the rest`() throws {
        let (blinded, open) = (try studyProtocol(blinded: true), try studyProtocol(blinded: false))
        let told = texts(alerts(open), open, .en)
        #expect(told.contains("PBO-LET") && told.contains("arm PAL-LET") && told.contains("Placebo"))
        let masked = texts(alerts(blinded), blinded, .en)
        #expect(masked.contains("subject S-1") && masked.contains("arm MASKED") && masked.contains("EX MASKED"))
        #expect(masked.contains("letrozole 2.5 mg, on since 2014-01-01"))
        #expect(alerts(blinded).allSatisfy { $0.circumstances?.arm == nil })
    }

    @Test(arguments: [
        ("2013-12-30", ", before the first dose"), ("2013-12", ", before the first dose"),
        ("2014-01", ", perhaps before the first dose"), ("2014-01-09", ", cycle 1 day 8"),
    ])
    func `an event is before the first dose only where no day of it is later`(onset: String, wanted: String) throws {
        let studyProtocol = try Self.trial.get()
        let rows = "DM  PAL-LET\nEX  PALBOCICLIB  2014-01-02..2014-01-22  125 mg  QD\nAE  Pneumonitis  3  \(onset)"
        let judgement = Judgement(of: record("S-1", rows), under: studyProtocol, at: moment("2014-01-23"))
        let episode = try #require(judgement.verdict.episodes.first { $0.rule == "interstitial-lung-disease" })
        let place = try #require(judgement.circumstances(of: episode).place)
        #expect(", \(place.words(in: .en))" == wanted)
    }

    @Test func `a drug that goes on is told from its first day`() throws {
        let around = alerts(try studyProtocol(blinded: false)).compactMap(\.circumstances)
        let words = Set(around.flatMap(\.drugs).filter { $0.drug.en == "Letrozole" }.map { $0.words(in: .zhHans) })
        #expect(words == ["来曲唑 2.5 mg，自 2014-01-01 起用药"])
    }
}

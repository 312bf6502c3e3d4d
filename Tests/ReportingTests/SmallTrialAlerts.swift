// SPDX-License-Identifier: Apache-2.0

import Alerting
import Reporting
import Rules
import Trial

extension SmallTrial {
    static func alert(
        _ id: String, _ scope: Scope, site: String = "", rule: String, severity: Severity, onset: CalendarDay?,
        finding: Finding, uncertainties: Set<Uncertainty> = [], proposal: Proposal? = nil,
        evidence: [Evidence] = [], answeredBy officer: String? = nil
    ) -> Alert {
        let raisedAt = onset.map { Timestamp(milliseconds: Int64($0.daysSince1970) * 86_400_000) + 30_600 } ?? cutOff
        return Alert(
            id: AlertID(id), study: "NCT04217967", scope: scope, site: site,
            state: officer == nil ? .open : .acknowledged, version: 1, raisedAt: raisedAt, changedAt: raisedAt,
            episode: Episode(
                rule: rule, ruleVersion: "1", onset: onset.map { ClinicalDate($0) }, severity: severity,
                finding: finding, evidence: evidence, uncertainties: uncertainties, proposal: proposal),
            isHistoric: false,
            acknowledgement: officer.map {
                Acknowledgement(officer: $0, reason: "dose held", version: 1, at: raisedAt + 3_300)
            })
    }

    static func platelets(_ reading: String, grade: Int?) -> Finding {
        .laboratory(
            LaboratoryFinding(
                test: "PLAT", reading: reading, term: "Platelet count decreased", grade: grade, collected: nil))
    }

    static func alerts() -> [Alert] {
        let row = { (visit: String) in RowKey(domain: .lb, text: "[\"PLAT\",\"BLOOD\",\"2024-06-2\(visit)T08:30\"]") }
        let hold = LocalizedText(en: "Hold ixazomib and lenalidomide until platelets are at least 30 10^9/L.")
        return [
            alert(
                "K7QM2R", .subject("NCT04217967-03-0029"), site: "03", rule: "PLT-HOLD", severity: .critical,
                onset: day(2024, 6, 28), finding: platelets("8 10^9/L", grade: 4),
                proposal: Proposal(
                    action: hold, dose: LocalizedText(en: "Resume ixazomib at 3 mg."), doseWithheld: false),
                evidence: [
                    Evidence(key: row("8"), reading: "8 10^9/L"), Evidence(key: row("9"), reading: "11 10^9/L"),
                ]),
            alert(
                "T4WX9B", .subject("NCT04217967-11-0063"), site: "11", rule: "ZOSTER", severity: .urgent,
                onset: day(2024, 6, 21),
                finding: .event(EventFinding(term: "Herpes zoster", grade: 2, cover: .gap(days: 12))),
                uncertainties: [.disseminationUnknown],
                proposal: Proposal(
                    action: LocalizedText(en: "Start antiviral treatment."), dose: nil, doseWithheld: true),
                answeredBy: "Dr Li"),
            alert(
                "V6NF3J", .subject("NCT04217967-05-0044"), site: "05", rule: "PLT-HOLD", severity: .daily,
                onset: day(2024, 6, 26), finding: platelets("41 10^9/L", grade: 3)),
            alert(
                "B9ZL5S", .subject("NCT04217967-07-0007"), site: "07", rule: "INF-3", severity: .query, onset: nil,
                finding: .event(EventFinding(term: "Pneumonia", grade: nil)),
                uncertainties: [.gradeUnknown, .dateUnknown]),
        ]
    }

    /// An alert for each crossing that the summaries make, first known the day after it.
    static func crossings(_ summaries: [SubjectSummary], under studyProtocol: StudyProtocol) throws -> [Alert] {
        try statuses(summaries, under: studyProtocol).compactMap { status in
            guard let episode = status.crossing else { return nil }
            var alert = alert(
                "H2PD8C", .arm(status.arm), rule: status.rule, severity: episode.severity,
                onset: episode.onset.map { $0.earliest + 1 }, finding: episode.finding)
            alert.episode = episode
            return alert
        }
    }

    static func changes() -> [DatedChange] {
        let corrected = RowKey(domain: .lb, text: "[\"PLAT\",\"BLOOD\",\"2024-06-18T08:30\"]")
        var retracted = alert(
            "M3CY7G", .subject("NCT04217967-02-0015"), site: "02", rule: "PLT-HOLD", severity: .urgent,
            onset: day(2024, 6, 18), finding: platelets("24 10^9/L", grade: 4))
        retracted.state = .closed
        retracted.closure = .retracted
        var superseded = retracted
        superseded.id = AlertID("R8JD4T")
        superseded.closure = .superseded
        superseded.episode.rule = "ANC-WARNING"
        let open = alerts()
        return [
            DatedChange(
                at: instant(2024, 6, 27, hour: 1, minute: 12),
                change: AlertChange(
                    alert: retracted, kinds: [.retracted], reasons: [.sourceCorrected],
                    corrections: [Correction(key: corrected, before: "24 10^9/L", after: "240 10^9/L")],
                    notification: .notify(.urgent))),
            DatedChange(
                at: instant(2024, 6, 25, hour: 3),
                change: AlertChange(
                    alert: superseded, kinds: [.superseded], reasons: [.ruleWithdrawn], notification: .inSummary)),
            DatedChange(
                at: instant(2024, 6, 29, hour: 2, minute: 5),
                change: AlertChange(
                    alert: open[1], kinds: [.amended], reasons: [.gradeMoved, .evidenceCorrected],
                    corrections: [
                        Correction(
                            key: RowKey(domain: .ae, text: "[\"HERPES ZOSTER\",\"2024-06-21\"]"), before: "grade 1",
                            after: "grade 2")
                    ], notification: .notify(.urgent))),
            DatedChange(
                at: instant(2024, 6, 28, hour: 9),
                change: AlertChange(
                    alert: open[0], kinds: [.raised], reasons: [.newEpisode], notification: .notify(.critical))),
        ]
    }

    static func flags() -> [SubjectFlag] {
        let flag = { (subject: String, domain: Domain, key: String, variable: String, reason: RowDefect.Reason) in
            SubjectFlag(
                subject: subject,
                defect: RowDefect(key: RowKey(domain: domain, text: key), variable: variable, reason: reason))
        }
        return [
            flag("NCT04217967-03-0003", .lb, "[\"PLAT\",\"\",\"2024-05-02\"]", "LBSTRESU", .unknownUnit),
            flag("NCT04217967-03-0029", .lb, "[\"HGB\",\"\",\"2024-05-09\"]", "LBSTRESU", .unknownUnit),
            flag("NCT04217967-12-0012", .lb, "[\"NEUT\",\"\",\"2024-04-11\"]", "LBSTRESU", .unknownUnit),
            flag("NCT04217967-07-0007", .ae, "[\"PNEUMONIA\",\"2024-01\"]", "AETOXGR", .missingValue),
            SubjectFlag(
                subject: "NCT04217967-99-0001",
                defect: RowDefect(key: nil, variable: "USUBJID", reason: .subjectNotInDemographics)),
        ]
    }
}

// SPDX-License-Identifier: Apache-2.0

import Alerting
import CTCAE
import Reporting
import Rules
import Statistics
import Trial

/// A trial of 75 subjects in three arms, made by arithmetic, so that every count below can be told by hand.
enum SmallTrial {
    static let shanghai = StudyZone(name: "Asia/Shanghai", secondsFromUTC: 8 * 3_600)
    static let cutOff = instant(2024, 6, 30, hour: 8)

    static func instant(_ year: Int, _ month: Int, _ day: Int, hour: Int = 0, minute: Int = 0) -> Timestamp {
        let days = self.day(year, month, day).daysSince1970
        return Timestamp(milliseconds: (Int64(days) * 86_400 + Int64(hour) * 3_600 + Int64(minute) * 60) * 1_000)
    }

    static func day(_ year: Int, _ month: Int, _ day: Int) -> CalendarDay {
        CalendarDay(year: year, month: month, day: day) ?? CalendarDay(daysSince1970: 0)
    }

    static func source() throws -> DigestSource {
        let studyProtocol = try studyProtocol()
        let summaries = subjects()
        return DigestSource(
            studyProtocol: studyProtocol,
            summaries: summaries,
            armStatuses: try statuses(summaries, under: studyProtocol),
            openAlerts: alerts() + (try crossings(summaries, under: studyProtocol)),
            changes: changes(),
            since: instant(2024, 6, 23, hour: 8),
            qualityFlags: flags(),
            delivery: DeliveryStanding(pending: 2, oldestPending: instant(2024, 6, 30, hour: 5, minute: 12)),
            cutOff: cutOff,
            zone: shanghai,
            feed: FeedStanding(store: "7f3a9c52 epoch 1", position: "48213"),
            auditHead: "9b74c9897bac770ffc029102a200c5de4c2b1a7e6f0d3c5b8a9e7f6d5c4b3a29",
            preparedAt: cutOff + 95
        )
    }

    /// The same trial before anybody was enrolled.
    static func emptySource() throws -> DigestSource {
        var source = try source()
        source.summaries = []
        source.armStatuses = try statuses([], under: source.studyProtocol)
        source.openAlerts = []
        source.changes = []
        source.since = nil
        source.qualityFlags = []
        source.delivery = DeliveryStanding(pending: 0, oldestPending: nil)
        source.auditHead = nil
        return source
    }

    static func statuses(
        _ summaries: [SubjectSummary], under studyProtocol: StudyProtocol
    ) throws -> [ArmStatus] {
        let moment = ReviewMoment(now: cutOff, secondsFromUTC: shanghai.secondsFromUTC)
        return try assessArms(summaries, under: studyProtocol, at: moment).statuses
    }

    static func studyProtocol() throws -> StudyProtocol {
        StudyProtocol(
            study: "NCT04217967",
            title: "Ixazomib, lenalidomide, or both as maintenance in newly diagnosed multiple myeloma",
            ctcae: .v5_0, timeZone: shanghai.name, monitoringFrom: day(2023, 1, 1),
            arms: [
                Arm(code: "I-MT", name: "ixazomib"), Arm(code: "L-MT", name: "lenalidomide"),
                Arm(code: "IL-MT", name: "both"),
            ],
            subjectRules: subjectRules(),
            armRules: [
                try armRule("ARM-INF", "Infection grade ≥ 3", p0: 0.15, windowDays: 365, .formal, isVerified: false),
                try armRule("ARM-PN", "Neuropathy grade ≥ 3, or 2 with pain", p0: 0.05, windowDays: 365, .formal),
                try armRule("ARM-PLT", "Platelet count decreased grade ≥ 3", p0: 0.1, windowDays: 168, .advisory),
            ],
            retractionsMax: 20, version: "sha256:5d41402abc4b2a76")
    }

    private static func subjectRules() -> [SubjectRule] {
        [
            ("PLT-HOLD", "Platelets below the hold cut", true), ("ZOSTER", "Herpes zoster", false),
            ("INF-3", "Infection grade ≥ 3", true),
        ].map { id, title, isVerified in
            SubjectRule(
                id: id, version: "1", title: LocalizedText(en: title),
                condition: .event(EventCondition(group: id, atLeast: 2)), levels: [], source: "protocol 6.2",
                verified: isVerified, runbook: "platelet-hold")
        }
    }

    private static func armRule(
        _ id: String, _ title: String, p0: Double, windowDays: Int, _ role: ArmRule.Role, isVerified: Bool = true
    ) throws -> ArmRule {
        let design = try BinaryDesign(
            method: .pocock, looks: Looks(everySubjectFrom: 10, through: 60), nullProbability: p0, alpha: 0.05)
        return ArmRule(
            id: id, version: "1", title: LocalizedText(en: title), arms: ["I-MT", "L-MT", "IL-MT"],
            event: .reported(group: id, alternatives: [EventAlternative(atLeast: 3)]), windowDays: windowDays,
            boundary: .binary(try design.calibrated()), role: role, source: "charter 4.1", verified: isVerified,
            runbook: "arm-boundary", warnWithin: 2)
    }

    /// Subject i entered 14 i days after 2021-01-04; every second one is still dosed.
    static func subjects() -> [SubjectSummary] {
        (0..<75).map { index in
            let arm = ["I-MT", "L-MT", "IL-MT"][index % 3]
            let entry = day(2021, 9, 6) + 14 * index
            let lastDose = min(entry + 60 + index * 37 % 600, day(2024, 6, 28))
            let isInfected = index % (arm == "IL-MT" ? 2 : 9) == 0 && arm != "L-MT"
            let isNumb = index % 11 == 3
            var events: [String: ArmRuleEvent] = [:]
            if isInfected { events["ARM-INF"] = event(entry + 40, "PNEUMONIA", confirmed: true) }
            if isNumb { events["ARM-PN"] = event(entry + 90, "PN", confirmed: index % 2 == 0) }
            if index % 8 == 1 { events["ARM-PLT"] = event(entry + 15, "PLAT", confirmed: true) }
            var reported = ["Fatigue": 1 + index % 2, "Diarrhoea": index % 4]
            if isInfected { reported["Pneumonia"] = index % 16 == 0 ? 5 : 3 }
            if isNumb { reported["Peripheral sensory neuropathy"] = 2 + index % 2 }
            if index % 25 == 7 { reported["带状疱疹"] = 2 }
            return SubjectSummary(
                subject: "NCT04217967-\(pad(index % 13 + 1, 2))-\(pad(index + 1, 4))", site: pad(index % 13 + 1, 2),
                arm: arm, entry: entry, lastDose: lastDose, died: index % 16 == 0 ? lastDose + index % 60 : nil,
                lastContact: lastDose, events: events, reportedGrades: reported,
                laboratoryGrades: [
                    "Platelet count decreased": index % 5, "Neutrophil count decreased": index * 7 % 5,
                    "Anemia": index % 3,
                ])
        }
    }

    private static func event(_ day: CalendarDay, _ term: String, confirmed: Bool) -> ArmRuleEvent {
        ArmRuleEvent(
            confirmed: confirmed ? day : nil, possible: day,
            evidence: Evidence(key: RowKey(domain: .ae, text: "[\"\(term)\",\"\(day)\"]"), reading: "grade 3"))
    }

    private static func pad(_ number: Int, _ width: Int) -> String {
        let text = String(number)
        return String(repeating: "0", count: max(0, width - text.count)) + text
    }
}

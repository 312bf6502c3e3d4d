// SPDX-License-Identifier: Apache-2.0

import CTCAE
package import Rules
import Trial

extension StudyProtocol {
    /// A small protocol with three arms, a few term groups, one prophylactic, and the rules a test names.
    package static func small(
        _ subjectRules: [SubjectRule] = SubjectRule.all, armRules: [ArmRule] = [],
        monitoringFrom: String = "2020-01-01", retractionsMax: Int = 20
    ) -> StudyProtocol {
        StudyProtocol(
            study: "S1", title: "A small trial", ctcae: .v5_0, timeZone: "Asia/Shanghai",
            monitoringFrom: day(monitoringFrom),
            arms: [
                Arm(code: "IXA", name: "Ixazomib", treatments: ["IXAZOMIB"]),
                Arm(code: "LEN", name: "Lenalidomide", treatments: ["LENALIDOMIDE"]),
                Arm(code: "IXA-LEN", name: "Both", treatments: ["IXAZOMIB", "LENALIDOMIDE"]),
            ],
            termGroups: [
                TermGroup(id: "neuropathy", terms: ["Neuropathy peripheral", "手足麻木"]),
                TermGroup(id: "infection", terms: ["Pneumonia", "Sepsis"]),
                TermGroup(id: "sepsis", terms: ["Sepsis"]),
                TermGroup(id: "zoster", terms: ["Herpes zoster"]),
            ],
            prophylactics: [Prophylactic(id: "acyclovir", medications: ["ACICLOVIR", "VALACICLOVIR"])],
            subjectRules: subjectRules, armRules: armRules, retractionsMax: retractionsMax, version: "1")
    }
}

extension SubjectRule {
    /// Every rule of the small protocol.
    package static let all = [plateletHold, plateletWatch, potassium, neuropathy, infection, zoster]

    /// Platelets below 30, critical below 10; over at 50, or at 30 twice 3 days apart.
    package static let plateletHold = rule(
        "platelet-hold",
        .count(
            CountCondition(
                analyte: .platelets, unit: .gigaPerLitre, below: 30, recoversAt: 50, recoversAfterDays: 3)),
        [
            SeverityLevel(test: SeverityTest(below: 10), severity: .critical, action: LocalizedText(en: "Withhold.")),
            SeverityLevel(
                severity: .urgent, action: LocalizedText(en: "Withhold."),
                doseProposal: LocalizedText(en: "One level lower.")),
        ])

    /// Platelets from 30 to below 50.
    package static let plateletWatch = rule(
        "platelet-watch",
        .count(CountCondition(analyte: .platelets, unit: .gigaPerLitre, below: 50, atLeast: 30, recoversAt: 50)),
        [SeverityLevel(severity: .daily)])

    /// Potassium at grade 3 or 4 in either direction, over at grade 1.
    package static let potassium = rule(
        "potassium", .grade(GradeCondition(terms: [.hyperkalemia, .hypokalemia], atLeast: 3, recoversAt: 1)),
        [
            SeverityLevel(test: SeverityTest(gradeAtLeast: 4), severity: .critical),
            SeverityLevel(severity: .urgent),
        ])

    /// Neuropathy by grade and pain; grade 2 with unknown pain is urgent after 7 days.
    package static let neuropathy = rule(
        "neuropathy", .event(EventCondition(group: "neuropathy", atLeast: 1)),
        [
            SeverityLevel(test: SeverityTest(gradeAtLeast: 4), severity: .critical),
            SeverityLevel(test: SeverityTest(gradeAtLeast: 3), severity: .urgent),
            SeverityLevel(test: SeverityTest(gradeAtLeast: 2, pain: .yes), severity: .urgent),
            SeverityLevel(test: SeverityTest(gradeAtLeast: 2, pain: .unknown, daysSinceOnset: 7), severity: .urgent),
            SeverityLevel(test: SeverityTest(gradeAtLeast: 2), severity: .daily),
            SeverityLevel(test: SeverityTest(gradeAtLeast: 1, pain: .yes), severity: .daily),
            SeverityLevel(test: SeverityTest(gradeAtLeast: 1, pain: .unknown), severity: .query),
        ])

    /// Infection of grade 3 or higher; sepsis and grade 4 are critical.
    package static let infection = rule(
        "infection", .event(EventCondition(group: "infection", atLeast: 3)),
        [
            SeverityLevel(test: SeverityTest(group: "sepsis"), severity: .critical),
            SeverityLevel(test: SeverityTest(gradeAtLeast: 4), severity: .critical),
            SeverityLevel(severity: .urgent),
        ])

    /// Zoster of any grade, with the cover before it.
    package static let zoster = rule(
        "zoster", .event(EventCondition(group: "zoster", atLeast: 1, cover: "acyclovir")),
        [
            SeverityLevel(test: SeverityTest(disseminated: .yes), severity: .urgent),
            SeverityLevel(severity: .daily),
        ])

    /// A rule that only says what a test needs.
    package static func rule(
        _ id: String, _ condition: Condition, _ levels: [SeverityLevel], version: String = "1", verified: Bool = false
    ) -> SubjectRule {
        SubjectRule(
            id: id, version: version, title: LocalizedText(en: id), condition: condition, levels: levels,
            source: "Made for tests", verified: verified, runbook: id)
    }
}

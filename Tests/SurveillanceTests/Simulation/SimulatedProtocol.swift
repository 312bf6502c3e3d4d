// SPDX-License-Identifier: Apache-2.0

import CTCAE
import Rules
import Statistics
import Trial

/// The rules of the simulated trials; ``Oracle`` knows them by heart and not from here.
enum SimulatedProtocol {
    static let monitoringFrom = CalendarDay(daysSince1970: 19_723)
    static let secondsFromUTC = 28_800

    /// A study's protocol.
    ///
    /// - Parameters:
    ///   - holdBelow: the cut of the platelet hold, which may change in the middle of a trial.
    static func of(_ study: String, holdBelow: Int, retractionsMax: Int) -> StudyProtocol {
        StudyProtocol(
            study: study, title: study, ctcae: .v5_0, timeZone: "Asia/Shanghai", monitoringFrom: monitoringFrom,
            arms: [Arm(code: "IXA", name: "Ixazomib"), Arm(code: "LEN", name: "Lenalidomide")],
            termGroups: [
                TermGroup(id: "neuropathy", terms: ["Neuropathy peripheral", "Paraesthesia"]),
                TermGroup(id: "infection", terms: ["Pneumonia", "Sepsis"]),
                TermGroup(id: "sepsis", terms: ["Sepsis"]),
            ],
            subjectRules: [plateletHold(below: holdBelow), plateletWatch(from: holdBelow), neuropathy, infection],
            armRules: armRules, retractionsMax: retractionsMax, version: "hold below \(holdBelow)")
    }

    /// Neuropathy of grade 3, or 2 with pain, within ten days; a look after each subject from the second.
    private static let armRules: [ArmRule] = {
        guard let looks = try? Looks(everySubjectFrom: 2, through: 12),
            let design = try? BinaryDesign(method: .pocock, looks: looks, nullProbability: 0.1, alpha: 0.1),
            let boundary = try? design.calibrated()
        else { return [] }
        return [
            ArmRule(
                id: "arm-neuropathy", version: "1", title: LocalizedText(en: "arm-neuropathy"), arms: ["IXA", "LEN"],
                event: .reported(
                    group: "neuropathy",
                    alternatives: [EventAlternative(atLeast: 3), EventAlternative(atLeast: 2, withPain: true)]),
                windowDays: 10, boundary: .binary(boundary), role: .formal, source: "Made for the simulation",
                verified: false, runbook: "arm-neuropathy")
        ]
    }()

    private static func plateletHold(below cut: Int) -> SubjectRule {
        rule(
            "platelet-hold", version: "below \(cut)",
            .count(
                CountCondition(
                    analyte: .platelets, unit: .gigaPerLitre, below: Double(cut), recoversAt: 50, recoversAfterDays: 3)
            ),
            [SeverityLevel(test: SeverityTest(below: 10), severity: .critical), SeverityLevel(severity: .urgent)])
    }

    private static func plateletWatch(from floor: Int) -> SubjectRule {
        rule(
            "platelet-watch", version: "from \(floor)",
            .count(
                CountCondition(
                    analyte: .platelets, unit: .gigaPerLitre, below: 50, atLeast: Double(floor), recoversAt: 50)),
            [SeverityLevel(severity: .daily)])
    }

    private static let neuropathy = rule(
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

    private static let infection = rule(
        "infection", .event(EventCondition(group: "infection", atLeast: 3)),
        [
            SeverityLevel(test: SeverityTest(group: "sepsis"), severity: .critical),
            SeverityLevel(test: SeverityTest(gradeAtLeast: 4), severity: .critical),
            SeverityLevel(severity: .urgent),
        ])

    private static func rule(
        _ id: String, version: String = "1", _ condition: Condition, _ levels: [SeverityLevel]
    ) -> SubjectRule {
        SubjectRule(
            id: id, version: version, title: LocalizedText(en: id), condition: condition, levels: levels,
            source: "Made for the simulation", verified: false, runbook: id)
    }
}

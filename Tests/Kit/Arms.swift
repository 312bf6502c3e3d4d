// SPDX-License-Identifier: Apache-2.0

import CTCAE
package import Rules
package import Statistics
import Trial

extension ArmRule {
    /// Neuropathy of grade 3, or 2 with pain, within 100 days; a look after each of 2 to 12 subjects.
    package static func neuropathy(
        role: Role = .formal, counting: Counting = .binary, prior: BetaPrior? = nil, warnWithin: Int? = nil
    ) throws -> ArmRule {
        var rule = try small(
            "arm-neuropathy",
            .reported(
                group: "neuropathy",
                alternatives: [EventAlternative(atLeast: 3), EventAlternative(atLeast: 2, withPain: true)]),
            role: role, counting: counting, prior: prior)
        rule.warnWithin = warnWithin
        return rule
    }

    /// Platelets at laboratory grade 3 within 100 days.
    package static func platelets() throws -> ArmRule {
        try small("arm-platelets", .laboratory(term: .plateletCountDecreased, atLeast: 3), role: .advisory)
    }

    private static func small(
        _ id: String, _ event: ArmEvent, role: Role, counting: Counting = .binary, prior: BetaPrior? = nil
    ) throws -> ArmRule {
        let looks = try Looks(everySubjectFrom: 2, through: 12)
        let boundary: ArmBoundary =
            switch counting {
            case .tite:
                .tite(
                    try BinaryDesign(
                        method: .wangTsiatis(delta: 0.25), looks: looks, nullProbability: 0.1, alpha: 0.1
                    ).titeCalibrated())
            case .survival:
                .survival(
                    try SurvivalDesign(
                        method: .wangTsiatis(delta: 0.25), subjects: 12, nullProbability: 0.1, window: 100,
                        maximumInformation: .expected, alpha: 0.1
                    ).calibrated())
            case .binary, .poisson:
                .binary(
                    try BinaryDesign(method: .pocock, looks: looks, nullProbability: 0.1, alpha: 0.1).calibrated())
            }
        return ArmRule(
            id: id, version: "1", title: LocalizedText(en: id), arms: ["IXA"], event: event, windowDays: 100,
            boundary: boundary, role: role, source: "Made for tests", verified: false,
            runbook: "stopping-boundary", prior: prior)
    }
}

/// A subject's summary as the arm rules count it: entry day, and the day of a confirmed or only possible event.
package func summary(
    _ subject: String, entry: String, arm: String? = "IXA", rule: String = "arm-neuropathy", event: String? = nil,
    possibly: String? = nil, ends: [FollowUpEnd] = []
) -> SubjectSummary {
    var events: [String: ArmRuleEvent] = [:]
    if let day = (event ?? possibly).map(day) {
        events[rule] = ArmRuleEvent(
            confirmed: event == nil ? nil : day, possible: day,
            evidence: Evidence(
                key: key(.ae, "Neuropathy peripheral", day.description), reading: event == nil ? "grade 2" : "grade 3"),
            doubts: event == nil ? [.painUnknown] : [])
    }
    return SubjectSummary(
        subject: subject, site: "01", arm: arm, entry: day(entry), lastDose: day(entry), died: nil,
        lastContact: nil, events: events, reportedGrades: [:], laboratoryGrades: [:], followUpEnds: ends)
}

// SPDX-License-Identifier: Apache-2.0

import Alerting
import Rules
import Statistics
import Trial

/// Days without a recorded dose after which a subject is no longer counted as on treatment.
let doseSilenceDaysMax = 35
/// Days after the last dose within which a death counts as on treatment.
let deathAfterDoseDaysMax = 30

/// Enrolment, exposure and deaths by arm, in the order of the protocol.
func armLines(_ source: DigestSource) -> [ArmLine] {
    source.studyProtocol.arms.map { arm in
        let entered = source.entered(arm.code)
        let dead = entered.filter { $0.died != nil }
        let dosed = entered.filter { member in
            member.died == nil && member.lastDose.map { source.cutOffDay - $0 <= doseSilenceDaysMax } ?? false
        }
        let soonAfterDose = dead.filter { member in
            guard let died = member.died, let lastDose = member.lastDose else { return false }
            return died - lastDose <= deathAfterDoseDaysMax
        }
        return ArmLine(
            arm: arm, entered: entered.count, onTreatment: dosed.count,
            withoutRecentDose: entered.count - dead.count - dosed.count,
            exposureDays: entered.map(\.exposureDays).reduce(0, +), deaths: dead.count,
            deathsWithin30Days: soonAfterDose.count)
    }
}

/// Subjects by maximum grade for each term and arm.
func eventTable(_ source: DigestSource, grades: (SubjectSummary) -> [String: Int]) -> EventTable {
    let arms = source.studyProtocol.arms.map { ArmGrades(code: $0.code, source.entered($0.code), grades: grades) }
    let terms = Set(arms.flatMap { $0.worst.flatMap(\.keys) })
    let lines = terms.map { term in TermLine(term: term, arms: arms.map { $0.line(of: term) }) }
    let sorted = lines.sorted { first, second in
        (second.severeSubjects, second.subjects, first.term ?? "")
            < (first.severeSubjects, first.subjects, second.term ?? "")
    }
    let listed = Array(sorted.prefix(source.limits.termsMax))
    let all = TermLine(term: nil, arms: arms.map { $0.lineOfAllTerms() })
    return EventTable(terms: listed.isEmpty ? [] : [all] + listed, termsLeftOut: sorted.count - listed.count)
}

/// The subjects of an arm and their worst grades by term; a grade outside 1...5 is none.
private struct ArmGrades {
    let code: String
    let worst: [[String: Int]]
    let exposureDays: Int

    init(code: String, _ members: [SubjectSummary], grades: (SubjectSummary) -> [String: Int]) {
        self.code = code
        worst = members.map { grades($0).filter { (1...5).contains($0.value) } }
        exposureDays = members.map(\.exposureDays).reduce(0, +)
    }

    func line(of term: String) -> GradeLine { line(worst.compactMap { $0[term] }) }

    func lineOfAllTerms() -> GradeLine { line(worst.compactMap { $0.values.max() }) }

    private func line(_ grades: [Int]) -> GradeLine {
        GradeLine(
            arm: code, subjectsByGrade: (1...5).map { grade in grades.filter { $0 == grade }.count },
            entered: worst.count, exposureDays: exposureDays)
    }
}

extension TermLine {
    fileprivate var severeSubjects: Int { arms.map(\.severe.count).reduce(0, +) }
    fileprivate var subjects: Int { arms.map(\.anyGrade.count).reduce(0, +) }
}

/// The stopping rules with their arms, in the order of the protocol.
func boundaryGroups(_ source: DigestSource) -> [BoundaryGroup] {
    source.studyProtocol.armRules.map { rule in
        let statuses = source.armStatuses.filter { $0.rule == rule.id }
        return BoundaryGroup(
            rule: rule,
            arms: statuses.map { status in
                let told = status.crossing ?? status.possibleCrossing ?? status.warnings.last
                let alert = source.openAlerts.first { alert in
                    alert.scope == .arm(status.arm) && alert.episode.kind == told?.kind
                }
                return BoundaryLine(
                    rule: rule, status: status, proximity: Proximity(status),
                    course: ArmCourse(of: status.arm, under: rule, source.summaries, through: source.cutOffDay),
                    alertedAt: alert?.raisedAt)
            },
            redeclared: source.declarations.filter { $0.before != nil && $0.after?.rule == rule.id })
    }
}

extension Proximity {
    fileprivate init(_ status: ArmStatus) {
        if let crossing = status.crossing {
            self = .crossed(on: crossing.onset)
            return
        }
        if let possible = status.possibleCrossing {
            self = .crossedInWorstCase(on: possible.onset)
            return
        }
        switch status.distance {
        case .crossed: self = .crossed(on: nil)
        case .further(let events, let size) where status.isWarned: self = .near(events: events, size: size)
        case .further(let events, let size): self = .far(events: events, size: size)
        case .outOfReach: self = .outOfReach
        case .horizonReached: self = .horizonReached
        }
    }

    /// Whether it belongs on the first screen.
    var isPressing: Bool { rank <= 2 }

    /// The most pressing first.
    var rank: Int {
        switch self {
        case .crossed: 0
        case .crossedInWorstCase: 1
        case .near: 2
        case .far: 3
        case .outOfReach, .horizonReached: 4
        }
    }
}

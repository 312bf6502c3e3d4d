// SPDX-License-Identifier: Apache-2.0

import CTCAE
import Trial

extension SubjectLook {
    /// What a rule made of the record, beside the verdict that all rules made.
    func trace(of rule: SubjectRule, in verdict: SubjectVerdict) -> RuleTrace {
        let episodes = verdict.episodes.filter { $0.rule == rule.id }
        let undecidable = verdict.undecidable.filter { $0.key.rule == rule.id }
            .reduce(into: Set<RowKey>()) { $0.formUnion($1.value) }
        let sights = sights(of: rule.condition)
        return RuleTrace(
            rule: rule, sights: sights, episodes: episodes, undecidable: undecidable.sorted(),
            silence: episodes.isEmpty ? silence(of: rule, sights, undecidable) : nil)
    }

    private func silence(
        of rule: SubjectRule, _ sights: [RuleSight], _ undecidable: Set<RowKey>
    ) -> RuleTrace.Silence {
        guard rule.concerns(enrolment.arm) else { return .otherArm }
        guard !sights.isEmpty else { return undecidable.isEmpty ? .notMet : .undecided }
        if sights.allSatisfy({ $0.rows == 0 }) { return .nothingRecorded }
        guard sights.contains(where: { $0.meeting > 0 }) else {
            return sights.contains { $0.undecided > 0 } ? .undecided : .notMet
        }
        if case .signal = rule.condition, sights.count > 1 { return .notTogether }
        return .belowLevels
    }

    private func sights(of condition: Condition) -> [RuleSight] {
        switch condition {
        case .count(let count): [sight(of: count)]
        case .grade(let grade): [sight(of: grade)]
        case .event(let event): [sight(of: event)]
        case .signal(let signal): signal.signal.leaves.uniqued.map(sight(of:))
        case .dose, .cover, .clearance, .mismatch, .clock, .testing: []
        }
    }

    private func sight(of condition: CountCondition) -> RuleSight {
        var sight = RuleSight(subject: .count(condition), rows: 0, meeting: 0, undecided: 0)
        var lowest = Double.infinity
        for position in laboratory.positions(of: condition.analyte) {
            let result = laboratory.rows[laboratory.samples[position].row]
            sight.rows += 1
            switch condition.analyte.compare(result, .below, condition.below, in: condition.unit) {
            case .holds: sight.meeting += 1
            case .fails: break
            case .undecided: sight.undecided += 1
            }
            guard let number = result.number, let unit = condition.analyte.unit(spelled: result.unit),
                let count = condition.analyte.convert(number, from: unit, to: condition.unit), count < lowest
            else { continue }
            lowest = count
            sight.nearest = laboratory.evidence(laboratory.samples[position]).first
            sight.nearestOn = result.collected
        }
        return sight
    }

    private func sight(of condition: GradeCondition) -> RuleSight {
        var sight = RuleSight(subject: .grade(condition), rows: 0, meeting: 0, undecided: 0)
        var highest = 0
        for position in laboratory.samples.indices {
            var isCounted = false
            laboratory.samples[position].grades.forEach { grade in
                guard condition.terms.isEmpty || condition.terms.contains(grade.term) else { return }
                if !isCounted { sight.rows += 1 }
                isCounted = true
                guard let number = grade.grade else {
                    sight.undecided += 1
                    return
                }
                if number >= condition.atLeast { sight.meeting += 1 }
                guard number > highest else { return }
                highest = number
                sight.nearest = laboratory.evidence(laboratory.samples[position]).first
                sight.nearestOn = laboratory.rows[laboratory.samples[position].row].collected
            }
        }
        return sight
    }

    private func sight(of condition: EventCondition) -> RuleSight {
        var sight = RuleSight(subject: .event(condition), rows: 0, meeting: 0, undecided: 0)
        guard let group = studyProtocol.termGroups.first(where: { $0.id == condition.group }) else { return sight }
        var highest = 0
        for report in record.adverseEvents where group.contains(report) {
            sight.rows += 1
            let grade = report.gradeToJudge
            guard report.grade != nil || grade >= condition.atLeast else {
                sight.undecided += 1
                continue
            }
            if grade >= condition.atLeast { sight.meeting += 1 }
            guard grade > highest else { continue }
            highest = grade
            sight.nearest = report.evidence
            sight.nearestOn = report.start
        }
        return sight
    }

    private func sight(of leaf: Signal) -> RuleSight {
        var sight = RuleSight(subject: .part(leaf), rows: 0, meeting: 0, undecided: 0)
        let sightings = signalRows?.sightings(of: leaf, onlyHolding: false) ?? []
        sight.rows = sightings.count
        sight.meeting = sightings.count(where: \.meets)
        sight.undecided = sightings.count { $0.standing == .undecided }
        let nearest = sightings.filter(\.meets).max { $0.extremity < $1.extremity }
        sight.nearest = nearest?.rows.last
        sight.nearestOn = nearest?.onset
        return sight
    }
}

extension [Signal] {
    /// Each once, in the order in which it comes first: a signal may name a part in several combinations.
    fileprivate var uniqued: [Signal] {
        var seen: Set<Signal> = []
        return filter { seen.insert($0).inserted }
    }
}

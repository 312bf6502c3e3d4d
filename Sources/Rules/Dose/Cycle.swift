// SPDX-License-Identifier: Apache-2.0

package import Trial

/// One cycle of treatment.
package struct Cycle: Hashable, Sendable {
    /// 1 for the first.
    package var number: Int
    /// Day 1 of the cycle.
    package var dayOne: CalendarDay
    /// Whether the record leaves no doubt about day 1: no doubtful date, and no missed dose that may be a delay.
    package var isCertain: Bool
    /// What was given of each drug, in the order of the regimen.
    package var doses: [CycleDose]
    /// Days from day 1 to the next cycle's, or the planned number once these are over; nil while the cycle runs.
    package var lengthDays: Int?

    /// The day of the cycle that a day is; day 1 is the first.
    package func day(of day: CalendarDay) -> Int { day - dayOne + 1 }
}

/// What was given of one drug in one cycle.
package struct CycleDose: Hashable, Sendable {
    /// The drug's id.
    package var drug: String
    /// The sum of its doses, in the ladder's unit; nil when it cannot be told, and then `doubt` says why.
    package var given: Double?
    /// What the protocol's starting dose comes to in a cycle.
    package var planned: Double
    /// What the level due on day 1 comes to in a cycle, 0 where none was due any more; nil when that is in doubt.
    package var due: Double?
    /// Why the sum is not known.
    package var doubt: DoseDoubt?
    /// Dose given per day over dose planned per day; nil while the cycle runs, or when the sum is not known.
    package var relativeIntensity: Double?
}

extension DoseStory {
    /// The cycle that a day is in, and the day of that cycle; nil before the first.
    package func cycle(on day: CalendarDay) -> (cycle: Cycle, day: Int)? {
        let begun = cycles.partitioningIndex { $0.dayOne > day }
        guard begun > 0 else { return nil }
        return (cycles[begun - 1], cycles[begun - 1].day(of: day))
    }
}

/// The cycles that the doses of all drugs make.
func cycles(of courses: [DrugCourse], _ regimen: Regimen, today: CalendarDay) -> [Cycle] {
    let days = CycleDays(courses.map(\.history), regimen, today: today)
    return days.found.enumerated().map { index, found in
        let next = index + 1 < days.found.count ? days.found[index + 1].day : nil
        let isOver = next != nil || today >= found.day + regimen.cycleDays
        let length = isOver ? next.map { $0 - found.day } ?? regimen.cycleDays : nil
        let last = next.map { $0 - 1 } ?? today
        return Cycle(
            number: index + 1, dayOne: found.day, isCertain: found.isCertain,
            doses: courses.map { course in
                var dose = course.history.dose(from: found.day, through: last, lengthDays: length)
                dose.due = course.amountDue(inCycleFrom: found.day)
                return dose
            },
            lengthDays: length)
    }
}

extension DrugCourse {
    /// What the level due on day 1 of a cycle comes to; nil when the level is in doubt.
    fileprivate func amountDue(inCycleFrom dayOne: CalendarDay) -> Double? {
        switch isOff(on: dayOne) {
        case .yes: return 0
        case .unknown where doubtfulStop != nil: return nil
        case .no, .unknown: break
        }
        let due = due(on: dayOne)
        return due.isCertain ? ladder.level(at: due.highest)?.amountPerCycle ?? 0 : nil
    }
}

extension DoseHistory {
    /// What was given from one day through another.
    fileprivate func dose(from first: CalendarDay, through last: CalendarDay, lengthDays: Int?) -> CycleDose {
        let planned = drug.ladder.levels.first
        var dose = CycleDose(drug: drug.id, given: 0, planned: planned?.amountPerCycle ?? 0)
        var sum = 0.0
        var index = firstReaching(first)
        while index < administrations.count, administrations[index].first <= last {
            let given = administrations[index]
            index += 1
            guard given.last >= first else { continue }
            let count = given.doses(from: first, through: last)
            if count == 0 { continue }
            let uncounted: DoseDoubt = given.isEndKnown ? .frequencyUnknown : .dateUnknown
            if let doubt = doubt(about: given) ?? (count == nil ? uncounted : nil) {
                dose.doubt = dose.doubt.map { min($0, doubt) } ?? doubt
            } else if let amount = given.certainAmount, let count {
                sum += amount * Double(count)
            }
        }
        if !unplaced.isEmpty { dose.doubt = dose.doubt ?? .dateUnknown }
        dose.given = dose.doubt == nil ? sum : nil
        if let given = dose.given, let lengthDays, let planned, dose.planned > 0 {
            let plannedADay = dose.planned / Double(planned.schedule.cycleDays)
            dose.relativeIntensity = given / Double(lengthDays) / plannedADay
        }
        return dose
    }
}

extension DoseTimeline {
    /// Cycles in which more was given than the level due on day 1 comes to, where no single dose was too high.
    func cyclesAboveDue(_ cycles: [Cycle]) -> [DoseFinding] {
        let drug = course.history.drug
        return cycles.compactMap { cycle in
            guard cycle.isCertain, let given = cycle.doses.first(where: { $0.drug == drug.id })?.given,
                let level = drug.ladder.level(at: course.due(on: cycle.dayOne).highest),
                given > level.amountPerCycle, !isSameDose(given, level.amountPerCycle)
            else { return nil }
            var finding = DoseFinding(kind: .cycleAboveDue, drug: drug.id, day: cycle.dayOne, rows: rows(in: cycle))
            finding.until = cycle.lengthDays.map { cycle.dayOne + $0 }
            finding.given = given
            finding.due = level.amountPerCycle
            return finding
        }
    }

    private func rows(in cycle: Cycle) -> [RowKey] {
        let last = cycle.lengthDays.map { cycle.dayOne + ($0 - 1) } ?? today
        let first = course.history.firstReaching(cycle.dayOne)
        return course.history.administrations[first..<max(first, course.history.count(through: last))]
            .filter { $0.last >= cycle.dayOne }.map(\.key)
    }
}

// SPDX-License-Identifier: Apache-2.0

import Trial

/// Days of the first cycle, within which the drugs that make the arm are started.
let firstCycleDays = 28

/// When a subject entered treatment, and in which arm by what was actually started.
struct Enrolment {
    /// First day on which a dose of any study treatment may have been taken.
    var entry: CalendarDay?
    /// The day by which the first dose was certainly taken; later than `entry` where its date is partial.
    var entryLatest: CalendarDay?
    /// Last day of any study treatment on record.
    var lastDose: CalendarDay?
    /// The day on which, or after, the last dose was certainly taken.
    var lastDoseEarliest: CalendarDay?
    /// Whether a dosing interval has no end, so that doses may go on after `lastDose`.
    var isDosingOpen: Bool
    /// The arm by the treatments started in the first cycle, else by ACTARMCD, else by ARMCD.
    var arm: String?
    /// Whether treatments were started that make another arm than the planned one.
    var differsFromPlan = false
    /// When the first cycle is over, if a planned treatment may yet be started in it.
    var settledOn: CalendarDay?
    /// Doses that cannot be placed in time.
    let undated: [RowKey]

    init(_ record: SubjectRecord, arms: [Arm], today: CalendarDay) {
        let studied = arms.reduce(into: Set<String>()) { $0.formUnion($1.treatments) }
        let doses = record.exposures.filter { exposure in
            studied.isEmpty || (studied.contains(exposure.treatment) && exposure.dose != 0)
        }
        entry = doses.compactMap { $0.start?.earliest }.min()
        entryLatest = doses.compactMap { $0.start?.latest }.min()
        lastDose = doses.compactMap { ($0.end ?? $0.start)?.latest }.max()
        lastDoseEarliest = doses.compactMap { ($0.end ?? $0.start)?.earliest }.max()
        isDosingOpen = doses.contains { $0.end == nil && !["", "ONCE"].contains($0.frequency.uppercased()) }
        undated = doses.filter { $0.start == nil }.map(\.key)
        assignArm(record.demographics, arms, doses: doses, today: today)
    }

    /// Finds the arm that fits what was started in the first cycle; where a date leaves several, the planned one.
    private mutating func assignArm(
        _ demographics: Demographics?, _ arms: [Arm], doses: [Exposure], today: CalendarDay
    ) {
        let planned = demographics.flatMap { demographics in
            arms.first { $0.code == demographics.actualArm } ?? arms.first { $0.code == demographics.arm }
        }
        arm = planned?.code
        guard let entry else { return }
        let cycleEnd = entry + firstCycleDays
        let certain = Set(doses.filter { $0.start.map { $0.latest < cycleEnd } ?? false }.map(\.treatment))
        let possible = Set(doses.filter { $0.start.map { $0.earliest < cycleEnd } ?? true }.map(\.treatment))
        if let planned, planned.isMade(by: certain, possibly: possible) { return }
        if let planned, today < cycleEnd, possible.isSubset(of: planned.treatments) {
            settledOn = cycleEnd
            return
        }
        let given =
            arms.first { $0.isMade(by: certain, possibly: certain) }
            ?? arms.first { $0.isMade(by: certain, possibly: possible) }
        arm = (given ?? planned)?.code
        differsFromPlan = given != nil && planned != nil
    }
}

extension Arm {
    /// Whether its treatments are all that were started for certain, and were all started for all that is known.
    fileprivate func isMade(by certain: Set<String>, possibly possible: Set<String>) -> Bool {
        !treatments.isEmpty && certain.isSubset(of: treatments) && treatments.isSubset(of: possible)
    }
}

// SPDX-License-Identifier: Apache-2.0

import Trial

/// Days of the first cycle, within which the drugs that make the arm are started.
private let firstCycleDays = 28

/// When a subject entered treatment, and in which arm by what was actually started.
struct Enrolment {
    /// First dose of any study treatment.
    var entry: CalendarDay?
    /// Last day of any study treatment on record.
    var lastDose: CalendarDay?
    /// The arm by the treatments started in the first cycle, else by ACTARMCD, else by ARMCD.
    var arm: String?
    /// Whether treatments were started that make another arm than the planned one.
    var differsFromPlan = false

    init(_ record: SubjectRecord, arms: [Arm]) {
        let studied = arms.reduce(into: Set<String>()) { $0.formUnion($1.treatments) }
        let doses = record.exposures.filter { exposure in
            studied.isEmpty || (studied.contains(exposure.treatment) && exposure.dose != 0)
        }
        entry = doses.compactMap { $0.start?.earliest }.min()
        lastDose = doses.compactMap { ($0.end ?? $0.start)?.latest }.max()

        let planned = record.demographics.flatMap { demographics in
            arms.first { $0.code == demographics.actualArm } ?? arms.first { $0.code == demographics.arm }
        }
        guard let entry else {
            arm = planned?.code
            return
        }
        let started = Set(
            doses.filter { ($0.start?.earliest).map { $0 - entry < firstCycleDays } ?? false }.map(\.treatment))
        let given = arms.first { !$0.treatments.isEmpty && $0.treatments == started }
        arm = (given ?? planned)?.code
        differsFromPlan = given != nil && planned != nil && given?.code != planned?.code
    }
}

// SPDX-License-Identifier: Apache-2.0

package import Trial

/// A day on which a subject's follow-up under the stopping rules came to an end, and why.
package struct FollowUpEnd: Hashable, Sendable, Codable {
    /// Why follow-up ended; the raw value is the permanent name in reports.
    package enum Reason: String, CaseIterable, Hashable, Sendable, Codable {
        /// The subject died.
        case death
        /// The disease progressed.
        case progression
        /// All study treatment was stopped for good, and the days in which an event still counts are over.
        case treatmentStopped = "treatment-stopped"
        /// The subject or the sponsor ended the subject's taking part.
        case withdrawal
        /// The subject could not be followed any more.
        case lost = "lost-to-follow-up"
        /// A study drug of another arm was added; the day is the one before.
        case armSwitched = "arm-switched"
    }

    /// The last day of follow-up.
    package var day: CalendarDay
    /// Why it ended.
    package var reason: Reason

    /// An end of follow-up.
    package init(day: CalendarDay, reason: Reason) {
        self.day = day
        self.reason = reason
    }
}

extension FollowUpEnd.Reason {
    /// Whether it settles that no event will come; else it leaves that open.
    var settles: Bool {
        switch self {
        case .death, .progression, .treatmentStopped: true
        case .withdrawal, .lost, .armSwitched: false
        }
    }
}

/// What ended a subject's follow-up under the stopping rules, in order of the day.
func followUpEnds(of record: SubjectRecord, _ enrolment: Enrolment, arms: [Arm]) -> [FollowUpEnd] {
    guard let entry = enrolment.entry else { return [] }
    var ends: Set<FollowUpEnd> = []
    if let died = dayOfDeath(in: record) { ends.insert(FollowUpEnd(day: died, reason: .death)) }
    for disposition in record.dispositions where disposition.category == dispositionCategory {
        // A partial date settles nothing before its last day, and follow-up is certain until its first.
        guard let start = disposition.start, start.latest >= entry else { continue }
        switch DispositionKind(disposition.event) {
        case .death: continue
        case .progression: ends.insert(FollowUpEnd(day: start.latest, reason: .progression))
        case .withdrawal: ends.insert(FollowUpEnd(day: start.earliest, reason: .withdrawal))
        case .lost: ends.insert(FollowUpEnd(day: start.earliest, reason: .lost))
        case .stop:
            let lastDose = enrolment.isDosingOpen ? start.latest : enrolment.lastDose ?? start.latest
            ends.insert(FollowUpEnd(day: lastDose + followUpDays, reason: .treatmentStopped))
        }
    }
    if let day = dayOfSwitch(record, enrolment, entry: entry, arms) {
        ends.insert(FollowUpEnd(day: day - 1, reason: .armSwitched))
    }
    return ends.sorted { ($0.day, $0.reason.rawValue) < ($1.day, $1.reason.rawValue) }
}

/// SDTM DSCAT of the ways in which a subject leaves.
private let dispositionCategory = "DISPOSITION EVENT"

extension SubjectRecord {
    /// Whether the record says by a day that the disease progressed.
    func hasProgressed(by day: CalendarDay) -> Bool {
        dispositions.contains { row in
            row.category == dispositionCategory && DispositionKind(row.event) == .progression
                && row.start.map { $0.earliest <= day } ?? true
        }
    }
}

/// What SDTM DSDECOD says of follow-up, by the terms of CDISC's codelist NCOMPLT.
private enum DispositionKind {
    case death
    case progression
    case withdrawal
    case lost
    /// Any other way ends treatment, and follow-up some days later.
    case stop

    init(_ event: String) {
        switch event.uppercased() {
        case "DEATH": self = .death
        case "PROGRESSIVE DISEASE", "DISEASE RELAPSE": self = .progression
        case "LOST TO FOLLOW-UP": self = .lost
        case "WITHDRAWAL BY SUBJECT", "WITHDRAWAL BY PARENT/GUARDIAN", "STUDY TERMINATED BY SPONSOR",
            "SITE TERMINATED BY SPONSOR":
            self = .withdrawal
        default: self = .stop
        }
    }
}

/// The first day on which a study drug that the subject's arm does not have was given after the first cycle.
private func dayOfSwitch(
    _ record: SubjectRecord, _ enrolment: Enrolment, entry: CalendarDay, _ arms: [Arm]
) -> CalendarDay? {
    guard let own = arms.first(where: { $0.code == enrolment.arm })?.treatments, !own.isEmpty else { return nil }
    let others = arms.reduce(into: Set<String>()) { $0.formUnion($1.treatments) }.subtracting(own)
    return record.exposures.lazy.filter { others.contains($0.treatment) && $0.dose != 0 }
        .compactMap { $0.start?.earliest }.filter { $0 >= entry + firstCycleDays }.min()
}

// SPDX-License-Identifier: Apache-2.0

import Trial

/// Days after the last dose in which an event still counts for the arm.
let followUpDays = 30

/// The days in which a subject's event counts for a stopping rule: from entry to the end of the rule's window or of
/// follow-up after the last dose, whichever is first.
struct EventWindow {
    /// The days that are certainly inside; nil when no day is.
    let certain: ClosedRange<CalendarDay>?
    /// The days that may be inside.
    let possible: ClosedRange<CalendarDay>

    /// The window of a rule; nil before the first dose.
    ///
    /// - Parameter followUpDays: Days after the last dose that it may go on for; nil where treatment does not matter.
    init?(days: Int, followUpDays: Int?, _ enrolment: Enrolment) {
        guard let entry = enrolment.entry else { return nil }
        let entryLatest = max(entry, enrolment.entryLatest ?? entry)
        guard let followUpDays else {
            certain = entryLatest <= entry + days ? entryLatest...(entry + days) : nil
            possible = entry...(entryLatest + days)
            return
        }
        let lastDose = max(entry, enrolment.lastDose ?? entry)
        let lastDoseEarliest = max(entry, enrolment.lastDoseEarliest ?? entry)
        let certainEnd = min(entry + days, lastDoseEarliest + followUpDays)
        let possibleEnd =
            enrolment.isDosingOpen ? entryLatest + days : min(entryLatest + days, lastDose + followUpDays)
        certain = entryLatest <= certainEnd ? entryLatest...certainEnd : nil
        possible = entry...max(entry, possibleEnd)
    }

    /// A row within the window as an event, or nil when it lies outside for certain.
    ///
    /// An event that began before the window ends is not lost for a partial date: it then only may count.
    func event(on start: ClinicalDate?, doubts: Set<Uncertainty>, evidence: Evidence) -> ArmRuleEvent? {
        guard (start?.earliest ?? possible.lowerBound) <= possible.upperBound else { return nil }
        guard (start?.latest ?? possible.upperBound) >= possible.lowerBound else { return nil }
        var doubts = doubts
        let isInside = start.map { start in
            certain.map { $0.contains(start.earliest) && $0.contains(start.latest) } ?? false
        }
        if isInside != true { doubts.insert(.dateUnknown) }
        return ArmRuleEvent(
            confirmed: doubts.isEmpty ? start?.earliest : nil,
            possible: max(start?.earliest ?? possible.lowerBound, possible.lowerBound),
            evidence: evidence,
            doubts: doubts.sorted()
        )
    }
}

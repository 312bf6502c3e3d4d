// SPDX-License-Identifier: Apache-2.0

import Trial

/// How treatment ended.
struct Departure: Sendable {
    /// Why; the raw value is SDTM DSDECOD.
    enum Reason: String, Sendable {
        case progression = "PROGRESSIVE DISEASE"
        case death = "DEATH"
        case adverseEvent = "ADVERSE EVENT"
        case withdrawal = "WITHDRAWAL BY SUBJECT"
        case physician = "PHYSICIAN DECISION"
        case lost = "LOST TO FOLLOW-UP"
        case completed = "COMPLETED"
    }

    /// The day, or the day of the last contact.
    let day: CalendarDay
    let reason: Reason
    /// Whether an adverse event of grade 5 tells the cause of death.
    var isFatalEvent = false
    /// The day of death after treatment had ended for another reason.
    var diedLater: CalendarDay?

    /// The day of death.
    var died: CalendarDay? { reason == .death ? day : diedLater }

    /// Probability of each reason per cycle of treatment.
    static func probability(of reason: Reason, in arm: SimulatedArm) -> Double {
        switch reason {
        case .progression: arm == .ixazomib ? 0.021 : arm == .lenalidomide ? 0.016 : 0.014
        case .death: 0.0013
        case .adverseEvent: 0.003
        case .withdrawal: 0.0025
        case .physician: 0.0015
        case .lost: 0.0015
        case .completed: 0
        }
    }
}

extension SubjectCourse {
    /// Decides whether and when treatment ends in a cycle.
    mutating func drawDeparture(from dayOne: CalendarDay) -> Departure? {
        let day = dayOne + generator.whole(1...27)
        var leaving: Departure?
        for reason in [Departure.Reason.progression, .death, .adverseEvent, .withdrawal, .physician, .lost] {
            let isDrawn = generator.chance(Departure.probability(of: reason, in: subject.actualArm))
            if isDrawn, leaving == nil { leaving = Departure(day: day, reason: reason) }
        }
        guard let leaving, leaving.day <= end else { return nil }
        return leaving
    }

    /// Sees the subject 30 days after treatment, follows survival, and returns the last day of any contact.
    mutating func followUp() -> CalendarDay {
        guard let leaving = departure, leaving.day <= end else {
            // A departure after the end, a death to come for instance, is nobody's knowledge any more.
            departure = lastDose == nil ? nil : Departure(day: end, reason: .completed)
            return end
        }
        switch leaving.reason {
        case .death:
            return leaving.day
        case .lost, .withdrawal:
            endProphylaxis(on: leaving.day)
            return leaving.day
        default:
            endProphylaxis(on: leaving.day + generator.whole(0...30))
        }
        let hazard = leaving.reason == .progression ? 0.010 : 0.0025
        var day = leaving.day + 31
        while day <= end, departure?.diedLater == nil {
            if generator.chance(hazard) { departure?.diedLater = min(end, day + generator.whole(0...27)) }
            day = day + 28
        }
        let seen = (lastDose ?? leaving.day) + 30
        if seen <= end, seen > leaving.day, generator.chance(0.85) {
            let visit = Visit(number: "900", name: "SAFETY FOLLOW-UP", day: seen, minute: generator.whole(425...620))
            bloodCount(at: visit)
            serumPanel(at: visit)
            weigh(at: visit)
        }
        return departure?.diedLater ?? end
    }

    /// Records how the subject left treatment, and a death; a site learns of a death within days.
    mutating func recordDeparture() {
        guard let leaving = departure else { return }
        let known = leaving.day + (leaving.reason == .lost ? generator.whole(60...100) : generator.whole(0...3))
        disposition(leaving.reason, on: leaving.day, known: known)
        guard let died = leaving.died else { return }
        let learned = died + generator.whole(0...5)
        if leaving.reason != .death { disposition(.death, on: died, known: learned) }
        histories[0].update(known: learned, ["DTHDTC": "\(died)", "DTHFL": "Y"])
    }

    private mutating func disposition(_ reason: Departure.Reason, on day: CalendarDay, known: CalendarDay) {
        let isTreatment = reason != .death
        record(
            .ds, form: newForm(), known: known, minute: 15 * 60, promptness: reason == .death ? .serious : .ordinary,
            [
                "DSTERM": reason.rawValue, "DSDECOD": reason.rawValue, "DSCAT": "DISPOSITION EVENT",
                "DSSCAT": isTreatment ? "TREATMENT" : "STUDY PARTICIPATION", "DSSTDTC": "\(day)",
                "EPOCH": isTreatment ? "TREATMENT" : "FOLLOW-UP",
            ])
    }
}

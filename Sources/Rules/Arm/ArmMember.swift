// SPDX-License-Identifier: Apache-2.0

import Trial

/// A subject who has entered an arm, as one stopping rule counts it.
///
/// The estimand is the first event while on treatment. Death, progression and the end of treatment settle that no
/// event will come: the subject then counts whole. Withdrawal, loss and a drug of another arm leave it open: the
/// subject then counts by what was seen until that day. Where treatment does not matter, as for death of any cause,
/// withdrawal and loss alone end follow-up.
struct ArmMember {
    let subject: String
    let entry: CalendarDay
    let windowDays: Int
    let event: ArmRuleEvent?
    let settled: FollowUpEnd?
    let frozen: FollowUpEnd?

    /// Nil for who is of another arm, or has not entered.
    init?(_ summary: SubjectSummary, of arm: String, rule: ArmRule) {
        guard summary.arm == arm, let entry = summary.entry else { return nil }
        subject = summary.subject
        self.entry = entry
        windowDays = rule.windowDays
        let isOnTreatment = rule.event.followUpDays != nil
        let ends = summary.followUpEnds.filter { isOnTreatment || [.withdrawal, .lost].contains($0.reason) }
        let frozen = ends.first { !$0.reason.settles }
        self.frozen = frozen
        // What came after follow-up broke off was not watched for; that a subject died is known all the same.
        settled = ends.first { end in
            end.reason.settles && (end.reason == .death || frozen.map { end.day <= $0.day } ?? true)
        }
        let switched = ends.first { $0.reason == .armSwitched }?.day
        event = summary.events[rule.id].flatMap { $0.before(switched ?? .distantFuture) }
    }

    var isConfirmed: Bool { event?.confirmed != nil }

    /// The day on which the window has passed.
    var windowEnd: CalendarDay { entry + windowDays }

    /// The day on which the event counts, or may; nil where there is none.
    func eventDay(worstCase: Bool) -> CalendarDay? { worstCase ? event?.possible : event?.confirmed }

    /// The event's row, named together with its subject.
    var evidence: Evidence? {
        event.map { Evidence(key: $0.evidence.key.qualified(by: subject), reading: $0.evidence.reading) }
    }

    /// How much of a subject this is on a day: 1 once the outcome is settled, else the share of the window observed.
    ///
    /// What was observed by a day never changes as days pass, so a crossing stays found.
    func weight(on day: CalendarDay, worstCase: Bool) -> Double {
        guard day >= entry else { return 0 }
        if let eventDay = eventDay(worstCase: worstCase), eventDay <= day { return 1 }
        if let settled, settled.day <= day { return 1 }
        return Double(min(observedDays(by: day), windowDays)) / Double(windowDays)
    }

    /// Days under observation for a first event by a day, no more than the window.
    func exposure(on day: CalendarDay, worstCase: Bool) -> Double {
        guard day >= entry else { return 0 }
        let ends = [eventDay(worstCase: worstCase), settled?.day].compactMap { $0 }
        return Double(min(observedDays(by: ends.reduce(day, min)), windowDays))
    }

    private func observedDays(by day: CalendarDay) -> Int { max(0, min(day, frozen?.day ?? day) - entry) }

    /// Why follow-up broke off before the window was over and before any event; nil when it did not by a day.
    func breakOff(by day: CalendarDay) -> FollowUpEnd.Reason? {
        guard let frozen, frozen.day <= day, frozen.day < windowEnd, weight(on: day, worstCase: false) < 1 else {
            return nil
        }
        return frozen.reason
    }
}

extension ArmRuleEvent {
    /// The event as far as it belongs to the arm: what began after another drug was added does not.
    fileprivate func before(_ lastDay: CalendarDay) -> ArmRuleEvent? {
        guard possible <= lastDay else { return nil }
        var event = self
        if let confirmed, confirmed > lastDay {
            event.confirmed = nil
            event.doubts = [.dateUnknown]
        }
        return event
    }
}

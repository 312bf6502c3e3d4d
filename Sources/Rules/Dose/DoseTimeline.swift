// SPDX-License-Identifier: Apache-2.0

import Trial

/// How it stood with one drug on each day.
struct DoseTimeline {
    let course: DrugCourse
    /// Holds that are certain.
    let holds: [HoldSegment]
    /// Those of them with a day on which no dose may be taken.
    let prohibitions: [HoldSegment]
    /// Holds that only are possible.
    let doubtfulHolds: [HoldSegment]
    let silenceDaysMax: Int
    let today: CalendarDay

    init(_ course: DrugCourse, silenceDaysMax: Int, today: CalendarDay) {
        self.course = course
        holds = HoldSegment.segments(of: course.holds.filter { $0.doubt == nil })
        prohibitions = holds.filter(\.forbids)
        doubtfulHolds = HoldSegment.segments(of: course.holds.filter { $0.doubt != nil }).filter(\.forbids)
        self.silenceDaysMax = silenceDaysMax
        self.today = today
    }

    /// The states up to today, each from its first day, without repetitions.
    var states: [DatedDoseState] {
        var states: [DatedDoseState] = []
        for day in changes {
            let state = state(on: day)
            if states.last.map({ $0.state != state }) ?? true {
                states.append(DatedDoseState(since: day, state: state))
            }
        }
        return states
    }

    /// The next day after today on which time alone may change what is known of the drug.
    ///
    /// Only the last row that says something starts the time of silence, so that each look waits for one day.
    var changesOn: CalendarDay? {
        guard course.stop.map({ $0.since > today }) ?? true else { return nil }
        let history = course.history
        let spoken = max(history.recorded(through: today), history.lastOmission(through: today)?.last ?? .distantPast)
        let ends = history.administrations[history.firstReaching(today)...].lazy.map { $0.last + 1 }.filter {
            $0 > today
        }
        let held = (holds + doubtfulHolds).flatMap { segment in
            [segment.since] + (segment.until.map { [$0, $0 + (silenceDaysMax + 1)] } ?? [])
        }
        let stops = [course.stop?.since, course.doubtfulStop?.since].compactMap { $0 }
        return ([spoken + (silenceDaysMax + 1)] + held + stops + ends.prefix(1)).filter { $0 > today }.min()
    }

    /// Days on which the state may change, in order.
    private var changes: [CalendarDay] {
        let given = course.history.administrations.flatMap { row in
            [row.first, row.last + 1, (row.isOpen ? row.first : row.last) + (silenceDaysMax + 1)]
        }
        let omitted = course.history.omissions.flatMap { [$0.first, $0.last + (silenceDaysMax + 1)] }
        let held = (holds + doubtfulHolds).flatMap { segment in
            [segment.since] + (segment.until.map { [$0, $0 + (silenceDaysMax + 1)] } ?? [])
        }
        let stops = [course.stop?.since, course.doubtfulStop?.since].compactMap { $0 }
        return Set(given + omitted + held + stops).filter { $0 <= today }.sorted()
    }

    /// The state on a day; of several that apply, the one that forbids most.
    func state(on day: CalendarDay) -> DoseState {
        if let stop = course.stop, stop.since <= day { return .stopped(stop.cause) }
        if let stop = course.doubtfulStop, stop.since <= day { return .unknown(stop.doubt) }
        let hold = holds.last(through: day)
        if let hold, hold.contains(day) {
            let isSpanned = course.history.intervalReach(begunThrough: hold.since - 1) >= day
            return isSpanned ? .unknown(.intervalSpansHold) : .held(hold.hold)
        }
        if let hold = doubtfulHolds.last(through: day), hold.contains(day) {
            return .unknown(hold.doubt ?? .toxicityUncertain)
        }
        return stateByDoses(on: day, lastHeldUntil: hold?.until)
    }

    private func stateByDoses(on day: CalendarDay, lastHeldUntil: CalendarDay?) -> DoseState {
        guard let given = course.history.last(through: day) else {
            return course.history.unplaced.isEmpty ? .notStarted : .unknown(.dateUnknown)
        }
        let recorded = max(given.first, course.history.recorded(through: day))
        let omission = course.history.lastOmission(through: day)
        let spoken = max(recorded, omission.map { min(day, $0.last) } ?? .distantPast)
        if let lastHeldUntil, recorded < lastHeldUntil {
            let isSilent = day - max(spoken, lastHeldUntil) > silenceDaysMax
            return isSilent ? .unknown(.exposureSilent) : .resumeEligible(course.due(on: day))
        }
        if day - spoken > silenceDaysMax { return .unknown(.exposureSilent) }
        if let omission, omission.first > recorded { return .offSchedule(amount: 0) }
        if course.history.overlapping.contains(given.key) { return .unknown(.overlappingDoses) }
        if let doubt = given.doubt { return .unknown(doubt) }
        guard let amount = given.certainAmount else { return .unknown(.doseMissing) }
        return course.ladder.position(of: amount, due: course.due(on: day).highest).map { .on(level: $0) }
            ?? .offSchedule(amount: amount)
    }
}

// SPDX-License-Identifier: Apache-2.0

import Statistics
import Trial

/// The course of an arm under one stopping rule, as far as it matters to the boundary.
struct ArmPath {
    /// What was counted on a day.
    struct Step {
        var day: CalendarDay
        var events: Int
        /// What the events are held against: subjects, effective subjects or days.
        var size: Double
    }

    /// Where the path first crosses, and who counted then.
    struct Crossing {
        var step: Step
        var bound: Int
        /// The subjects who had entered by then; of ended windows, those whose window had passed.
        var entered: Int
        var counted: [ArmMember]
    }

    let members: [ArmMember]
    let boundary: ArmBoundary
    /// Whether every event that only may be one counts.
    let worstCase: Bool

    /// Members are looked at in the order in which their windows end.
    init(_ members: [ArmMember], against boundary: ArmBoundary, worstCase: Bool) {
        self.members = members.sorted { ($0.windowEnd, $0.subject) < ($1.windowEnd, $1.subject) }
        self.boundary = boundary
        self.worstCase = worstCase
    }

    /// What is counted on a day, by what is known now.
    func step(on day: CalendarDay) -> Step {
        guard boundary.counting != .binary else {
            let ended = members.prefix { $0.windowEnd <= day }
            return Step(day: day, events: ended.filter(counts).count, size: Double(ended.count))
        }
        let events = members.filter { member in
            member.eventDay(worstCase: worstCase).map { $0 <= day } ?? false
        }.count
        let size = members.reduce(0) { $0 + self.size(of: $1, on: day) }
        return Step(day: day, events: events, size: size)
    }

    /// The first crossing by a day, or nil.
    ///
    /// - Throws: `DesignError` if counts do not fit each other, which would be an error of this program.
    func crossing(by today: CalendarDay) throws -> Crossing? {
        if case .binary(let binary) = boundary { return try crossing(of: binary, by: today) }
        for day in daysLookedAt(by: today) {
            let step = self.step(on: day)
            guard let bound = boundary.bound(at: step.size), step.events >= bound else { continue }
            return Crossing(step: step, bound: bound, entered: entered(by: day), counted: counted(on: day))
        }
        return nil
    }

    /// How many subjects have entered by a day.
    func entered(by day: CalendarDay) -> Int { members.filter { $0.entry <= day }.count }

    /// The subjects whose events count on a day.
    func counted(on day: CalendarDay) -> [ArmMember] {
        guard boundary.counting != .binary else { return members.filter { $0.windowEnd <= day && counts($0) } }
        return members.filter { $0.eventDay(worstCase: worstCase).map { $0 <= day } ?? false }
    }

    /// The day on which the size reaches the first look; nil where it does not with these members.
    var firstLookDay: CalendarDay? {
        guard let first = members.map(\.entry).min(), let last = members.last?.windowEnd else { return nil }
        var (low, high) = (first.daysSince1970, last.daysSince1970)
        let reached = { (day: Int) in
            self.step(on: CalendarDay(daysSince1970: day)).size >= self.boundary.firstSize * (1 - 1e-9)
        }
        guard reached(high) else { return nil }
        while low < high {
            let middle = (low + high) / 2
            if reached(middle) { high = middle } else { low = middle + 1 }
        }
        return CalendarDay(daysSince1970: low)
    }

    /// Events alone bring an arm nearer to its boundary, so it is looked at on their days; and at the first look.
    ///
    /// Where only ended windows count, it is looked at whenever one ends.
    func daysLookedAt(by today: CalendarDay) -> [CalendarDay] {
        guard boundary.counting != .binary else {
            return Set(members.map(\.windowEnd).filter { $0 <= today }).sorted()
        }
        let days = members.compactMap { $0.eventDay(worstCase: worstCase) } + [firstLookDay].compactMap { $0 }
        return Set(days.filter { $0 <= today }).sorted()
    }

    private func size(of member: ArmMember, on day: CalendarDay) -> Double {
        boundary.counting == .survival
            ? member.exposure(on: day, worstCase: worstCase) : member.weight(on: day, worstCase: worstCase)
    }

    private func counts(_ member: ArmMember) -> Bool { worstCase ? member.event != nil : member.isConfirmed }

    /// The first crossing among subjects whose windows have passed; windows that end on one day are one step.
    private func crossing(of binary: CalibratedBoundary, by today: CalendarDay) throws -> Crossing? {
        let ended = Array(members.prefix { $0.windowEnd <= today })
        let days = Set(ended.map(\.windowEnd)).sorted()
        let path = try days.map { day in
            let step = self.step(on: day)
            return try Tally(events: step.events, subjects: Int(step.size))
        }
        guard case .crossed(let found) = try binary.boundary.firstCrossing(along: path) else { return nil }
        let step = Step(
            day: days[found.pathIndex], events: found.tally.events, size: Double(found.tally.subjects))
        return Crossing(
            step: step, bound: found.bound, entered: found.tally.subjects,
            counted: ended.prefix(path[found.pathIndex].subjects).filter(counts))
    }
}

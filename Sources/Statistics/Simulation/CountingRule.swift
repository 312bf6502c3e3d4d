// SPDX-License-Identifier: Apache-2.0

/// A boundary, and the way in which subjects still under observation count towards it.
package enum CountingRule: Hashable, Sendable {
    /// An event counts at once, a subject without one at the end of the window.
    ///
    /// It is here to show what it does: while subjects enter, events run ahead of those they are set against, and the
    /// type I error grows to several times alpha.
    case naive(BinaryBoundary)
    /// A subject counts at the end of the window, with or without an event.
    case evaluable(BinaryBoundary)
    /// An event counts at once, and so does every subject who has entered.
    case eventsOverEnrolled(BinaryBoundary)
    /// Events count against the time under observation.
    case survival(SurvivalBoundary)
    /// An event counts at once, a subject without one by the share of the window observed.
    case tite(TITEBoundary)

    /// The way of counting in a word or two.
    package var name: String {
        switch self {
        case .naive: "naive"
        case .evaluable: "evaluable"
        case .eventsOverEnrolled: "events over enrolled"
        case .survival: "survival"
        case .tite: "tite"
        }
    }

    /// The calendar time at which a trial crosses; nil if it never does.
    func crossingTime(of trial: SimulatedTrial) -> Double? {
        switch self {
        case .naive(let boundary): trial.naiveCrossing(boundary)
        case .evaluable(let boundary): trial.evaluableCrossing(boundary)
        case .eventsOverEnrolled(let boundary): trial.enrolledCrossing(boundary)
        case .survival(let boundary): trial.survivalCrossing(boundary)
        case .tite(let boundary): trial.titeCrossing(boundary)
        }
    }
}

/// The subjects of one simulated trial, with what the ways of counting ask of them.
struct SimulatedTrial {
    /// In the order of entry.
    let subjects: [SimulatedSubject]
    /// The calendar times of the events, rising.
    let events: [Double]
    private let window: Double

    init(subjects: [SimulatedSubject], window: Double) {
        self.subjects = subjects
        self.window = window
        events = subjects.lazy.map(\.event).filter(\.isFinite).sorted()
    }

    func enrolled(by time: Double) -> Int {
        subjects.firstSortedIndex { $0.entry > time }
    }

    func events(by time: Double) -> Int {
        events.firstSortedIndex { $0 > time }
    }

    func naiveCrossing(_ boundary: BinaryBoundary) -> Double? {
        let changes = subjects.map { (time: min($0.event, $0.windowEnd), isEvent: $0.event.isFinite) }
            .sorted { $0.time < $1.time }
        return firstCrossing(of: changes, boundary)
    }

    func evaluableCrossing(_ boundary: BinaryBoundary) -> Double? {
        firstCrossing(of: subjects.map { (time: $0.windowEnd, isEvent: $0.event.isFinite) }, boundary)
    }

    func enrolledCrossing(_ boundary: BinaryBoundary) -> Double? {
        let bounds = boundary.boundBySubjects
        return events.enumerated().first { index, time in
            index + 1 >= bounds[enrolled(by: time)]
        }?.element
    }

    func survivalCrossing(_ boundary: SurvivalBoundary) -> Double? {
        let limits = boundary.limits
        guard let first = limits.first, let last = limits.last else { return nil }
        for (index, time) in events.enumerated() where index + 1 >= first.events {
            let limit = limits[min(index + 1, last.events) - first.events]
            if exposure(at: time) <= limit.exposureMax { return time }
        }
        return nil
    }

    func titeCrossing(_ boundary: TITEBoundary) -> Double? {
        var reachesFirstLook = boundary.firstLook > 1
        for (index, time) in events.enumerated() {
            let size = effectiveSize(at: time)
            if reachesFirstLook, size >= Double(boundary.firstLook) {
                reachesFirstLook = false
                let early = timeReaching(Double(boundary.firstLook), by: time)
                // Events at the very moment when the size jumps over the first look are judged below.
                if early < time, isCrossed(boundary, events: index, size: Double(boundary.firstLook)) { return early }
            }
            if isCrossed(boundary, events: index + 1, size: size) { return time }
        }
        guard reachesFirstLook else { return nil }
        let end = subjects.map(\.windowEnd).max() ?? 0
        guard effectiveSize(at: end) >= Double(boundary.firstLook),
            isCrossed(boundary, events: events.count, size: Double(boundary.firstLook))
        else { return nil }
        return timeReaching(Double(boundary.firstLook), by: end)
    }

    private func isCrossed(_ boundary: TITEBoundary, events: Int, size: Double) -> Bool {
        // Weights are summed in doubles, so that size and count may disagree in the last places.
        guard let tally = try? EffectiveTally(events: events, effectiveSize: max(size, Double(events))) else {
            return false
        }
        return boundary.isCrossed(by: tally)
    }

    private func firstCrossing(of changes: [(time: Double, isEvent: Bool)], _ boundary: BinaryBoundary) -> Double? {
        let bounds = boundary.boundBySubjects
        var events = 0
        for (index, change) in changes.enumerated() {
            if change.isEvent { events += 1 }
            if events >= bounds[index + 1] { return change.time }
        }
        return nil
    }

    private func exposure(at time: Double) -> Double {
        var sum = 0.0
        for subject in subjects {
            guard subject.entry < time else { break }
            sum += min(time, subject.settled) - subject.entry
        }
        return sum
    }

    private func effectiveSize(at time: Double) -> Double {
        var sum = 0.0
        for subject in subjects {
            guard subject.entry < time else { break }
            sum += time >= subject.settled ? 1 : (time - subject.entry) / window
        }
        return sum
    }

    /// When the effective size first reaches a value that it has reached by a time.
    private func timeReaching(_ size: Double, by time: Double) -> Double {
        var (before, after) = (0.0, time)
        for _ in 0..<60 {
            let middle = (before + after) / 2
            if effectiveSize(at: middle) >= size { after = middle } else { before = middle }
        }
        return after
    }
}

extension BinaryBoundary {
    /// The bound at each number of subjects from 0 to the horizon; out of reach where there is no look.
    fileprivate var boundBySubjects: [Int] {
        var bySubjects = [Int](repeating: .max, count: looks.last + 1)
        for (subjects, bound) in zip(looks.subjects, bounds) { bySubjects[subjects] = bound }
        return bySubjects
    }
}

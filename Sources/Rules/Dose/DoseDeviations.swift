// SPDX-License-Identifier: Apache-2.0

import Trial

extension DoseTimeline {
    /// What is to be known of the drug's rows, in order of time.
    var findings: [DoseFinding] {
        var findings: [DoseFinding] = []
        var places: [Place: Int] = [:]
        for given in course.history.administrations {
            let isEndDoubtful = !given.isEndKnown && !given.isOpen
            if let doubt = course.history.doubt(about: given) ?? (isEndDoubtful ? .dateUnknown : nil) {
                findings.append(finding(.rowInDoubt, rows: [given.key], on: given.first, doubt: doubt))
            }
            guard let deviation = deviation(of: given) else { continue }
            // One deviation from one hold, stop or step, however many rows show it.
            if let place = places[deviation.place] {
                findings[place].rows.append(given.key)
            } else {
                places[deviation.place] = findings.count
                let kind = deviation.place.kind
                findings.append(
                    finding(
                        kind, rows: [given.key], on: deviation.day, episodes: deviation.episodes,
                        doubt: deviation.place.doubt))
            }
        }
        for row in course.history.unplaced {
            let doubt: DoseDoubt = course.history.unread.contains(row) ? .rowUnreadable : .dateUnknown
            findings.append(finding(.rowInDoubt, rows: [row], on: nil, doubt: doubt))
        }
        return findings + [notResumed].compactMap { $0 }
    }

    private func finding(
        _ kind: DoseFinding.Kind, rows: [RowKey], on day: CalendarDay?, episodes: [String] = [],
        doubt: DoseDoubt? = nil
    ) -> DoseFinding {
        DoseFinding(
            kind: kind, drug: course.history.drug.id, day: day, rows: rows, episodes: episodes, doubt: doubt)
    }

    private func deviation(of given: Administration) -> Deviation? {
        if let stop = course.stop, let found = deviation(of: given, from: stop) { return found }
        if let hold = prohibitions.first(endingFrom: given.first), let found = deviation(of: given, from: hold) {
            return found
        }
        if let hold = doubtfulHolds.first(endingFrom: given.first), hold.since <= given.last {
            let place = Place(kind: .doseAgainstHold, doubt: hold.doubt ?? .toxicityUncertain, since: hold.since)
            return Deviation(place: place, day: max(given.first, hold.since), episodes: hold.causes)
        }
        return deviationFromDue(of: given)
    }

    private func deviation(
        of given: Administration, from stop: (since: CalendarDay, cause: StopCause)
    ) -> Deviation? {
        guard given.last >= stop.since else { return nil }
        let place = Place(
            kind: .doseAfterStop, doubt: given.doubt(takenIn: given.first >= stop.since), since: stop.since)
        return Deviation(place: place, day: max(given.first, stop.since), episodes: stop.cause.episodes)
    }

    private func deviation(of given: Administration, from hold: HoldSegment) -> Deviation? {
        guard given.last >= hold.since else { return nil }
        let place = Place(
            kind: .doseAgainstHold, doubt: given.doubt(takenIn: hold.contains(given.first)), since: hold.since)
        return Deviation(place: place, day: max(given.first, hold.since), episodes: hold.causes)
    }

    private func deviationFromDue(of given: Administration) -> Deviation? {
        guard let amount = given.certainAmount else { return nil }
        let due = course.due(on: given.first)
        let isAbove = { (position: Int) in
            let level = course.ladder.level(at: position)?.amount ?? 0
            return amount > level && !isSameDose(amount, level)
        }
        guard isAbove(due.lowest) else { return nil }
        let step = course.step(on: given.first)
        let place = Place(
            kind: .doseAboveDue, doubt: isAbove(due.highest) ? nil : due.doubts.min() ?? .toxicityUncertain,
            since: step?.from ?? .distantPast)
        return Deviation(place: place, day: given.first, episodes: [step?.episode].compactMap { $0 })
    }

    /// A hold that is over without any dose since, for longer than exposure may be silent.
    private var notResumed: DoseFinding? {
        guard let hold = holds.last(through: today), let until = hold.until, today - until > silenceDaysMax,
            course.stop == nil, course.doubtfulStop == nil, let given = course.history.last(through: today),
            max(given.first, course.history.recorded(through: today)) < until
        else { return nil }
        return finding(.notResumed, rows: [given.key], on: until, episodes: hold.causes)
    }
}

/// A row that is not as it should be.
private struct Deviation {
    let place: Place
    let day: CalendarDay
    let episodes: [String]
}

/// What makes rows one deviation: the hold, stop or step that they depart from.
private struct Place: Hashable {
    let kind: DoseFinding.Kind
    let doubt: DoseDoubt?
    let since: CalendarDay
}

extension Administration {
    /// Why it only may have been taken on a forbidden day; nil when a dated first dose shows it.
    fileprivate func doubt(takenIn isFirstWithin: Bool) -> DoseDoubt? {
        if let dateDoubt { return dateDoubt }
        guard isFirstWithin else { return .intervalSpansHold }
        // A dose without an amount may have been none.
        return amount == .unknown(.doseMissing) ? .doseMissing : nil
    }
}

extension DoseHistory {
    /// What is in doubt about a row by itself.
    func doubt(about given: Administration) -> DoseDoubt? {
        overlapping.contains(given.key) ? .overlappingDoses : given.doubt
    }
}

extension StopCause {
    fileprivate var episodes: [String] {
        switch self {
        case .toxicity(let episode), .floor(let episode): [episode]
        case .disposition, .withdrawn: []
        }
    }
}

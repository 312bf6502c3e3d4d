// SPDX-License-Identifier: Apache-2.0

import Trial

extension DoseTimeline {
    /// What is to be known of the drug's rows, in order of time.
    var findings: [DoseFinding] {
        var findings: [DoseFinding] = []
        var places: [Place: Int] = [:]
        var above: Int?
        for given in course.history.administrations {
            let isEndDoubtful = !given.isEndKnown && !given.isOpen
            if let doubt = course.history.doubt(about: given) ?? (isEndDoubtful ? .dateUnknown : nil) {
                findings.append(finding(.rowInDoubt, rows: [given.key], on: given.first, doubt: doubt))
            }
            let deviation = deviation(of: given)
            if let place = above, deviation?.place.kind != .doseAboveDue, given.certainAmount != nil {
                findings[place].until = given.first
                above = nil
            }
            guard let deviation else { continue }
            // One deviation from one hold, stop or step, however many rows show it; after a dose as due, another.
            if let place = places[deviation.place], deviation.place.kind != .doseAboveDue || above != nil {
                findings[place].rows.append(given.key)
            } else {
                places[deviation.place] = findings.count
                findings.append(finding(deviation, of: given))
            }
            if deviation.place.kind == .doseAboveDue { above = places[deviation.place] }
        }
        for row in course.history.unplaced {
            let doubt: DoseDoubt = course.history.unread.contains(row) ? .rowUnreadable : .dateUnknown
            findings.append(finding(.rowInDoubt, rows: [row], on: nil, doubt: doubt))
        }
        return findings + notResumed
    }

    private func finding(_ deviation: Deviation, of given: Administration) -> DoseFinding {
        let place = deviation.place
        var finding = finding(
            place.kind, rows: [given.key], on: deviation.day, episodes: deviation.episodes, doubt: place.doubt)
        finding.since = place.since == .distantPast ? nil : place.since
        finding.until = deviation.until
        finding.given = given.certainAmount
        if place.kind == .doseAboveDue {
            finding.due = course.ladder.level(at: course.due(on: given.first).lowest)?.amount
        }
        return finding
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
            return Deviation(
                place: place, day: max(given.first, hold.since), until: hold.until, episodes: hold.causes)
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
        return Deviation(place: place, day: max(given.first, hold.since), until: hold.until, episodes: hold.causes)
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

    /// Holds that were over without any dose for longer than exposure may be silent.
    ///
    /// A stop, certain or possible, is reason enough not to resume.
    private var notResumed: [DoseFinding] {
        let stopped = [course.stop?.since, course.doubtfulStop?.since].compactMap { $0 }.min()
        return holds.indices.compactMap { index in
            guard let until = holds[index].until, let given = course.history.last(through: until - 1),
                course.history.recorded(through: until) < until
            else { return nil }
            let next = course.history.count(through: until - 1)
            let isResumed = next < course.history.administrations.count
            let resumed = isResumed ? course.history.administrations[next].first : nil
            let held = index + 1 < holds.count ? holds[index + 1].since : nil
            let end = [resumed, held, stopped].compactMap { $0 }.min()
            guard min(end ?? today, today) - until > silenceDaysMax else { return nil }
            var found = finding(.notResumed, rows: [given.key], on: until, episodes: holds[index].causes)
            found.since = holds[index].since
            found.until = end.flatMap { $0 <= today ? $0 : nil }
            return found
        }
    }
}

/// A row that is not as it should be.
private struct Deviation {
    let place: Place
    let day: CalendarDay
    /// When what it departs from was over; nil while it is not.
    var until: CalendarDay?
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

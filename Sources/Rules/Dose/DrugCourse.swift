// SPDX-License-Identifier: Apache-2.0

package import Trial

/// What toxicities and recorded stops did to one drug.
struct DrugCourse {
    let history: DoseHistory
    /// The dose due before any step: the protocol's, or lower after an episode that cannot be placed in time.
    var startingDue = DueDose(highest: 0, lowest: 0)
    /// Steps down, in order of time.
    private(set) var steps: [DoseStep] = []
    /// Spans in which no dose may be taken, or perhaps none may, in no order.
    private(set) var holds: [HoldSpan] = []
    /// When and why the drug was stopped for certain.
    private(set) var stop: (since: CalendarDay, cause: StopCause)?
    /// From when on it may have been stopped.
    private(set) var doubtfulStop: (since: CalendarDay, doubt: DoseDoubt)?
    /// The onset of the last episode that lowered the dose for certain, and of the last that may have.
    private(set) var lastStep: (certain: CalendarDay, possible: CalendarDay) = (.distantPast, .distantPast)

    init(_ history: DoseHistory) {
        self.history = history
    }

    var ladder: DoseLadder { history.drug.ladder }

    /// The dose due after all steps so far.
    var due: DueDose { steps.last?.due ?? startingDue }

    /// The dose due on a day; before any step it is the level last given, which the investigator chose.
    func due(on day: CalendarDay) -> DueDose {
        if let step = step(on: day) { return step.due }
        guard startingDue.isCertain, let amount = history.last(through: day)?.certainAmount else { return startingDue }
        guard let position = ladder.position(of: amount, due: 0) else { return startingDue }
        return DueDose(highest: position, lowest: position)
    }

    /// The last step in force on a day.
    func step(on day: CalendarDay) -> DoseStep? {
        steps.last { $0.from <= day }
    }

    /// Whether the drug was off on a day.
    func isOff(on day: CalendarDay) -> Answer {
        if let stop, stop.since <= day { return .yes }
        if let doubtfulStop, doubtfulStop.since <= day { return .unknown }
        return due.lowest == ladder.stop ? .unknown : .no
    }

    mutating func hold(_ span: HoldSpan) {
        holds.append(span)
    }

    mutating func end(since day: CalendarDay, _ cause: StopCause) {
        if stop.map({ day < $0.since }) ?? true { stop = (day, cause) }
    }

    mutating func endPerhaps(since day: CalendarDay, _ doubt: DoseDoubt) {
        if doubtfulStop.map({ day < $0.since }) ?? true { doubtfulStop = (day, doubt) }
    }

    /// Lowers the dose by one level from what was last given, or due if that is lower.
    mutating func step(for episode: String, at onset: ClinicalDate, isCertain: Bool) {
        let lowered = due.lowered(from: history.last(through: onset.earliest), in: history)
        var next = lowered
        if !isCertain {
            next.highest = due.highest
            next.doubts = due.doubts.union(lowered.doubts)
        }
        append(DoseStep(episode: episode, from: onset.latest + 1, due: next, isCertain: isCertain))
        lastStep.possible = max(lastStep.possible, onset.latest)
        guard isCertain else { return }
        lastStep.certain = max(lastStep.certain, onset.latest)
        if next.highest == ladder.stop { end(since: onset.latest + 1, .floor(episode)) }
    }

    /// The dose perhaps stopped by an episode that may ask for it.
    mutating func stopPerhaps(for episode: String, at onset: ClinicalDate) {
        var next = due
        next.lowest = ladder.stop
        append(DoseStep(episode: episode, from: onset.latest + 1, due: next, isCertain: false))
    }

    private mutating func append(_ step: DoseStep) {
        if step.due != due { steps.append(step) }
    }
}

/// A change of the dose that is due.
package struct DoseStep: Hashable, Sendable {
    /// The id of the episode that asks for it.
    package var episode: String
    /// The first day on which the lower dose is due.
    package var from: CalendarDay
    /// The dose due from then on.
    package var due: DueDose
    /// Whether the step is certain; otherwise `due` names both levels.
    package var isCertain: Bool
}

/// A span in which a drug is held.
struct HoldSpan {
    let cause: String
    /// The first day on which no dose may be taken.
    let since: CalendarDay
    /// The first day on which the drug may be resumed; nil while it may not.
    let until: CalendarDay?
    /// Why the hold is only possible; nil when it is certain.
    let doubt: DoseDoubt?
}

extension DueDose {
    /// One level below what was last given, or below what was due if that is lower.
    fileprivate func lowered(from given: Administration?, in history: DoseHistory) -> DueDose {
        let ladder = history.drug.ladder
        var lowered = DueDose(highest: ladder.below(highest), lowest: ladder.below(lowest), doubts: doubts)
        guard let given else { return lowered }
        if let doubt = history.overlapping.contains(given.key) ? .overlappingDoses : given.doubt {
            lowered.doubts.insert(doubt)
        } else if let amount = given.certainAmount {
            let below = ladder.position(of: amount, due: highest).map(ladder.below) ?? ladder.positionBelow(amount)
            lowered.highest = max(lowered.highest, below)
            lowered.lowest = max(lowered.lowest, below)
        }
        return lowered
    }
}

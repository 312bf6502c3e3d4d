// SPDX-License-Identifier: Apache-2.0

import Trial

/// Walks through the occurrences of toxicity in order of time, holding, stepping down and stopping drugs.
struct DoseSteps {
    /// By drug, in the order of the regimen.
    private(set) var courses: [String: DrugCourse]
    /// What each episode means for each drug, by the episode's id, then the drug's.
    private(set) var answers: [String: [String: DoseAnswer]] = [:]
    private let classes: [String: ToxicityClass]
    /// How many steps each class has taken, as far as that is known.
    private var turns: [String: ClosedRange<Int>] = [:]
    /// The onset of each class's last certain occurrence, and of its last possible one.
    private var lastOnset: [String: (certain: CalendarDay, possible: CalendarDay)] = [:]

    init(_ courses: [String: DrugCourse], _ classes: [ToxicityClass], _ episodes: [ToxicityEpisode]) {
        self.courses = courses
        self.classes = Dictionary(classes.map { ($0.id, $0) }) { first, _ in first }
        for episode in episodes where episode.onset == nil { takeUndated(episode) }
        for occurrence in ToxicityOccurrence.all(of: episodes) { take(occurrence) }
    }

    /// An episode that cannot be placed in time may have lowered any dose at any time, and proves no hold.
    private mutating func takeUndated(_ episode: ToxicityEpisode) {
        guard let toxicity = classes[episode.toxicity], episode.action > .hold else { return }
        for drug in toxicity.turns + (episode.action == .stop ? toxicity.stops : []) {
            guard var due = courses[drug]?.startingDue, let ladder = courses[drug]?.ladder else { continue }
            due.lowest = episode.action == .stop ? ladder.stop : ladder.below(due.lowest)
            due.doubts.insert(.dateUnknown)
            courses[drug]?.startingDue = due
        }
        let taken = turns[toxicity.id] ?? 0...0
        turns[toxicity.id] = taken.lowerBound...(taken.upperBound + 1)
    }

    private mutating func take(_ occurrence: ToxicityOccurrence) {
        guard let toxicity = classes[occurrence.toxicity] else { return }
        let turn = turns[toxicity.id] ?? 0...0
        let candidates = candidates(of: toxicity, turn, at: occurrence.onset)
        let held = held(at: occurrence, toxicity, turn, candidates)
        let before = courses
        hold(held, for: occurrence)
        if occurrence.possibleAction == .stop {
            stop(toxicity.stops, for: occurrence)
        } else if occurrence.possibleAction > .hold {
            step(candidates, for: occurrence, turn)
        }
        let stepping = occurrence.possibleAction == .stop ? [] : candidates.drugs
        let answers = DoseSteps.answers(
            to: occurrence, held: held, stepping: occurrence.possibleAction > .hold ? stepping : [], before: before,
            after: courses)
        for episode in occurrence.members { self.answers[episode.id] = answers }
        var last = lastOnset[toxicity.id] ?? (.distantPast, .distantPast)
        last.possible = max(last.possible, occurrence.onset.latest)
        if occurrence.isCertain { last.certain = max(last.certain, occurrence.onset.latest) }
        lastOnset[toxicity.id] = last
    }

    private mutating func stop(_ drugs: [String], for occurrence: ToxicityOccurrence) {
        let cause = occurrence.cause(of: .stop)
        for drug in drugs {
            if occurrence.certainAction == .stop {
                courses[drug]?.end(since: occurrence.onset.latest + 1, .toxicity(cause))
            } else {
                courses[drug]?.stopPerhaps(for: cause, at: occurrence.onset)
            }
        }
    }

    private mutating func step(_ candidates: Candidates, for occurrence: ToxicityOccurrence, _ turn: ClosedRange<Int>) {
        guard !candidates.drugs.isEmpty else { return }
        let isDue = (occurrence.certainAction ?? .hold) >= .reduce
        let cause = occurrence.cause(of: isDue ? .reduce : .holdPerhapsReduce)
        for drug in candidates.drugs {
            courses[drug]?.step(for: cause, at: occurrence.onset, isCertain: isDue && candidates.isCertain)
        }
        let lower = turn.lowerBound + (isDue && candidates.someoneSteps ? 1 : 0)
        turns[occurrence.toxicity] = lower...(turn.upperBound + 1)
    }
}

extension DoseSteps {
    /// Who steps down at an occurrence.
    private struct Candidates {
        /// Drugs that do, or may, in the order of their turns.
        var drugs: [String] = []
        /// Whether one of them does for certain.
        var someoneSteps = true
        var isCertain: Bool { someoneSteps && drugs.count == 1 }
    }

    private func candidates(
        of toxicity: ToxicityClass, _ turn: ClosedRange<Int>, at onset: ClinicalDate
    ) -> Candidates {
        var candidates = Candidates()
        guard !toxicity.turns.isEmpty else { return candidates }
        let last = min(turn.upperBound, turn.lowerBound + toxicity.turns.count - 1)
        for first in turn.lowerBound...last {
            var found = false
            for offset in toxicity.turns.indices where !found {
                let drug = toxicity.turns[(first + offset) % toxicity.turns.count]
                let answer = mayStep(drug, for: toxicity, at: onset)
                found = answer == .yes
                if answer != .no, !candidates.drugs.contains(drug) { candidates.drugs.append(drug) }
            }
            candidates.someoneSteps = candidates.someoneSteps && found
        }
        return candidates
    }

    /// Whether a drug is on, and was taken since the class's last occurrence and since its own last step.
    private func mayStep(_ drug: String, for toxicity: ToxicityClass, at onset: ClinicalDate) -> Answer {
        guard let course = courses[drug] else { return .no }
        let isOff = course.isOff(on: onset.earliest)
        guard isOff != .yes else { return .no }
        let occurred = lastOnset[toxicity.id] ?? (.distantPast, .distantPast)
        let certainly = max(occurred.certain, course.lastStep.certain)
        let possibly = max(occurred.possible, course.lastStep.possible)
        if course.history.taken(after: certainly, through: onset.latest) == .no { return .no }
        let taken = course.history.taken(after: possibly, through: onset.earliest)
        return taken == .yes && isOff == .no ? .yes : .unknown
    }

    /// The drugs that are held for certain, and those that may be.
    private func held(
        at occurrence: ToxicityOccurrence, _ toxicity: ToxicityClass, _ turn: ClosedRange<Int>,
        _ candidates: Candidates
    ) -> (certain: Set<String>, possible: Set<String>) {
        // Beyond the last entry nothing changes any more.
        let last = min(turn.upperBound, max(turn.lowerBound, toxicity.holds.count - 1))
        let held = (turn.lowerBound...last).map { toxicity.held(at: $0) }
        var certain = held.dropFirst().reduce(Set(held[0])) { $0.intersection($1) }
        let possible = held.reduce(into: Set(candidates.drugs)) { $0.formUnion($1) }
        if candidates.isCertain { certain.formUnion(candidates.drugs) }
        return (occurrence.isCertain ? certain : [], possible)
    }

    private mutating func hold(
        _ held: (certain: Set<String>, possible: Set<String>), for occurrence: ToxicityOccurrence
    ) {
        for episode in occurrence.members {
            for span in episode.spans {
                for drug in held.possible {
                    let isCertain = episode.isCertain && held.certain.contains(drug)
                    for span in HoldSpan.spans(of: span, cause: episode.id, isCertain: isCertain) {
                        courses[drug]?.hold(span)
                    }
                }
            }
        }
    }
}

extension ToxicityOccurrence {
    /// The id of the episode that first asks for an action or a graver one.
    fileprivate func cause(of action: DoseAction) -> String {
        (members.first { $0.action >= action } ?? members[0]).id
    }
}

extension HoldSpan {
    /// The days held for certain and, where a date is partial or the toxicity doubtful, those perhaps held.
    fileprivate static func spans(of span: ToxicityEpisode.Span, cause: String, isCertain: Bool) -> [HoldSpan] {
        let widest = HoldSpan(
            cause: cause, since: span.onset.earliest + 1, until: span.resumeEligible?.latest,
            doubt: isCertain ? .dateUnknown : .toxicityUncertain)
        guard isCertain else { return [widest] }
        let certain = HoldSpan(
            cause: cause, since: span.onset.latest + 1, until: span.resumeEligible?.earliest, doubt: nil)
        let isWider = widest.since < certain.since || widest.until != certain.until
        return isWider ? [certain, widest] : [certain]
    }
}

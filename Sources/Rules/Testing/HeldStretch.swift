// SPDX-License-Identifier: Apache-2.0

import Trial

/// A time in which episodes of some rules last, and the tests that are due in it.
struct HeldStretch {
    var plan: TestingPlan
    /// The rules, in order of name.
    var rules: [String]
}

extension TestingJudge {
    /// The episodes of the rules that hold treatment, those that overlap as one, from their first to their last day.
    ///
    /// A hold that nobody ended is taken for one only so many days after the last dose: later, whether treatment is
    /// held or over is not known.
    func heldStretches(_ hold: HoldTesting) -> [HeldStretch] {
        let intervals = look.episodes.compactMap { episode -> (start: CalendarDay, end: CalendarDay?, rule: String)? in
            guard hold.rules.contains(episode.rule), let onset = episode.onset else { return nil }
            return (onset.latest, episode.end?.earliest, episode.rule)
        }.sorted { ($0.start, $0.rule) < ($1.start, $1.rule) }
        var merged: [(start: CalendarDay, end: CalendarDay?, rules: Set<String>)] = []
        for interval in intervals {
            guard let last = merged.last, last.end.map({ interval.start <= $0 }) ?? true else {
                merged.append((interval.start, interval.end, [interval.rule]))
                continue
            }
            let end = last.end.flatMap { first in interval.end.map { max(first, $0) } }
            merged[merged.count - 1] = (last.start, end, last.rules.union([interval.rule]))
        }
        return merged.compactMap { stretch in
            // What began before the first dose holds nothing yet.
            let start = max(stretch.start, span.start)
            let through = min(stretch.end ?? look.today + hold.everyDays + 1, span.end + hold.onTreatmentDays)
            guard start <= through else { return nil }
            return HeldStretch(
                plan: TestingPlan(
                    start: start, phases: [TestingPhase(everyDays: hold.everyDays)], through: through, isLenient: false,
                    stop: span.stop),
                rules: stretch.rules.sorted())
        }
    }
}

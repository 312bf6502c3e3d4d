// SPDX-License-Identifier: Apache-2.0

import Trial

/// One dated sample as a rule sees it: does it meet the rule, end an episode, or neither?
struct Observation: Equatable {
    enum Standing: Equatable {
        /// Meets the rule; the greater, the graver.
        case meets(gravity: Double)
        /// Does not meet the rule, and does not prove recovery by itself.
        case between
        /// Proves recovery by itself.
        case recovered
    }

    var evidence: Evidence
    var collected: ClinicalDate?
    var standing: Standing
    var uncertainties: Set<Uncertainty> = []

    var meets: Bool {
        if case .meets = standing { true } else { false }
    }

    var gravity: Double {
        if case .meets(let gravity) = standing { gravity } else { -.infinity }
    }
}

/// A run of observations from the first that meets a rule to the one that ends it.
struct Stretch: Equatable {
    /// The observations that meet the rule, in order of time; never empty.
    var meeting: [Observation]
    /// The observations that ended it; empty while it is open.
    var closing: [Observation] = []

    /// The gravest observation, the earliest of equals.
    var worst: Observation {
        meeting.dropFirst().reduce(meeting[0]) { $1.gravity > $0.gravity ? $1 : $0 }
    }

    var uncertainties: Set<Uncertainty> {
        var all = meeting.reduce(into: Set<Uncertainty>()) { $0.formUnion($1.uncertainties) }
        if meeting.contains(where: { $0.collected?.isComplete != true }) { all.insert(.dateUnknown) }
        return all
    }
}

/// Cuts a subject's observations into episodes.
///
/// An episode opens at the first observation that meets the rule and is over at one that proves recovery, or at the
/// second of two that do not meet it, `recoversAfterDays` apart. A relapse before that belongs to the same episode,
/// and the absence of samples ends nothing. An observation without a date is an episode of its own that no
/// sample can end, because its place in time is unknown.
func stretches(of observations: [Observation], recoversAfterDays: Int?) -> [Stretch] {
    var finished: [Stretch] = []
    var open: Stretch?
    var firstClear: Observation?
    for observation in observations.sorted(by: precedes) {
        guard let day = observation.collected?.earliest else {
            if observation.meets { finished.append(Stretch(meeting: [observation])) }
            continue
        }
        guard var current = open else {
            if observation.meets { open = Stretch(meeting: [observation]) }
            continue
        }
        switch observation.standing {
        case .meets:
            current.meeting.append(observation)
            open = current
            firstClear = nil
        case .recovered:
            current.closing = [observation]
            finished.append(current)
            (open, firstClear) = (nil, nil)
        case .between:
            guard let clear = firstClear, let clearDay = clear.collected?.latest else {
                firstClear = observation
                continue
            }
            guard let recoversAfterDays, day - clearDay >= recoversAfterDays else { continue }
            current.closing = [clear, observation]
            finished.append(current)
            (open, firstClear) = (nil, nil)
        }
    }
    if let open { finished.append(open) }
    return finished
}

/// The order in which a subject's samples are looked at: by day and time, then key, so that arrival order cannot matter.
///
/// On a day where only some samples have a time, one that meets the rule is taken as the last of that day:
/// the doubt keeps the episode open.
private func precedes(_ first: Observation, _ second: Observation) -> Bool {
    place(of: first) < place(of: second)
}

private func place(of observation: Observation) -> (Int, Int, RowKey) {
    let untimed = observation.meets ? 1_440 : -1
    return (
        observation.collected?.earliest.daysSince1970 ?? .min,
        observation.collected?.minuteOfDay ?? untimed,
        observation.evidence.key
    )
}

// SPDX-License-Identifier: Apache-2.0

import Trial

/// One laboratory sample as a rule sees it.
struct Observation: Equatable {
    enum Standing: Equatable {
        /// Meets the rule; the greater, the graver.
        case meets(gravity: Double)
        /// Graver than the rule looks for, so another rule's matter: it opens nothing and ends nothing.
        case beyond
        /// Does not meet the rule, and does not prove recovery by itself.
        case between
        /// Proves recovery by itself.
        case recovered
        /// Would speak for recovery, were it not for what was given shortly before.
        case unproven
        /// Cannot be judged; looked at only where several results must follow each other.
        case undecided
    }

    /// The sample's position in `GradedLaboratory.samples`.
    var sample: Int
    var key: RowKey
    var collected: ClinicalDate?
    var standing: Standing
    /// Positions of earlier samples that it was compared with.
    var references: [Int] = []
    /// How far the result lies in the direction looked at, which tells the worse of two that are equally grave.
    var extremity = 0.0
    /// Whether it only may meet the rule, because its unit is suspect or it is a bound.
    var isSuspect = false
    var uncertainties: Set<Uncertainty> = []

    /// A sample of a laboratory.
    init(sample: Int, key: RowKey, collected: ClinicalDate?, standing: Standing) {
        (self.sample, self.key, self.collected, self.standing) = (sample, key, collected, standing)
    }

    /// A sample that cannot be judged.
    init(undecided sample: Int, of laboratory: GradedLaboratory) {
        let result = laboratory.rows[laboratory.samples[sample].row]
        self.init(sample: sample, key: result.key, collected: result.collected, standing: .undecided)
    }

    var meets: Bool { gravity != nil }

    /// How grave it is; nil when it does not meet the rule.
    var gravity: Double? {
        if case .meets(let gravity) = standing { gravity } else { nil }
    }

    /// Whether it speaks against recovery.
    var isContrary: Bool { meets || standing == .beyond }

    /// The day it takes its place on; what is to prove recovery waits until the last day it may be of.
    var day: CalendarDay? { isContrary ? collected?.earliest : collected?.latest }
}

/// A run of observations from the first that meets a rule to the one that ends it.
struct Stretch: Equatable {
    /// The observations that meet the rule, in order of time; never empty.
    var meeting: [Observation]
    /// The observations that ended it; empty while it is open.
    var closing: [Observation] = []
    /// The position in `meeting` of the observation by which the rule came to hold.
    var opening = 0
    /// What is doubtful besides the observations themselves.
    var doubts: Set<Uncertainty> = []

    /// When it began; nil when that has no date.
    var onset: ClinicalDate? { meeting[opening].collected }

    /// The gravest of the certain or of the suspect observations, among these the most extreme, the earliest of equals.
    func worst(suspect: Bool) -> Observation? {
        meeting.filter { $0.isSuspect == suspect }.reduce(nil as Observation?) { worst, next in
            guard let worst, let gravity = worst.gravity, let nextGravity = next.gravity else { return worst ?? next }
            return (nextGravity, next.extremity) > (gravity, worst.extremity) ? next : worst
        }
    }

    var uncertainties: Set<Uncertainty> {
        var all = meeting.reduce(into: doubts) { $0.formUnion($1.uncertainties) }
        if (meeting + closing).contains(where: { $0.collected?.isComplete != true }) { all.insert(.dateUnknown) }
        return all
    }
}

/// Cuts a subject's observations into episodes.
///
/// An episode opens at the first observation that meets the rule and is over at one that proves recovery, or at the
/// second of two that do not meet it, `recoversAfterDays` apart. A relapse before that belongs to the same episode,
/// and the absence of samples ends nothing. Of one day, the worst sample opens and only the last may close. An
/// observation without a date is an episode of its own that no sample can end, because its place in time is unknown.
///
/// - Parameter confirmation: How many results in a row open an episode. It then begins with the last of these.
func stretches(
    of observations: [Observation], recoversAfterDays: Int?, confirmation: Confirmation = .none
) -> [Stretch] {
    // Most subjects never meet most rules.
    guard observations.contains(where: \.meets) else { return [] }
    var cutter = StretchCutter(recoversAfterDays: recoversAfterDays, confirmation: confirmation)
    let places = observations.map { Place(of: $0) }
    // Positions are sorted, since moving observations costs more than comparing them.
    let order = observations.indices.sorted { places[$0] < places[$1] }
    for (index, next) in order.enumerated() {
        let observation = observations[next]
        guard let day = places[next].day else {
            // Of several results that must follow each other, one without a date is none.
            if observation.meets, confirmation.results == 1 {
                cutter.finished.append(Stretch(meeting: [observation]))
            }
            continue
        }
        let laterToday = order[(index + 1)...].prefix { places[$0].day == day }
        guard observation.isContrary || !laterToday.contains(where: { observations[$0].isContrary }) else { continue }
        cutter.take(observation)
    }
    return cutter.finished + (cutter.open.map { [$0] } ?? [])
}

/// The episode that is open while observations are taken in order of time.
private struct StretchCutter {
    let recoversAfterDays: Int?
    let confirmation: Confirmation
    var finished: [Stretch] = []
    private(set) var open: Stretch?
    /// The observations that meet the rule in a row, too few so far, and whether one between them cannot be judged.
    private var row: [Observation] = []
    private var isRowDoubtful = false
    /// The last day on which one that meets the rule may have been taken.
    private var lastMeeting: CalendarDay?
    /// The first of the observations since the last one that met the rule.
    private var firstClear: Observation?

    init(recoversAfterDays: Int?, confirmation: Confirmation) {
        self.recoversAfterDays = recoversAfterDays
        self.confirmation = confirmation
    }

    mutating func take(_ observation: Observation) {
        switch observation.standing {
        case .meets:
            lastMeeting = [lastMeeting, observation.collected?.latest].compactMap { $0 }.max()
            firstClear = nil
            guard open != nil || confirmation.results == 1 else { return confirm(observation) }
            // In place, because years of weekly samples may be one episode.
            if open == nil { open = Stretch(meeting: []) }
            open?.meeting.append(observation)
            open?.doubts.remove(.recoveryNotProven)
        case .beyond:
            firstClear = nil
            open?.doubts.remove(.recoveryNotProven)
        case .unproven:
            breakRow(observation)
            if isAfterAllMeeting(observation) { open?.doubts.insert(.recoveryNotProven) }
        case .undecided:
            isRowDoubtful = isRowDoubtful || !row.isEmpty
        case .recovered:
            breakRow(observation)
            if isAfterAllMeeting(observation) { close(with: [observation]) }
        case .between:
            breakRow(observation)
            open?.doubts.remove(.recoveryNotProven)
            guard let recoversAfterDays, isAfterAllMeeting(observation) else { return }
            guard let clear = firstClear, let since = clear.collected?.latest, let day = observation.collected?.earliest
            else {
                firstClear = observation
                return
            }
            if day - since >= recoversAfterDays { close(with: [clear, observation]) }
        }
    }

    /// Adds one to the results in a row; once they are enough, an episode begins with it.
    private mutating func confirm(_ observation: Observation) {
        row.append(observation)
        if let withinDays = confirmation.withinDays, let day = observation.day {
            row.removeAll { $0.day.map { day - $0 > withinDays } ?? false }
        }
        guard Set(row.map(\.collected)).count >= confirmation.results else { return }
        open = Stretch(meeting: row, opening: row.count - 1, doubts: isRowDoubtful ? [.onlyPossible] : [])
        (row, isRowDoubtful) = ([], false)
    }

    /// Begins the results in a row anew; one that may be of a day before they were enough leaves them in doubt.
    private mutating func breakRow(_ observation: Observation) {
        guard confirmation.results > 1 else { return }
        (row, isRowDoubtful) = ([], false)
        guard let onset = open?.onset?.latest, let day = observation.collected?.earliest, day <= onset else { return }
        open?.doubts.insert(.onlyPossible)
    }

    /// Whether a sample was certainly not taken before any that meets the rule; a doubt keeps the episode open.
    private func isAfterAllMeeting(_ observation: Observation) -> Bool {
        guard let lastMeeting, let day = observation.collected?.earliest else { return false }
        return day >= lastMeeting
    }

    private mutating func close(with closing: [Observation]) {
        guard var current = open else { return }
        current.closing = closing
        current.doubts.remove(.recoveryNotProven)
        finished.append(current)
        (open, lastMeeting, firstClear) = (nil, nil, nil)
    }
}

/// Where a sample stands in time: by day and time, then key, so that arrival order cannot matter.
///
/// On a day where only some samples have a time, one that meets the rule is taken as the last of that day:
/// the doubt keeps the episode open.
private struct Place: Comparable {
    let day: CalendarDay?
    private let minute: Int
    private let key: RowKey

    init(of observation: Observation) {
        day = observation.day
        minute = observation.collected?.minuteOfDay ?? (observation.isContrary ? 1_440 : -1)
        key = observation.key
    }

    static func < (first: Place, second: Place) -> Bool {
        guard first.day == second.day else {
            return (first.day?.daysSince1970 ?? .min) < (second.day?.daysSince1970 ?? .min)
        }
        return first.minute == second.minute ? first.key < second.key : first.minute < second.minute
    }
}

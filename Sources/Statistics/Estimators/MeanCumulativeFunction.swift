// SPDX-License-Identifier: Apache-2.0

/// One subject's recurrent events and the time for which they were looked for.
package struct RecurrentSubject: Hashable, Sendable {
    /// The time from entry to the end of observation, 0 or more.
    package let observed: Double
    /// The times from entry to each event, within the observation.
    package let events: [Double]

    /// A subject's observation.
    ///
    /// - Throws: `DesignError` naming `exposure` if a time is negative or not finite, or `events` if one comes after
    ///   the end of observation.
    package init(observed: Double, events: [Double]) throws(DesignError) {
        try requireExposure(observed)
        for event in events {
            try requireExposure(event)
            guard event <= observed else {
                throw DesignError(
                    argument: .events, found: "an event at \(event)",
                    allowed: "up to \(observed), when observation ended")
            }
        }
        self.observed = observed
        self.events = events
    }
}

/// The mean number of events a subject has had, where events recur.
///
/// Nelson W, Technometrics 1988;30:147; the standard error is robust: it lets the events of a subject go together
/// (Lawless JF, Nadeau C, Technometrics 1995;37:158).
package struct MeanCumulativeFunction: Sendable {
    /// The curve at one time.
    package struct Point: Hashable, Sendable {
        /// The number of subjects under observation just before the time.
        package let atRisk: Int
        /// The mean number of events per subject up to the time, this included.
        package let mean: Double
        /// Its robust standard error.
        package let standardError: Double
    }

    private struct Step {
        var time: Double
        var mean: Double
        var standardError: Double
    }

    private let ends: [Double]
    private let steps: [Step]

    /// The curve of a group.
    package init(_ subjects: [RecurrentSubject]) {
        let ends = subjects.map(\.observed).sorted()
        self.ends = ends
        var deviations = [Double](repeating: 0, count: subjects.count)
        var mean = 0.0
        steps = Set(subjects.flatMap(\.events)).sorted().map { time in
            let atRisk = Double(ends.count - ends.firstSortedIndex { $0 >= time })
            let counts = subjects.map { subject in Double(subject.events.count { $0 == time }) }
            let increment = counts.reduce(0, +) / atRisk
            mean += increment
            for index in subjects.indices where subjects[index].observed >= time {
                deviations[index] += (counts[index] - increment) / atRisk
            }
            return Step(
                time: time, mean: mean, standardError: deviations.reduce(0) { $0 + $1 * $1 }.squareRoot())
        }
    }

    /// The curve at a time after entry.
    ///
    /// - Throws: `DesignError` naming `exposure` if the time is negative or not a number.
    package func estimate(at time: Double) throws(DesignError) -> Estimate<Point> {
        try requireExposure(time)
        guard let last = ends.last else { return .notEstimable(.noSubjects) }
        guard time <= last else { return .notEstimable(.beyondFollowUp) }
        let passed = steps.firstSortedIndex { $0.time > time }
        let step = passed > 0 ? steps[passed - 1] : Step(time: 0, mean: 0, standardError: 0)
        return .estimated(
            Point(
                atRisk: ends.count - ends.firstSortedIndex { $0 >= time }, mean: step.mean,
                standardError: step.standardError))
    }
}

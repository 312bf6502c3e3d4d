// SPDX-License-Identifier: Apache-2.0

/// One subject's time under observation from entry, and what ended it.
package struct FollowedSubject: Hashable, Sendable {
    /// What ended the observation.
    package enum Outcome: Hashable, Sendable {
        /// Nothing of interest up to now.
        case censored
        /// The first event, by its cause; the monitored event and those that rule it out are different causes.
        case event(cause: Int)
    }

    /// The time from entry to the outcome, 0 or more.
    package let time: Double
    /// What ended the observation.
    package let outcome: Outcome

    /// A subject's observation.
    ///
    /// - Throws: `DesignError` naming `exposure` if the time is negative or not finite.
    package init(time: Double, outcome: Outcome) throws(DesignError) {
        try requireExposure(time)
        self.time = time
        self.outcome = outcome
    }
}

/// The subjects of a group, grouped by the times at which anything happened.
struct RiskSets {
    /// One time with an event.
    struct Time {
        var time: Double
        /// The subjects under observation just before, those censored at this very time included.
        var atRisk: Int
        /// The number of events of each cause.
        var events: [Int: Int]

        var eventsOfAnyCause: Int { events.values.reduce(0, +) }
    }

    /// The times with an event, rising.
    let times: [Time]
    /// All times of observation, rising.
    private let sortedTimes: [Double]

    init(_ subjects: [FollowedSubject]) {
        let sorted = subjects.sorted { $0.time < $1.time }
        sortedTimes = sorted.map(\.time)
        var times: [Time] = []
        for (index, subject) in sorted.enumerated() {
            guard case .event(let cause) = subject.outcome else { continue }
            if times.last?.time != subject.time {
                let first = sortedTimes.firstSortedIndex { $0 >= subject.time }
                times.append(Time(time: subject.time, atRisk: sorted.count - min(first, index), events: [:]))
            }
            times[times.count - 1].events[cause, default: 0] += 1
        }
        self.times = times
    }

    /// The subjects under observation just before a time.
    func atRisk(before time: Double) -> Int {
        sortedTimes.count - sortedTimes.firstSortedIndex { $0 >= time }
    }

    /// Why nothing can be said of a time; nil if something can.
    func refusal(at time: Double) -> NotEstimable? {
        guard let last = sortedTimes.last else { return .noSubjects }
        return time > last ? .beyondFollowUp : nil
    }
}

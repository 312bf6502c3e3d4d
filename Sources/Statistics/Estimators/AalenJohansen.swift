// SPDX-License-Identifier: Apache-2.0

import Foundation

/// The probability that an event of one cause has happened, where events of other causes rule it out.
///
/// Aalen OO, Johansen S, Scand J Stat 1978;5:141. The standard error is the infinitesimal jackknife's: the root of
/// the sum of the squared influences of the subjects.
package struct AalenJohansen: Sendable {
    /// The curve at one time.
    package struct Point: Hashable, Sendable {
        /// The number of subjects under observation just before the time.
        package let atRisk: Int
        /// The probability of the event up to the time, this included.
        package let incidence: Double
        /// Its standard error by the infinitesimal jackknife.
        package let standardError: Double

        /// The interval that is symmetric on the logarithmic scale; not estimable without an event.
        package func interval(level: ConfidenceLevel) -> Estimate<Interval> {
            guard incidence > 0 else { return .notEstimable(.noEvents) }
            let factor = exp(level.deviate * standardError / incidence)
            return .estimated(Interval(lower: incidence / factor, upper: min(1, incidence * factor)))
        }
    }

    private struct Step {
        var time: Double
        var incidence: Double
        var standardError: Double
    }

    private let riskSets: RiskSets
    private let steps: [Step]

    /// The curve of one cause in a group.
    package init(_ subjects: [FollowedSubject], cause: Int) {
        riskSets = RiskSets(subjects)
        var influences = Influences(subjects, cause: cause)
        var (incidence, survival) = (0.0, 1.0)
        steps = riskSets.times.map { time in
            let (events, atRisk) = (Double(time.eventsOfAnyCause), Double(time.atRisk))
            let ofCause = Double(time.events[cause] ?? 0)
            influences.pass(time, survivalBefore: survival, ofCause: ofCause, events: events)
            incidence += survival * ofCause / atRisk
            survival *= 1 - events / atRisk
            return Step(time: time.time, incidence: incidence, standardError: influences.standardError)
        }
    }

    /// The curve at a time after entry.
    ///
    /// - Throws: `DesignError` naming `exposure` if the time is negative or not a number.
    package func estimate(at time: Double) throws(DesignError) -> Estimate<Point> {
        try requireExposure(time)
        if let refusal = riskSets.refusal(at: time) { return .notEstimable(refusal) }
        let passed = steps.firstSortedIndex { $0.time > time }
        let step = passed > 0 ? steps[passed - 1] : Step(time: 0, incidence: 0, standardError: 0)
        return .estimated(
            Point(
                atRisk: riskSets.atRisk(before: time), incidence: step.incidence, standardError: step.standardError))
    }
}

/// The influence of each subject on the incidence of one cause.
private struct Influences {
    private struct Subject {
        var time: Double
        var isEvent: Bool
        var isOfCause: Bool
        /// Its influence on the incidence so far.
        var onIncidence = 0.0
        /// Its influence on −log of the event-free probability before the present time.
        var onHazard = 0.0
    }

    private var subjects: [Subject]

    init(_ followed: [FollowedSubject], cause: Int) {
        subjects = followed.map { subject in
            switch subject.outcome {
            case .censored: Subject(time: subject.time, isEvent: false, isOfCause: false)
            case .event(let own): Subject(time: subject.time, isEvent: true, isOfCause: own == cause)
            }
        }
    }

    var standardError: Double {
        subjects.reduce(0) { $0 + $1.onIncidence * $1.onIncidence }.squareRoot()
    }

    mutating func pass(_ time: RiskSets.Time, survivalBefore: Double, ofCause: Double, events: Double) {
        let atRisk = Double(time.atRisk)
        let (causeHazard, hazard) = (ofCause / atRisk, events / atRisk)
        for index in subjects.indices {
            subjects[index].onIncidence -= survivalBefore * causeHazard * subjects[index].onHazard
            guard subjects[index].time >= time.time else { continue }
            let isNow = subjects[index].time == time.time
            let ofCauseNow = isNow && subjects[index].isOfCause ? 1.0 : 0
            let eventNow = isNow && subjects[index].isEvent ? 1.0 : 0
            subjects[index].onIncidence += survivalBefore * (ofCauseNow - causeHazard) / atRisk
            // When everybody at risk has an event, nothing comes after that this could weigh on.
            if hazard < 1 { subjects[index].onHazard += (eventNow - hazard) / ((1 - hazard) * atRisk) }
        }
    }
}

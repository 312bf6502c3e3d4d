// SPDX-License-Identifier: Apache-2.0

import Foundation

/// The probability of staying free of any event, by Kaplan and Meier.
///
/// Where other events rule the monitored one out, 1 minus this curve overstates its probability; `AalenJohansen` does
/// not. Kaplan EL, Meier P, J Am Stat Assoc 1958;53:457.
package struct KaplanMeier: Sendable {
    /// The scale on which an interval is symmetric.
    package enum Scale: String, Hashable, Sendable, CaseIterable {
        /// The probability itself, cut at 0 and 1.
        case plain
        /// Its logarithm, cut at 1.
        case log
        /// The logarithm of its negative logarithm, which stays within 0 and 1 by itself.
        case logLog = "log-log"
    }

    /// The curve at one time.
    package struct Point: Hashable, Sendable {
        /// The number of subjects under observation just before the time.
        package let atRisk: Int
        /// The probability of no event up to the time, this included.
        package let survival: Double
        /// Its standard error by Greenwood's formula.
        package let standardError: Double

        /// The interval around the probability.
        ///
        /// On a logarithmic scale it is not estimable at a probability of 0, on the log-log scale at 1 either.
        package func interval(_ scale: Scale, level: ConfidenceLevel) -> Estimate<Interval> {
            let z = level.deviate
            switch scale {
            case .plain:
                return .estimated(
                    Interval(
                        lower: max(0, survival - z * standardError), upper: min(1, survival + z * standardError)))
            case .log:
                guard survival > 0 else { return .notEstimable(.nobodyLeft) }
                let factor = exp(z * standardError / survival)
                return .estimated(Interval(lower: survival / factor, upper: min(1, survival * factor)))
            case .logLog:
                guard survival > 0 else { return .notEstimable(.nobodyLeft) }
                guard survival < 1 else { return .notEstimable(.noEvents) }
                let factor = exp(z * standardError / (survival * -Foundation.log(survival)))
                return .estimated(Interval(lower: pow(survival, factor), upper: pow(survival, 1 / factor)))
            }
        }
    }

    private struct Step {
        var time: Double
        var survival: Double
        /// Greenwood's sum of d/(Y (Y − d)).
        var relativeVariance: Double
    }

    private let riskSets: RiskSets
    private let steps: [Step]

    /// The curve of a group; an event of any cause counts.
    package init(_ subjects: [FollowedSubject]) {
        riskSets = RiskSets(subjects)
        var (survival, variance) = (1.0, 0.0)
        steps = riskSets.times.map { time in
            let (events, atRisk) = (Double(time.eventsOfAnyCause), Double(time.atRisk))
            survival *= 1 - events / atRisk
            if events < atRisk { variance += events / (atRisk * (atRisk - events)) }
            return Step(time: time.time, survival: survival, relativeVariance: variance)
        }
    }

    /// The curve at a time after entry.
    ///
    /// - Throws: `DesignError` naming `exposure` if the time is negative or not a number.
    package func estimate(at time: Double) throws(DesignError) -> Estimate<Point> {
        try requireExposure(time)
        if let refusal = riskSets.refusal(at: time) { return .notEstimable(refusal) }
        let passed = steps.firstSortedIndex { $0.time > time }
        let step = passed > 0 ? steps[passed - 1] : Step(time: 0, survival: 1, relativeVariance: 0)
        return .estimated(
            Point(
                atRisk: riskSets.atRisk(before: time), survival: step.survival,
                standardError: step.survival * step.relativeVariance.squareRoot()))
    }
}

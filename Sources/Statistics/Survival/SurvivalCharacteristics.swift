// SPDX-License-Identifier: Apache-2.0

import Foundation

/// What a survival boundary does when the true event probability within the window is p; exact for a Poisson process.
package struct SurvivalCharacteristics: Hashable, Sendable {
    /// The true event probability p within the window.
    package let eventProbability: Double
    /// The probability of crossing at any exposure up to the end.
    package let rejectionProbability: Double
    /// The expected number of events up to the crossing or the end.
    package let expectedEvents: Double
    /// The expected total exposure up to the crossing or the end, in the unit of the window.
    package let expectedExposure: Double
    /// The probability of crossing with each limit's event, one for each limit of the boundary.
    package let stoppingProbabilities: [Double]
}

/// Where the observation of an arm ends.
package enum ExposureEnd: Hashable, Sendable {
    /// At the exposure N τ, the last limit.
    case allObserved
    /// At the design's maximum information, for which alpha is kept.
    case maximumInformation
}

extension SurvivalBoundary {
    /// The operating characteristics of an arm watched without a pause up to an end.
    ///
    /// - Throws: `DesignError` naming `p` if it is not above 0 and below 1.
    package func operatingCharacteristics(
        eventProbability: Double, endingAt exposureEnd: ExposureEnd = .allObserved
    ) throws(DesignError) -> SurvivalCharacteristics {
        try DesignError.requireOpenUnit(eventProbability, .eventProbability)
        let nullRate = design.nullRate
        let end =
            switch exposureEnd {
            case .allObserved: design.exposureEnd
            case .maximumInformation: design.exposureOfMaximumInformation
            }
        var paths = PoissonPaths(
            relativeRate: log1p(-eventProbability) / log1p(-design.nullProbability))
        let stages = limits.map { limit in
            paths.watch(until: min(limit.exposureMax, end) * nullRate, bound: limit.events)
        }
        let stopped = stages.reduce(PoissonPaths.Stopped(), +)
        return SurvivalCharacteristics(
            eventProbability: eventProbability,
            rejectionProbability: min(stopped.probability, 1),
            expectedEvents: stopped.events + paths.eventsOfContinuing,
            expectedExposure: stopped.information / nullRate + paths.probabilityOfContinuing * end,
            stoppingProbabilities: stages.map(\.probability))
    }

    /// Whether so many events at so much exposure cross the boundary.
    ///
    /// - Throws: `DesignError` naming `events` or `exposure` if negative or not a number.
    package func isCrossed(events: Int, exposure: Double) throws(DesignError) -> Bool {
        try Self.check(events: events, exposure: exposure)
        guard let first = limits.first, let last = limits.last, events >= first.events else { return false }
        guard events <= last.events else { return true }
        return exposure <= limits[events - first.events].exposureMax
    }

    /// The fewest further events with which the arm would cross if they happened now; 0 if it has crossed, nil if no
    /// number does because the exposure is beyond the last limit.
    ///
    /// - Throws: `DesignError` naming `events` or `exposure` if negative or not a number.
    package func eventsToBoundary(events: Int, exposure: Double) throws(DesignError) -> Int? {
        try Self.check(events: events, exposure: exposure)
        return limits.first { $0.exposureMax >= exposure }.map { max(0, $0.events - events) }
    }

    private static func check(events: Int, exposure: Double) throws(DesignError) {
        guard events >= 0 else {
            throw DesignError(argument: .events, found: "\(events)", allowed: "0 or more")
        }
        guard exposure >= 0, exposure.isFinite else {
            throw DesignError(argument: .exposure, found: "\(exposure)", allowed: "0 or more, and finite")
        }
    }
}

// SPDX-License-Identifier: Apache-2.0

/// MaxSPRT for a Poisson count whose expectation under the acceptable rate is known at all times.
///
/// It stops when D ln(D/μ) − (D − μ) reaches a critical value, D the events so far and μ those expected so far. All
/// times are such expected numbers. Kulldorff M et al., Sequential Analysis 2011;30:58; a late first look and a
/// smallest number of events: Kulldorff M, Silva IR, Revstat 2015;13:1.
package struct PoissonMaxSPRTDesign: Hashable, Sendable {
    /// When the count is judged.
    package enum Schedule: Hashable, Sendable {
        /// At each event once `firstLook` events are expected, and first at that moment; 0 is no delay.
        case continuous(firstLook: Double)
        /// After groups with so many expected events each; they need not add up to the end.
        case grouped([Double])
    }

    /// The expected number of events T at which monitoring ends.
    package let informationEnd: Double
    /// The smallest number of events M that may stop; 4 guards against stopping on very early counts.
    package let eventsMin: Int
    /// The probability of ever stopping when the rate is the acceptable one.
    package let alpha: Double
    /// When the count is judged.
    package let schedule: Schedule

    /// A design whose arguments have been checked.
    ///
    /// - Throws: `DesignError` naming `information end`, `events min`, `alpha`, `first look` or `groups`.
    package init(
        informationEnd: Double, eventsMin: Int = 1, alpha: Double, schedule: Schedule = .continuous(firstLook: 0)
    ) throws(DesignError) {
        self.informationEnd = try DesignError.requirePositive(informationEnd, .informationEnd)
        guard informationEnd <= 2_000 else {
            throw DesignError(
                argument: .informationEnd, found: "\(informationEnd)", allowed: "above 0 and at most 2000")
        }
        guard (1...1_000).contains(eventsMin) else {
            throw DesignError(argument: .eventsMin, found: "\(eventsMin)", allowed: "1 to 1000")
        }
        self.eventsMin = eventsMin
        self.alpha = try DesignError.requireOpenUnit(alpha, .alpha)
        switch schedule {
        case .continuous(let firstLook):
            guard firstLook >= 0, firstLook < informationEnd else {
                throw DesignError(
                    argument: .firstLook, found: "\(firstLook)",
                    allowed: "0 or more, and below the end at \(informationEnd)")
            }
        case .grouped(let groups):
            guard !groups.isEmpty, groups.allSatisfy({ $0 > 0 }) else {
                throw DesignError(argument: .groups, found: "\(groups)", allowed: "one or more numbers above 0")
            }
            // Groups come as decimal fractions, whose sum may pass the end in its last places.
            guard groups.reduce(0, +) <= informationEnd * (1 + 1e-9) else {
                throw DesignError(
                    argument: .groups, found: "\(groups) with the sum \(groups.reduce(0, +))",
                    allowed: "a sum of at most \(informationEnd)")
            }
        }
        self.schedule = schedule
    }
}

/// A critical value found for a Poisson MaxSPRT design.
package struct PoissonMaxSPRTBoundary: Hashable, Sendable {
    /// The design that was asked for.
    package let design: PoissonMaxSPRTDesign
    /// The smallest log likelihood ratio that stops.
    package let criticalValue: Double
    /// The probability of ever stopping at the acceptable rate: alpha, or less where the schedule leaves gaps.
    package let attainedAlpha: Double
}

/// What a Poisson MaxSPRT boundary does at a true rate; exact.
package struct PoissonMaxSPRTCharacteristics: Hashable, Sendable {
    /// The true rate over the acceptable one.
    package let relativeRate: Double
    /// The probability of stopping: alpha at 1, the power above.
    package let power: Double
    /// The expected time of stopping among the trials that stop, in events expected at the acceptable rate.
    package let expectedTimeToSignal: Double
    /// The expected time of stopping or of the end, in events expected at the acceptable rate.
    package let expectedLength: Double
}

extension PoissonMaxSPRTDesign {
    /// The smallest critical value that keeps within alpha.
    ///
    /// - Throws: `DesignError` naming `alpha` if stopping is less probable even where one event above expectation
    ///   stops.
    package func calibrated() throws(DesignError) -> PoissonMaxSPRTBoundary {
        let criticalValue =
            switch schedule {
            case .continuous: try continuousCriticalValue()
            case .grouped(let groups): try groupedCriticalValue(groups)
            }
        return PoissonMaxSPRTBoundary(
            design: self, criticalValue: criticalValue, attainedAlpha: stopped(criticalValue, relativeRate: 1).power)
    }

    private func continuousCriticalValue() throws(DesignError) -> Double {
        let loosest = 1e-9
        let spentMax = stopped(loosest, relativeRate: 1).power
        guard spentMax > alpha else { throw alphaError(spentMax: spentMax) }
        var strictest = 4.0
        while stopped(strictest, relativeRate: 1).power > alpha { strictest *= 2 }
        return Root.bracket(near: loosest, far: strictest) {
            stopped($0, relativeRate: 1).power - alpha
        }.far
    }

    /// Between looks nothing can stop, so the probability is a step function of the ratios attained at the looks.
    private func groupedCriticalValue(_ groups: [Double]) throws(DesignError) -> Double {
        let limit = alpha * (1 + AlphaRounding.relative)
        let candidates = lookTimes(groups).flatMap { time in
            // Counts so improbable that they cannot matter end the row.
            let last = Int(time + 12 * time.squareRoot() + 60)
            return (eventsMin...max(eventsMin, last))
                .map { MaximumLikelihoodRatio.logarithm(events: Double($0), information: time) }
        }
        .filter { $0 > 0 }
        .sorted()
        let found = candidates.firstSortedIndex { stopped($0, relativeRate: 1).power <= limit }
        guard found < candidates.endIndex else {
            throw DesignError(argument: .alpha, found: "\(alpha)", allowed: "a larger probability")
        }
        return candidates[found]
    }

    private func alphaError(spentMax: Double) -> DesignError {
        DesignError(
            argument: .alpha, found: "\(alpha)",
            allowed: "below \(spentMax), the probability with which the loosest boundary stops")
    }

    private func lookTimes(_ groups: [Double]) -> [Double] {
        var sum = 0.0
        return groups.map { group in
            sum += group
            return min(sum, informationEnd)
        }
    }

    /// What happens under a critical value: the paths stopped, and the information of those that go on.
    fileprivate func stopped(_ criticalValue: Double, relativeRate: Double) -> (power: Double, information: Double) {
        var paths = PoissonPaths(relativeRate: relativeRate)
        var stopped = PoissonPaths.Stopped()
        switch schedule {
        case .continuous(let firstLook):
            var events = firstCount(reaching: firstLook, criticalValue)
            if firstLook > 0 { stopped = stopped + paths.look(at: firstLook, bound: events) }
            var limit = 0.0
            while limit < informationEnd {
                limit = MaximumLikelihoodRatio.information(events: Double(events), threshold: criticalValue)
                stopped = stopped + paths.watch(until: min(limit, informationEnd), bound: events)
                events += 1
            }
        case .grouped(let groups):
            for time in lookTimes(groups) {
                // A tie is meant to stop: the critical value is the ratio of a count at some look.
                let bound = firstCount(reaching: time, criticalValue * (1 - 1e-10))
                stopped = stopped + paths.look(at: time, bound: bound)
            }
        }
        return (stopped.probability, stopped.information)
    }

    /// The smallest number of events that stops at a time.
    private func firstCount(reaching time: Double, _ criticalValue: Double) -> Int {
        var events = eventsMin
        while MaximumLikelihoodRatio.information(events: Double(events), threshold: criticalValue) < time {
            events += 1
        }
        return events
    }
}

extension PoissonMaxSPRTBoundary {
    /// Power, time to signal and length at a true rate.
    ///
    /// - Throws: `DesignError` naming `relative rate` if it is not above 0.
    package func characteristics(
        relativeRate: Double
    ) throws(DesignError) -> PoissonMaxSPRTCharacteristics {
        try DesignError.requirePositive(relativeRate, .relativeRate)
        let stopped = design.stopped(criticalValue, relativeRate: relativeRate)
        return PoissonMaxSPRTCharacteristics(
            relativeRate: relativeRate,
            power: min(stopped.power, 1),
            expectedTimeToSignal: stopped.power > 0 ? stopped.information / stopped.power : design.informationEnd,
            expectedLength: stopped.information + (1 - stopped.power) * design.informationEnd)
    }

    /// The most expected events at which so many events stop; nil if so few never do.
    package func informationMax(events: Int) -> Double? {
        guard events >= design.eventsMin else { return nil }
        return MaximumLikelihoodRatio.information(events: Double(events), threshold: criticalValue)
    }
}

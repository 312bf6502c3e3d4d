// SPDX-License-Identifier: Apache-2.0

/// How many of an arm's subjects have had the event, and what their follow-up amounts to in subjects.
package struct EffectiveTally: Hashable, Sendable {
    /// The number of subjects with the event.
    package let events: Int
    /// The effective sample size: the sum of the subjects' weights, at least the number of events.
    package let effectiveSize: Double

    /// A tally whose counts fit each other.
    ///
    /// - Throws: `DesignError` naming `events` if negative, or `effective size` if less than the events.
    package init(events: Int, effectiveSize: Double) throws(DesignError) {
        guard events >= 0 else {
            throw DesignError(argument: .events, found: "\(events)", allowed: "0 or more")
        }
        // A sum of weights may fall short by its rounding.
        guard effectiveSize >= Double(events) * (1 - 1e-9), effectiveSize.isFinite else {
            throw DesignError(
                argument: .effectiveSize, found: "\(effectiveSize) with \(events) events",
                allowed: "at least 1 for each event, and finite")
        }
        self.events = events
        self.effectiveSize = effectiveSize
    }

    /// The weight of one subject: 1 once the outcome is settled, else the share of the window observed.
    ///
    /// The outcome is settled by the event or by whatever rules the event out.
    ///
    /// - Throws: `DesignError` naming `tau` if it is not positive, or `exposure` if it is not a number.
    package static func weight(
        observed: Double, window: Double, isSettled: Bool
    ) throws(DesignError) -> Double {
        try DesignError.requirePositive(window, .window)
        guard !observed.isNaN else {
            throw DesignError(argument: .exposure, found: "\(observed)", allowed: "a number")
        }
        return isSettled ? 1 : min(1, max(0, observed / window))
    }
}

/// How far an arm is from its TITE boundary, counted in events.
package enum EventsToTITEBoundary: Hashable, Sendable {
    /// The tally crosses the boundary.
    case crossed
    /// So many further events cross; 0 if only the first look is still to come.
    case further(events: Int)
    /// No number of further events crosses: the horizon is reached.
    case horizonReached
}

extension TITEBoundary {
    /// Whether a tally crosses the boundary.
    package func isCrossed(by tally: EffectiveTally) -> Bool {
        guard tally.effectiveSize >= Double(firstLook) * (1 - 1e-9), let limit = limit(events: tally.events) else {
            return false
        }
        return tally.effectiveSize <= limit
    }

    /// The position of the first tally that crosses, in the order in which they came about; nil if none does.
    ///
    /// The tallies are wanted at each event and, where the first look is above 1, when the effective size reaches it.
    package func firstCrossing(along path: [EffectiveTally]) -> Int? {
        path.firstIndex(where: isCrossed)
    }

    /// The fewest further events with which the arm crosses.
    ///
    /// Each is taken to happen to a subject who had no weight yet, which adds most to the effective size; an event in
    /// a subject observed for some time may cross sooner.
    package func eventsToBoundary(_ tally: EffectiveTally) -> EventsToTITEBoundary {
        if isCrossed(by: tally) { return .crossed }
        let horizon = Double(binary.design.looks.last)
        let most = limits.last?.events ?? 0
        for further in 0...max(0, most - tally.events) {
            let size = max(tally.effectiveSize + Double(further), Double(firstLook))
            guard size <= horizon else { break }
            if let limit = limit(events: tally.events + further), size <= limit { return .further(events: further) }
        }
        return .horizonReached
    }

    /// The largest effective size at which so many events stop; nil if so few never do.
    private func limit(events: Int) -> Double? {
        guard let first = limits.first, let last = limits.last, events >= first.events else { return nil }
        return events >= last.events ? last.effectiveSizeMax : limits[events - first.events].effectiveSizeMax
    }
}

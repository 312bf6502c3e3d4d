// SPDX-License-Identifier: Apache-2.0

/// How subjects come to be evaluable when they enter one by one and each is observed for a while.
package struct StaggeredEntry: Hashable, Sendable {
    /// The time A over which all N subjects enter, at times drawn uniformly from it.
    package let accrual: Double
    /// The time τ after entry at which a subject is evaluable, in the same unit.
    package let window: Double

    /// Entries whose window fits into the accrual, which the formulas below ask for.
    ///
    /// - Throws: `DesignError` naming `accrual` or `tau`.
    package init(accrual: Double, window: Double) throws(DesignError) {
        self.accrual = try DesignError.requirePositive(accrual, .accrual)
        guard window > 0, window <= accrual else {
            throw DesignError(
                argument: .window, found: "\(window)", allowed: "above 0 and at most the accrual time of \(accrual)")
        }
        self.window = window
    }
}

/// What a boundary costs when subjects are still under observation, or pending, at the crossing; exact.
package struct PendingCharacteristics: Hashable, Sendable {
    /// The expected number of events, those of subjects pending at the crossing included.
    package let expectedEvents: Double
    /// The expected number of subjects enrolled by the crossing or the end.
    package let expectedEnrolled: Double
    /// The expected time from the first day of accrual to the crossing or the end, in the unit of the accrual.
    package let expectedCalendarTime: Double
}

extension BinaryBoundary {
    /// The operating characteristics that count subjects pending at the crossing too.
    ///
    /// A subject becomes evaluable τ after entry, whatever happened; the gaps between uniform entries are beta
    /// distributed, so that a look at n finds on average Σ I_{τ/A}(i, N + 1 − i), i = 1 … N − n, subjects pending.
    ///
    /// - Throws: `DesignError` naming `p` if it is not within 0 to 1.
    package func pendingCharacteristics(
        eventProbability: Double, entry: StaggeredEntry
    ) throws(DesignError) -> PendingCharacteristics {
        let evaluated = try operatingCharacteristics(eventProbability: eventProbability)
        let horizon = looks.last
        let share = entry.window / entry.accrual
        // Pending after n subjects, for n = N down to 0: each subject fewer adds one term.
        var pending = [Double](repeating: 0, count: horizon + 1)
        for left in 1...horizon {
            pending[horizon - left] =
                pending[horizon - left + 1]
                + SpecialFunctions.betaLowerTail(a: Double(left), b: Double(horizon + 1 - left), x: share)
        }
        let stopping = evaluated.stoppingProbabilities
        let expectedPending = zip(looks.subjects, stopping).reduce(0) { $0 + pending[$1.0] * $1.1 }
        return PendingCharacteristics(
            expectedEvents: evaluated.expectedEvents + eventProbability * expectedPending,
            expectedEnrolled: evaluated.expectedSubjects + expectedPending,
            expectedCalendarTime: entry.accrual * evaluated.expectedSubjects / Double(horizon + 1) + entry.window)
    }
}

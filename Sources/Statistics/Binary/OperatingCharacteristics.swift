// SPDX-License-Identifier: Apache-2.0

/// What a boundary does when the true event probability is p; exact, by forward recursion.
package struct OperatingCharacteristics: Hashable, Sendable {
    /// The true event probability p assumed.
    package let eventProbability: Double
    /// The probability of crossing at any look: the type I error at p0, the power at a larger p.
    package let rejectionProbability: Double
    /// The expected number of events among the subjects evaluated, the crossing one included.
    package let expectedEvents: Double
    /// The expected number of subjects evaluated until the crossing or the end.
    package let expectedSubjects: Double
    /// The probability of crossing first at each look, one for each look of the boundary.
    package let stoppingProbabilities: [Double]
}

extension BinaryBoundary {
    /// The operating characteristics when the arm runs to the boundary's horizon.
    ///
    /// - Throws: `DesignError` naming `p` if it is not within 0 to 1.
    package func operatingCharacteristics(
        eventProbability: Double
    ) throws(DesignError) -> OperatingCharacteristics {
        try operatingCharacteristics(eventProbability: eventProbability, endingAfter: looks.last)
    }

    /// The operating characteristics when the arm ends early, after `subjects` evaluable subjects.
    ///
    /// The bounds stay those of the full design. Looks beyond the end are never taken, so their stopping probability
    /// is 0; subjects after the last look taken are evaluated and counted.
    ///
    /// - Throws: `DesignError` naming `p` if it is not within 0 to 1, or `subjects` if not within 1 to the horizon.
    package func operatingCharacteristics(
        eventProbability: Double, endingAfter subjects: Int
    ) throws(DesignError) -> OperatingCharacteristics {
        guard (0...1).contains(eventProbability) else {
            throw DesignError(argument: .eventProbability, found: "\(eventProbability)", allowed: "0 to 1")
        }
        guard (1...looks.last).contains(subjects) else {
            throw DesignError(argument: .subjects, found: "\(subjects)", allowed: "1 to \(looks.last), the last look")
        }
        let stopping = stoppingProbabilities(eventProbability: eventProbability, endingAfter: subjects)
        let subjectsSaved = zip(looks.subjects, stopping).reduce(0) { $0 + Double(subjects - $1.0) * $1.1 }
        let expectedSubjects = Double(subjects) - subjectsSaved
        return OperatingCharacteristics(
            eventProbability: eventProbability,
            rejectionProbability: min(stopping.reduce(0, +), 1),
            // Wald's identity: whether to evaluate one more subject is decided before that subject is seen.
            expectedEvents: eventProbability * expectedSubjects,
            expectedSubjects: expectedSubjects,
            stoppingProbabilities: stopping)
    }
}

// SPDX-License-Identifier: Apache-2.0

extension BinaryBoundary {
    /// The probability of crossing first at each look, when the arm ends after `subjectsEnd` evaluable subjects.
    ///
    /// The distribution of the event count among the paths that have not yet crossed is carried from subject to
    /// subject, and a look takes away the paths at or above its bound. All terms are positive, so the relative error
    /// is about the number of subjects times the rounding of one operation.
    func stoppingProbabilities(eventProbability: Double, endingAfter subjectsEnd: Int) -> [Double] {
        var continuing = ContinuingPaths(subjectsMax: looks.last)
        var subjects = 0
        return zip(looks.subjects, bounds).map { look, bound in
            guard look <= subjectsEnd else { return 0 }
            continuing.add(subjects: look - subjects, eventProbability: eventProbability)
            subjects = look
            return continuing.stop(from: bound)
        }
    }
}

/// How the event counts are distributed among the paths that have not yet crossed.
private struct ContinuingPaths {
    /// The probability of each event count; a band, since counts at or above the last bound have been taken away.
    private var mass = [1.0]
    /// The smallest event count that still has a probability above the smallest normal number.
    private var lowest = 0

    init(subjectsMax: Int) {
        mass.reserveCapacity(subjectsMax + 1)
    }

    /// Lets more subjects become evaluable, without a look.
    mutating func add(subjects: Int, eventProbability: Double) {
        for _ in 0..<subjects {
            mass.append(0)
            for events in stride(from: mass.count - 1, to: lowest, by: -1) {
                mass[events] = mass[events] * (1 - eventProbability) + mass[events - 1] * eventProbability
            }
            mass[lowest] *= 1 - eventProbability
            dropNegligible()
        }
    }

    /// Takes away the paths with at least `bound` events, and returns their probability.
    mutating func stop(from bound: Int) -> Double {
        guard bound < mass.count else { return 0 }
        let probability = mass[bound...].reversed().reduce(0, +)
        mass.removeSubrange(bound...)
        lowest = min(lowest, bound - 1)
        return probability
    }

    /// Narrows the band from below: a count so improbable cannot change any result, but slows the arithmetic.
    private mutating func dropNegligible() {
        while lowest < mass.count - 1, mass[lowest] < .leastNormalMagnitude {
            mass[lowest] = 0
            lowest += 1
        }
    }
}

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
            for _ in subjects..<look { continuing.add(eventProbability: eventProbability) }
            subjects = look
            return continuing.stop(from: bound)
        }
    }

    /// The probability of ever crossing.
    func rejectionProbability(eventProbability: Double) -> Double {
        stoppingProbabilities(eventProbability: eventProbability, endingAfter: looks.last).reduce(0, +)
    }
}

/// How the event counts are distributed among the paths that have not yet crossed.
struct ContinuingPaths {
    /// The probability of each event count; a band, since counts at or above the last bound have been taken away.
    private var mass: [Double]
    /// The smallest event count that still has a probability above the smallest normal number.
    private var lowest: Int
    /// One more than the largest event count among the paths.
    private var end: Int

    /// Paths that all have the same number of events so far.
    init(events: Int = 0, subjectsMax: Int) {
        mass = [Double](repeating: 0, count: subjectsMax + 2)
        mass[events] = 1
        lowest = events
        end = events + 1
    }

    /// Lets one more subject become evaluable, without a look.
    mutating func add(eventProbability: Double) {
        let otherwise = 1 - eventProbability
        mass.withUnsafeMutableBufferPointer { mass in
            var events = end
            while events > lowest {
                mass[events] = mass[events] * otherwise + mass[events - 1] * eventProbability
                events -= 1
            }
            mass[lowest] *= otherwise
        }
        end += 1
        dropNegligible()
    }

    /// Lets one more subject become evaluable, whose event probability depends on the events so far.
    mutating func add(eventProbability: (_ events: Int) -> Double) {
        for events in stride(from: end, to: lowest, by: -1) {
            let before = events - 1
            let moved = mass[before] * eventProbability(before)
            mass[events] += moved
            mass[before] -= moved
        }
        end += 1
    }

    /// Takes away the paths with at least `bound` events, and returns their probability.
    mutating func stop(from bound: Int) -> Double {
        guard bound < end else { return 0 }
        var probability = 0.0
        for events in stride(from: end - 1, through: max(bound, lowest), by: -1) {
            probability += mass[events]
            mass[events] = 0
        }
        end = max(bound, lowest + 1)
        return probability
    }

    /// Narrows the band from below: a count so improbable cannot change any result, but slows the arithmetic.
    private mutating func dropNegligible() {
        while lowest < end - 1, mass[lowest] < .leastNormalMagnitude {
            mass[lowest] = 0
            lowest += 1
        }
    }
}

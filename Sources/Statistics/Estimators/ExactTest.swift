// SPDX-License-Identifier: Apache-2.0

import Foundation

/// Two-sided exact tests: the probability of all outcomes that are no more probable than the one seen.
enum ExactTest {
    /// The test of a binomial probability.
    static func binomial(events: Int, trials: Int, probability: Double) -> Double {
        sumNoMoreProbable(than: events, among: 0...trials) { count in
            SpecialFunctions.betaDensity(a: Double(count + 1), b: Double(trials - count + 1), x: probability)
                / Double(trials + 1)
        }
    }

    /// Fisher's test of equal probabilities in a group and in the others.
    static func fisher(events: Int, subjects: Int, otherEvents: Int, otherSubjects: Int) -> Double {
        let allEvents = events + otherEvents
        let whole = logChoose(subjects + otherSubjects, allEvents)
        let possible = max(0, allEvents - otherSubjects)...min(subjects, allEvents)
        return sumNoMoreProbable(than: events, among: possible) { count in
            exp(logChoose(subjects, count) + logChoose(otherSubjects, allEvents - count) - whole)
        }
    }

    private static func sumNoMoreProbable(
        than seen: Int, among possible: ClosedRange<Int>, probability: (Int) -> Double
    ) -> Double {
        // Outcomes as probable on paper may differ in their last places.
        let limit = probability(seen) * (1 + 1e-7)
        return min(1, possible.map(probability).filter { $0 <= limit }.reduce(0, +))
    }

    private static func logChoose(_ count: Int, _ chosen: Int) -> Double {
        SpecialFunctions.logGamma(Double(count) + 1) - SpecialFunctions.logGamma(Double(chosen) + 1)
            - SpecialFunctions.logGamma(Double(count - chosen) + 1)
    }
}

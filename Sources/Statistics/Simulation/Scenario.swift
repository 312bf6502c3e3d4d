// SPDX-License-Identifier: Apache-2.0

import Foundation

/// What the subjects of simulated trials go through.
package struct Scenario: Hashable, Sendable {
    /// When within the window the events of a subject who has one come.
    package enum Timing: Hashable, Sendable {
        /// By a Weibull hazard with exponent s, cut at the window: early for s < 1, steady at 1, late above.
        case weibull(shape: Double)
        /// At τ·V^(1/s), V uniform: spread evenly over the window for s = 1.
        case power(shape: Double)

        /// The exponent s.
        package var shape: Double {
            switch self {
            case .weibull(let shape), .power(let shape): shape
            }
        }
    }

    /// The number of subjects N.
    package let subjects: Int
    /// The time A over which they enter, at times drawn uniformly from it.
    package let accrual: Double
    /// The time τ for which each is observed.
    package let window: Double
    /// The probability of the event within the window.
    package let eventProbability: Double
    /// The probability of a competing event within the window, which rules the event out.
    package let competingProbability: Double
    /// When the events come.
    package let timing: Timing

    /// A scenario whose arguments have been checked.
    ///
    /// - Throws: `DesignError` naming `subjects`, `accrual`, `tau`, `p`, `competing` or `shape`.
    package init(
        subjects: Int, accrual: Double, window: Double, eventProbability: Double, competingProbability: Double = 0,
        timing: Timing = .weibull(shape: 1)
    ) throws(DesignError) {
        try DesignError.requireSubjects(subjects, within: 1...Looks.subjectsMax)
        self.subjects = subjects
        self.accrual = try DesignError.requirePositive(accrual, .accrual)
        self.window = try DesignError.requirePositive(window, .window)
        guard eventProbability >= 0, eventProbability < 1 else {
            throw DesignError(
                argument: .eventProbability, found: "\(eventProbability)", allowed: "0 or more and below 1")
        }
        self.eventProbability = eventProbability
        guard competingProbability >= 0, competingProbability + eventProbability < 1 else {
            throw DesignError(
                argument: .competingProbability, found: "\(competingProbability)",
                allowed: "0 or more, and with p below 1")
        }
        self.competingProbability = competingProbability
        try DesignError.requirePositive(timing.shape, .shape)
        self.timing = timing
    }
}

/// A subject of a simulated trial; times are those of the calendar, from the first day of accrual.
struct SimulatedSubject {
    var entry: Double
    /// When the event happens; infinite if never.
    var event: Double
    /// When nothing can change any more: at the event, the competing event, or the end of the window.
    var settled: Double
    /// When the observation ends that no event cuts short.
    var windowEnd: Double
}

extension Scenario {
    /// Draws the subjects of one trial, in the order of their entry.
    func drawTrial(_ generator: inout SeededGenerator) -> [SimulatedSubject] {
        let entries = (0..<subjects).map { _ in accrual * generator.uniform() }.sorted()
        return entries.map { entry in
            let cause = generator.uniform()
            let windowEnd = entry + window
            if cause < eventProbability {
                let event = entry + drawTime(probability: eventProbability, &generator)
                return SimulatedSubject(entry: entry, event: event, settled: event, windowEnd: windowEnd)
            }
            if cause < eventProbability + competingProbability {
                let competing = entry + drawTime(probability: competingProbability, &generator)
                return SimulatedSubject(entry: entry, event: .infinity, settled: competing, windowEnd: windowEnd)
            }
            return SimulatedSubject(entry: entry, event: .infinity, settled: windowEnd, windowEnd: windowEnd)
        }
    }

    /// The time from entry to an event that happens within the window with a given probability, and does.
    private func drawTime(probability: Double, _ generator: inout SeededGenerator) -> Double {
        let uniform = generator.uniform()
        switch timing {
        case .power(let shape):
            return window * pow(uniform, 1 / shape)
        case .weibull(let shape):
            // The cumulative hazard at the event, over that at the end of the window.
            let share = log1p(-probability * uniform) / log1p(-probability)
            return window * pow(share, 1 / shape)
        }
    }
}

// SPDX-License-Identifier: Apache-2.0

/// A mean over simulated trials.
package struct SimulatedMean: Hashable, Sendable {
    /// The mean.
    package let mean: Double
    /// Its standard error.
    package let standardError: Double
}

/// What a rule does in a scenario, by simulation.
package struct SimulatedCharacteristics: Hashable, Sendable {
    /// The number of simulated trials.
    package let trials: Int
    /// The probability of crossing.
    package let rejectionProbability: SimulatedMean
    /// The number of events by the crossing or the end.
    package let events: SimulatedMean
    /// The number of subjects enrolled by the crossing or the end.
    package let enrolled: SimulatedMean
    /// The time from the first day of accrual to the crossing, or to the end of accrual and window.
    package let calendarTime: SimulatedMean
}

extension Scenario {
    /// The largest number of trials that may be asked for.
    package static let trialsMax = 10_000_000

    /// Simulates what each of several rules does with the same trials.
    ///
    /// Blocks of trials run in parallel, each with random numbers of its own, and are added up in their order: the
    /// seed alone determines the result.
    ///
    /// - Throws: `DesignError` naming `trials` if not within 2 to `trialsMax`, or `subjects` or `tau` if a rule was
    ///   made for fewer subjects or another window.
    package func simulate(
        _ rules: [CountingRule], trials: Int, seed: UInt64
    ) async throws(DesignError) -> [SimulatedCharacteristics] {
        guard (2...Self.trialsMax).contains(trials) else {
            throw DesignError(argument: .trials, found: "\(trials)", allowed: "2 to \(Self.trialsMax)")
        }
        for rule in rules { try check(rule) }
        let blockSize = 250
        let blocks = (trials + blockSize - 1) / blockSize
        let sums = await withTaskGroup(of: (Int, [Sums]).self) { group in
            for block in 0..<blocks {
                group.addTask {
                    let count = min(blockSize, trials - block * blockSize)
                    return (block, simulateBlock(rules, trials: count, seed: seed, block: block))
                }
            }
            var byBlock = [[Sums]](repeating: [], count: blocks)
            for await (block, sums) in group { byBlock[block] = sums }
            return byBlock
        }
        return rules.indices.map { rule in
            sums.reduce(into: Sums()) { $0.add($1[rule]) }.characteristics
        }
    }

    private func check(_ rule: CountingRule) throws(DesignError) {
        let horizon: Int
        switch rule {
        case .naive(let boundary), .evaluable(let boundary), .eventsOverEnrolled(let boundary):
            horizon = boundary.looks.last
        case .tite(let boundary):
            horizon = boundary.binary.design.looks.last
        case .survival(let boundary):
            horizon = boundary.design.subjects
            guard boundary.design.window == window else {
                throw DesignError(
                    argument: .window, found: "\(window)",
                    allowed: "\(boundary.design.window), for which the boundary was made")
            }
        }
        guard subjects <= horizon else {
            throw DesignError(
                argument: .subjects, found: "\(subjects)", allowed: "at most \(horizon), the boundary's horizon")
        }
    }

    private func simulateBlock(_ rules: [CountingRule], trials: Int, seed: UInt64, block: Int) -> [Sums] {
        var generator = SeededGenerator(seed: seed, stream: UInt64(block))
        var sums = [Sums](repeating: Sums(), count: rules.count)
        for _ in 0..<trials {
            let trial = SimulatedTrial(subjects: drawTrial(&generator), window: window)
            for (index, rule) in rules.enumerated() {
                if let time = rule.crossingTime(of: trial) {
                    sums[index].add(
                        crossed: 1, events: Double(trial.events(by: time)), enrolled: Double(trial.enrolled(by: time)),
                        time: time)
                } else {
                    sums[index].add(
                        crossed: 0, events: Double(trial.events.count), enrolled: Double(subjects),
                        time: accrual + window)
                }
            }
        }
        return sums
    }
}

/// Sums and sums of squares over trials.
private struct Sums {
    private var trials = 0
    private var sums = SIMD4<Double>()
    private var squares = SIMD4<Double>()

    mutating func add(crossed: Double, events: Double, enrolled: Double, time: Double) {
        let values = SIMD4(crossed, events, enrolled, time)
        trials += 1
        sums += values
        squares += values * values
    }

    mutating func add(_ other: Sums) {
        trials += other.trials
        sums += other.sums
        squares += other.squares
    }

    var characteristics: SimulatedCharacteristics {
        SimulatedCharacteristics(
            trials: trials, rejectionProbability: mean(0), events: mean(1), enrolled: mean(2), calendarTime: mean(3))
    }

    private func mean(_ index: Int) -> SimulatedMean {
        let count = Double(trials)
        let mean = sums[index] / count
        let variance = max(0, squares[index] / count - mean * mean)
        return SimulatedMean(mean: mean, standardError: (variance / (count - 1)).squareRoot())
    }
}

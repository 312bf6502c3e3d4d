// SPDX-License-Identifier: Apache-2.0

import Foundation

/// How the event counts are distributed among the paths of a Poisson process that have not yet stopped.
struct PoissonPaths {
    /// The probability of each event count.
    private(set) var mass = [1.0]
    /// The information reached: the events expected by now at the acceptable rate.
    private(set) var information = 0.0
    /// The true rate over the acceptable one.
    let relativeRate: Double

    init(relativeRate: Double) {
        self.relativeRate = relativeRate
    }

    /// The paths that stopped in one stage: their probability, and their events and stopping information times it.
    struct Stopped {
        var probability = 0.0
        var events = 0.0
        var information = 0.0

        static func + (left: Stopped, right: Stopped) -> Stopped {
            Stopped(
                probability: left.probability + right.probability, events: left.events + right.events,
                information: left.information + right.information)
        }
    }

    /// The expected events of the paths that go on, times their probability.
    var eventsOfContinuing: Double { mass.indices.reduce(0) { $0 + Double($1) * mass[$1] } }

    /// The probability of the paths that go on.
    var probabilityOfContinuing: Double { mass.reduce(0, +) }

    /// Goes on to a later information under watch: a path stops with its `bound`-th event.
    mutating func watch(until end: Double, bound: Int) -> Stopped {
        let start = information
        let steps = advance(to: end, bound: bound)
        var stopped = Stopped()
        for (events, probability) in steps.before.enumerated() where probability > PoissonTails.negligible {
            let missing = bound - events
            let crossing = probability * steps.tail(missing)
            stopped.probability += crossing
            // The missing-th event comes after an Erlang time; its expectation within the stage is a later tail.
            stopped.information +=
                start * crossing + probability * Double(missing) / relativeRate * steps.tail(missing + 1)
        }
        stopped.events = Double(bound) * stopped.probability
        return stopped
    }

    /// Goes on to a later information unwatched, and looks then: a path stops with at least `bound` events.
    mutating func look(at end: Double, bound: Int) -> Stopped {
        let steps = advance(to: end, bound: bound)
        var stopped = Stopped()
        for (events, probability) in steps.before.enumerated() where probability > PoissonTails.negligible {
            let missing = bound - events
            let crossing = probability * steps.tail(missing)
            stopped.probability += crossing
            stopped.events += Double(events) * crossing + probability * steps.mean * steps.tail(missing - 1)
        }
        stopped.information = end * stopped.probability
        return stopped
    }

    /// The masses before a step, and the counts that the step may add.
    private struct Steps {
        var before: [Double]
        var added: PoissonTails
        var mean: Double { added.mean }

        func tail(_ count: Int) -> Double { added.upperTail(count) }
    }

    private mutating func advance(to end: Double, bound: Int) -> Steps {
        let added = PoissonTails(mean: max(0, end - information) * relativeRate)
        let before = mass
        information = max(information, end)
        mass = [Double](repeating: 0, count: bound)
        mass.withUnsafeMutableBufferPointer { mass in
            added.probabilities.withUnsafeBufferPointer { probabilities in
                for (events, probability) in before.enumerated() where probability > PoissonTails.negligible {
                    let first = events + added.lowest
                    let count = min(probabilities.count, bound - first)
                    for offset in 0..<max(0, count) {
                        mass[first + offset] += probability * probabilities[offset]
                    }
                }
            }
        }
        return Steps(before: before, added: added)
    }
}

/// The Poisson probabilities that are not negligible, and their upper tails.
struct PoissonTails {
    /// A probability that cannot change any result.
    static let negligible = 1e-26

    let mean: Double
    /// The count of the first probability.
    let lowest: Int
    let probabilities: [Double]
    private let tails: [Double]

    init(mean: Double) {
        self.mean = mean
        guard mean > 0 else {
            lowest = 0
            probabilities = [1]
            tails = [1, 0]
            return
        }
        let mode = Int(mean)
        let peak = SpecialFunctions.poissonProbability(count: mode, mean: mean)
        var falling: [Double] = []
        var probability = peak
        var count = mode
        while count > 0, probability > Self.negligible {
            probability *= Double(count) / mean
            falling.append(probability)
            count -= 1
        }
        var rising = [peak]
        probability = peak
        count = mode
        while probability > Self.negligible {
            count += 1
            probability *= mean / Double(count)
            rising.append(probability)
        }
        lowest = mode - falling.count
        probabilities = falling.reversed() + rising
        var tails = [Double](repeating: 0, count: probabilities.count + 1)
        for index in probabilities.indices.reversed() { tails[index] = tails[index + 1] + probabilities[index] }
        self.tails = tails
    }

    /// P(X ≥ count).
    func upperTail(_ count: Int) -> Double {
        if count <= lowest { return 1 }
        return count - lowest < tails.count ? tails[count - lowest] : 0
    }
}

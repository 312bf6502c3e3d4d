// SPDX-License-Identifier: Apache-2.0

/// The scores of a method: a row for each look, a column for each number of events from 1 on.
///
/// A score is computed when it is asked for; most never are.
struct ScoreTable {
    /// The difference, relative to the threshold and absolute below 1, within which scores are equal on paper.
    static let tieTolerance = 1e-10

    private let looks: [Int]
    private let score: any BinaryScore

    init(looks: [Int], score: any BinaryScore) {
        self.looks = looks
        self.score = score
    }

    /// A threshold at an attained score, with the bounds it gives.
    struct Threshold {
        var threshold: Double
        var bounds: [Int]
        var looserScore: Double?
    }

    /// For each look the smallest number of events whose score reaches the threshold, or one more than its subjects.
    func bounds(threshold: Double) -> [Int] {
        bounds(threshold: threshold, within: Region(low: looks.map { _ in 1 }, high: looks.map { $0 + 1 }))
    }

    /// The smallest attained score whose bounds meet a condition that, once met, holds for all stricter bounds.
    ///
    /// Whole rows are cut down first, by the bounds of a score from their middle; the few scores left are sorted.
    /// Returns nil if no attained score will do.
    func strictestNeeded(where holds: ([Int]) -> Bool) -> Threshold? {
        var region = Region(low: looks.map { _ in 1 }, high: looks.map { $0 + 1 })
        // A score of −∞ stops under no threshold.
        region.low = bounds(threshold: -1e300, within: region)
        var best: Threshold?
        while region.count > max(64, 2 * looks.count), let pivot = medianScore(in: region) {
            let bounds = bounds(threshold: pivot, within: region)
            let before = region.count
            if holds(bounds) {
                best = Threshold(threshold: pivot, bounds: bounds)
                region.high = bounds
            } else {
                region.low = bounds
            }
            guard region.count < before else { break }
        }
        return strictest(in: region, orElse: best, where: holds)
    }

    /// The end of the search, with all scores that are left computed once.
    private func strictest(in region: Region, orElse best: Threshold?, where holds: ([Int]) -> Bool) -> Threshold? {
        let rows = looks.indices.map { look in
            (region.low[look]..<region.high[look]).map { scoreAt(look, events: $0) }
        }
        let bounds = { (threshold: Double) in
            let reached = Self.reached(threshold)
            return zip(rows, region.low).map { row, low in low + row.firstSortedIndex { $0 >= reached } }
        }
        let left = rows.flatMap { $0 }.sorted()
        let found = left.firstSortedIndex { holds(bounds($0)) }
        var best = best
        if found < left.endIndex {
            best = Threshold(threshold: left[found], bounds: bounds(left[found]))
        }
        best?.looserScore = found > 0 ? left[found - 1] : nil
        return best
    }

    /// Scores that are still in question: for each look, from `low` events up to below `high`.
    private struct Region {
        var low: [Int]
        var high: [Int]

        var count: Int { zip(low, high).reduce(0) { $0 + $1.1 - $1.0 } }
    }

    /// The smallest score that counts as reaching a threshold.
    ///
    /// Different (events, subjects) can share one score on paper and differ in their last places (O'Brien-Fleming
    /// with a rational p0 does so often); the tolerance keeps such ties together.
    private static func reached(_ threshold: Double) -> Double {
        threshold - tieTolerance * max(1, abs(threshold))
    }

    /// Bounds by a search in the region: below it no score reaches the threshold, above it all do.
    private func bounds(threshold: Double, within region: Region) -> [Int] {
        let reached = Self.reached(threshold)
        var guess = 1
        return looks.indices.map { look in
            // The bound of one look is near that of the look before.
            guess = firstReaching(reached, look, region.low[look], region.high[look], guess)
            return guess
        }
    }

    /// The first number of events from `low` up to below `high` whose score reaches a value, else `high`; the search
    /// doubles its steps away from a guess.
    private func firstReaching(_ reached: Double, _ look: Int, _ low: Int, _ high: Int, _ guess: Int) -> Int {
        guard low < high else { return high }
        var (below, above) = (low, high)
        var probe = min(max(guess, low), high - 1)
        var step = 1
        if scoreAt(look, events: probe) >= reached {
            repeat {
                above = probe
                probe -= step
                step *= 2
            } while probe >= low && scoreAt(look, events: probe) >= reached
            below = max(low, probe + 1)
        } else {
            repeat {
                below = probe + 1
                probe += step
                step *= 2
            } while probe < high && scoreAt(look, events: probe) < reached
            above = min(high, probe)
        }
        return (below..<above).firstSortedIndex { scoreAt(look, events: $0) >= reached }
    }

    private func scoreAt(_ look: Int, events: Int) -> Double {
        score.score(events: Double(events), subjects: Double(looks[look]))
    }

    /// The median of the rows' middle scores, each with the weight of its row.
    private func medianScore(in region: Region) -> Double? {
        let middles = looks.indices.filter { region.low[$0] < region.high[$0] }
            .map { look in
                let (low, high) = (region.low[look], region.high[look])
                return (score: scoreAt(look, events: (low + high) / 2), weight: high - low)
            }
            .sorted { $0.score < $1.score }
        var weight = 0
        let half = middles.reduce(0) { $0 + $1.weight } / 2
        return middles.first { middle in
            weight += middle.weight
            return weight > half
        }?.score
    }
}

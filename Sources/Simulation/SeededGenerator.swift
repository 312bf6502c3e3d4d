// SPDX-License-Identifier: Apache-2.0

/// A small random generator (SplitMix64) whose numbers depend on the seed alone.
///
/// Every distribution is written here with the basic arithmetic that IEEE 754 fixes to the last bit, and not with the
/// standard library's ranges or a C library's logarithm, whose results may change with the platform: equal seeds must
/// give equal trials everywhere.
package struct SeededGenerator: RandomNumberGenerator, Sendable {
    private var state: UInt64

    /// A generator for one stream of a seed; streams of one seed are unrelated.
    package init(seed: UInt64, stream: UInt64 = 0) {
        state = seed
        state = next() ^ (stream &+ 1) &* 0xD134_2543_DE82_EF95
        state = next()
    }

    package mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// A number from 0 up to, but not including, 1.
    mutating func unit() -> Double {
        Double(next() >> 11) * 0x1p-53
    }

    /// True with a probability.
    mutating func chance(_ probability: Double) -> Bool {
        unit() < probability
    }

    /// A whole number of a range, each equally likely.
    mutating func whole(_ range: ClosedRange<Int>) -> Int {
        let width = UInt64(range.upperBound - range.lowerBound) + 1
        return range.lowerBound + Int(next().multipliedFullWidth(by: width).high)
    }

    /// A number of a range, uniformly.
    mutating func between(_ range: ClosedRange<Double>) -> Double {
        range.lowerBound + unit() * (range.upperBound - range.lowerBound)
    }

    /// A roughly standard normal number, never beyond ±6: the sum of twelve uniform ones, less its mean.
    mutating func normal() -> Double {
        var sum = -6.0
        for _ in 0..<12 { sum += unit() }
        return sum
    }

    /// A factor around 1 whose logarithm is roughly normal with this standard deviation.
    mutating func factor(spread: Double) -> Double {
        exponential(spread * normal())
    }

    /// A position in a list of weights, as likely as its weight; 0 when all weights are 0.
    mutating func index(weights: [Int]) -> Int {
        var rest = whole(0...max(0, weights.reduce(0, +) - 1))
        for (index, weight) in weights.enumerated() {
            guard rest >= weight else { return index }
            rest -= weight
        }
        return 0
    }

    /// Puts a list in random order.
    mutating func shuffle<Element>(_ list: inout [Element]) {
        for last in list.indices.dropFirst().reversed() {
            list.swapAt(last, whole(0...last))
        }
    }
}

/// The exponential function to about four digits, by repeated squaring.
func exponential(_ exponent: Double) -> Double {
    var power = 1 + exponent / 65_536
    for _ in 0..<16 { power *= power }
    return power
}

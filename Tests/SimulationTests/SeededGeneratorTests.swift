// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Simulation

@Suite struct SeededGeneratorTests {
    @Test func `streams of one seed differ`() {
        var first = SeededGenerator(seed: 1, stream: 1)
        var second = SeededGenerator(seed: 1, stream: 2)
        #expect((0..<8).map { _ in first.next() } != (0..<8).map { _ in second.next() })
    }

    @Test func `whole numbers fill their range evenly`() {
        var generator = SeededGenerator(seed: 3)
        var counts = [Int](repeating: 0, count: 6)
        for _ in 0..<6_000 { counts[generator.whole(0...5)] += 1 }
        #expect(counts.allSatisfy { (850...1_150).contains($0) })
    }

    @Test func `a position is as likely as its weight`() {
        var generator = SeededGenerator(seed: 4)
        var counts = [0, 0, 0]
        for _ in 0..<4_000 { counts[generator.index(weights: [1, 0, 3])] += 1 }
        #expect(counts[1] == 0)
        #expect((850...1_150).contains(counts[0]))
    }

    @Test func `normal numbers have mean 0 and deviation 1`() {
        var generator = SeededGenerator(seed: 5)
        let numbers = (0..<20_000).map { _ in generator.normal() }
        let mean = numbers.reduce(0, +) / 20_000
        let variance = numbers.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 20_000
        #expect(abs(mean) < 0.03)
        #expect(abs(variance - 1) < 0.05)
    }

    @Test(arguments: [(0.0, 1.0), (1, 2.718_28), (-2, 0.135_34), (3.5, 33.115)])
    func `the exponential function is good to three digits`(exponent: Double, expected: Double) {
        #expect(abs(exponential(exponent) / expected - 1) < 0.001)
    }

    @Test(arguments: [(3.2, 2, "3.20"), (0.05, 1, "0.1"), (186.5, 0, "187"), (-0.25, 2, "-0.25"), (12, 1, "12.0")])
    func `numbers are written with the decimals of the laboratory`(number: Double, places: Int, expected: String) {
        #expect(decimalText(number, places: places) == expected)
    }
}

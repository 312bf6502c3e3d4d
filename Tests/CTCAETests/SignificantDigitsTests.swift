// SPDX-License-Identifier: Apache-2.0

import CTCAE
import Testing

@Suite struct SignificantDigitsTests {
    @Test func `a product that binary arithmetic blurred is not above its decimal`() {
        #expect(1.1 * 3 > 3.3)
        #expect(!SignificantDigits.isAbove(1.1 * 3, 3.3))
        #expect(!SignificantDigits.isBelow(3.3, 1.1 * 3))
    }

    @Test func `a value just under a cut stays under it`() {
        #expect(SignificantDigits.isBelow(79.9999999, 80))
        #expect(SignificantDigits.isBelow(79.9999999999999, 80))
        #expect(!SignificantDigits.isBelow(79.99999999999999, 80))
        #expect(!SignificantDigits.isBelow(80, 80))
    }

    @Test(
        arguments: [
            (0.0, 0.0), (1.1 * 3, 3.3), (0.1 + 0.2, 0.3), (-79.99999999999999, -80),
            (123_456_789_012_345.6, 123_456_789_012_346),
            (9.999_999_999_999_999, 10), (1.234_567_890_123_456_7e18, 1.234_567_890_123_46e18),
            (0.001_000_000_000_000_000_2, 0.001),
        ] as [(Double, Double)])
    func `numbers round to fifteen digits`(number: Double, expected: Double) {
        #expect(SignificantDigits.rounded(number) == expected)
    }

    @Test func `a number printed with fifteen digits rounds to itself`() {
        var random = Seeded(state: 7)
        for _ in 0..<20_000 {
            let exponent = Int.random(in: -6...6, using: &random)
            let digits = Int.random(in: 100_000_000_000_000...999_999_999_999_999, using: &random)
            guard let number = Double("\(digits)e\(exponent - 14)") else { continue }
            #expect(SignificantDigits.rounded(number) == number)
            #expect(SignificantDigits.rounded(number.nextUp) == number)
            #expect(SignificantDigits.rounded(number.nextDown) == number)
        }
    }
}

/// SplitMix64 (Steele, Lea and Flood 2014), a small generator of reproducible numbers.
struct Seeded: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

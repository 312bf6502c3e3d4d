// SPDX-License-Identifier: Apache-2.0

/// Random numbers that a seed determines, whatever the machine: xoshiro256++ of Blackman D, Vigna S, 2019.
struct SeededGenerator: RandomNumberGenerator {
    private var state: (UInt64, UInt64, UInt64, UInt64)

    /// One of many independent streams of a seed.
    init(seed: UInt64, stream: UInt64) {
        // SplitMix64 spreads neighbouring seeds and streams over the whole state.
        var mixer = seed ^ (stream &+ 1) &* 0xD1B5_4A32_D192_ED03
        func mixed() -> UInt64 {
            mixer &+= 0x9E37_79B9_7F4A_7C15
            var word = mixer
            word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
            word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
            return word ^ (word >> 31)
        }
        state = (mixed(), mixed(), mixed(), mixed())
    }

    mutating func next() -> UInt64 {
        let sum = state.0 &+ state.3
        let result = ((sum << 23) | (sum >> 41)) &+ state.0
        let shifted = state.1 << 17
        state.2 ^= state.0
        state.3 ^= state.1
        state.1 ^= state.2
        state.0 ^= state.3
        state.2 ^= shifted
        state.3 = (state.3 << 45) | (state.3 >> 19)
        return result
    }

    /// A number drawn uniformly from those above 0 and below 1.
    mutating func uniform() -> Double {
        (Double(next() >> 12) + 0.5) * 0x1p-52
    }
}

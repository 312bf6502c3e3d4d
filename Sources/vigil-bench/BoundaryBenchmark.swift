// SPDX-License-Identifier: Apache-2.0

import Foundation
import Statistics

/// How long the calibration of a stopping boundary for 500 subjects with a look after each of them takes.
struct BoundaryBenchmark: Benchmark {
    let name = "boundary"

    /// The R package stoppingrule needs 10 to 17 s for a binary rule at n = 500 (measured with its `calc.rule.bin`).
    private static let secondsOfR = 10.0

    func measure(in folder: URL) async throws -> [Figure] {
        let design = try BinaryDesign(
            method: .pocock, looks: Looks(everySubjectFrom: 1, through: 500), nullProbability: 0.2, alpha: 0.05)
        let durations = try (0..<7).map { _ in
            try seconds {
                let attained = try design.calibrated().attainedAlpha
                precondition(attained <= 0.05, "alpha is kept")
            }
        }
        let milliseconds = median(durations) * 1_000
        return [
            Figure(
                name: "boundary, Pocock, n = 500", value: milliseconds, unit: "ms",
                reference: Self.secondsOfR * 1_000, referenceName: "R stoppingrule, published 10-17 s",
                goal: .atMost(0.01)),
            Figure(
                name: "boundary, Pocock, n = 500", value: milliseconds, unit: "ms", reference: 50,
                referenceName: "the target", goal: .atMost(1)),
        ]
    }
}

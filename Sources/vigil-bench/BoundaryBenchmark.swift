// SPDX-License-Identifier: Apache-2.0

import Foundation
import Statistics

/// How long the calibration of stopping boundaries for 500 subjects takes, by every method.
struct BoundaryBenchmark: Benchmark {
    let name = "boundary"

    private static let subjects = 500
    private static let nullProbability = 0.2
    private static let alpha = 0.05
    private static let parameters = MethodParameters(
        delta: 0.25, prior: [0.4, 1.6], alternativeProbability: 0.35, nu: 0.1)

    /// Seconds that the R package stoppingrule needs for a binary rule at n = 500, at best: published 10 to 17 s with
    /// its `calc.rule.bin`.
    private static let secondsOfR = 10.0
    private static let millisecondsMax = 50.0

    func measure(in folder: URL) async throws -> [Figure] {
        let binary = try BinaryMethod.names.map { name in
            let design = try BinaryDesign(
                method: BinaryMethod(name: name, parameters: Self.parameters),
                looks: Looks(everySubjectFrom: 1, through: Self.subjects), nullProbability: Self.nullProbability,
                alpha: Self.alpha)
            return try figure(name) { try design.calibrated().attainedAlpha }
        }
        let survival = try SurvivalMethod.names.map { name in
            let design = try SurvivalDesign(
                method: SurvivalMethod(name: name, parameters: Self.parameters), subjects: Self.subjects,
                nullProbability: Self.nullProbability, window: 180, maximumInformation: .expected, alpha: Self.alpha)
            return try figure("\(name) over exposure") { try design.calibrated().attainedAlpha }
        }
        let pocock = Figure(
            name: "the same beside R", value: binary[0].value, unit: "ms", reference: Self.secondsOfR * 1_000,
            referenceName: "R stoppingrule, published 10-17 s", goal: .atMost(0.01))
        return [binary[0], pocock] + binary.dropFirst() + survival
    }

    /// The time a calibration takes; one whose alpha is not kept is none.
    private func figure(_ name: String, _ calibrate: () throws -> Double) throws -> Figure {
        let durations = try (0..<7).map { _ in
            try seconds {
                let attained = try calibrate()
                precondition(attained <= Self.alpha * (1 + 1e-6), "alpha is kept")
            }
        }
        return Figure(
            name: "boundary, \(name), n = \(Self.subjects)", value: median(durations) * 1_000, unit: "ms",
            reference: Self.millisecondsMax, referenceName: "the design's limit", goal: .atMost(1))
    }
}

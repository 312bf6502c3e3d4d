// SPDX-License-Identifier: Apache-2.0

import CTCAE
import Foundation
import Trial

/// How many laboratory results one core grades in a second, by CTCAE v5.0, with both directions and baselines.
struct GradingBenchmark: Benchmark {
    let name = "grading"

    func measure(in folder: URL) async throws -> [Figure] {
        let results = Self.results()
        let grader = LabGrader.shared(.v5_0)
        let baseline = Baseline(value: 60, unit: "U/L", range: .high, collected: nil)
        var graded = 0
        let rates = (0..<7).map { _ in
            let duration = processorSeconds(of: RUSAGE_SELF) {
                for _ in 0..<20 {
                    for result in results {
                        let grades = grader.grades(of: result, baseline: baseline, atBaseline: .range)
                        if grades.low != nil || grades.high != nil { graded += 1 }
                    }
                }
            }
            return Double(results.count * 20) / duration
        }
        precondition(graded == results.count * 20 * 7, "every result of the benchmark has a term")
        return [
            Figure(
                name: "grading in memory, one core", value: median(rates), unit: "/s", reference: 3_000_000,
                referenceName: "the design's rate", goal: .atLeast(1))
        ]
    }

    /// Tests that laboratories report together, with their limits of normal.
    static let panel: [(test: String, unit: String, low: Double, high: Double)] = [
        ("HGB", "g/L", 120, 160), ("PLAT", "10^9/L", 125, 350), ("NEUT", "10^9/L", 1.8, 6.3),
        ("LYM", "10^9/L", 1.1, 3.2), ("WBC", "10^9/L", 3.5, 9.5), ("ALT", "U/L", 7, 40), ("AST", "U/L", 13, 35),
        ("ALP", "U/L", 35, 100), ("BILI", "umol/L", 3, 21), ("CREAT", "umol/L", 45, 84), ("K", "mmol/L", 3.5, 5.3),
        ("SODIUM", "mmol/L", 137, 147), ("CA", "mmol/L", 2.1, 2.6), ("ALB", "g/L", 40, 55),
        ("GLUC", "mmol/L", 3.9, 6.1),
    ]

    /// Results of every analyte from far below to far above its range.
    private static func results() -> [LabResult] {
        let steps = 400
        return (0..<steps).flatMap { step in
            Self.panel.map { test, unit, low, high in
                let value = high * 3 * Double(step + 1) / Double(steps)
                return LabResult(
                    key: RowKey(domain: .lb, text: "[\"\(test)\",\"\(step)\"]"), test: test, specimen: "BLOOD",
                    value: .number((value * 10).rounded() / 10), unit: unit, lowerLimit: low, upperLimit: high)
            }
        }
    }
}

// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Statistics

struct BoundaryCountingCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "counting",
        abstract: "Compare ways of counting subjects still under observation, by simulation.",
        discussion: """
            One Wang-Tsiatis boundary under each way of counting, with the same simulated trials: the type I error at \
            p0, and at p the power and the events by the crossing. Counting an event at once and a subject without one \
            only at the end of the window ("naive") is the way that vigil refuses; this shows why.

            Example: vigil boundary counting
            """)

    @Option(help: "Subjects N.")
    var n = 70

    @Option(help: "The acceptable event probability.")
    var p0 = 0.1

    @Option(help: "A true event probability, for power and expected events.")
    var p = 0.25

    @Option(help: "The type I error.")
    var alpha = 0.05

    @Option(help: "The exponent of the Wang-Tsiatis boundaries.")
    var delta = 0.25

    @Option(help: "Days over which subjects enter.")
    var accrual = 730.0

    @Option(help: "Windows in days.")
    var tau = "28,180,365"

    @Option(help: "The Weibull shape of the hazard: below 1 events come early.")
    var shape = 1.0

    @Option(help: "Simulated trials for each line.")
    var trials = 4_000

    @Option(help: "The seed of the simulation.")
    var seed: UInt64 = 1

    func run() async throws {
        let windows = tau.split(separator: ",").compactMap { Double($0) }
        guard !windows.isEmpty, windows.count == tau.split(separator: ",").count else {
            throw ValidationError("--tau: found \(tau); allowed are numbers with commas between, such as 28,180")
        }
        let rows: [CountingComparison.Row]
        do {
            rows = try await CountingComparison(
                subjects: n, nullProbability: p0, alpha: alpha, delta: delta, accrual: accrual
            ).rows(
                windows: windows, eventProbabilities: [p0, p], timing: .weibull(shape: shape), trials: trials,
                seed: seed)
        } catch {
            throw ValidationError(error.words)
        }
        try await reporting {
            var text = table(rows).map { $0 + "\n" }.joined()
            try text.withUTF8 { try writeToStandardOutput(UnsafeRawBufferPointer($0)) }
        }
    }

    /// A line for each way of counting and window: type I error with its standard error, power, events at p.
    private func table(_ rows: [CountingComparison.Row]) -> [String] {
        let nulls = rows.filter { $0.scenario.eventProbability == p0 }
        let lines = nulls.map { null -> [String] in
            let other = rows.first {
                $0.counting == null.counting && $0.scenario.window == null.scenario.window
                    && $0.scenario.eventProbability == p
            }
            let error = null.characteristics.rejectionProbability
            return [
                null.counting, "\(Int(null.scenario.window))", "\(rounded(error.mean))",
                "\(rounded(error.standardError))",
                other.map { "\(rounded($0.characteristics.rejectionProbability.mean))" } ?? "",
                other.map { "\(rounded($0.characteristics.events.mean))" } ?? "",
            ]
        }
        let heading = ["counting", "tau", "type I error", "se", "power at \(p)", "events at \(p)"]
        return TextTable(rows: [heading] + lines, rightColumns: [1, 2, 3, 4, 5]).lines
    }

    private func rounded(_ number: Double) -> Double { (number * 1_000).rounded() / 1_000 }
}

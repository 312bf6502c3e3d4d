// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Foundation

/// Measures what the design promises and prints each figure beside its reference.
@main
struct Bench: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "vigil-bench",
        abstract: "Measure what the design promises, each figure beside its reference of the same run.",
        discussion: """
            Figures are medians of several repetitions. Each benchmark runs in a process of its own, so that its \
            memory is its own; the network is loopback only, and every file is in the temporary folder.

            Example: vigil-bench --only regrade
            """)

    @Option(help: "Run this benchmark alone; give it several times for several (\(Bench.names)).")
    var only: [String] = []

    @Option(help: "Laboratory rows in the big store of `changed-row`; 10000000 for the design's full claim.")
    var rows = 1_000_000

    @Option(help: ArgumentHelp("Where the benchmark of this process keeps its files.", visibility: .private))
    var folder: String?

    mutating func validate() throws {
        for name in only where !Bench.benchmarks(rows: rows).contains(where: { $0.name == name }) {
            throw ValidationError("--only \(name) is no benchmark; give one of \(Bench.names).")
        }
        guard rows >= 10_000 else { throw ValidationError("--rows is \(rows); give 10000 or more.") }
    }

    func run() async throws {
        let chosen = Bench.benchmarks(rows: rows).filter { only.isEmpty || only.contains($0.name) }
        if let folder {
            for benchmark in chosen { try await benchmark.measure(in: URL(filePath: folder)).forEach(FigureLine.send) }
            return
        }
        try TemporaryFolder.with { folder in
            print(FigureTable.header)
            for benchmark in chosen {
                try benchmark.prepare(in: folder)
                for figure in try figures(of: benchmark.name, in: folder) { print(FigureTable.row(figure)) }
            }
        }
    }

    /// The figures of a benchmark that runs in a process of its own.
    private func figures(of name: String, in folder: URL) throws -> [Figure] {
        try FigureLine.receive(
            output(of: CommandLine.arguments[0], ["--only", name, "--rows", "\(rows)", "--folder", folder.path]))
    }

    private static let names = benchmarks(rows: 0).map(\.name).joined(separator: ", ")

    private static func benchmarks(rows: Int) -> [any Benchmark] {
        [
            GradingBenchmark(), GradeFileBenchmark(), RegradeBenchmark(), AssessBenchmark(), WebhookLatencyBenchmark(),
            ChangedRowBenchmark(rows: rows),
            DeliveryBenchmark(), IdleMemoryBenchmark(), BoundaryBenchmark(),
        ]
    }
}

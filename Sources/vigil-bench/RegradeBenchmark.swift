// SPDX-License-Identifier: Apache-2.0

import CTCAE
import Foundation
import SQLiteStorage
import Simulation
import Trial

/// How long a whole store takes to be read and graded, against SQLite's own shell aggregating the same rows.
///
/// Both work on one thread from memory, so processor time tells what a quiet machine would take.
struct RegradeBenchmark: Benchmark {
    let name = "regrade"

    private static let shell = "/usr/bin/sqlite3"
    private static let aggregate = """
        SELECT lbtestcd, count(*), avg(CAST(lbstresn AS REAL)), min(lbstresn), max(lbstresn) FROM lb GROUP BY lbtestcd
        """

    func prepare(in folder: URL) throws { _ = try SimulatedStore.shared(in: folder) }

    func measure(in folder: URL) async throws -> [Figure] {
        let path = try SimulatedStore.shared(in: folder)
        let hasShell = FileManager.default.isExecutableFile(atPath: Self.shell)
        var rows = 0
        var own: [Double] = []
        var shell: [Double] = []
        for _ in 0..<9 {
            own.append(try processorSeconds(of: RUSAGE_SELF) { rows = try regrade(path) })
            guard hasShell else { continue }
            let spent = try processorSeconds(of: RUSAGE_CHILDREN) {
                try output(of: Self.shell, ["-readonly", path, Self.aggregate])
            }
            shell.append(spent)
        }
        return [
            Figure(
                name: "store of \(rows) LB rows re-graded, processor time", value: median(own) * 1_000, unit: "ms",
                reference: hasShell ? median(shell) * 1_000 : nil,
                referenceName: hasShell ? "sqlite3 shell, aggregate" : "missing: apt-get install sqlite3",
                goal: .atMost(3))
        ]
    }

    /// Reads every subject's record, grades its laboratory results, and gives how many there were.
    private func regrade(_ path: String) throws -> Int {
        let store = try SQLiteFollowUpStore(path: path)
        let grader = LabGrader.shared(.v5_0)
        var rows = 0
        var graded = 0
        for subject in try store.subjects(study: SimulatedTrial.study) {
            let results = try store.record(study: SimulatedTrial.study, subject: subject).labResults
            // Rows are in order of test, so that each test has its rows and its baseline together.
            for ofTest in results.chunked(by: \.test) {
                let baseline = ofTest.last(where: \.isBaseline).map(Baseline.init)
                for index in ofTest.indices {
                    let grades = grader.grades(of: ofTest[index], baseline: baseline, atBaseline: .range)
                    if grades.low?.grade != nil || grades.high?.grade != nil { graded += 1 }
                }
            }
            rows += results.count
        }
        precondition(graded > rows / 2, "most rows of the simulated trial can be graded")
        return rows
    }
}

extension Array {
    /// The runs of neighbours with the same value of a property.
    fileprivate func chunked(by property: (Element) -> String) -> [ArraySlice<Element>] {
        var runs: [ArraySlice<Element>] = []
        var start = startIndex
        for index in indices where index == endIndex - 1 || property(self[index]) != property(self[index + 1]) {
            runs.append(self[start...index])
            start = index + 1
        }
        return runs
    }
}

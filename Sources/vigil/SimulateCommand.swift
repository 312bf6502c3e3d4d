// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Foundation
import SQLiteStorage
import Simulation
import Storage

struct SimulateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "simulate",
        abstract: "Write a plausible NCT04217967 into a follow-up store.",
        discussion: """
            The trial has 13 sites and, by default, 211 subjects; the same seed gives the same rows on every machine. \
            Rows are written in the order in which the sites entered them, corrections and deletions included, and the \
            change feed says when they did, so that `vigil backtest` can play the trial again.

            Example: vigil simulate --seed 7 --out trial.sqlite
            """)

    @Option(help: "The seed that chooses the trial.")
    var seed: UInt64 = 1

    @Option(help: "How many subjects consent.")
    var subjects = SimulatedTrial.enrolment

    @Option(help: "The follow-up store to write into; it is made if there is none, and must be empty otherwise.")
    var out: String

    mutating func validate() throws {
        guard subjects >= 0 else { throw ValidationError("--subjects is \(subjects); give 0 or more.") }
    }

    func run() async throws {
        try await reporting { try simulate() }
    }

    /// Rows written in one transaction.
    private static let batchMax = 10_000

    /// Rows of a made-up trial among those of a real one could not be told apart again.
    private func requireEmptyStore() throws {
        let files = FileManager.default
        let folder = URL(fileURLWithPath: out).deletingLastPathComponent().path
        guard files.fileExists(atPath: folder) else { throw SimulationPlaceError.folderMissing(folder: folder) }
        guard files.fileExists(atPath: out), try SQLiteFollowUpStore(path: out).head() > 0 else { return }
        throw SimulationPlaceError.notEmpty(path: out)
    }

    private func simulate() throws {
        try requireEmptyStore()
        let trial = SimulatedTrial(
            seed: seed, subjects: subjects, start: SimulatedTrial.firstDay, end: SimulatedTrial.lastDay)
        let writer = try SQLiteFollowUpWriter(path: out)
        var counts = WriteCounts()
        var writes = trial.writes()[...]
        while !writes.isEmpty {
            let batch = writes.prefix(SimulateCommand.batchMax)
            counts = counts + (try writer.enter(batch.map(\.dated)))
            writes = writes.dropFirst(batch.count)
        }
        print(
            "\(out): \(counts.inserted) rows entered, \(counts.updated) changed, \(counts.deleted) taken out again "
                + "(seed \(seed), \(subjects) subjects)")
    }
}

extension SimulatedWrite {
    fileprivate var dated: DatedWrite {
        switch operation {
        case .upsert(let row): DatedWrite(at: at, row: row, isDeletion: false)
        case .delete(let row): DatedWrite(at: at, row: row, isDeletion: true)
        }
    }
}

/// Why a simulated trial is not written.
enum SimulationPlaceError: Error, CustomStringConvertible {
    case folderMissing(folder: String)
    case notEmpty(path: String)

    var description: String {
        switch self {
        case .folderMissing(let folder): "\(folder): this folder is missing; make it, or choose another for --out"
        case .notEmpty(let path): "\(path): this store has rows already; a simulated trial needs a store of its own"
        }
    }
}

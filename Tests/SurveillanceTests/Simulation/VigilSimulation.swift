// SPDX-License-Identifier: Apache-2.0

import Foundation
import Kit
import SQLiteStorage
import Storage
import Testing
import Trial

/// Trials, crashes and repairs drawn by seed, judged by a book that the simulation keeps itself.
///
/// A seed that fails is replayed alone with `VIGIL_SEED=7 swift test --filter Simulation`; `VIGIL_SEED=41-500` looks
/// further.
@Suite struct VigilSimulation {
    /// The seeds to run, or those that the environment asks for.
    static func seeds(_ seeds: ClosedRange<UInt64>) -> [UInt64] {
        let wish = ProcessInfo.processInfo.environment["VIGIL_SEED"] ?? ""
        let ends = wish.split(separator: "-").compactMap { UInt64($0) }
        guard let first = ends.first, let last = ends.last, first <= last else { return Array(seeds) }
        return Array(first...last)
    }

    @Test(arguments: seeds(1...40))
    func `nothing is lost, doubled or left standing when everything fails in turn`(seed: UInt64) async throws {
        try await simulate(
            seed,
            on: SimulatedWorld.Ground(
                ledger: MemoryLedger(), makeStore: { MemoryFollowUpStore(identity: "store \($0)") }))
    }

    @Test(arguments: seeds(101...103))
    func `the same holds over SQLite`(seed: UInt64) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "vigil-simulation-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let ledger = try SQLiteLedger(path: folder.appending(path: "ledger").path(), opening: .creating)
        let world = try await simulate(
            seed,
            on: SimulatedWorld.Ground(
                ledger: ledger,
                makeStore: { try SQLiteSimulatedStore(path: folder.appending(path: "store-\($0)").path()) }))
        let (changes, answers) = world.auditor.inspect { ($0.changes, $0.answers) }
        guard case .intact(let entries, _) = try ledger.verifyAudit() else {
            Issue.record("the audit chain is broken")
            return
        }
        #expect(entries >= changes + answers)
    }

    @discardableResult
    private func simulate(_ seed: UInt64, on ground: SimulatedWorld.Ground) async throws -> SimulatedWorld {
        var world = try SimulatedWorld(seed: seed, on: ground)
        try await world.run()
        let findings = world.auditor.findings.prefix(5).joined(separator: "\n")
        #expect(findings.isEmpty, "seed \(seed) after \(world.trace.suffix(6).joined(separator: "\n"))")
        return world
    }
}

/// A follow-up store in a file, with whoever writes into it.
struct SQLiteSimulatedStore: SimulatedStore {
    let reader: SQLiteFollowUpStore
    let writer: SQLiteFollowUpWriter

    init(path: String) throws {
        writer = try SQLiteFollowUpWriter(path: path)
        reader = try SQLiteFollowUpStore(path: path)
    }

    func put(_ row: SDTMRow) throws { _ = try writer.apply([row]) }
    func remove(_ row: SDTMRow) throws { _ = try writer.delete([row]) }
    func identity() throws -> StoreIdentity { try reader.identity() }
    func head() throws -> Int64 { try reader.head() }
    func fingerprint(at sequence: Int64) throws -> String? { try reader.fingerprint(at: sequence) }
    func subjects(study: String) throws -> [String] { try reader.subjects(study: study) }
    func changeCounter() throws -> Int64 { try reader.changeCounter() }
    func record(study: String, subject: String) throws -> SubjectRecord {
        try reader.record(study: study, subject: subject)
    }
    func changes(study: String, after: Int64, through: Int64, limit: Int) throws -> [FeedEntry] {
        try reader.changes(study: study, after: after, through: through, limit: limit)
    }
}

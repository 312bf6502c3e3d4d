// SPDX-License-Identifier: Apache-2.0

import Foundation
import SQLiteStorage
import Simulation
import Storage

/// How much memory the daemon holds when it has reviewed a whole trial once and waits.
struct IdleMemoryBenchmark: Benchmark {
    let name = "idle-memory"

    func prepare(in folder: URL) throws { _ = try SimulatedStore.shared(in: folder) }

    func measure(in folder: URL) async throws -> [Figure] {
        let store = try SimulatedStore.copy(in: folder, named: "idle.sqlite")
        let program = try Self.program()
        let memory: (resident: Double, own: Double)
        if let program {
            memory = try await ofProgram(program.file, store: store, in: folder)
        } else {
            memory = try await ofServices(store: store)
        }
        return [("resident", memory.resident), ("its own, not mapped from files", memory.own)].map { part, megabytes in
            Figure(
                name: "memory idle, \(part)", value: megabytes, unit: "MB", reference: 40,
                referenceName: "the limit; \(program?.name ?? "services in this process")", goal: .atMost(1))
        }
    }

    /// The daemon: as `make release` builds it for installing, else as it stands beside this program, if it does.
    private static func program() throws -> (name: String, file: URL)? {
        let root = try ShippedProtocol.file().deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let beside = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent().appending(path: "vigil")
        return [
            ("static vigil run", root.appending(path: ".build-release/release/vigil")), ("vigil run", beside),
        ].first { FileManager.default.isExecutableFile(atPath: $0.1.path) }
    }

    /// The memory of `vigil run`, started on a configuration without receivers.
    private func ofProgram(
        _ program: URL, store: String, in folder: URL
    ) async throws -> (resident: Double, own: Double) {
        let ledger = store + "-ledger"
        let configuration = folder.appending(path: "vigil.yaml")
        try """
        ledger: \(ledger)
        poll_interval_seconds: 30
        deliver: false
        studies:
          - protocol: \(try ShippedProtocol.file().path)
            store: \(store)

        """.write(to: configuration, atomically: true, encoding: .utf8)
        let process = Process()
        process.executableURL = program
        process.arguments = ["run", "--config", configuration.path]
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        defer {
            process.terminate()
            process.waitUntilExit()
        }
        try await firstPass(of: ledger, by: process)
        return try ProcessMemory(process: "\(process.processIdentifier)").idle()
    }

    private func firstPass(of ledger: String, by process: Process) async throws {
        let start = ContinuousClock.now
        while process.isRunning, start.secondsUntilNow < 60 {
            try await Task.sleep(for: .milliseconds(500))
            // Until the daemon has made it, there is no ledger to open.
            let progress = try? SQLiteLedger(path: ledger, opening: .existing).progress(study: SimulatedTrial.study)
            if let progress, progress.isFirstPassDone { return }
        }
        throw BenchError.timedOut("the first pass of vigil run")
    }

    private func ofServices(store: String) async throws -> (resident: Double, own: Double) {
        let daemon = try BenchDaemon(store: store, studyProtocol: try ShippedProtocol.load(), url: nil)
        try await daemon.run { try await daemon.settle(secondsMax: 60) }
        return try ProcessMemory.own.idle()
    }
}

extension ProcessMemory {
    fileprivate func idle() throws -> (resident: Double, own: Double) {
        (try residentMegabytes(), try anonymousMegabytes())
    }
}

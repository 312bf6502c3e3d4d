// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

/// The program under test, run as a child process.
final class VigilProcess {
    /// How a process ended and what it said.
    struct Ending {
        /// The exit status, or the number of the signal that ended it.
        var status: Int32
        /// Whether a signal ended it.
        var wasSignalled: Bool
        /// Standard output.
        var output: String
        /// Standard error.
        var errors: String
    }

    private let process = Process()
    private let outputFile: URL
    private let errorFile: URL

    /// The built program: beside the tests that are running, else where a debug build puts it.
    static let executable: URL = {
        let tests = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
        let package = URL(filePath: #filePath).appending(path: "../../..").standardized
        let candidates = [tests, package.appending(path: ".build/debug")].map { $0.appending(path: "vigil") }
        return candidates.first { FileManager.default.isExecutableFile(atPath: $0.path) } ?? candidates[0]
    }()

    /// Starts the program in a folder; its output goes to files there, so that no pipe can fill up.
    init(_ arguments: [String], in folder: URL, environment: [String: String] = [:]) throws {
        let name = "process-\(UUID().uuidString)"
        outputFile = folder.appending(path: "\(name).out")
        errorFile = folder.appending(path: "\(name).err")
        for file in [outputFile, errorFile] { try Data().write(to: file) }
        process.executableURL = VigilProcess.executable
        process.arguments = arguments
        process.currentDirectoryURL = folder
        var variables = ProcessInfo.processInfo.environment
        for name in ["NOTIFY_SOCKET", "WATCHDOG_USEC", "CREDENTIALS_DIRECTORY"] { variables[name] = nil }
        process.environment = variables.merging(environment) { $1 }
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = try FileHandle(forWritingTo: outputFile)
        process.standardError = try FileHandle(forWritingTo: errorFile)
        try process.run()
    }

    deinit {
        if process.isRunning { Glibc.kill(process.processIdentifier, SIGKILL) }
    }

    var id: Int32 { process.processIdentifier }

    var isRunning: Bool { process.isRunning }

    /// What it has said on standard output so far.
    func output() throws -> String { try String(contentsOf: outputFile, encoding: .utf8) }

    /// What it has said on standard error so far.
    func errors() throws -> String { try String(contentsOf: errorFile, encoding: .utf8) }

    func signal(_ number: Int32) { Glibc.kill(process.processIdentifier, number) }

    /// Waits until the process has ended; one that does not is killed and fails the test.
    func ending(within seconds: Double = 60) async throws -> Ending {
        do {
            try await eventually("the process ends", within: seconds) { !process.isRunning }
        } catch {
            signal(SIGKILL)
            throw error
        }
        return Ending(
            status: process.terminationStatus, wasSignalled: process.terminationReason == .uncaughtSignal,
            output: try String(contentsOf: outputFile, encoding: .utf8),
            errors: try String(contentsOf: errorFile, encoding: .utf8))
    }

    /// Runs the program to its end.
    static func run(_ arguments: [String], in folder: URL, within seconds: Double = 60) async throws -> Ending {
        try await VigilProcess(arguments, in: folder).ending(within: seconds)
    }
}

/// Something that was waited for and did not come.
struct NeverHappened: Error, CustomStringConvertible {
    var event: String
    var seconds: Double

    var description: String { "waited \(seconds) s in vain until \(event)" }
}

/// Looks again every few milliseconds until a condition holds, and fails when it has not by the deadline.
func eventually(
    _ event: String, within seconds: Double = 20, _ condition: () async throws -> Bool
) async throws {
    let deadline = ContinuousClock.now + .seconds(seconds)
    while try await !condition() {
        guard .now < deadline else { throw NeverHappened(event: event, seconds: seconds) }
        try await Task.sleep(for: .milliseconds(4))
    }
}

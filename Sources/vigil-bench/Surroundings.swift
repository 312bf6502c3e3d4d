// SPDX-License-Identifier: Apache-2.0

import Foundation
import Rules
import Settings

/// Why a figure could not be measured.
enum BenchError: Error, CustomStringConvertible {
    case unreadable(String)
    case failed(program: String, status: Int32)
    case noProtocol
    case timedOut(String)
    case socket(call: String, code: Int32)

    var description: String {
        switch self {
        case .unreadable(let what): "cannot read \(what)"
        case .failed(let program, let status): "\(program) ended with status \(status)"
        case .noProtocol: "no Config/protocols/nct04217967.yaml above this program: run it from the source tree"
        case .timedOut(let what): "timed out: \(what)"
        case .socket(let call, let code): "\(call): \(String(cString: strerror(code)))"
        }
    }
}

/// A folder that goes away with everything in it.
enum TemporaryFolder {
    static func with<Value>(_ body: (URL) throws -> Value) throws -> Value {
        let folder = FileManager.default.temporaryDirectory.appending(path: "vigil-bench-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        return try body(folder)
    }
}

/// Runs a program to its end and gives its standard output.
@discardableResult
func output(of program: String, _ arguments: [String]) throws -> String {
    let process = Process()
    let pipe = Pipe()
    process.executableURL = URL(filePath: program)
    process.arguments = arguments
    process.standardOutput = pipe
    try process.run()
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
        throw BenchError.failed(program: program, status: process.terminationStatus)
    }
    return String(decoding: output, as: UTF8.self)
}

/// The protocol that ships with the program.
enum ShippedProtocol {
    /// The file in the source tree that this program was built in.
    static func file() throws -> URL {
        let name = "Config/protocols/nct04217967.yaml"
        let executable = URL(filePath: CommandLine.arguments[0]).resolvingSymlinksInPath()
        let parents = sequence(first: executable.deletingLastPathComponent()) { folder in
            folder.path == "/" ? nil : folder.deletingLastPathComponent()
        }
        let candidates = [URL(filePath: FileManager.default.currentDirectoryPath)] + Array(parents)
        let found = candidates.map { $0.appending(path: name) }
            .first { FileManager.default.fileExists(atPath: $0.path) }
        guard let found else { throw BenchError.noProtocol }
        return found
    }

    static func load() throws -> StudyProtocol { try loadProtocol(at: try file().path) }
}

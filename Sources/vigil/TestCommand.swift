// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Foundation
import Replay
import Rules
import Settings

struct TestCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "test",
        abstract: "Run rule tests: rows in; alerts, actions and their dates out.",
        discussion: """
            A test tells a subject's rows and the alerts that a rule must make of them, day by day; see the README.md \
            beside the shipped tests. Without FILES, every file in the folder `tests` beside the configuration is run. \
            A folder stands for the files in it. No store and no ledger is opened.

            Rules that lack tests are named when the whole folder is run, or with --coverage.

            Prints each alert that is not as expected, and exits 1 if there is one; 2 if a file has faults.

            Example: vigil test --config Config/vigil.yaml
            """)

    enum Format: String, ExpressibleByArgument, CaseIterable {
        case text
        case json
    }

    @OptionGroup var configuration: ConfigurationOption

    @Argument(help: "Files or folders of tests.")
    var files: [String] = []

    @Option(help: "text or json.")
    var format = Format.text

    @Flag(name: .shortAndLong, help: "Name every test, passed or not.")
    var verbose = false

    @Flag(help: "Fail where a rule has no test that fires, none just below or near, or none that corrects.")
    var coverage = false

    func run() async throws {
        try await reporting {
            let places = files.isEmpty ? [testsFolder(beside: configuration.config)] : files
            let found = try places.flatMap(testFiles)
            // A file of a suite cannot tell which rules the suite leaves out.
            let report = try RuleTestReport(
                loadRuleTests(at: found), looksForGaps: coverage || files.isEmpty)
            let failsCoverage = coverage && !report.gaps.isEmpty
            print(format == .json ? try report.json : report.text(isVerbose: verbose, demandsCoverage: coverage))
            guard report.failed == 0, !failsCoverage else { throw ExitCode.failure }
        }
    }
}

private func testsFolder(beside configuration: String) -> String {
    URL(fileURLWithPath: configuration).deletingLastPathComponent().appending(path: "tests").relativePath
}

/// The file at a path, or the files of tests in the folder there and below it, in order.
private func testFiles(at path: String) throws -> [String] {
    var isFolder: ObjCBool = false
    let exists = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
    guard exists, isFolder.boolValue else { return [path] }
    let names = FileManager.default.enumerator(atPath: path)?.compactMap { $0 as? String } ?? []
    let files = names.filter { $0.hasSuffix(".yaml") || $0.hasSuffix(".yml") }.sorted().map { "\(path)/\($0)" }
    guard !files.isEmpty else { throw NoRuleTests(folder: path) }
    return files
}

/// A folder without rule tests.
struct NoRuleTests: Error, CustomStringConvertible {
    var folder: String

    var description: String { "\(folder): no rule tests are in this folder; name files whose names end in .yaml" }
}

// SPDX-License-Identifier: Apache-2.0

import Foundation
import Replay
import Rules
import Settings
import Testing

/// The table by which a clinician follows a label's line to its rule and its tests.
@Suite struct LineTableTests {
    /// A line of the table.
    private struct Line {
        var rule: String
        var tests: [String]
    }

    private static let folder = Fixtures.shipped.appending(path: "tests/nct04217967").path

    private func lines() throws -> [Line] {
        let text = try String(contentsOfFile: "\(Self.folder)/README.md", encoding: .utf8)
        return text.split(separator: "\n").compactMap { line in
            let columns = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
            guard columns.count == 5, columns[3].hasPrefix("`") else { return nil }
            let tests = columns[4].split(separator: "“").map { $0.prefix { $0 != "”" } }.map(String.init)
            return Line(rule: columns[3].trimmingCharacters(in: ["`"]), tests: tests)
        }
    }

    @Test func `every test that the table names is one of its rule, and every rule has a line`() throws {
        let files = try loadRuleTests(at: Fixtures.shippedTests.filter { $0.hasPrefix(Self.folder) })
        let named = Dictionary(grouping: files.flatMap(\.tests), by: \.rule).mapValues { Set($0.map(\.name)) }
        let lines = try lines()
        #expect(lines.count > 50)
        for line in lines {
            #expect(!line.tests.isEmpty)
            for test in line.tests { #expect(named[line.rule]?.contains(test) == true, "\(line.rule): \(test)") }
        }
        let rules = try #require(files.first).studyProtocol.subjectRules.map(\.id)
        #expect(Set(lines.map(\.rule)) == Set(rules))
    }
}

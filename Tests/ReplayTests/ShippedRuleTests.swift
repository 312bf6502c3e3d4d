// SPDX-License-Identifier: Apache-2.0

import Replay
import Rules
import Settings
import Testing

/// The rule tests that ship beside the protocols.
@Suite struct ShippedRuleTests {
    @Test(arguments: Fixtures.shippedTests) func `every shipped rule test passes`(path: String) throws {
        let file = try #require(try loadRuleTests(at: [path]).first)
        let failed = try Fixtures.run(file).filter { !$0.hasPassed }
        #expect(failed.isEmpty, "\(failed.map { $0.message(in: path) }.joined(separator: "\n"))")
    }

    /// Rules that have no tests yet.
    static let exceptions: Set<String> = []

    @Test func `every rule of a shipped protocol fires, does not just below, and follows a correction`() throws {
        let files = try loadRuleTests(at: Fixtures.shippedTests)
        #expect(!files.isEmpty)
        for (_, files) in Dictionary(grouping: files, by: \.protocolPath) {
            let rules = try #require(files.first).studyProtocol.subjectRules.map(\.id)
            let gaps = RuleTestCoverage(files.flatMap(\.tests), of: rules).gaps
            let lacking = gaps.filter { !Self.exceptions.contains($0.rule) }
            #expect(lacking.isEmpty, "\(lacking.map { "\($0.rule) lacks \($0.lacks.joined(separator: "; "))" })")
        }
    }
}

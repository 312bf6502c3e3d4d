// SPDX-License-Identifier: Apache-2.0

package import Settings

/// How a rule test went.
package struct RuleTestOutcome: Hashable, Sendable {
    /// One thing that is not as expected.
    package struct Difference: Hashable, Sendable, Codable {
        /// What the test says.
        package var expected: String
        /// What came of the rows.
        package var found: String

        /// Two things that should be one.
        package init(expected: String, found: String) {
            self.expected = expected
            self.found = found
        }
    }

    /// An alert that is not as a step expects.
    package struct Failure: Hashable, Sendable, Codable {
        /// The line of the expectation, or of the step where nothing was expected.
        package var line: Int
        /// When the step looked.
        package var on: String
        /// The rule.
        package var rule: String
        /// At least one.
        package var differences: [Difference]
        /// The alert that came nearest, in one line; nil where there is none, or it is the difference.
        package var says: String?

        /// A failure.
        package init(line: Int, on: String, rule: String, differences: [Difference], says: String?) {
            self.line = line
            self.on = on
            self.rule = rule
            self.differences = differences
            self.says = says
        }
    }

    /// The test.
    package var test: RuleTest
    /// What was not as expected; empty for a test that passed.
    package var failures: [Failure]

    /// How a test went.
    package init(test: RuleTest, failures: [Failure]) {
        self.test = test
        self.failures = failures
    }

    /// Whether everything was as expected.
    package var hasPassed: Bool { failures.isEmpty }

    /// What was not as expected, each as the difference of two texts, under the place where it is expected.
    ///
    /// - Parameter file: the file as messages name it.
    package func message(in file: String) -> String {
        failures.map { failure in
            let heading = "\(file):\(failure.line): \(test.name): on \(failure.on), \(failure.rule)"
            let lines = failure.differences.flatMap { ["  - \($0.expected)", "  + \($0.found)"] }
            return ([heading] + lines + (failure.says.map { ["    found \($0)"] } ?? [])).joined(separator: "\n")
        }.joined(separator: "\n")
    }
}

/// Which rules of a protocol have which tests.
package struct RuleTestCoverage: Hashable, Sendable {
    /// A rule that lacks tests.
    package struct Gap: Hashable, Sendable, Codable {
        /// The rule.
        package var rule: String
        /// The kinds of test that it lacks, in words.
        package var lacks: [String]
    }

    /// Rules that lack tests, in the order of the protocol.
    package var gaps: [Gap]

    /// Looks at what the tests of one protocol say they show.
    ///
    /// Every rule needs a test that `fires`, one of rows `just-below` or a `near-miss`, and one `corrected`.
    package init(_ tests: [RuleTest], of rules: [String]) {
        let shown = Dictionary(grouping: tests, by: \.rule).mapValues { Set($0.compactMap(\.kind)) }
        gaps = rules.compactMap { rule in
            let kinds = shown[rule] ?? []
            let lacks = [
                kinds.contains(.fires) ? nil : "fires",
                kinds.isDisjoint(with: [.justBelow, .nearMiss]) ? "just-below or near-miss" : nil,
                kinds.contains(.corrected) ? nil : "corrected",
            ].compactMap(\.self)
            return lacks.isEmpty ? nil : Gap(rule: rule, lacks: lacks)
        }
    }
}

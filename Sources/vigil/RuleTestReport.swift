// SPDX-License-Identifier: Apache-2.0

import Foundation
import Replay
import Rules
import Settings

/// How all tests of some files went.
struct RuleTestReport {
    private let files: [(file: RuleTestFile, outcomes: [RuleTestOutcome])]
    /// For each study that tests are about, the rules that lack tests.
    let gaps: [(study: String, gap: RuleTestCoverage.Gap)]

    /// Runs the tests, and finds what they leave out where they are meant to be whole.
    init(_ files: [RuleTestFile], looksForGaps: Bool) throws {
        self.files = try files.map { file in
            let zone = try StudyTimeZone(file.studyProtocol.timeZone)
            let study = ReplayedStudy(file.studyProtocol, secondsFromUTC: zone.secondsFromUTC(at:))
            return (file, file.tests.map { Replay.run($0, in: study) })
        }
        guard looksForGaps else {
            gaps = []
            return
        }
        let byProtocol = Dictionary(grouping: files, by: \.protocolPath).sorted { $0.key < $1.key }.map(\.value)
        gaps = byProtocol.flatMap { files -> [(study: String, gap: RuleTestCoverage.Gap)] in
            guard let studyProtocol = files.first?.studyProtocol else { return [] }
            let rules = studyProtocol.subjectRules.map(\.id)
            return RuleTestCoverage(files.flatMap(\.tests), of: rules).gaps.map { (studyProtocol.study, $0) }
        }
    }

    private var all: [RuleTestOutcome] { files.flatMap(\.outcomes) }

    /// How many tests failed.
    var failed: Int { all.filter { !$0.hasPassed }.count }

    /// What failed, which rules lack tests, and a last line with the counts.
    func text(isVerbose: Bool, demandsCoverage: Bool) -> String {
        var lines: [String] = []
        for (file, outcomes) in files {
            for outcome in outcomes {
                if isVerbose {
                    let kind = outcome.test.kind.map { ", \($0.rawValue)" } ?? ""
                    lines.append(
                        "\(outcome.hasPassed ? "ok  " : "FAIL") \(outcome.test.rule)\(kind): \(outcome.test.name)")
                }
                if !outcome.hasPassed { lines.append(outcome.message(in: file.path)) }
            }
        }
        lines += gaps.map { study, gap in
            "\(demandsCoverage ? "" : "warning: ")\(study): rule \(gap.rule) lacks tests: "
                + gap.lacks.joined(separator: "; ")
        }
        let (tests, rules) = (all.count, Set(all.map(\.test.rule)).count)
        lines.append(
            failed == 0
                ? "\(tests) tests of \(rules) rules passed"
                : "\(failed) of \(tests) tests failed, of \(rules) rules")
        return lines.joined(separator: "\n")
    }

    /// The same for a program.
    var json: String {
        get throws {
            let report = JSONReport(
                tests: files.flatMap { file, outcomes in
                    outcomes.map {
                        JSONReport.Test(
                            file: file.path, line: $0.test.line, name: $0.test.name, rule: $0.test.rule,
                            kind: $0.test.kind?.rawValue, passed: $0.hasPassed, failures: $0.failures)
                    }
                },
                failed: failed, gaps: gaps.map(\.gap))
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
            return String(decoding: try encoder.encode(report), as: UTF8.self)
        }
    }
}

private struct JSONReport: Encodable {
    struct Test: Encodable {
        var file: String
        var line: Int
        var name: String
        var rule: String
        var kind: String?
        var passed: Bool
        var failures: [RuleTestOutcome.Failure]
    }

    var tests: [Test]
    var failed: Int
    var gaps: [RuleTestCoverage.Gap]
}

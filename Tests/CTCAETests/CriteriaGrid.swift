// SPDX-License-Identifier: Apache-2.0

import CTCAE
import Foundation
import Trial

/// One row of a boundary grid: a result with its limits and baseline, and the grade that the criterion's words give it.
///
/// The columns, and how the grid was derived, are told in `Fixtures/README.md`.
struct GridRow: CustomStringConvertible, Sendable {
    var version: CTCAEVersion
    /// The term as the version prints it.
    var term: String
    var direction: Direction
    var result: LabResult
    var baseline: Baseline?
    var atBaseline: AtBaseline
    /// What the words say; nil where they cannot be applied.
    var expected: LabGrade.Outcome?
    /// The question of reading that the row depends on, by its letter in `Fixtures/README.md`; empty for most.
    var question: String
    /// Everything but the result's value and its grade.
    var circumstances: String
    var description: String

    /// What this project says, nil where it says that the result cannot be graded.
    var actual: LabGrade.Outcome? {
        let grades = grade(result, version: version, baseline: baseline, atBaseline: atBaseline)
        let name = term
        guard let grade = grades.first(where: { $0.direction == direction && $0.term.name(in: version) == name }),
            case .graded = grade.outcome
        else { return nil }
        return grade.outcome
    }

    /// Whether the term is graded at all, so that an ungradable row does not pass for want of a criterion.
    var hasTerm: Bool {
        grade(result, version: version, baseline: baseline, atBaseline: atBaseline)
            .contains { $0.direction == direction && $0.term.name(in: version) == term }
    }

    init(_ row: [String: String], version: CTCAEVersion) {
        let text = { (name: String) in row[name] ?? "" }
        let number = { (name: String) in row[name].flatMap(Double.init) }
        self.version = version
        term = text("term")
        direction = text("direction") == "L" ? .low : .high
        atBaseline = text("at_baseline") == "relative" ? .relative : .range
        let isBaseline = !text("at_baseline").isEmpty
        var result = LabResult(
            key: RowKey(domain: .lb, text: "[]"), test: text("lbtestcd"), specimen: text("lbspec"),
            value: LabResult.Value(reported: text("value")), unit: text("unit"), lowerLimit: number("lln"),
            upperLimit: number("uln"), rangeIndicator: isBaseline ? text("bnrind") : "", isBaseline: isBaseline)
        result.isFasting = ["Y": true, "N": false][text("fasting")]
        self.result = result
        if isBaseline {
            baseline = Baseline(result)
        } else if !text("base").isEmpty || !text("bnrind").isEmpty {
            var first = result
            first.value = number("base").map(LabResult.Value.number) ?? .missing
            first.unit = text("base_unit").isEmpty ? result.unit : text("base_unit")
            first.lowerLimit = number("base_lln")
            first.upperLimit = number("base_uln")
            first.rangeIndicator = text("bnrind")
            baseline = Baseline(first)
        }
        expected = Int(text("grade")).flatMap { grade in
            Int(text("grade_worst")).map { .graded(grade: grade, worst: $0) }
        }
        question = text("question")
        let outcomes: Set<String> = ["value", "grade", "grade_worst", "reason_class", "criterion", "question"]
        circumstances = row.filter { !$0.value.isEmpty && !outcomes.contains($0.key) }.sorted { $0.key < $1.key }
            .map { "\($0.key)=\($0.value)" }.joined(separator: " ")
        description = row.filter { !$0.value.isEmpty }.sorted { $0.key < $1.key }
            .map { "\($0.key)=\($0.value)" }.joined(separator: " ")
    }
}

/// The grids and the criteria's words beside them.
enum CriteriaGrid {
    /// The rows kept with the project.
    static func rows(_ version: CTCAEVersion) throws -> [GridRow] {
        try rows(version, in: fixtures.appending(path: "grid-\(name(version)).csv"))
    }

    /// The rows of the whole grid, which is too large to be kept with the project.
    static func wholeRows(_ version: CTCAEVersion) throws -> [GridRow] {
        guard let wholeGrid else { throw CocoaError(.fileNoSuchFile) }
        return try rows(version, in: wholeGrid.appending(path: "full-\(name(version)).csv"))
    }

    /// Where the whole grid is, if anywhere: `VIGIL_GRID`.
    static let wholeGrid = ProcessInfo.processInfo.environment["VIGIL_GRID"].map { URL(filePath: $0) }

    /// What the version prints for a grade of a term.
    static func words(_ version: CTCAEVersion, _ term: String, _ outcome: LabGrade.Outcome?) -> String {
        guard case .graded(_, let worst) = outcome else { return "-" }
        return printed["\(version.rawValue) \(term) \(worst)"] ?? "-"
    }

    private static let printed: [String: String] = {
        let text = (try? String(contentsOf: fixtures.appending(path: "grid-words.csv"), encoding: .utf8)) ?? ""
        var words: [String: String] = [:]
        for row in csvRows(text) {
            for version in (row["versions"] ?? "").split(separator: " ") {
                words["\(version) \(row["term"] ?? "") \(row["grade"] ?? "")"] = row["words"]
            }
        }
        return words
    }()

    private static let fixtures = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures")

    private static func name(_ version: CTCAEVersion) -> String {
        "v" + version.rawValue.replacing(".", with: "_")
    }

    private static func rows(_ version: CTCAEVersion, in file: URL) throws -> [GridRow] {
        var above: [String: String] = [:]
        return csvRows(try String(contentsOf: file, encoding: .utf8)).map { row in
            var row = row
            if (row["term"] ?? "").isEmpty { row.merge(above) { _, above in above } }
            above = row.filter { ["term", "direction", "lbtestcd", "lbspec"].contains($0.key) }
            return GridRow(row, version: version)
        }
    }
}

// SPDX-License-Identifier: Apache-2.0

import CTCAE
import Foundation
import Trial

/// One grading by the R package admiral 1.5.0 with its v5.0 criteria: an independent reading of the standard.
///
/// Its grades are the worst a number may mean; a baseline row is graded against itself.
struct ReferenceGrade: CustomStringConvertible, Sendable {
    var term: LabTerm
    var result: LabResult
    var baseline: Baseline?
    /// Nil where admiral grades nothing.
    var grade: Int?
    var description: String

    /// Rows of terms that are not graded here are nil.
    init?(_ row: [String: String]) {
        guard let term = row["term"].flatMap(LabTerm.init(rawValue:)), let code = term.testCode else { return nil }
        let number = { (name: String) in row[name].flatMap(Double.init) }
        let unit = row["unit"] ?? ""
        self.term = term
        result = CTCAETests.result(
            row["lbtestcd"] ?? code, number("value").map(LabResult.Value.number) ?? .missing, unit,
            lower: number("lln"), upper: number("uln"))
        baseline = number("baseline").map { value in
            Baseline(
                value: value, unit: unit,
                range: Baseline.Range(indicator: row["bnrind"] ?? "", value: nil, lower: nil, upper: nil))
        }
        grade = row["grade"].flatMap(Int.init)
        description = row.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: " ")
    }

    /// What this project grades.
    var outcome: LabGrade.Outcome? {
        CTCAETests.outcome(term, result, baseline: baseline, atBaseline: .relative)
    }

    /// Whether the two readings agree: the same worst grade, or none in both.
    var agrees: Bool {
        switch outcome {
        case .graded(_, let worst): worst == grade
        case .ungradable: grade == nil
        case nil: false
        }
    }

    /// v5.0 leaves a gap between 129 and 130 mmol/L of sodium: admiral grades it 1, here it belongs to the step of
    /// 125-129.
    var isKnownDeparture: Bool {
        guard term == .hyponatremia, case .number(let value) = result.value else { return false }
        return value > 129 && value < 130 && grade != 3
    }
}

extension LabTerm {
    /// The CDISC code of the test that admiral's rows of the term carry.
    fileprivate var testCode: String? {
        for analyte in Analyte.allCases where analyte != .correctedCalcium {
            let graded = grade(
                CTCAETests.result(analyte.code, .missing, ""), version: .v5_0, baseline: nil, atBaseline: .range)
            if graded.contains(where: { $0.term == self }) { return analyte.code }
        }
        return nil
    }
}

/// Rows of a CSV file without line breaks in fields, by the names of the header.
func csvRows(_ text: String) -> [[String: String]] {
    var lines = text.split(whereSeparator: \.isNewline).map { line in
        line.split(separator: ",", omittingEmptySubsequences: false).map { String($0.filter { $0 != "\"" }) }
    }
    guard !lines.isEmpty else { return [] }
    let header = lines.removeFirst()
    return lines.map { Dictionary(zip(header, $0), uniquingKeysWith: { first, _ in first }) }
}

/// Large comparisons that are not part of the project, where they are at hand.
enum ReferenceFolder {
    /// `VIGIL_REFERENCE`, else `shared/reference` beside the package; nil when there is none.
    static var path: URL? {
        let package = URL(filePath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
            .deletingLastPathComponent()
            .deletingLastPathComponent()
        let beside = package.deletingLastPathComponent().appending(path: "shared/reference")
        let folder = ProcessInfo.processInfo.environment["VIGIL_REFERENCE"].map { URL(filePath: $0) } ?? beside
        return FileManager.default.fileExists(atPath: folder.path) ? folder : nil
    }

    /// The text of a gzip file under the folder.
    static func unzipped(_ name: String) throws -> String {
        guard let path else { throw CocoaError(.fileNoSuchFile) }
        let gunzip = Process()
        gunzip.executableURL = URL(filePath: "/usr/bin/env")
        gunzip.arguments = ["gunzip", "-c", path.appending(path: name).path]
        let output = Pipe()
        gunzip.standardOutput = output
        try gunzip.run()
        let bytes = try output.fileHandleForReading.readToEnd() ?? Data()
        gunzip.waitUntilExit()
        return String(decoding: bytes, as: UTF8.self)
    }
}

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
        guard let name = row["term"] else { return nil }
        // admiral splits a term that has cuts of its own for ionised calcium.
        let isIonised = name.hasSuffix(" (Ionized)")
        guard let term = LabTerm(rawValue: isIonised ? String(name.dropLast(10)) : name),
            let code = isIonised ? Analyte.ionisedCalcium.code : term.testCode
        else { return nil }
        let number = { (name: String) in row[name].flatMap(Double.init) }
        let unit = row["unit"] ?? ""
        self.term = term
        result = CTCAETests.result(
            row["lbtestcd"] ?? code, number("value").map(LabResult.Value.number) ?? .missing, unit,
            lower: number("lln"), upper: number("uln"), specimen: "BLOOD")
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

    /// The departures from admiral where the published text says otherwise.
    ///
    /// - Hyponatremia, "125-129 mmol/L": a value between 129 and 130 belongs to that step; admiral grades it 1.
    /// - GGT increased, "2.0 - 2.5 x baseline if baseline was abnormal": 2.0 is included; admiral grades it 0.
    /// - Hypertriglyceridemia, "1.71 mmol/L - 3.42 mmol/L": 1.71 is included; admiral grades it 0.
    var isKnownDeparture: Bool {
        guard case .number(let value) = result.value else { return false }
        switch term {
        case .hyponatremia: return value > 129 && value < 130 && grade != 3
        case .hypertriglyceridemia: return abs(value - 1.71) < 1e-9 && grade == 0
        case .ggtIncreased:
            guard let baseline = baseline?.value else { return false }
            return abs(value - 2 * baseline) < 1e-9 && grade == 0
        default: return false
        }
    }
}

extension LabTerm {
    /// The CDISC code of the test that admiral's rows of the term carry.
    fileprivate var testCode: String? {
        for analyte in Analyte.allCases where ![.correctedCalcium, .ionisedCalcium].contains(analyte) {
            let graded = grade(
                CTCAETests.result(analyte.code, .missing, "", specimen: "BLOOD"), version: .v5_0, baseline: nil,
                atBaseline: .range)
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

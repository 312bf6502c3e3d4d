// SPDX-License-Identifier: Apache-2.0

import CTCAE
import Interchange
import Trial

/// One laboratory result of a CSV file, with what its row says of the baseline.
struct ResultRow {
    var subject: String
    var sequence: String
    var result: LabResult
    /// The row's own BASE and BNRIND; nil where the file has not both columns or they are empty.
    var baseline: Baseline?
}

/// A CSV of laboratory results, read row by row.
final class ResultTable {
    private let file: CSVReader
    private let columns: [String: Int]
    /// Rows that had not the number of fields the header promises, in the last reading.
    private(set) var malformedRows = 0

    private static let required = [
        "USUBJID", "LBTESTCD", "LBSEQ", "LBDTC", "LBSTRESN", "LBSTRESU", "LBSTNRLO", "LBSTNRHI",
    ]

    /// A table over a file.
    ///
    /// - Throws: `MissingColumns` when a required column is not there.
    init(_ file: CSVReader) throws {
        self.file = file
        columns = Dictionary(uniqueKeysWithValues: zip(file.variables, 0...))
        let missing = ResultTable.required.filter { columns[$0] == nil }
        guard missing.isEmpty else { throw MissingColumns(path: file.path, missing: missing) }
    }

    /// The baseline of each subject and test, from rows flagged LBBLFL or LBLOBXFL.
    func baselines() throws -> [String: Baseline] {
        guard columns["LBBLFL"] != nil || columns["LBLOBXFL"] != nil else { return [:] }
        var baselines: [String: Baseline] = [:]
        try forEachResult { row in
            if row.result.isBaseline { baselines[ResultTable.key(row)] = Baseline(row.result) }
        }
        return baselines
    }

    /// What a subject's baseline is filed under.
    static func key(_ row: ResultRow) -> String { "\(row.subject)\u{1F}\(row.result.test)" }

    /// Reads every result in the file's order; memory does not grow with the file.
    func forEachResult(_ body: (ResultRow) throws -> Void) throws {
        malformedRows = 0
        try file.forEachRow { row in
            guard let values = row.values else {
                malformedRows += 1
                return
            }
            try body(result(values))
        }
    }

    private func result(_ values: [String]) -> ResultRow {
        let text = { [columns] (name: String) in columns[name].map { values[$0] } ?? "" }
        let number = { (name: String) in Double(text(name)).flatMap { $0.isFinite ? $0 : nil } }
        let reported = text("LBSTRESN").isEmpty ? text("LBORRES") : text("LBSTRESN")
        let result = LabResult(
            key: RowKey(domain: .lb, text: "[]"), test: text("LBTESTCD").uppercased(), category: text("LBCAT"),
            specimen: text("LBSPEC"), collected: ClinicalDate(sdtm: text("LBDTC")),
            value: LabResult.Value(reported: reported), unit: text("LBSTRESU"), lowerLimit: number("LBSTNRLO"),
            upperLimit: number("LBSTNRHI"), rangeIndicator: text("LBNRIND"),
            isBaseline: text("LBBLFL") == "Y" || text("LBLOBXFL") == "Y")
        let own: Baseline? =
            text("BASE").isEmpty && text("BNRIND").isEmpty
            ? nil
            : Baseline(
                value: number("BASE"), unit: text("LBSTRESU"),
                range: Baseline.Range(
                    indicator: text("BNRIND"), value: number("BASE"), lower: result.lowerLimit, upper: result.upperLimit
                ))
        return ResultRow(subject: text("USUBJID"), sequence: text("LBSEQ"), result: result, baseline: own)
    }
}

/// Columns that grading needs and the file has not.
struct MissingColumns: Error, CustomStringConvertible {
    var path: String
    var missing: [String]

    var description: String { "\(path): the header lacks \(missing.joined(separator: ", "))" }
}

/// Grades results and writes them as CSV lines.
struct Grading {
    var version: CTCAEVersion
    var atBaseline: AtBaseline
    var baselines: [String: Baseline]

    /// A line for each direction in which the result can be graded; one line with the reason when there is none.
    func lines(for row: ResultRow) -> [String] {
        let baseline = row.baseline ?? baselines[ResultTable.key(row)]
        let grades = grade(row.result, version: version, baseline: baseline, atBaseline: atBaseline)
        let start = [row.subject, row.sequence, row.result.test].map(quoted).joined(separator: ",")
        guard !grades.isEmpty else { return ["\(start),,,,,ungraded,\(reasonWithoutTerm(row.result))"] }
        return grades.map { grade in
            let term = "\(start),\(quoted(grade.term.rawValue)),\(grade.direction.rawValue)"
            switch grade.outcome {
            case .graded(let proven, let worst):
                let note = grade.notes.contains(.uncorrected) ? "uncorrected" : ""
                return "\(term),\(proven),\(worst),graded,\(note)"
            case .ungradable(let reason):
                return "\(term),,,ungraded,\(reason.rawValue)"
            }
        }
    }

    private func reasonWithoutTerm(_ result: LabResult) -> String {
        switch Analyte.measured(result) {
        case .failure(let reason): reason.rawValue
        case .success: UngradableReason.versionWithoutCriterion.rawValue
        }
    }

    private func quoted(_ text: String) -> String {
        guard text.contains(where: { $0 == "," || $0 == "\"" || $0.isNewline }) else { return text }
        return "\"\(text.replacing("\"", with: "\"\""))\""
    }
}

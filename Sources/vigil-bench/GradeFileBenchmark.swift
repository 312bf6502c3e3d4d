// SPDX-License-Identifier: Apache-2.0

import CTCAE
import Foundation
import Interchange

/// How long a CSV of a million laboratory results takes to be graded, against reading it and counting its fields.
///
/// Both use the same reader in one thread of one process, and the grades are thrown away; the file is in the page
/// cache. One file has only the columns that grading needs; one has those that tell a result from another besides, and
/// one all columns of an SDTM export: these two flag baselines, which must be read beforehand.
struct GradeFileBenchmark: Benchmark {
    let name = "grade-file"

    private static let rows = 1_000_000
    private static let rowsOfSubject = 400

    private struct Layout: Sendable {
        var file: String
        var description: String
        var header: String
        var row: @Sendable (ResultOfFile) -> String
    }

    /// What a row tells.
    private struct ResultOfFile {
        var subject: String
        var sequence: Int
        var visit: Int
        var test: (test: String, unit: String, low: Double, high: Double)
        var value: Double

        /// LBNRIND.
        var indicator: String { value < test.low ? "LOW" : value > test.high ? "HIGH" : "NORMAL" }
    }

    private static let layouts = [
        Layout(
            file: "columns.csv", description: "8 columns",
            header: "USUBJID,LBTESTCD,LBSEQ,LBDTC,LBSTRESN,LBSTRESU,LBSTNRLO,LBSTNRHI",
            row: { row in
                let (test, unit, low, high) = row.test
                return "\(row.subject),\(test),\(row.sequence),\(day(row.visit)),\(row.value),\(unit),\(low),\(high)"
            }),
        Layout(
            file: "flagged.csv", description: "13 columns, baselines",
            header: """
                USUBJID,LBTESTCD,LBSEQ,LBDTC,LBSTRESN,LBSTRESU,LBSTNRLO,LBSTNRHI,LBORRES,LBORRESU,LBCAT,LBBLFL,LBNRIND
                """,
            row: { row in
                let (test, unit, low, high) = row.test
                return """
                    \(row.subject),\(test),\(row.sequence),\(day(row.visit)),\(row.value),\(unit),\(low),\(high),\
                    \(row.value),\(unit),CHEMISTRY,\(row.visit == 1 ? "Y" : ""),\(row.indicator)
                    """
            }),
        Layout(
            file: "export.csv", description: "24 columns, baselines",
            header: """
                STUDYID,DOMAIN,USUBJID,LBSEQ,LBTESTCD,LBTEST,LBCAT,LBORRES,LBORRESU,LBORNRLO,LBORNRHI,LBSTRESC,\
                LBSTRESN,LBSTRESU,LBSTNRLO,LBSTNRHI,LBNRIND,LBSPEC,LBBLFL,VISITNUM,VISIT,EPOCH,LBDTC,LBDY
                """,
            row: { row in
                let (test, unit, low, high) = row.test
                return """
                    TRIAL-01,LB,\(row.subject),\(row.sequence),\(test),Name of \(test),CHEMISTRY,\(row.value),\(unit),\
                    \(low),\(high),\(row.value),\(row.value),\(unit),\(low),\(high),\(row.indicator),SERUM,\
                    \(row.visit == 1 ? "Y" : ""),\(row.visit),CYCLE \(row.visit) DAY 1,TREATMENT,\(day(row.visit)),\
                    \(row.visit * 7)
                    """
            }),
    ]

    func prepare(in folder: URL) throws {
        for layout in Self.layouts {
            let path = folder.appending(path: layout.file)
            try Data().write(to: path)
            let file = try FileHandle(forWritingTo: path)
            try file.write(contentsOf: Data("\(layout.header)\n".utf8))
            for start in stride(from: 0, to: Self.rows, by: 50_000) {
                let text = (start..<start + 50_000).map { layout.row(Self.result($0)) + "\n" }.joined()
                try file.write(contentsOf: Data(text.utf8))
            }
            try file.close()
        }
    }

    func measure(in folder: URL) async throws -> [Figure] {
        try Self.layouts.map { layout in
            let path = folder.appending(path: layout.file).path
            var grading: [Double] = []
            var counting: [Double] = []
            for _ in 0..<7 {
                counting.append(try processorSeconds(of: RUSAGE_SELF) { try countFields(path) })
                grading.append(try processorSeconds(of: RUSAGE_SELF) { try grade(path) })
            }
            return Figure(
                name: "CSV of a million results, \(layout.description)", value: median(grading) * 1_000,
                unit: "ms", reference: median(counting) * 1_000, referenceName: "reading it and counting its fields",
                goal: .atMost(3))
        }
    }

    private func countFields(_ path: String) throws {
        var records = try CSVRecords(path: path)
        var fields = 0
        while try records.next() { fields += records.count }
        precondition(fields >= Self.rows * 8, "every row of the benchmark has its fields")
    }

    private func grade(_ path: String) throws {
        var bytes = 0
        let options = GradingOptions(version: .v5_0, atBaseline: .range, format: .csv)
        let summary = try gradeFile(ResultSource(path), options) { bytes += $0.count }
        precondition(summary.rows == Self.rows && bytes > Self.rows * 40, "every row of the benchmark is graded")
    }

    /// The results of a subject by visit and test, as exports have them.
    private static func result(_ number: Int) -> ResultOfFile {
        let ofSubject = number % rowsOfSubject
        let test = GradingBenchmark.panel[ofSubject % GradingBenchmark.panel.count]
        let visit = ofSubject / GradingBenchmark.panel.count + 1
        let value = (test.high * Double(number % 37 + 4) / 20 * 10).rounded() / 10
        return ResultOfFile(
            subject: "TRIAL-01-\(100_000 + number / rowsOfSubject)", sequence: ofSubject + 1, visit: visit, test: test,
            value: value)
    }

    private static func day(_ visit: Int) -> String {
        String(format: "2024-%02d-%02dT08:30", 1 + visit / 28, 1 + visit % 28)
    }
}

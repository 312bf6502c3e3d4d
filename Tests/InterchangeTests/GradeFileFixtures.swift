// SPDX-License-Identifier: Apache-2.0

import CTCAE
import Interchange

/// A file of results that is graded in a test.
struct GradedFile {
    static let header = "USUBJID,LBTESTCD,LBSEQ,LBDTC,LBSTRESN,LBSTRESU,LBSTNRLO,LBSTNRHI"
    static let gradesHeader = "usubjid,lbseq,lbtestcd,term,direction,grade,grade_worst,status,reason"

    /// The lines written, without the header of CSV.
    var lines: [String]
    var bytes: [UInt8]
    var summary: GradingSummary

    init(
        _ text: String, version: CTCAEVersion = .v5_0, atBaseline: AtBaseline = .range, format: GradeFormat = .csv,
        derives: Bool = false
    ) throws {
        try self.init(
            bytes: Array(text.utf8), version: version, atBaseline: atBaseline, format: format, derives: derives)
    }

    init(
        bytes: [UInt8], version: CTCAEVersion = .v5_0, atBaseline: AtBaseline = .range, format: GradeFormat = .csv,
        derives: Bool = false
    ) throws {
        let folder = try TemporaryFolder()
        let path = try folder.file("results.csv", bytes: bytes)
        var output: [UInt8] = []
        do {
            summary = try gradeFile(
                ResultSource(path),
                GradingOptions(version: version, atBaseline: atBaseline, format: format, derives: derives)
            ) { output += $0 }
        } catch {
            // The folder's name is another in each run.
            throw Refused(reason: "\(error)".replacing(folder.path + "/", with: ""))
        }
        self.bytes = output
        let all = String(decoding: output, as: UTF8.self).split(separator: "\n").map(String.init)
        lines = format == .csv ? Array(all.dropFirst()) : all
    }

    /// A file that cannot be graded, and what its reader is told.
    struct Refused: Error, Equatable {
        var reason: String
    }

    /// Rows below the usual header.
    static func laboratory(_ rows: String..., more columns: String = "") -> String {
        ([header + columns] + rows).joined(separator: "\n") + "\n"
    }
}

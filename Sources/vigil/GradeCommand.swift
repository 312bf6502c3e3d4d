// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import CTCAE
import Foundation
import Interchange

struct GradeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "grade",
        abstract: "Grade a CSV of results by CTCAE.",
        discussion: """
            Reads laboratory results: the columns USUBJID, LBTESTCD, LBSEQ, LBDTC, LBSTRESN, LBSTRESU, LBSTNRLO and \
            LBSTNRHI in any order and case, and if present LBSTRESC, LBORRES with LBORRESU, LBORNRLO and LBORNRHI, \
            LBSPEC, LBCAT, LBFAST, LBNRIND, LBBLFL, LBLOBXFL, BASE, BNRIND, AGE with AGEU, and BRTHDTC. A file \
            without LBSTRESN is graded by LBORRES in its own unit and limits. Vital signs (VSTESTCD and so on) and ECG \
            (EGTESTCD) are read likewise; they need no limits.

            The result is LBSTRESN; where that is empty, LBSTRESC, else LBORRES in the unit LBORRESU. A bound (<40) in \
            LBSTRESC or LBORRES goes before the number put for it. The baseline is BASE and BNRIND; what a row lacks \
            of the two is that of the subject's row flagged LBBLFL, else of the one flagged LBLOBXFL. Rows may stand \
            in any order.

            Writes a line for each result and direction: the grade the number proves and the worst it may be, or why \
            there is none. The column reason holds the reason of an ungraded line and the notes of a graded one; \
            Sources/Grading.md lists them. CSV keeps the encoding of the file, and its identifiers byte for byte: do \
            not open it in a spreadsheet unseen, which takes a field that begins with = for a formula. With --format \
            json a line is a JSON object with the names of the CSV header (JSON Lines). A row that has not as many \
            fields as the header is named at the end, and the status is then 1.

            With --derive, lines follow for what each subject's rows allow to be derived: absolute neutrophils from \
            white blood cells and differential, calcium corrected for albumin, and eGFR where the file has SEX and AGE \
            or BRTHDTC. LBSEQ is that of the rows they rest on (12+15), and the reason begins with "derived", the \
            value and its date. The rows of a subject must stand together.

            FILE may be - for standard input or a pipe; both are copied to a nameless temporary file first, because \
            baselines may come last.

            Example: vigil grade --ctcae 5.0 results.csv > grades.csv
            """)

    private static let known = CTCAEVersion.allCases.map(\.rawValue)

    @Option(help: "The CTCAE version: \(known.joined(separator: ", ")).")
    var ctcae: String

    @Option(help: "How a row at or before baseline is graded: by its range, or relative to itself.")
    var atBaseline = AtBaseline.range

    @Option(help: "How grades are written.")
    var format = GradeFormat.csv

    @Flag(help: "Derive neutrophils, corrected calcium and eGFR where they can be, and grade them too.")
    var derive = false

    @Argument(help: "The CSV file, or - for standard input.")
    var file: String

    func validate() throws {
        guard !Self.known.contains(ctcae) else { return }
        throw ValidationError("--ctcae is \(ctcae); this version of vigil has \(Self.known.joined(separator: ", ")).")
    }

    func run() async throws {
        try await reporting {
            guard let version = CTCAEVersion(rawValue: ctcae) else { return }
            let options = GradingOptions(version: version, atBaseline: atBaseline, format: format, derives: derive)
            let source = try ResultSource(file)
            let summary = try gradeFile(source, options) { text in
                try writeToStandardOutput(text)
            }
            guard summary.malformedRows == 0 else { throw MalformedRows(file: source.name, summary: summary) }
        }
    }
}

extension AtBaseline: ExpressibleByArgument {}

extension GradeFormat: ExpressibleByArgument {}

/// Rows that had not the number of fields the header promises; every other row was graded.
struct MalformedRows: Error, CustomStringConvertible {
    var file: String
    var summary: GradingSummary

    var description: String {
        let lines = summary.malformedLines.map(String.init).joined(separator: ", ")
        let others = summary.malformedRows > summary.malformedLines.count ? " and more" : ""
        let were = summary.malformedRows == 1 ? "1 row has" : "\(summary.malformedRows) rows have"
        return """
            \(file): \(were) not as many fields as the header, or text after a quote, and got no line \
            (line \(lines)\(others)); all \(summary.rows) others did
            """
    }
}

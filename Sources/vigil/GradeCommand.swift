// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import CTCAE
import Foundation
import Interchange

struct GradeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "grade",
        abstract: "Grade a CSV of laboratory results by CTCAE.",
        discussion: """
            Reads the columns USUBJID, LBTESTCD, LBSEQ, LBDTC, LBSTRESN, LBSTRESU, LBSTNRLO and LBSTNRHI, in any \
            order and case, and if present LBORRES, LBSPEC, LBCAT, BASE, BNRIND and LBBLFL. Writes CSV: a line for \
            each result and direction, with the grade the number proves, the worst it may be, or why there is none.

            Example: vigil grade --ctcae 5.0 results.csv
            """)

    /// The versions that have laboratory criteria.
    private static let known = CTCAEVersion.allCases.map(\.rawValue)

    @Option(
        help:
            "The CTCAE version: \(known.joined(separator: ", "))."
    )
    var ctcae: String

    @Option(help: "How a row at or before baseline is graded: by its range, or relative to itself.")
    var atBaseline = BaselineRule.range

    @Argument(help: "The CSV file.")
    var file: String

    enum BaselineRule: String, ExpressibleByArgument, CaseIterable {
        case range
        case relative
    }

    func validate() throws {
        guard !Self.known.contains(ctcae) else { return }
        throw ValidationError("--ctcae is \(ctcae); this version of vigil has \(Self.known.joined(separator: ", ")).")
    }

    func run() async throws {
        try await reporting {
            guard let version = CTCAEVersion(rawValue: ctcae) else { return }
            let table = try ResultTable(CSVReader(path: file, encoding: nil))
            let grading = Grading(
                version: version, atBaseline: atBaseline == .range ? .range : .relative,
                baselines: try table.baselines())
            var output = LineOutput()
            output.write("usubjid,lbseq,lbtestcd,term,direction,grade,grade_worst,status,reason")
            try table.forEachResult { row in
                for line in grading.lines(for: row) { output.write(line) }
            }
            output.flush()
            if table.malformedRows > 0 {
                throw MalformedRows(path: file, count: table.malformedRows)
            }
        }
    }
}

/// Rows that had not the number of fields the header promises; every other row was graded.
struct MalformedRows: Error, CustomStringConvertible {
    var path: String
    var count: Int

    var description: String {
        "\(path): \(count) rows have not as many fields as the header and were not graded; all others were"
    }
}

/// Standard output in large pieces: a line at a time would cost a system call each.
struct LineOutput {
    private var buffer: [UInt8] = []

    mutating func write(_ line: String) {
        buffer.append(contentsOf: line.utf8)
        buffer.append(UInt8(ascii: "\n"))
        if buffer.count > 1 << 18 { flush() }
    }

    mutating func flush() {
        FileHandle.standardOutput.write(Data(buffer))
        buffer.removeAll(keepingCapacity: true)
    }
}

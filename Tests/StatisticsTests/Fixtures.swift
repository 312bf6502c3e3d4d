// SPDX-License-Identifier: Apache-2.0

import Foundation
import Statistics
import Testing

/// A comma-separated table of reference results.
struct ReferenceTable {
    let rows: [ReferenceRow]

    /// Reads `Fixtures/NAME.csv` beside this file.
    init(_ name: String) throws {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Fixtures")
        try self.init(file: folder.appendingPathComponent("\(name).csv"))
    }

    init(file: URL) throws {
        let text = try String(contentsOf: file, encoding: .utf8)
        let lines = text.split(whereSeparator: \.isNewline)
            .map { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
        let header = try #require(lines.first)
        rows = lines.dropFirst().map {
            ReferenceRow(cells: Dictionary(zip(header, $0)) { first, _ in first })
        }
    }
}

/// One row of a reference table, by column name.
struct ReferenceRow {
    let cells: [String: String]

    func text(_ column: String) throws -> String {
        try #require(cells[column], "no column \(column)")
    }

    func number(_ column: String) throws -> Double {
        try #require(Double(text(column)))
    }

    func count(_ column: String) throws -> Int {
        try #require(Int(text(column)))
    }

    /// The looks in the column `looks`.
    func looks() throws -> Looks { try Looks(spelling: text("looks")) }

    /// The Pocock design that the columns looks, p0 and alpha describe.
    func design() throws -> BinaryDesign {
        try BinaryDesign(method: .pocock, looks: looks(), nullProbability: number("p0"), alpha: number("alpha"))
    }
}

extension Looks {
    /// "1:30" is a look after each subject, "10;20" the looks themselves.
    init(spelling: String) throws {
        let numbers = try spelling.split { ":;".contains($0) }.map { try #require(Int($0)) }
        if spelling.contains(":") {
            try self.init(everySubjectFrom: numbers[0], through: numbers[1])
        } else {
            try self.init(after: numbers)
        }
    }
}

/// A Pocock design with a look after every subject.
func pocock(through last: Int, nullProbability: Double, alpha: Double = 0.05) throws -> BinaryDesign {
    try BinaryDesign(
        method: .pocock, looks: Looks(everySubjectFrom: 1, through: last), nullProbability: nullProbability,
        alpha: alpha)
}

/// A Pocock design with looks after given numbers of subjects.
func pocock(looks: [Int], nullProbability: Double, alpha: Double = 0.05) throws -> BinaryDesign {
    try BinaryDesign(
        method: .pocock, looks: Looks(after: looks), nullProbability: nullProbability, alpha: alpha)
}

/// Whether two numbers agree within an absolute difference.
func agree(_ found: Double, _ wanted: Double, within difference: Double = 1e-9) -> Bool {
    abs(found - wanted) <= difference
}

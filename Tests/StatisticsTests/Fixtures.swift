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
        let text = try String(contentsOf: folder.appendingPathComponent("\(name).csv"), encoding: .utf8)
        let lines = text.split(separator: "\n").map { $0.split(separator: ",").map(String.init) }
        let header = try #require(lines.first)
        rows = lines.dropFirst().map { ReferenceRow(cells: Dictionary(uniqueKeysWithValues: zip(header, $0))) }
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

    /// "1:30" is a look after each subject, "10;20" the looks themselves.
    func looks() throws -> Looks {
        let spelling = try text("looks")
        let numbers = try spelling.split { ":;".contains($0) }.map { try #require(Int($0)) }
        guard spelling.contains(":") else { return try Looks(after: numbers) }
        return try Looks(everySubjectFrom: numbers[0], through: numbers[1])
    }

    /// The Pocock design that the columns looks, p0 and alpha describe.
    func design() throws -> BinaryDesign {
        try BinaryDesign(method: .pocock, looks: looks(), nullProbability: number("p0"), alpha: number("alpha"))
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

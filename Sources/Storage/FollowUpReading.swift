// SPDX-License-Identifier: Apache-2.0

package import Trial

/// A row's columns by position, as a query or a file gives them.
package protocol SDTMColumns {
    /// The column's text; empty when absent.
    func text(at position: Int) -> String
    /// The column as a date, or nil when it is absent or none.
    func date(at position: Int) -> ClinicalDate?
    /// Whether the column has no text.
    func isBlank(at position: Int) -> Bool
    /// The column as a number.
    func number(at position: Int) -> SDTMNumber
}

/// What stands in a column that should hold a number.
package enum SDTMNumber: Hashable, Sendable {
    /// A finite number.
    case number(Double)
    /// Nothing.
    case absent
    /// Something that is not a number.
    case unreadable

    /// Reads a number written as text; blanks around it do not matter, words such as `inf` are no numbers.
    package init(text: String) {
        let trimmed = text.utf8.drop { $0 == 0x20 }
        guard let first = trimmed.first else {
            self = .absent
            return
        }
        let startsNumber = (48...57).contains(first) || "+-.".utf8.contains(first)
        let value = startsNumber ? Substring(trimmed).split(separator: " ", maxSplits: 1) : []
        guard value.count == 1, let number = Double(value[0]), number.isFinite else {
            self = .unreadable
            return
        }
        self = .number(number)
    }
}

extension SDTMColumns {
    package func date(at position: Int) -> ClinicalDate? { ClinicalDate(sdtm: text(at: position)) }

    package func isBlank(at position: Int) -> Bool { text(at: position).isEmpty }
}

/// Reads the variables of one row as the trial's values and collects what could not be read.
///
/// Reading never drops a row: a variable that cannot be read becomes nil and a `RowDefect`.
package struct SDTMReading {
    /// The row.
    package let row: any SDTMColumns
    /// The table the row's positions belong to.
    package let table: FollowUpTable
    /// The row's natural key.
    package let key: RowKey
    /// What could not be read so far.
    package var defects: [RowDefect] = []

    /// Starts reading a row.
    package init(row: any SDTMColumns, table: FollowUpTable, key: RowKey) {
        self.row = row
        self.table = table
        self.key = key
    }

    func text(_ column: some FollowUpColumn) -> String {
        row.text(at: column.rawValue)
    }

    func isBlank(_ column: some FollowUpColumn) -> Bool {
        row.isBlank(at: column.rawValue)
    }

    func coded(_ column: some FollowUpColumn) -> String {
        let text = row.text(at: column.rawValue)
        return text.utf8.contains { (97...122).contains($0) || $0 > 127 } ? text.uppercased() : text
    }

    func answer(_ column: some FollowUpColumn) -> Answer {
        Answer(sdtm: row.text(at: column.rawValue))
    }

    mutating func date(_ column: some FollowUpColumn) -> ClinicalDate? {
        if let date = row.date(at: column.rawValue) { return date }
        if !row.isBlank(at: column.rawValue) { report(.impossibleDate, column) }
        return nil
    }

    mutating func number(_ column: some FollowUpColumn) -> Double? {
        switch row.number(at: column.rawValue) {
        case .number(let number): return number
        case .absent: return nil
        case .unreadable:
            report(.notANumber, column)
            return nil
        }
    }

    func sequence() -> Int? {
        guard let position = table.sequence, case .number(let number) = row.number(at: position) else { return nil }
        return Int(exactly: number)
    }

    mutating func report(_ reason: RowDefect.Reason, _ column: some FollowUpColumn) {
        defects.append(RowDefect(key: key, variable: table.columns[column.rawValue].variable, reason: reason))
    }
}

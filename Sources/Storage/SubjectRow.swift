// SPDX-License-Identifier: Apache-2.0

package import Trial

/// One row about a subject, read as the value of its domain.
package enum SubjectRow: Hashable, Sendable {
    /// A row of DM.
    case demographics(Demographics)
    /// A row of AE.
    case adverseEvent(AdverseEvent)
    /// A row of LB.
    case labResult(LabResult)
    /// A row of EX.
    case exposure(Exposure)
    /// A row of CM.
    case medication(Medication)
    /// A row of VS.
    case vitalSign(VitalSign)
    /// A row of DS.
    case disposition(Disposition)

    /// The row's natural key.
    package var key: RowKey {
        switch self {
        case .demographics(let row): row.key
        case .adverseEvent(let row): row.key
        case .labResult(let row): row.key
        case .exposure(let row): row.key
        case .medication(let row): row.key
        case .vitalSign(let row): row.key
        case .disposition(let row): row.key
        }
    }
}

/// A row as it was read, with what could not be read of it.
package struct ReadRow: Hashable, Sendable {
    /// The row.
    package var row: SubjectRow
    /// One for each variable that could not be read.
    package var defects: [RowDefect]

    /// A row and its defects.
    package init(row: SubjectRow, defects: [RowDefect] = []) {
        self.row = row
        self.defects = defects
    }
}

extension SDTMReading {
    /// The row as the value of its domain.
    package mutating func read() -> ReadRow {
        let row: SubjectRow =
            switch table.domain {
            case .dm: .demographics(demographics())
            case .ae: .adverseEvent(adverseEvent())
            case .lb: .labResult(labResult())
            case .ex: .exposure(exposure())
            case .cm: .medication(medication())
            case .vs: .vitalSign(vitalSign())
            case .ds: .disposition(disposition())
            }
        return ReadRow(row: row, defects: defects)
    }
}

extension SDTMRow {
    /// The row as a reader of the store reads it once it is stored.
    package func read() -> ReadRow {
        let table = FollowUpTable.of(domain)
        let row = SDTMRowColumns(row: self, table: table)
        var reading = SDTMReading(row: row, table: table, key: table.rowKey(of: self))
        return reading.read()
    }

    /// What a reader of the store will not be able to read of this row.
    package func defects() -> [RowDefect] { read().defects }
}

private struct SDTMRowColumns: SDTMColumns {
    let row: SDTMRow
    let table: FollowUpTable

    func text(at position: Int) -> String {
        row.values[table.columns[position].variable] ?? ""
    }

    func number(at position: Int) -> SDTMNumber {
        SDTMNumber(text: text(at: position))
    }
}

// SPDX-License-Identifier: Apache-2.0

package import Trial

/// A subject's record that rows are put into and taken out of one by one.
///
/// At any moment it is the record that a store with just these rows would give. A row costs by the logarithm of the
/// record's size, but for the room it takes.
package struct GrowingRecord: Sendable {
    private var rows: SubjectRecord
    private var defects: [RowKey: [RowDefect]] = [:]

    /// A record without rows.
    package init(subject: String) {
        rows = SubjectRecord(subject: subject)
    }

    /// The record as it stands.
    package var record: SubjectRecord {
        var record = rows
        let isOrphan = rows.demographics == nil && !rows.isEmpty
        if !defects.isEmpty {
            let place = { (key: RowKey) in (FollowUpTable.reading.firstIndex(of: key.domain) ?? 0, key.text) }
            record.defects = defects.sorted { place($0.key) < place($1.key) }.flatMap(\.value)
        }
        if isOrphan {
            record.defects.append(RowDefect(key: nil, variable: "USUBJID", reason: .subjectNotInDemographics))
        }
        return record
    }

    /// Makes a row stand as given, in place of one with its key.
    package mutating func put(_ read: ReadRow) {
        let key = read.row.key
        defects[key] = read.defects.isEmpty ? nil : read.defects
        switch read.row {
        case .demographics(let row): rows.demographics = row
        case .adverseEvent(let row): rows.adverseEvents.put(row, key: \.key)
        case .labResult(let row): rows.labResults.put(row, key: \.key)
        case .exposure(let row): rows.exposures.put(row, key: \.key)
        case .medication(let row): rows.medications.put(row, key: \.key)
        case .vitalSign(let row): rows.vitalSigns.put(row, key: \.key)
        case .disposition(let row): rows.dispositions.put(row, key: \.key)
        }
    }

    /// Takes out the row with a key; one that is not there is no error.
    package mutating func remove(_ key: RowKey) {
        defects[key] = nil
        switch key.domain {
        case .dm: if rows.demographics?.key == key { rows.demographics = nil }
        case .ae: rows.adverseEvents.remove(key, key: \.key)
        case .lb: rows.labResults.remove(key, key: \.key)
        case .ex: rows.exposures.remove(key, key: \.key)
        case .cm: rows.medications.remove(key, key: \.key)
        case .vs: rows.vitalSigns.remove(key, key: \.key)
        case .ds: rows.dispositions.remove(key, key: \.key)
        }
    }
}

extension SubjectRecord {
    /// Whether there is no row but one of DM.
    package var isEmpty: Bool {
        labResults.isEmpty && adverseEvents.isEmpty && exposures.isEmpty && medications.isEmpty && vitalSigns.isEmpty
            && dispositions.isEmpty
    }
}

extension FollowUpTable {
    /// The domains in the order in which a subject's record is read, and its defects are told.
    fileprivate static let reading: [Domain] = [.dm, .lb, .ae, .ex, .cm, .vs, .ds]
}

extension Array {
    /// The position of a key in an array ordered by it, or where it belongs.
    private func position(of sought: RowKey, key: KeyPath<Element, RowKey>) -> Int {
        var (lower, upper) = (0, count)
        while lower < upper {
            let middle = (lower + upper) / 2
            if self[middle][keyPath: key].text < sought.text { lower = middle + 1 } else { upper = middle }
        }
        return lower
    }

    fileprivate mutating func put(_ element: Element, key: KeyPath<Element, RowKey>) {
        let sought = element[keyPath: key]
        let position = position(of: sought, key: key)
        if position < count, self[position][keyPath: key] == sought {
            self[position] = element
        } else {
            insert(element, at: position)
        }
    }

    fileprivate mutating func remove(_ sought: RowKey, key: KeyPath<Element, RowKey>) {
        let position = position(of: sought, key: key)
        if position < count, self[position][keyPath: key] == sought { remove(at: position) }
    }
}

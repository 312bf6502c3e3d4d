// SPDX-License-Identifier: Apache-2.0

package import Trial

extension SubjectRecord {
    /// What a row says now, as people write it, or nil when the record no longer has the row.
    package func reading(of key: RowKey) -> String? {
        switch key.domain {
        case .lb: labResults.position(of: key).map { labResults[$0].reading }
        case .ae: adverseEvents.position(of: key).map { adverseEvents[$0].reading }
        case .vs: vitalSigns.position(of: key).map { vitalSigns[$0].reading }
        case .ds: dispositions.first { $0.key == key }?.event
        case .cm: medications.position(of: key).map { medications[$0].reading }
        case .dm: demographics.flatMap { $0.key == key ? $0.reading : nil }
        case .ex: exposures.position(of: key).map { exposures[$0].reading }
        }
    }

    /// The event of a row; nil when the record does not have it.
    func adverseEvent(_ key: RowKey) -> AdverseEvent? {
        adverseEvents.position(of: key).map { adverseEvents[$0] }
    }
}

/// A row of a subject's record.
protocol KeyedRow {
    var key: RowKey { get }
}

extension LabResult: KeyedRow {}
extension AdverseEvent: KeyedRow {}
extension VitalSign: KeyedRow {}
extension Medication: KeyedRow {}
extension Exposure: KeyedRow {}

extension RandomAccessCollection where Element: KeyedRow, Index == Int {
    /// The position of a row among rows in order of their keys, as a record holds them.
    ///
    /// By position, because copying a row to look at its key costs more than the comparison. A row that is not where
    /// its key belongs is looked for everywhere: an order that is not kept costs time, and hides nothing.
    func position(of key: RowKey) -> Int? {
        var (first, last) = (startIndex, endIndex)
        while first < last {
            let middle = first + (last - first) / 2
            if self[middle].key < key { first = middle + 1 } else { last = middle }
        }
        if first < endIndex, self[first].key == key { return first }
        return indices.first { self[$0].key == key }
    }
}

extension VitalSign {
    /// The measurement with its unit, for example `38.6 C`.
    package var reading: String {
        let result = value.map(text) ?? "no result"
        return unit.isEmpty ? result : "\(result) \(unit)"
    }
}

extension Exposure {
    /// The dose and when it was taken, for example `25 mg QOD, 2024-01-08 to 2024-01-28`.
    package var reading: String {
        let amount = dose.map { text(of: $0) } ?? "dose not recorded"
        let first = start?.description ?? "start unknown"
        let days = end.map { $0 == start ? first : "\(first) to \($0)" } ?? first
        return "\([amount, dose == nil ? "" : unit, frequency].filter { !$0.isEmpty }.joined(separator: " ")), \(days)"
    }
}

extension Medication {
    /// When it was taken, for example `2024-01-08 to 2024-02-10`, or that it was not; its name may be free text.
    package var reading: String {
        guard isCourse else { return "not given, noted \((start ?? noted)?.description ?? "without a date")" }
        return "\(start?.description ?? "start unknown") to \(end?.description ?? "end not recorded")"
    }
}

extension Demographics {
    /// Whether death is recorded, and when: the row's only change that a rule looks at.
    package var reading: String { died.map { "died \($0)" } ?? "no death recorded" }
}

extension LabResult {
    /// The result with its unit, for example `24 10^9/L` or `<40 mg/dL`.
    package var reading: String {
        let result =
            switch value {
            case .number(let number): text(of: number)
            case .below(let bound): "<\(text(of: bound))"
            case .above(let bound): ">\(text(of: bound))"
            case .atMost(let bound): "<=\(text(of: bound))"
            case .atLeast(let bound): ">=\(text(of: bound))"
            case .text: "not a number"
            case .missing: "no result"
            }
        return unit.isEmpty ? result : "\(result) \(unit)"
    }
}

extension AdverseEvent {
    /// The grade, and pain where recorded, for example `grade 2, painful`.
    package var reading: String {
        let graded = grade.map { "grade \($0)" } ?? "grade not recorded"
        return switch pain {
        case .yes: "\(graded), painful"
        case .no: "\(graded), painless"
        case .unknown: graded
        }
    }
}

/// A number as a laboratory prints it: whole numbers without a fraction.
func text(of number: Double) -> String {
    guard number.rounded() == number, abs(number) < 1e15 else { return "\(number)" }
    return "\(Int64(number))"
}

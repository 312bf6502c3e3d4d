// SPDX-License-Identifier: Apache-2.0

import CTCAE
import Trial

/// The laboratory results of one subject, from which others are derived when all its rows are read.
///
/// A laboratory file has no weights, so that creatinine clearance cannot be derived from it.
struct SubjectDerivation {
    private var results: [LabResult] = []
    /// --SEQ of each result, as the file has it.
    private var sequences: [RowKey: [UInt8]] = [:]
    private var sex: DerivationSubject.Sex?
    private var age: ClosedRange<Int>?
    private var born: ClinicalDate?

    /// Takes the current row in.
    mutating func add(_ rows: borrowing ResultRows) throws {
        var result = try rows.result()
        // The line makes each row another one.
        result.key = RowKey(domain: .lb, text: "[\"\(rows.line)\"]")
        sequences[result.key] = Array(rows.raw(rows.columns.sequence))
        results.append(result)
        sex = try sex ?? DerivationSubject.Sex(sdtm: rows.text(rows.columns.sex))
        age = age ?? rows.statedAge
        if born == nil { born = ClinicalDate(sdtm: rows.bytes(rows.columns.born)) }
    }

    /// What the rows allow, each with --SEQ of the rows it rests on (`12+15`); and forgets them.
    mutating func take(_ columns: ResultColumns) -> [(result: DerivedResult, sequences: [UInt8])] {
        defer { self = SubjectDerivation() }
        guard !results.isEmpty else { return [] }
        let subject = DerivationSubject(sex: sex) { [age, born] day in
            let years = born.flatMap { ClinicalDate(day).completedYears(since: $0) }.flatMap(\.single) ?? age?.single
            return years.map(Double.init)
        }
        let tellsFiltration = columns.sex != nil && columns.tellsAge
        return derive(from: results, vitalSigns: [], of: subject).filter { result in
            switch result.derivation {
            case .neutrophilsFromDifferential, .correctedCalcium: true
            case .estimatedGlomerularFiltrationRate: tellsFiltration
            case .creatinineClearance: false
            }
        }.map { result in
            (result, Array(result.rows.compactMap { sequences[$0] }.joined(separator: [UInt8(ascii: "+")])))
        }
    }
}

extension ClosedRange<Int> {
    fileprivate var single: Int? { lowerBound == upperBound ? lowerBound : nil }
}

extension DerivedResult {
    /// What a line says of a derived value: that it is one, the value, when it was drawn, and remarks.
    var reasonParts: [String] {
        var parts = ["derived"]
        if case .derived(let range, let unit, _) = outcome {
            let number = range.single.map(readable) ?? "\(readable(range.lowest))..\(readable(range.highest))"
            parts.append(unit == .ratio ? number : "\(number) \(unit.symbol)")
        }
        if let collected { parts.append("\(collected)") }
        return parts + remarks.names
    }
}

/// A number with four digits behind the point at most.
private func readable(_ number: Double) -> String {
    let rounded = (number * 10_000).rounded() / 10_000
    return rounded == rounded.rounded() && abs(rounded) < 1e15 ? "\(Int(rounded))" : "\(rounded)"
}

// SPDX-License-Identifier: Apache-2.0

import CTCAE
import Trial

/// The laboratory results of one subject, from which others are derived when all its rows are read.
///
/// A laboratory file has no weights, so that creatinine clearance cannot be derived from it.
struct SubjectDerivation {
    private var results: [LabResult] = []
    private var sex: DerivationSubject.Sex?
    private var age: Double?
    private var born: CalendarDay?

    /// Takes the current row in.
    mutating func add(_ rows: borrowing ResultRows) throws {
        var result = try rows.result()
        // The line makes each row another one.
        result.key = RowKey(domain: .lb, text: "[\"\(rows.line)\"]")
        results.append(result)
        sex = try sex ?? DerivationSubject.Sex(sdtm: rows.text(rows.columns.sex))
        age = age ?? rows.number(rows.columns.age)
        if born == nil, let date = ClinicalDate(sdtm: rows.bytes(rows.columns.born)), date.isComplete {
            born = date.earliest
        }
    }

    /// What the rows allow, and forgets them.
    mutating func take(_ columns: ResultColumns) -> [DerivedResult] {
        defer { self = SubjectDerivation() }
        guard !results.isEmpty else { return [] }
        let subject = DerivationSubject(sex: sex) { [age, born] day in
            born.map { Double(day - $0) / 365.25 } ?? age
        }
        let tellsFiltration = columns.sex != nil && columns.tellsAge
        return derive(from: results, vitalSigns: [], of: subject).filter { result in
            switch result.derivation {
            case .neutrophilsFromDifferential, .correctedCalcium: true
            case .estimatedGlomerularFiltrationRate: tellsFiltration
            case .creatinineClearance: false
            }
        }
    }
}

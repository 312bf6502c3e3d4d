// SPDX-License-Identifier: Apache-2.0

import CTCAE
import Trial

/// A result of a draw; test, date and value make its key, as in an export.
func drawn(
    _ test: String, _ value: LabResult.Value, _ unit: String, at date: String? = "2024-01-08T08:00",
    lower: Double? = nil, upper: Double? = nil, specimen: String = "", isBaseline: Bool = false
) -> LabResult {
    LabResult(
        key: RowKey(domain: .lb, text: #"["\#(test)","\#(date ?? "")","\#(value)"]"#), test: test, specimen: specimen,
        collected: date.flatMap { ClinicalDate(sdtm: $0) }, value: value, unit: unit, lowerLimit: lower,
        upperLimit: upper, isBaseline: isBaseline)
}

/// A vital sign; test, date and value make its key.
func sign(_ test: String, _ value: Double?, _ unit: String, at date: String?) -> VitalSign {
    VitalSign(
        key: RowKey(domain: .vs, text: #"["\#(test)","\#(date ?? "")","\#(value ?? 0)"]"#), test: test, value: value,
        unit: unit, collected: date.flatMap { ClinicalDate(sdtm: $0) })
}

/// A subject of one age on every day.
func person(_ sex: DerivationSubject.Sex? = .male, age: Double? = 60) -> DerivationSubject {
    DerivationSubject(sex: sex) { _ in age }
}

/// What is derived of one kind from rows; nil when there is not exactly one.
func derived(
    _ derivation: Derivation, from results: [LabResult], _ signs: [VitalSign] = [],
    of subject: DerivationSubject = person()
) -> DerivedResult? {
    let all = derive(from: results, vitalSigns: signs, of: subject).filter { $0.derivation == derivation }
    return all.count == 1 ? all[0] : nil
}

extension DerivedResult {
    /// The value rounded to two decimals; nil for a range or none.
    var rounded: Double? { value.map { ($0.number * 100).rounded() / 100 } }

    /// Both ends rounded to two decimals; nil when nothing was derived.
    var ends: [Double]? {
        guard case .derived(let range, _, _) = outcome else { return nil }
        return [range.lowest, range.highest].map { ($0 * 100).rounded() / 100 }
    }

    /// Why nothing was derived.
    var refusal: UngradableReason? {
        guard case .underivable(let reason) = outcome else { return nil }
        return reason
    }
}

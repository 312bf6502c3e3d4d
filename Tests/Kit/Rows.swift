// SPDX-License-Identifier: Apache-2.0

package import Trial

/// A row key of a domain from the values of its natural key.
package func key(_ domain: Domain, _ values: String...) -> RowKey {
    RowKey(domain: domain, text: "[\(values.map { "\"\($0)\"" }.joined(separator: ","))]")
}

/// A laboratory result: `lab("PLAT", "24 10^9/L", on: "2024-01-08")`.
///
/// - Parameters:
///   - result: number or bound, then a unit after a blank; a number alone has no unit.
///   - on: collection date, partial or empty where the test asks for it.
///   - row: names the row where test and date do not, so that its date can be corrected.
///   - range: normal limits as `125-350`; empty for none.
package func lab(
    _ test: String, _ result: String, on collected: String, row: String? = nil, range: String = "",
    specimen: String = "BLOOD", isBaseline: Bool = false
) -> LabResult {
    let parts = result.split(separator: " ", maxSplits: 1).map(String.init)
    let limits = range.split(separator: "-").compactMap { Double($0) }
    return LabResult(
        key: row.map { key(.lb, $0) } ?? key(.lb, test, collected), test: test, specimen: specimen,
        collected: date(collected), value: LabResult.Value(reported: parts.first ?? ""),
        unit: parts.count > 1 ? parts[1] : "", lowerLimit: limits.first, upperLimit: limits.dropFirst().first,
        isBaseline: isBaseline)
}

/// A reported event: `event("Herpes zoster", grade: 2, from: "2024-01-08", to: "2024-01-20")`.
package func event(
    _ term: String, grade: Int?, from start: String, to end: String = "", row: String? = nil,
    pain: Answer = .unknown, serious: Answer = .unknown, disseminated: Answer = .unknown, isCoded: Bool = true
) -> AdverseEvent {
    AdverseEvent(
        key: row.map { key(.ae, $0) } ?? key(.ae, term, start), reportedTerm: term,
        preferredTerm: isCoded ? term : "", grade: grade, serious: serious, pain: pain, disseminated: disseminated,
        start: date(start), end: date(end))
}

/// A dose, or an interval of doses.
package func dose(
    _ treatment: String, from start: String, to end: String = "", amount: Double? = 4, frequency: String = "",
    row: String? = nil
) -> Exposure {
    Exposure(
        key: row.map { key(.ex, $0) } ?? key(.ex, treatment, start), treatment: treatment, dose: amount, unit: "mg",
        frequency: frequency, start: date(start), end: date(end))
}

/// A course of a concomitant medication; without an end it is ongoing or unknown.
package func medication(_ name: String, from start: String, to end: String = "", row: String? = nil) -> Medication {
    Medication(key: row.map { key(.cm, $0) } ?? key(.cm, name, start), name: name, start: date(start), end: date(end))
}

/// The answer that a medication asked for by name was not given, and why.
package func notGiven(_ name: String, on day: String, reason: String, row: String? = nil) -> Medication {
    Medication(
        key: row.map { key(.cm, $0) } ?? key(.cm, name, day), name: name, occurred: .no, reasonNotGiven: reason,
        noted: date(day))
}

/// A vital sign: `vitalSign("TEMP", "38.6 C", on: "2024-01-08")`.
package func vitalSign(_ test: String, _ result: String, on collected: String, row: String? = nil) -> VitalSign {
    let parts = result.split(separator: " ", maxSplits: 1).map(String.init)
    return VitalSign(
        key: row.map { key(.vs, $0) } ?? key(.vs, test, collected), test: test, value: parts.first.flatMap(Double.init),
        unit: parts.count > 1 ? parts[1] : "", collected: date(collected))
}

/// A disposition, for example `DEATH`.
package func disposition(_ event: String, on day: String, category: String = "") -> Disposition {
    Disposition(key: key(.ds, event, day), event: event, category: category, start: date(day))
}

/// A subject's demographics.
package func demographics(arm: String, site: String = "01", died: String = "") -> Demographics {
    Demographics(key: key(.dm), site: site, arm: arm, died: date(died))
}

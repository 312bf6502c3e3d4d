// SPDX-License-Identifier: Apache-2.0

import CTCAE
import Trial

/// A blood result with everything but what a test speaks of filled in.
func result(
    _ test: String, _ value: LabResult.Value, _ unit: String, lower: Double? = nil, upper: Double? = nil,
    specimen: String = "", category: String = "", collected: String? = nil, indicator: String = "",
    isBaseline: Bool = false
) -> LabResult {
    LabResult(
        key: RowKey(domain: .lb, text: #"["\#(test)"]"#), test: test, category: category, specimen: specimen,
        collected: collected.flatMap { ClinicalDate(sdtm: $0) }, value: value, unit: unit, lowerLimit: lower,
        upperLimit: upper, rangeIndicator: indicator, isBaseline: isBaseline)
}

/// The outcome of one term by v5.0, against a baseline if any; nil when the result has no such term.
func outcome(
    _ term: LabTerm, _ result: LabResult, baseline: Baseline? = nil, atBaseline: AtBaseline = .range,
    version: CTCAEVersion = .v5_0
) -> LabGrade.Outcome? {
    grade(result, version: version, baseline: baseline, atBaseline: atBaseline).first { $0.term == term }?.outcome
}

extension LabGrade.Outcome {
    /// A grade that needs no symptom.
    static func plain(_ grade: Int) -> LabGrade.Outcome { .graded(grade: grade, worst: grade) }
}

extension Analyte {
    /// The CDISC code of the analyte.
    var code: String { testCodes[0] }
}

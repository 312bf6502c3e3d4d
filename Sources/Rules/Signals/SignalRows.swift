// SPDX-License-Identifier: Apache-2.0

import CTCAE
import Trial

/// A subject's rows as the leaves of signals look for them, found once for all rules.
struct SignalRows {
    /// A numeric result and the rows that it rests on.
    struct Row {
        var result: LabResult
        var evidence: [Evidence]
    }

    let record: SubjectRecord
    let laboratory: GradedLaboratory
    let enrolment: Enrolment
    let studyProtocol: StudyProtocol
    let today: CalendarDay
    /// Results by what they measure, in order of time, vital signs among them.
    private let results: [Analyte: [Row]]
    /// The lowest limits of normal that the subject's own rows of a test and unit give.
    private let lowestLimits: [LimitKey: (lower: Double?, upper: Double?)]
    /// Rows of tests that signals name and CTCAE does not grade.
    private let named: [String: [LabResult]]

    private struct LimitKey: Hashable {
        var analyte: Analyte
        var unit: String
    }

    /// Finds what the leaves of some signals look for.
    init(
        _ record: SubjectRecord, laboratory: GradedLaboratory, enrolment: Enrolment, studyProtocol: StudyProtocol,
        today: CalendarDay
    ) {
        let leaves = studyProtocol.subjectRules.flatMap { rule -> [Signal] in
            if case .signal(let condition) = rule.condition { condition.signal.leaves } else { [] }
        }
        let analytes = Set(
            leaves.compactMap { leaf -> Analyte? in if case .result(let signal) = leaf { signal.analyte } else { nil } }
        )
        let tests = leaves.reduce(into: Set<String>()) { tests, leaf in
            switch leaf {
            case .finding(let signal): tests.formUnion(signal.tests)
            case .overdue(let signal): tests.formUnion(signal.tests)
            default: break
            }
        }
        var results: [Analyte: [Row]] = [:]
        for sample in laboratory.samples where analytes.contains(sample.analyte) {
            results[sample.analyte, default: []].append(
                Row(result: laboratory.rows[sample.row], evidence: laboratory.evidence(sample)))
        }
        for sign in record.vitalSigns {
            guard let analyte = Analyte(testCode: sign.test), analytes.contains(analyte) else { continue }
            results[analyte, default: []].append(
                Row(result: LabResult(sign), evidence: [Evidence(key: sign.key, reading: sign.reading)]))
        }
        self.record = record
        self.laboratory = laboratory
        self.enrolment = enrolment
        self.studyProtocol = studyProtocol
        self.today = today
        self.results = results.mapValues { rows in
            rows.map { (place: $0.result.place, row: $0) }.sorted { $0.place < $1.place }.map(\.row)
        }
        lowestLimits = SignalRows.limits(of: results)
        named =
            tests.isEmpty
            ? [:] : Dictionary(grouping: record.labResults.filter { tests.contains($0.test) }, by: \.test)
    }

    /// The results of an analyte in order of time.
    func results(of analyte: Analyte) -> [Row] { results[analyte] ?? [] }

    /// The results under any of some test codes, in order of time.
    func results(ofTests tests: Set<String>) -> [LabResult] {
        tests.flatMap { named[$0] ?? [] }.sorted { $0.place < $1.place }
    }

    /// The result with the limits of normal that it does not give, taken from the subject's own rows where the lowest
    /// of them would be needed to meet a cut; nil where no row gives one.
    func borrowingLimits(_ result: LabResult, of analyte: Analyte) -> LabResult? {
        guard let limits = lowestLimits[LimitKey(analyte: analyte, unit: result.unit)] else { return nil }
        var borrowed = result
        borrowed.lowerLimit = result.lowerLimit ?? limits.lower
        borrowed.upperLimit = result.upperLimit ?? limits.upper
        return borrowed
    }

    private static func limits(of results: [Analyte: [Row]]) -> [LimitKey: (lower: Double?, upper: Double?)] {
        var limits: [LimitKey: (lower: Double?, upper: Double?)] = [:]
        for (analyte, rows) in results {
            for row in rows where row.result.lowerLimit != nil || row.result.upperLimit != nil {
                let key = LimitKey(analyte: analyte, unit: row.result.unit)
                let known = limits[key]
                // A lower limit is sought by results below it: there the highest is the one most easily met.
                limits[key] = (
                    [known?.lower, row.result.lowerLimit].compactMap { $0 }.filter { $0 > 0 }.max(),
                    [known?.upper, row.result.upperLimit].compactMap { $0 }.filter { $0 > 0 }.min()
                )
            }
        }
        return limits
    }
}

extension LabResult {
    /// A vital sign as a result of the laboratory, so that one comparison serves both.
    init(_ sign: VitalSign) {
        self.init(
            key: sign.key, test: sign.test, collected: sign.collected, value: sign.value.map(Value.number) ?? .missing,
            unit: sign.unit)
    }

    /// Where it stands in time; a row without a date comes first.
    var place: Sighting.Place {
        Sighting.Place(
            day: collected?.earliest.daysSince1970 ?? .distantPast, minute: collected?.minuteOfDay ?? 1_440, key: key)
    }
}

// SPDX-License-Identifier: Apache-2.0

import CTCAE
import Trial

/// A subject's rows as the leaves of signals look for them, found once for all rules.
struct SignalRows {
    /// A numeric result, shared by all that is seen of it: it never changes, and copying it costs more than reading it.
    final class Row: Sendable {
        let result: LabResult
        private let derivedFrom: [Evidence]

        init(_ result: LabResult, derivedFrom: [Evidence] = []) {
            self.result = result
            self.derivedFrom = derivedFrom
        }

        /// The rows that it rests on.
        var evidence: [Evidence] {
            derivedFrom.isEmpty ? [Evidence(key: result.key, reading: result.reading)] : derivedFrom
        }
    }

    let record: SubjectRecord
    let laboratory: GradedLaboratory
    let enrolment: Enrolment
    let studyProtocol: StudyProtocol
    let today: CalendarDay
    /// Results by what they measure, in order of time, vital signs among them.
    private let results: [Analyte: [Row]]
    /// Rows of tests that rules name by their codes.
    private let named: [String: [LabResult]]

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
        var tests = leaves.reduce(into: Set<String>()) { tests, leaf in
            switch leaf {
            case .finding(let signal): tests.formUnion(signal.tests)
            case .overdue(let signal): tests.formUnion(signal.tests)
            default: break
            }
        }
        for case .testing(let condition) in studyProtocol.subjectRules.map(\.condition) {
            tests.formUnion(condition.tests)
        }
        var results: [Analyte: [Row]] = [:]
        for analyte in analytes {
            results[analyte] = laboratory.positions(of: analyte).map { position in
                let sample = laboratory.samples[position]
                return Row(
                    laboratory.rows[sample.row],
                    derivedFrom: sample.sources.isEmpty ? [] : laboratory.evidence(sample))
            }
        }
        for sign in record.vitalSigns {
            guard let analyte = Analyte(testCode: sign.test), analytes.contains(analyte) else { continue }
            results[analyte, default: []].append(
                Row(LabResult(sign)))
        }
        self.record = record
        self.laboratory = laboratory
        self.enrolment = enrolment
        self.studyProtocol = studyProtocol
        self.today = today
        self.results = results.mapValues { rows in
            let places = rows.map(\.result.place)
            return rows.indices.sorted { places[$0] < places[$1] }.map { rows[$0] }
        }
        named =
            tests.isEmpty
            ? [:] : Dictionary(grouping: record.labResults.filter { [tests] in tests.contains($0.test) }, by: \.test)
    }

    /// The results of an analyte in order of time.
    func results(of analyte: Analyte) -> [Row] { results[analyte] ?? [] }

    /// The results under any of some test codes, in order of time.
    func results(ofTests tests: Set<String>) -> [LabResult] {
        tests.flatMap { named[$0] ?? [] }.sorted { $0.place < $1.place }
    }
}

/// The limits of normal of a subject's rows that are met most easily, by unit: the highest lower and the lowest upper.
struct EasiestLimits {
    private var limits: [String: (lower: Double?, upper: Double?)] = [:]

    /// The limits that rows of one analyte give.
    init(of rows: [SignalRows.Row]) {
        for row in rows {
            let (lower, upper) = (row.result.lowerLimit ?? 0, row.result.upperLimit ?? 0)
            guard lower > 0 || upper > 0 else { continue }
            var known = limits[row.result.unit] ?? (nil, nil)
            if lower > known.lower ?? 0 { known.lower = lower }
            if upper > 0, upper < known.upper ?? .infinity { known.upper = upper }
            limits[row.result.unit] = known
        }
    }

    /// A result with the limits that it lacks; nil where no row of its unit gives any.
    func completing(_ result: LabResult) -> LabResult? {
        guard let known = limits[result.unit] else { return nil }
        var completed = result
        completed.lowerLimit = result.lowerLimit ?? known.lower
        completed.upperLimit = result.upperLimit ?? known.upper
        return completed
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

// SPDX-License-Identifier: Apache-2.0

import CTCAE
import Trial

/// A subject's laboratory results with their CTCAE grades, graded once for all rules.
///
/// A sample names its row by position: years of weekly rows are looked at by many rules, and copying them would
/// cost more than grading them.
struct GradedLaboratory {
    /// A result of a gradable analyte in a gradable specimen, and its grades.
    struct Sample {
        /// Position in `rows`.
        var row: Int
        var analyte: Analyte
        var grades: LabGrades
    }

    /// SDTM LB as it stands in the record.
    let rows: [LabResult]
    /// The rows that can be graded, in the order of `rows`.
    let samples: [Sample]
    /// Rows that do not say what was measured: about them no rule can say yes or no.
    let unnamed: Set<RowKey>
    /// The version graded by.
    var version: CTCAEVersion { grader.version }
    private let grader: LabGrader
    /// Positions of the baselines in `rows`.
    private let baselines: [Analyte: Int]

    init(_ rows: [LabResult], version: CTCAEVersion) {
        self.rows = rows
        unnamed = Set(rows.indices.filter { rows[$0].test.isEmpty }.map { rows[$0].key })
        grader = LabGrader.shared(version)
        let measured = rows.indices.compactMap { row -> (row: Int, analyte: Analyte)? in
            guard case .success(let analyte) = Analyte.measured(rows[row]) else { return nil }
            return (row, analyte)
        }
        var baselines: [Analyte: Int] = [:]
        for (row, analyte) in measured where rows[row].isBaseline {
            baselines[analyte] = baselines[analyte].map { isLater(rows[row], rows[$0]) ? row : $0 } ?? row
        }
        self.baselines = baselines
        let references = baselines.mapValues { Baseline(rows[$0]) }
        samples = measured.map { [grader] row, analyte in
            let grades = grader.grades(of: rows[row], baseline: references[analyte], atBaseline: .range)
            return Sample(row: row, analyte: analyte, grades: grades)
        }
    }

    /// A row as evidence.
    func evidence(_ sample: Sample) -> Evidence {
        Evidence(key: rows[sample.row].key, reading: rows[sample.row].reading)
    }

    /// The grades the subject's baseline may have by a term; nil when there is none, or none that can be graded.
    func baselineGrades(_ term: LabTerm) -> ClosedRange<Int>? {
        let baseline = samples.first { baselines[$0.analyte] == $0.row && $0.grades[term] != nil }
        return baseline.flatMap { sample in sample.grades[term].flatMap { gradesPossible($0, of: sample) } }
    }

    /// Worst grade by term among results collected on or after the first dose.
    func worstGrades(from entry: CalendarDay?) -> [String: Int] {
        guard let entry else { return [:] }
        var worst: [LabTerm: Int] = [:]
        for sample in samples where rows[sample.row].collected.map({ $0.latest >= entry }) ?? true {
            for case let grade? in [sample.grades.low, sample.grades.high] {
                guard let number = grade.grade, number > 0 else { continue }
                worst[grade.term] = max(number, worst[grade.term] ?? 0)
            }
        }
        return Dictionary(uniqueKeysWithValues: worst.map { ($0.key.name(in: version), $0.value) })
    }
}

extension GradedLaboratory {
    /// From the grade that is certain to the worst that is possible; nil when the result can be anything.
    ///
    /// A result whose limit of normal is missing is graded once more as if that limit were as bad as it can be: a
    /// lower limit is at most the upper one, and an upper limit at least the lower one. A symptom that a criterion
    /// asks for besides the number is the clinician's to report, and does not widen the range.
    func gradesPossible(_ grade: LabGrade, of sample: Sample) -> ClosedRange<Int>? {
        switch grade.outcome {
        case .graded(let least, let worst):
            return least...(rows[sample.row].isCensored ? worst : least)
        case .ungradable(.valueCensored):
            return 0...worstGradePossible
        case .ungradable(.lowerLimitMissing):
            var result = rows[sample.row]
            result.lowerLimit = result.upperLimit ?? .greatestFiniteMagnitude
            return regrade(result, of: sample, by: grade.term).map { 0...$0 }
        case .ungradable(.upperLimitMissing):
            var result = rows[sample.row]
            result.upperLimit = result.lowerLimit.flatMap { $0 > 0 ? $0 : nil } ?? .leastNormalMagnitude
            return regrade(result, of: sample, by: grade.term).map { 0...$0 }
        case .ungradable:
            return nil
        }
    }

    /// The gravest grade by a term that a result may have if its unit is not the stated one; nil when none is known.
    func gradeIfUnitDiffers(_ term: LabTerm, of sample: Sample) -> Int? {
        var result = rows[sample.row]
        guard let number = result.number else { return nil }
        result.unit = sample.analyte.canonicalUnit.symbol
        // The limits are in the unit that is in doubt.
        (result.lowerLimit, result.upperLimit) = (nil, nil)
        return sample.analyte.plausibleReadings(of: number).compactMap { reading in
            result.value = .number(reading)
            return regrade(result, of: sample, by: term)
        }.max()
    }

    /// How far a result lies in the direction of a term, in the analyte's own unit; the least there is where its number
    /// or unit is not known.
    func extremity(of sample: Sample, towards term: LabTerm) -> Double {
        let (result, analyte) = (rows[sample.row], sample.analyte)
        guard let number = result.number, let unit = analyte.unit(spelled: result.unit),
            let converted = analyte.convert(number, from: unit, to: analyte.canonicalUnit)
        else { return -.greatestFiniteMagnitude }
        return sample.grades.high?.term == term ? converted : -converted
    }

    private func regrade(_ result: LabResult, of sample: Sample, by term: LabTerm) -> Int? {
        let baseline = baselines[sample.analyte].map { Baseline(rows[$0]) }
        return grader.grades(of: result, baseline: baseline, atBaseline: .range)[term]?.worst
    }
}

/// The worst grade a laboratory result can have; grade 5 is death.
private let worstGradePossible = 4

/// Of several baseline rows the last collected is the baseline; a row without a date comes before all others.
private func isLater(_ result: LabResult, _ other: LabResult) -> Bool {
    let place = { (result: LabResult) in
        (result.collected?.latest.daysSince1970 ?? .min, result.collected?.minuteOfDay ?? -1, result.key)
    }
    return place(result) > place(other)
}

extension LabGrades {
    /// The grade by a term, where it is one of the two.
    subscript(term: LabTerm) -> LabGrade? {
        low?.term == term ? low : high?.term == term ? high : nil
    }
}

extension LabResult {
    /// Whether only a bound of the result is known.
    var isCensored: Bool {
        switch value {
        case .below, .above: true
        case .number, .text, .missing: false
        }
    }

    /// The result, or its bound.
    var number: Double? {
        switch value {
        case .number(let number), .below(let number), .above(let number): number
        case .text, .missing: nil
        }
    }
}

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

    /// SDTM LB as it stands in the record, then the results derived from it under the key of the row they belong to.
    let rows: [LabResult]
    /// How many of `rows` stand in the record.
    private let reportedCount: Int
    /// The rows that can be graded, in the order of `rows`.
    let samples: [Sample]
    /// Rows that do not say what was measured: about them no rule can say yes or no.
    let unnamed: Set<RowKey>
    /// Rows whose specimen nobody knows, for the data manager.
    let unplaced: [RowKey]
    /// The version graded by.
    var version: CTCAEVersion { grader.version }
    private let grader: LabGrader
    /// Positions of the baselines in `rows`.
    private let baselines: [Analyte: Int]
    /// For each derived row, the positions of the reported rows that it follows from.
    private let derivedFrom: [[Int]]
    /// Positions in `samples` of each analyte's.
    private let positions: [Analyte: [Int]]

    /// Grades the rows of a record, and what follows from them.
    init(_ reported: [LabResult], version: CTCAEVersion) {
        let grader = LabGrader.shared(version)
        let (measured, unplaced) = GradedLaboratory.measured(reported)
        var baselines: [Analyte: Int] = [:]
        for (row, analyte) in measured where reported[row].isBaseline {
            baselines[analyte] = baselines[analyte].map { isBetter(reported[row], reported[$0]) ? row : $0 } ?? row
        }
        let references = baselines.mapValues { Baseline(reported[$0]) }
        let derived = deriveBloodValues(from: reported)
        let graded = measured.map { row, analyte in
            let grades = grader.grades(
                of: reported[row], as: analyte, baseline: references[analyte], atBaseline: .range)
            return Sample(row: row, analyte: analyte, grades: grades)
        }
        let origins = GradedLaboratory.positions(of: derived, in: reported)
        let derivedFrom = derived.map { $0.rows.compactMap { origins[$0] } }
        let gradedDerived = derived.enumerated().map { offset, derived in
            let grades = grader.grades(of: derived, baseline: references[derived.analyte], atBaseline: .range)
            return Sample(row: reported.count + offset, analyte: derived.analyte, grades: grades)
        }
        self.grader = grader
        self.baselines = baselines
        self.derivedFrom = derivedFrom
        reportedCount = reported.count
        rows = derived.isEmpty ? reported : reported + derived.map(\.reported)
        let sources = { (sample: Sample) in derivedFrom[sample.row - reported.count] }
        let superseded = GradedLaboratory.supersededCalcium(reported, graded, gradedDerived, sources: sources)
        samples = (superseded.isEmpty ? graded : graded.filter { !superseded.contains($0.row) }) + gradedDerived
        positions = GradedLaboratory.byAnalyte(samples)
        self.unplaced = unplaced
        unnamed = Set(reported.indices.filter { reported[$0].test.isEmpty }.map { reported[$0].key } + unplaced)
    }

    /// What each row measures, as far as it can be graded, and the rows whose specimen nobody knows.
    private static func measured(_ rows: [LabResult]) -> (rows: [(row: Int, analyte: Analyte)], unplaced: [RowKey]) {
        var measured: [(row: Int, analyte: Analyte)] = []
        measured.reserveCapacity(rows.count)
        var unplaced: [RowKey] = []
        var answer = Result<Analyte, UngradableReason>.failure(.testUnknown)
        for row in rows.indices {
            // Years of one test follow each other, and are the same question.
            if row == 0 || !rows[row].asksLike(rows[row - 1]) {
                answer = Analyte.measured(rows[row])
                // A share of the white cells is no count, whatever its test code.
                if case .success = answer, rows[row].isShareOfCells { answer = .failure(.testUnknown) }
            }
            switch answer {
            case .success(let analyte): measured.append((row, analyte))
            case .failure(.specimenUnknown): unplaced.append(rows[row].key)
            case .failure: continue
            }
        }
        return (measured, unplaced)
    }

    /// The positions of the rows that derived results follow from.
    private static func positions(of derived: [DerivedResult], in rows: [LabResult]) -> [RowKey: Int] {
        guard !derived.isEmpty else { return [:] }
        let sources = Set(derived.lazy.flatMap(\.rows))
        var positions: [RowKey: Int] = [:]
        for row in rows.testRuns.filter(\.isDerivedFrom).flatMap(\.positions) {
            guard sources.contains(rows[row].key), positions[rows[row].key] == nil else { continue }
            positions[rows[row].key] = row
        }
        return positions
    }

    private static func byAnalyte(_ samples: [Sample]) -> [Analyte: [Int]] {
        var positions: [Analyte: [Int]] = [:]
        var first = 0
        while first < samples.count {
            let analyte = samples[first].analyte
            let last = samples[first...].firstIndex { $0.analyte != analyte } ?? samples.count
            positions[analyte, default: []] += first..<last
            first = last
        }
        return positions
    }

    /// Positions in `samples` of an analyte's, in the order of `samples`.
    func positions(of analyte: Analyte) -> [Int] { positions[analyte] ?? [] }

    /// The result of an analyte under a row's key, reported or derived: a row may have results of several.
    func result(_ key: RowKey, of analyte: Analyte) -> LabResult? {
        positions(of: analyte).last { rows[samples[$0].row].key == key }.map { rows[samples[$0].row] }
    }

    /// The results of an analyte, reported and derived.
    func results(of analyte: Analyte) -> [LabResult] { positions(of: analyte).map { rows[samples[$0].row] } }

    /// Total calcium of draws of which corrected calcium was graded: the criteria speak of corrected calcium.
    ///
    /// A corrected value that cannot be graded supersedes nothing.
    private static func supersededCalcium(
        _ rows: [LabResult], _ samples: [Sample], _ derived: [Sample], sources: (Sample) -> [Int]
    ) -> Set<Int> {
        let isGraded = { (sample: Sample) in sample.grades.low?.grade != nil || sample.grades.high?.grade != nil }
        let origins = Set(
            derived.filter { $0.analyte == .correctedCalcium && isGraded($0) }.flatMap(sources))
        var corrected: [CalendarDay: [ClinicalDate]] = [:]
        for sample in samples where sample.analyte == .correctedCalcium && isGraded(sample) {
            guard let date = rows[sample.row].collected, date.isComplete else { continue }
            corrected[date.earliest, default: []].append(date)
        }
        return Set(
            samples.filter { $0.analyte == .calcium }.map(\.row).filter { row in
                guard let date = rows[row].collected, date.isComplete else { return false }
                let isReported = (corrected[date.earliest] ?? []).contains { other in
                    date.minuteOfDay == nil || other.minuteOfDay == nil || date.minuteOfDay == other.minuteOfDay
                }
                return isReported || origins.contains(row)
            })
    }

    /// The rows a sample rests on, each with what it says itself.
    func evidence(_ sample: Sample) -> [Evidence] { evidence(ofRow: sample.row) }

    /// The rows that the row at a position rests on, each with what it says itself.
    func evidence(ofRow row: Int) -> [Evidence] {
        let positions = row < reportedCount ? [row] : derivedFrom[row - reportedCount]
        return positions.map { Evidence(key: rows[$0].key, reading: rows[$0].reading) }
    }

    /// The keys of the rows a sample rests on.
    func keys(_ sample: Sample) -> [RowKey] {
        let positions = sample.row < reportedCount ? [sample.row] : derivedFrom[sample.row - reportedCount]
        return positions.map { rows[$0].key }
    }

    /// The position in `rows` of the subject's baseline of an analyte; nil when no row is marked as one.
    func baselineRow(of analyte: Analyte) -> Int? { baselines[analyte] }

    /// The grades the subject's baseline may have by a term; nil when there is none, or none that can be graded.
    func baselineGrades(_ term: LabTerm) -> ClosedRange<Int>? {
        let baseline = samples.first { baselines[$0.analyte] == $0.row && $0.grades[term] != nil }
        return baseline.flatMap { sample in sample.grades[term].flatMap { gradesPossible($0, of: sample) } }
    }

    /// Worst grade by term among results collected on or after the first dose.
    func worstGrades(from entry: CalendarDay?) -> [String: Int] {
        guard let entry else { return [:] }
        var worst: [LabTerm: Int] = [:]
        for sample in samples {
            sample.grades.forEach { grade in
                guard let number = grade.grade, number > 0, number > worst[grade.term] ?? 0,
                    rows[sample.row].collected.map({ $0.latest >= entry }) ?? true
                else { return }
                worst[grade.term] = number
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

/// Of several baseline rows the last collected that has a number is the baseline; a row without a date comes before all
/// others.
private func isBetter(_ result: LabResult, _ other: LabResult) -> Bool {
    let place = { (result: LabResult) in
        (
            result.number == nil ? 0 : 1, result.collected?.latest.daysSince1970 ?? .min,
            result.collected?.minuteOfDay ?? -1, result.key
        )
    }
    return place(result) > place(other)
}

extension DerivedResult {
    /// The derived value as rules compare it: neutrophils of which only a range follows are at most its upper end.
    fileprivate var reported: LabResult {
        var reported = result
        if analyte == .neutrophils, case .derived(let range, let unit, _) = outcome, range.lowest < range.highest {
            reported.value = .atMost(range.highest)
            reported.unit = unit.symbol
        }
        return reported
    }
}

extension LabGrades {
    /// The grade by a term, where it is one of the two.
    subscript(term: LabTerm) -> LabGrade? {
        low?.term == term ? low : high?.term == term ? high : nil
    }
}

extension LabResult {
    /// Whether nothing by which it is told what a row measures differs from another row.
    fileprivate func asksLike(_ other: LabResult) -> Bool {
        test == other.test && specimen == other.specimen && category == other.category && unit == other.unit
            && isFasting == other.isFasting
    }

    /// Whether only a bound of the result is known.
    var isCensored: Bool {
        switch value {
        case .below, .above, .atMost, .atLeast: true
        case .number, .text, .missing: false
        }
    }

    /// The result, or its bound.
    var number: Double? {
        switch value {
        case .number(let number), .below(let number), .above(let number), .atMost(let number), .atLeast(let number):
            number
        case .text, .missing: nil
        }
    }
}

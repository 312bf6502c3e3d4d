// SPDX-License-Identifier: Apache-2.0

import CTCAE
import Trial

/// The grading of one file, row by row.
struct FileGrading: ~Copyable {
    private let grader: LabGrader
    private let options: GradingOptions
    private var rows: ResultRows
    private var tests: MeasuredTests
    private var lines: GradeLines
    private var baselines: CurrentBaselines
    /// The subject of the last row as the file has it.
    private var subject = FieldKey()
    private var hasSubject = false
    /// Whether the row's value was no plain number in the standard unit.
    private var isWholeResult = false
    private let noNotes = LabGrade.Notes(rawValue: 0)
    /// What the row leaves open of its grades.
    private var doubts = RowDoubts()
    /// The subject's rows, where something is derived from them, and the subjects before.
    private var derivation = SubjectDerivation()
    private var seen = KeyIndex()

    init(_ options: GradingOptions, rows: consuming ResultRows, sink: @escaping LineBuffer.Sink) {
        self.options = options
        grader = LabGrader.shared(options.version)
        tests = MeasuredTests(grader: grader, format: options.format)
        lines = GradeLines(format: options.format, sink: sink)
        baselines = CurrentBaselines(atBaseline: options.atBaseline, grader: grader)
        self.rows = rows
    }

    mutating func run(_ source: borrowing ResultSource) throws -> GradingSummary {
        var summary = GradingSummary()
        try lines.writeHeader()
        while try rows.next() {
            guard rows.isWhole else {
                summary.malformedRows += 1
                if summary.malformedLines.count < GradingSummary.namedMax { summary.malformedLines.append(rows.line) }
                continue
            }
            summary.rows += 1
            try gradeRow(source)
        }
        if options.derives { try gradeDerived() }
        try lines.flush()
        return summary
    }

    /// Steps: 1 whose row it is; 2 what it measures; 3 its grades; 4 a line for each of them.
    private mutating func gradeRow(_ source: borrowing ResultSource) throws {
        try followSubject(source)
        if options.derives, rows.columns.isLaboratory { try derivation.add(rows) }
        (isWholeResult, doubts) = (false, RowDoubts())
        let number = try tests.number(of: rows)
        let grades = try tests[number].refused ?? grades(ofTest: number, source)
        let sequence = rows.raw(rows.columns.sequence)
        guard grades.low != nil || grades.high != nil else {
            let label = tests.label(tests[number].without)
            let reason = tests[number].reason
            try lines.write(sequence: sequence, label: label, outcome: .ungradable(reason), notes: noNotes)
            return
        }
        if let grade = grades.low { try write(grade, doubts.low, tests[number].lowTerm, tests[number].low) }
        if let grade = grades.high { try write(grade, doubts.high, tests[number].highTerm, tests[number].high) }
    }

    /// Writes a line; a result in the unit it was reported in may have another term than the test has in its own.
    @inline(__always)
    private mutating func write(
        _ grade: LabGrade, _ doubts: RowDoubts.Names, _ term: LabTerm?, _ label: TextStore.Place
    ) throws {
        let sequence = rows.raw(rows.columns.sequence)
        guard isWholeResult && grade.term != term || !doubts.isEmpty else {
            try lines.write(
                sequence: sequence, label: tests.label(label), outcome: grade.outcome, notes: grade.notes)
            return
        }
        let code = rows.bytes(rows.columns.test)
        let text = LabelText(code: code, text: try rows.text(code), format: options.format)
        let own = text.label(term: grade.term.name(in: options.version), direction: grade.direction)
        let remarks = grade.grade == nil ? [] : grade.notes.names + doubts.names
        try lines.write(sequence: Array(sequence), label: own, grade: grade, remarks: remarks)
    }

    @inline(__always)
    private mutating func followSubject(_ source: borrowing ResultSource) throws {
        let bytes = rows.raw(rows.columns.subject)
        guard !hasSubject || !subject.isOnly(bytes) else { return }
        subject.removeAll()
        subject.append(bytes)
        if options.derives { try endSubject(source) }
        hasSubject = true
        lines.setSubject(bytes, text: options.format == .json ? try rows.text(bytes) : nil)
        baselines.forgetSubject()
    }

    /// A plain number takes the short way; a bound, a text or a missing value is told by the whole result.
    @inline(__always)
    private mutating func grades(ofTest number: Int, _ source: borrowing ResultSource) throws -> LabGrades {
        guard let analyte = tests[number].analyte else { return .none }
        guard let value = rows.number(rows.columns.result), !rows.mayBeBound,
            tests[number].unit != nil || isMissing(rows.bytes(rows.columns.reportedUnit))
        else { return try gradesOfWholeResult(source) }
        guard !tests[number].isForAdults || !rows.columns.tellsAge else {
            return try grades(apart: value, analyte, number, source)
        }
        guard tests[number].comparesWithBaseline else { return tests.grades(number, of: value) }
        switch try baselines.standing(of: analyte, test: number, rows, tests, source) {
        case .withoutBaseline: return tests.grades(number, of: value)
        case .byRange: return tests.gradesByRange(number, of: value)
        case .prepared(let prepared): return baselines.grades(prepared, of: value)
        case .apart: return try grades(apart: value, analyte, number, source)
        }
    }

    /// The grades of a number by what the row alone has: its own baseline, the subject's age, or a date in doubt.
    private mutating func grades(
        apart value: Double, _ analyte: Analyte, _ number: Int, _ source: borrowing ResultSource
    ) throws -> LabGrades {
        var measurement = tests.measurement(number, of: analyte)
        measurement.value = value
        guard tests[number].comparesWithBaseline else { return grades(of: measurement, isDateUnknown: false) }
        let comparison = try baselines.comparison(
            of: analyte, unit: measurement.unit, spelled: tests.spelledUnit(number), rows, tests, source)
        measurement.baseline = comparison.reference
        return grades(of: measurement, isDateUnknown: comparison.isDateUnknown)
    }

    /// The grades of a measurement by all that the row's dates and age allow.
    private mutating func grades(of measurement: LabMeasurement, isDateUnknown: Bool) -> LabGrades {
        let group = rows.columns.tellsAge ? rows.ageGroup : .adult
        guard isDateUnknown || group != .adult else { return grader.grades(of: measurement) }
        return gradesInDoubt(measurement, isDateUnknown: isDateUnknown, group)
    }

    private mutating func gradesInDoubt(
        _ measurement: LabMeasurement, isDateUnknown: Bool, _ group: AgeGroup
    ) -> LabGrades {
        var measurement = measurement
        measurement.isAdult = group != .minor
        var grades = grader.grades(of: measurement)
        if group == .uncertain {
            var minor = measurement
            minor.isAdult = false
            doubts.add(.ageUncertain, where: grades, differ: grader.grades(of: minor))
        }
        guard isDateUnknown else { return grades }
        measurement.baseline = .notUsed
        let byRange = grader.grades(of: measurement)
        doubts.add(.dateUnknown, where: grades, differ: byRange)
        grades.low = grades.low?.covering(byRange.low)
        grades.high = grades.high?.covering(byRange.high)
        return grades
    }

    private mutating func gradesOfWholeResult(_ source: borrowing ResultSource) throws -> LabGrades {
        isWholeResult = true
        let result = try rows.result()
        guard case .success(let analyte) = Analyte.measured(result), let value = result.value.number, value.isFinite,
            let bound = result.value.bound
        else { return grader.grades(of: result, baseline: nil, atBaseline: options.atBaseline) }
        let unit = analyte.unit(spelled: result.unit)
        let comparison = try baselines.comparison(
            of: analyte, unit: unit, spelled: result.unit, rows, tests, source)
        let measurement = LabMeasurement(
            analyte: analyte, unit: unit, value: value, bound: bound, lowerLimit: result.lowerLimit,
            upperLimit: result.upperLimit, baseline: comparison.reference)
        return grades(of: measurement, isDateUnknown: comparison.isDateUnknown)
    }

    /// The subject of the last row is complete, and that of the current one must be new.
    private mutating func endSubject(_ source: borrowing ResultSource) throws {
        guard seen.number(of: subject) == nil else {
            throw GradingError.subjectApart(path: source.name, line: rows.line)
        }
        _ = seen.insert(subject)
        try gradeDerived()
    }

    /// Writes a line for each derived value and direction, below the subject's own.
    private mutating func gradeDerived() throws {
        for (derived, sequences) in derivation.take(rows.columns) {
            let grades = grader.grades(of: derived, baseline: nil, atBaseline: options.atBaseline)
            let text = LabelText(test: derived.test, format: options.format)
            for grade in grades.array {
                let label = text.label(term: grade.term.name(in: options.version), direction: grade.direction)
                let ends = grade.grade == nil ? [] : grade.notes.names
                try lines.write(
                    sequence: sequences, label: label, grade: grade, remarks: derived.reasonParts + ends)
            }
        }
    }
}

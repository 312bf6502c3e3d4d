// SPDX-License-Identifier: Apache-2.0

import CTCAE
import Trial

/// What the rows of a file measure, worked out once for each way in which test, specimen, unit and limits are written.
struct MeasuredTests: ~Copyable {
    /// What rows with the same test code, specimen, category, fasting state, unit and limits have in common.
    struct Test {
        /// What is measured; nil when it cannot be graded.
        var analyte: Analyte?
        /// The unit of the result; nil when it was not recognised.
        var unit: LabUnit?
        /// The limits of normal, in the unit.
        var lowerLimit: Double?
        var upperLimit: Double?
        /// The grades of every row of the test, where nothing in the row can change them.
        var refused: LabGrades?
        /// Why there is no criterion.
        var reason = UngradableReason.versionWithoutCriterion
        /// Whether some criterion compares with baseline.
        var comparesWithBaseline = false
        /// Whether some criterion is for adults only.
        var isForAdults = false
        /// What grades the values without a baseline and by the range alone, in `MeasuredTests.prepared`.
        var prepared = 0
        var preparedByRange = 0
        /// What a line of a direction has after the row's number: test, term, direction.
        var low = TextStore.Place()
        var high = TextStore.Place()
        /// The same for a line without a term.
        var without = TextStore.Place()
        /// The terms of the directions in the test's unit.
        var lowTerm: LabTerm?
        var highTerm: LabTerm?
    }

    private let format: GradeFormat
    private var keys = KeyIndex()
    private var key = FieldKey()
    /// The number of the last row.
    private var last = -1
    private var tests: [Test] = []
    /// The number that followed each number last time.
    private var following: [Int] = []
    private var prepared: PreparedGrades
    private var units: [String] = []
    private var labels = TextStore()

    /// How many names are kept; a file that has more is none of results, and they are forgotten.
    private static let testsMax = 1 << 14
    private static let keyWordsMax = 1 << 19

    /// Counts how often the tests were forgotten, so that nobody uses an old number.
    private(set) var generation = 0

    init(grader: LabGrader, format: GradeFormat) {
        prepared = PreparedGrades(grader: grader)
        self.format = format
    }

    @inline(__always)
    subscript(number: Int) -> Test { tests[number] }

    /// What grades the results.
    var grader: LabGrader { prepared.grader }

    /// The unit of a test as the file spells it.
    func spelledUnit(_ number: Int) -> String { units[number] }

    /// The text of a place in a test, until the next test is met.
    @inline(__always)
    func label(_ place: TextStore.Place) -> UnsafeBufferPointer<UInt8> { labels[place] }

    /// A measurement of a test, whose value is still to come.
    func measurement(_ number: Int, of analyte: Analyte) -> LabMeasurement {
        let test = tests[number]
        return LabMeasurement(
            analyte: analyte, unit: test.unit, value: 0, lowerLimit: test.lowerLimit, upperLimit: test.upperLimit)
    }

    /// The grades of an adult's value that has no baseline.
    @inline(__always)
    func grades(_ number: Int, of value: Double) -> LabGrades {
        prepared.grades(tests[number].prepared, of: value)
    }

    /// The grades of an adult's value by its range alone, although there is a baseline.
    @inline(__always)
    func gradesByRange(_ number: Int, of value: Double) -> LabGrades {
        prepared.grades(tests[number].preparedByRange, of: value)
    }

    /// The number of what the current row measures.
    @inline(__always)
    mutating func number(of rows: borrowing ResultRows) throws -> Int {
        // Tests follow each other in the same order from visit to visit, or a test follows itself.
        if last >= 0 {
            let expected = following[last]
            if keys.isKey(expected, ofFields: rows.measured.count, { rows.raw(rows.measured[$0]) }) {
                last = expected
                return expected
            }
        }
        return try search(rows)
    }

    @inline(never)
    private mutating func search(_ rows: borrowing ResultRows) throws -> Int {
        key.removeAll()
        for column in rows.measured { key.append(rows.raw(column)) }
        let before = (last, generation)
        last = try keys.number(of: key) ?? add(rows)
        if before.0 >= 0, before.1 == generation { following[before.0] = last }
        return last
    }

    private mutating func add(_ rows: borrowing ResultRows) throws -> Int {
        if tests.count == Self.testsMax || keys.wordCount + key.count > Self.keyWordsMax {
            keys = KeyIndex()
            tests.removeAll()
            following.removeAll()
            prepared.removeAll()
            units.removeAll()
            labels.removeAll()
            generation += 1
        }
        tests.append(try test(rows))
        following.append(tests.count - 1)
        let number = keys.insert(key)
        if let analyte = tests[number].analyte {
            var measurement = measurement(number, of: analyte)
            tests[number].prepared = prepared.add(measurement)
            measurement.baseline = .notUsed
            tests[number].preparedByRange = prepared.add(measurement)
        }
        return number
    }

    private mutating func test(_ rows: borrowing ResultRows) throws -> Test {
        let code = rows.bytes(rows.columns.test)
        let text = LabelText(code: code, text: try rows.text(code), format: format)
        var result = try rows.result()
        result.value = .missing
        result.unit = try rows.text(rows.columns.unit)
        result.lowerLimit = rows.number(rows.columns.lowerLimit)
        result.upperLimit = rows.number(rows.columns.upperLimit)
        // Without a value every criterion of the test refuses the result, and so names itself.
        let grades = grader.grades(of: result, baseline: nil, atBaseline: .range)
        var test = Test()
        (test.lowerLimit, test.upperLimit) = (result.lowerLimit, result.upperLimit)
        switch Analyte.measured(result) {
        case .failure(let reason):
            test.reason = reason
            test.refused = grades
        case .success(let analyte):
            test.analyte = analyte
            test.unit = analyte.unit(spelled: result.unit)
            test.comparesWithBaseline = grader.comparesWithBaseline(analyte)
            test.isForAdults = grader.isForAdults(analyte)
            if grades == .none { test.refused = grades }
        }
        let version = grader.version
        let label = { (grade: LabGrade) in
            text.label(term: grade.term.name(in: version), direction: grade.direction)
        }
        if let low = grades.low { test.low = labels.add(label(low)) }
        if let high = grades.high { test.high = labels.add(label(high)) }
        (test.lowTerm, test.highTerm) = (grades.low?.term, grades.high?.term)
        test.without = labels.add(text.label(term: nil, direction: nil))
        units.append(result.unit)
        return test
    }
}

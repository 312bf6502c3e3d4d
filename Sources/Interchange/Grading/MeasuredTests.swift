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
        /// What a line of a direction has after the row's number: test, term, direction.
        var low = TextStore.Place()
        var high = TextStore.Place()
        /// The same for a line without a term.
        var without = TextStore.Place()
        /// The terms of the directions in the test's unit.
        var lowTerm: LabTerm?
        var highTerm: LabTerm?
    }

    let grader: LabGrader
    private let format: GradeFormat
    private var keys = KeyIndex()
    private var key = FieldKey()
    /// The key and number of the last row.
    private var lastKey = FieldKey()
    private var last = -1
    private var tests: [Test] = []
    private var units: [String] = []
    private var labels = TextStore()

    /// How many names are kept; a file that has more is none of results, and they are forgotten.
    private static let testsMax = 1 << 14
    private static let keyWordsMax = 1 << 19

    /// Counts how often the tests were forgotten, so that nobody uses an old number.
    private(set) var generation = 0

    init(grader: LabGrader, format: GradeFormat) {
        self.grader = grader
        self.format = format
    }

    @inline(__always)
    subscript(number: Int) -> Test { tests[number] }

    /// The unit of a test as the file spells it.
    func spelledUnit(_ number: Int) -> String { units[number] }

    /// The text of a place in a test, until the next test is met.
    @inline(__always)
    func label(_ place: TextStore.Place) -> UnsafeBufferPointer<UInt8> { labels[place] }

    /// The number of what the current row measures.
    @inline(__always)
    mutating func number(of rows: borrowing ResultRows) throws -> Int {
        key.removeAll()
        key.append(rows.bytes(rows.columns.test))
        key.append(rows.bytes(rows.columns.unit))
        key.append(rows.bytes(rows.columns.specimen))
        key.append(rows.bytes(rows.columns.category))
        key.append(rows.bytes(rows.columns.fasting))
        key.append(rows.bytes(rows.columns.lowerLimit))
        key.append(rows.bytes(rows.columns.upperLimit))
        // Rows are often in order of test.
        guard last < 0 || key != lastKey else { return last }
        last = try keys.number(of: key) ?? add(rows)
        swap(&key, &lastKey)
        return last
    }

    private mutating func add(_ rows: borrowing ResultRows) throws -> Int {
        if tests.count == Self.testsMax || keys.wordCount + key.count > Self.keyWordsMax {
            keys = KeyIndex()
            tests.removeAll()
            units.removeAll()
            labels.removeAll()
            generation += 1
        }
        tests.append(try test(rows))
        return keys.insert(key)
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

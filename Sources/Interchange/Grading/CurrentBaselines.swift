// SPDX-License-Identifier: Apache-2.0

import CTCAE
import Trial

/// The baselines of the subject whose rows are being graded.
///
/// A row's own BASE and BNRIND go before the subject's flagged row, which tells what they do not: when the specimen was
/// collected, its upper limit of normal, and whichever of the two is missing. The limits of the current row tell
/// nothing about its baseline: hospitals change them.
struct CurrentBaselines: ~Copyable {
    /// How a row's plain number is graded.
    enum Standing {
        case withoutBaseline
        /// By the range alone, although there is a baseline.
        case byRange
        /// By what `grades(_:of:)` has under a number.
        case prepared(Int)
        /// By its own `comparison(of:unit:spelled:_:_:_:)`, which other rows do not share.
        case apart
    }

    /// An analyte's baseline, without what only preparing needs.
    private struct Slot {
        var isPresent = false
        var collected: ClinicalDate?
        /// The test whose rows are graded by `prepared`: they share unit and limits.
        var test = -1
        /// A number in `CurrentBaselines.prepared`.
        var prepared = 0
    }

    /// How much is prepared for one subject; where its units or limits change all the time, that is forgotten.
    private static let preparedMax = 1 << 10

    private let atBaseline: AtBaseline
    /// By `Analyte.rawValue`.
    private var slots: [Slot]
    private var baselines: [Baseline?]
    /// What grades the subject's rows by its baselines.
    private var prepared: PreparedGrades
    private var isLoaded = false
    private var generation = 0
    /// The file's flagged rows; read when the first row needs one.
    private var flagged: SubjectBaselines?

    /// The last --DTC and its date: the rows of a visit share it.
    private var dateKey = FieldKey()
    private var date: ClinicalDate?

    init(atBaseline: AtBaseline, grader: LabGrader) {
        self.atBaseline = atBaseline
        slots = Array(repeating: Slot(), count: Analyte.allCases.count)
        baselines = Array(repeating: nil, count: Analyte.allCases.count)
        prepared = PreparedGrades(grader: grader)
    }

    /// Another subject's rows follow.
    mutating func forgetSubject() { isLoaded = false }

    /// The baseline of what the current row measures.
    mutating func baseline(
        of analyte: Analyte, _ rows: borrowing ResultRows, _ tests: borrowing MeasuredTests,
        _ source: borrowing ResultSource
    ) throws -> Baseline? {
        if rows.columns.flagsBaselines, !isLoaded { try load(rows, tests, source) }
        let flagged = rows.columns.flagsBaselines ? baselines[Int(analyte.rawValue)] : nil
        return try own(rows, flagged) ?? flagged
    }

    /// A baseline as the current row's result is compared with it.
    struct Comparison {
        var reference: LabMeasurement.Reference
        /// Whether the row's date leaves open whether it is to be compared with it at all.
        var isDateUnknown = false

        static let none = Comparison(reference: .none)
        static let notUsed = Comparison(reference: .notUsed)
    }

    /// The baseline of what the current row measures, as its result in a unit is compared with it.
    mutating func comparison(
        of analyte: Analyte, unit: LabUnit?, spelled spelling: String, _ rows: borrowing ResultRows,
        _ tests: borrowing MeasuredTests, _ source: borrowing ResultSource
    ) throws -> Comparison {
        guard let baseline = try baseline(of: analyte, rows, tests, source) else { return .none }
        let timing = timing(rows, analyte)
        guard timing != .atOrBefore else { return .notUsed }
        return Comparison(
            reference: LabMeasurement.Reference(baseline, analyte: analyte, unit: unit, spelled: spelling),
            isDateUnknown: timing == .unknown)
    }

    /// How the current row's plain number is graded; its test compares with baseline.
    @inline(__always)
    mutating func standing(
        of analyte: Analyte, test: Int, _ rows: borrowing ResultRows, _ tests: borrowing MeasuredTests,
        _ source: borrowing ResultSource
    ) throws -> Standing {
        guard !hasOwn(rows) else { return .apart }
        guard rows.columns.flagsBaselines else { return .withoutBaseline }
        if !isLoaded || generation != tests.generation { try load(rows, tests, source) }
        let slot = Int(analyte.rawValue)
        guard slots[slot].isPresent else { return .withoutBaseline }
        switch timing(rows, analyte) {
        case .atOrBefore: return .byRange
        case .unknown: return .apart
        case .after:
            if slots[slot].test != test { prepare(analyte, test, tests) }
            return .prepared(slots[slot].prepared)
        }
    }

    /// The grades of an adult's value, until the next subject's rows.
    @inline(__always)
    func grades(_ number: Int, of value: Double) -> LabGrades { prepared.grades(number, of: value) }

    private mutating func prepare(_ analyte: Analyte, _ test: Int, _ tests: borrowing MeasuredTests) {
        let slot = Int(analyte.rawValue)
        guard let baseline = baselines[slot] else { return }
        if prepared.count == Self.preparedMax {
            prepared.removeAll()
            for slot in slots.indices { slots[slot].test = -1 }
        }
        var measurement = tests.measurement(test, of: analyte)
        measurement.baseline = LabMeasurement.Reference(
            baseline, analyte: analyte, unit: measurement.unit, spelled: tests.spelledUnit(test))
        slots[slot].prepared = prepared.add(measurement)
        slots[slot].test = test
    }

    @inline(__always)
    private mutating func timing(_ rows: borrowing ResultRows, _ analyte: Analyte) -> Timing {
        guard atBaseline == .range else { return .after }
        guard !rows.isBaseline else { return .atOrBefore }
        // Where no row is flagged, nothing says when the baseline was, and BASE stands beside the rows after it.
        let slot = Int(analyte.rawValue)
        guard rows.columns.flagsBaselines, slots[slot].isPresent else { return .after }
        return Timing(of: collected(rows), beside: slots[slot].collected)
    }

    @inline(__always)
    private mutating func collected(_ rows: borrowing ResultRows) -> ClinicalDate? {
        let field = rows.raw(rows.columns.collected)
        if !dateKey.isOnly(field) {
            dateKey.removeAll()
            dateKey.append(field)
            date = rows.collected
        }
        return date
    }

    private func hasOwn(_ rows: borrowing ResultRows) -> Bool {
        !isMissing(rows.bytes(rows.columns.base)) || !isMissing(rows.bytes(rows.columns.baseRangeIndicator))
    }

    private func own(_ rows: borrowing ResultRows, _ flagged: Baseline?) throws -> Baseline? {
        guard hasOwn(rows) else { return nil }
        let value = rows.number(rows.columns.base)
        let indicator = try rows.text(rows.columns.baseRangeIndicator)
        let range = Baseline.Range(indicator: indicator, value: nil, lower: nil, upper: nil)
        if value == nil || range == .unknown, var flagged, flagged.value != nil {
            if range != .unknown { flagged.range = range }
            return flagged
        }
        guard value != nil || range != .unknown else { return nil }
        var unit = try rows.text(rows.columns.unit)
        if unit.isEmpty { unit = try rows.result().unit }
        return Baseline(
            value: value, unit: unit, range: range == .unknown ? flagged?.range ?? .unknown : range,
            upperLimit: flagged?.unit == unit ? flagged?.upperLimit : nil, collected: flagged?.collected)
    }

    private mutating func load(
        _ rows: borrowing ResultRows, _ tests: borrowing MeasuredTests, _ source: borrowing ResultSource
    ) throws {
        for slot in slots.indices where slots[slot].isPresent { (slots[slot], baselines[slot]) = (Slot(), nil) }
        prepared.removeAll()
        isLoaded = true
        generation = tests.generation
        if flagged == nil { flagged = try SubjectBaselines(source, grader: tests.grader) }
        flagged?.forEach(of: rows.bytes(rows.columns.subject)) { analyte, baseline in
            let slot = Int(analyte.rawValue)
            baselines[slot] = baseline
            slots[slot] = Slot(isPresent: true, collected: baseline.collected)
        }
    }
}

/// How a row's date stands to that of its baseline.
private enum Timing {
    case atOrBefore
    case after
    /// A date is missing or partial, or both are the same day and one has no time.
    case unknown

    init(of row: ClinicalDate?, beside baseline: ClinicalDate?) {
        guard let row, let baseline else {
            self = .unknown
            return
        }
        if row.latest < baseline.earliest {
            self = .atOrBefore
        } else if baseline.latest < row.earliest {
            self = .after
        } else if row.isComplete, baseline.isComplete, let minute = row.minuteOfDay, let other = baseline.minuteOfDay {
            self = minute <= other ? .atOrBefore : .after
        } else {
            self = .unknown
        }
    }
}

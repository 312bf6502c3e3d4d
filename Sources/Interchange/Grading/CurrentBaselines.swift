// SPDX-License-Identifier: Apache-2.0

import CTCAE
import Trial

/// The baselines of the subject whose rows are being graded.
///
/// A row's own BASE and BNRIND go before the subject's flagged row, which tells what they do not: when the specimen was
/// collected, its upper limit of normal, and whichever of the two is missing. The limits of the current row tell
/// nothing about its baseline: hospitals change them.
struct CurrentBaselines: ~Copyable {
    private struct Slot {
        var baseline: Baseline?
        /// What the baseline is to rows of a test, which share a unit; worked out once.
        var reference = LabMeasurement.Reference.none
        var test = -1
    }

    private let atBaseline: AtBaseline
    /// By `Analyte.rawValue`.
    private var slots: [Slot]
    private var isLoaded = false
    private var generation = 0
    /// The file's flagged rows; read when the first row needs one.
    private var flagged: SubjectBaselines?

    /// The last --DTC and its date: the rows of a visit share it.
    private var dateKey = FieldKey()
    private var nextDateKey = FieldKey()
    private var date: ClinicalDate?

    init(atBaseline: AtBaseline) {
        self.atBaseline = atBaseline
        slots = Array(repeating: Slot(), count: Analyte.allCases.count)
    }

    /// Another subject's rows follow.
    mutating func forgetSubject() { isLoaded = false }

    /// The baseline of what the current row measures.
    mutating func baseline(
        of analyte: Analyte, _ rows: borrowing ResultRows, _ tests: borrowing MeasuredTests,
        _ source: borrowing ResultSource
    ) throws -> Baseline? {
        if rows.columns.flagsBaselines, !isLoaded { try load(rows, tests, source) }
        let flagged = rows.columns.flagsBaselines ? slots[Int(analyte.rawValue)].baseline : nil
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

    /// The baseline of what the current row measures, as its result is compared with it.
    mutating func comparison(
        of analyte: Analyte, test: Int, _ rows: borrowing ResultRows, _ tests: borrowing MeasuredTests,
        _ source: borrowing ResultSource
    ) throws -> Comparison {
        guard !hasOwn(rows) else {
            return try comparison(
                of: analyte, unit: tests[test].unit, spelled: tests.spelledUnit(test), rows, tests, source)
        }
        guard rows.columns.flagsBaselines else { return .none }
        if !isLoaded || generation != tests.generation { try load(rows, tests, source) }
        let slot = Int(analyte.rawValue)
        guard let baseline = slots[slot].baseline else { return .none }
        let timing = timing(rows, analyte)
        guard timing != .atOrBefore else { return .notUsed }
        if slots[slot].test != test {
            slots[slot].test = test
            slots[slot].reference = LabMeasurement.Reference(
                baseline, analyte: analyte, unit: tests[test].unit, spelled: tests.spelledUnit(test))
        }
        return Comparison(reference: slots[slot].reference, isDateUnknown: timing == .unknown)
    }

    @inline(__always)
    private mutating func timing(_ rows: borrowing ResultRows, _ analyte: Analyte) -> Timing {
        guard atBaseline == .range else { return .after }
        guard !rows.isBaseline else { return .atOrBefore }
        // Where no row is flagged, nothing says when the baseline was, and BASE stands beside the rows after it.
        guard rows.columns.flagsBaselines, let baseline = slots[Int(analyte.rawValue)].baseline else { return .after }
        return Timing(of: collected(rows), beside: baseline.collected)
    }

    @inline(__always)
    private mutating func collected(_ rows: borrowing ResultRows) -> ClinicalDate? {
        nextDateKey.removeAll()
        nextDateKey.append(rows.bytes(rows.columns.collected))
        if nextDateKey != dateKey {
            date = rows.collected
            swap(&dateKey, &nextDateKey)
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
        for slot in slots.indices { slots[slot] = Slot() }
        isLoaded = true
        generation = tests.generation
        if flagged == nil { flagged = try SubjectBaselines(source, grader: tests.grader) }
        flagged?.forEach(of: rows.bytes(rows.columns.subject)) { slots[Int($0.rawValue)].baseline = $1 }
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

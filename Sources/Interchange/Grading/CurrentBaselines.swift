// SPDX-License-Identifier: Apache-2.0

import CTCAE
import Trial

/// The baselines of the subject whose rows are being graded.
///
/// A row's own BASE and BNRIND go before the subject's flagged row. That one still tells what they do not: when the
/// specimen was collected, and the upper limit of normal.
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

    /// The baseline of what the current row measures, as its result is compared with it.
    mutating func reference(
        of analyte: Analyte, test: Int, _ rows: borrowing ResultRows, _ tests: borrowing MeasuredTests,
        _ source: borrowing ResultSource
    ) throws -> LabMeasurement.Reference {
        guard !hasOwn(rows) else {
            guard let baseline = try baseline(of: analyte, rows, tests, source) else { return .none }
            guard !isGradedByRange(baseline, rows) else { return .notUsed }
            return LabMeasurement.Reference(
                baseline, analyte: analyte, unit: tests[test].unit, spelled: tests.spelledUnit(test))
        }
        guard rows.columns.flagsBaselines else { return .none }
        if !isLoaded || generation != tests.generation { try load(rows, tests, source) }
        let slot = Int(analyte.rawValue)
        guard let baseline = slots[slot].baseline else { return .none }
        guard !isGradedByRange(baseline, rows) else { return .notUsed }
        if slots[slot].test != test {
            slots[slot].test = test
            slots[slot].reference = LabMeasurement.Reference(
                baseline, analyte: analyte, unit: tests[test].unit, spelled: tests.spelledUnit(test))
        }
        return slots[slot].reference
    }

    @inline(__always)
    private mutating func isGradedByRange(_ baseline: Baseline, _ rows: borrowing ResultRows) -> Bool {
        guard atBaseline == .range else { return false }
        let isBaseline = rows.isBaseline
        return baseline.isAtOrAfter(isBaseline: isBaseline, collected: isBaseline ? nil : collected(rows))
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
        let unit = try rows.text(rows.columns.unit)
        let range = Baseline.Range(
            indicator: try rows.text(rows.columns.baseRangeIndicator), value: value,
            lower: rows.number(rows.columns.lowerLimit), upper: rows.number(rows.columns.upperLimit))
        return Baseline(
            value: value, unit: unit, range: range, upperLimit: flagged?.unit == unit ? flagged?.upperLimit : nil,
            collected: flagged?.collected)
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

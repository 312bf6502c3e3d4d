// SPDX-License-Identifier: Apache-2.0

/// A cut whose numbers are worked out for a result's limits and baseline, so that only the value is still to come.
struct ReadyCut: Sendable {
    /// A comparison of the value.
    struct Comparison: Sendable {
        var relation: Relation
        var number: Double
    }

    var grade: UInt8
    var worst: UInt8
    /// Why the cut cannot be told to be met, where a number that it needs is missing.
    var missing: UngradableReason?
    /// Both must hold; nil is nothing to compare with.
    var first: Comparison?
    var second: Comparison?
}

/// What the cuts of a ladder are compared with: all of a measurement but its value.
struct Standards: Sendable {
    /// The limits of normal, where they can be meant.
    let lower: Double?
    let upper: Double?
    let baseline: LabMeasurement.Reference

    init(_ measurement: LabMeasurement) {
        lower = Standards.usable(measurement.lowerLimit)
        upper = Standards.usable(measurement.upperLimit)
        baseline = measurement.baseline
    }

    /// A limit of 0 as upper limit cannot be meant, and no limit is below 0 or without end.
    private static func usable(_ limit: Double?) -> Double? {
        limit.flatMap { $0 > 0 && $0.isFinite ? $0 : nil }
    }

    /// Works out a cut; nil where it can neither be met nor missed.
    @inline(__always)
    func ready(_ cut: CompiledCriteria.Cut) -> ReadyCut? {
        guard cut.condition == .always || holds(cut.condition) else { return nil }
        var ready = ReadyCut(grade: cut.grade, worst: cut.worst)
        switch comparison(cut.test) {
        case .with(let number): ready.first = .init(relation: cut.test.relation, number: number)
        case .unknown(let reason): ready.missing = reason
        case .skipped: break
        }
        if let test = cut.second {
            switch comparison(test) {
            case .with(let number): ready.second = .init(relation: test.relation, number: number)
            case .unknown(let reason): ready.missing = ready.missing ?? reason
            case .skipped: break
            }
        }
        // Only without the mildest cut does nothing tell grade 0.
        guard ready.missing == nil else { return cut.isMildest ? ready : nil }
        return ready.first == nil && ready.second == nil ? nil : ready
    }

    /// What a value is compared with.
    private enum Bound {
        case with(Double)
        case skipped
        case unknown(UngradableReason)
    }

    @inline(__always)
    private func comparison(_ test: CompiledCriteria.Test) -> Bound {
        let limit: Double
        switch test.limit {
        case .none: limit = 0
        case .lower:
            guard let lower else { return .unknown(.lowerLimitMissing) }
            limit = lower
        case .upper:
            guard let upper else { return .unknown(.upperLimitMissing) }
            limit = upper
        case .baseline:
            switch baseline {
            case .value(let value, _, _): limit = value
            case .none: return .unknown(.baselineMissing)
            case .unusable(_, let reason): return .unknown(reason)
            case .notUsed: return .skipped
            }
        }
        return .with(limit * test.times + test.plus)
    }

    private func holds(_ condition: Criterion.Condition) -> Bool {
        guard case .value(let value, let range, let multiple) = baseline else { return false }
        switch condition {
        case .always: return true
        case .baselineLow: return range == .low
        case .baselineUpToFiveTimesUpperLimit:
            guard let multiple = multiple ?? upper.map({ value / $0 }) else { return false }
            return !SignificantDigits.isAbove(multiple, 5)
        }
    }
}

/// The way of a value up a ladder, worst cut first.
struct Climb {
    /// Whether a cut's own number counts as met.
    enum Edge {
        case asPrinted, including, excluding
    }

    let value: Double
    let edge: Edge
    private var (proved, worst): (UInt8, UInt8) = (0, 0)
    private var missing: UngradableReason?
    private var isReportedElsewhere = false

    init(value: Double, edge: Edge = .asPrinted) {
        self.value = value
        self.edge = edge
    }

    /// What the cuts taken so far make of the value.
    var outcome: LabGrade.Outcome {
        if isReportedElsewhere { return .ungradable(.reportedAsOtherTerm) }
        if worst > 0 { return .graded(grade: Int(proved), worst: Int(worst)) }
        return missing.map(LabGrade.Outcome.ungradable) ?? .graded(grade: 0, worst: 0)
    }

    /// Takes the next cut in; true where those that follow cannot change the outcome.
    @inline(__always)
    mutating func isEnded(by cut: ReadyCut) -> Bool {
        // A comparison that fails settles the cut, whatever the other is.
        if let first = cut.first, !holds(first) { return false }
        if let second = cut.second, !holds(second) { return false }
        guard cut.missing == nil else {
            missing = cut.missing
            return false
        }
        guard cut.worst < Criterion.Cut.reportedElsewhere else {
            isReportedElsewhere = true
            return true
        }
        worst = max(worst, cut.worst)
        proved = max(proved, cut.grade)
        // What follows is no worse.
        return cut.grade == cut.worst
    }

    @inline(__always)
    private func holds(_ comparison: ReadyCut.Comparison) -> Bool {
        let relation =
            switch edge {
            case .asPrinted: comparison.relation
            case .including: comparison.relation.including
            case .excluding: comparison.relation.excluding
            }
        return relation.holds(value, comparison.number)
    }
}

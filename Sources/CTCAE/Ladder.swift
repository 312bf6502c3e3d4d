// SPDX-License-Identifier: Apache-2.0

extension LabGrader {
    /// The outcome of a term's cuts for a measurement.
    func climb(_ ladder: CompiledCriteria.Ladder, with measurement: LabMeasurement) -> LabGrade.Outcome {
        var cuts = ladder.cuts
        if measurement.baseline.isHigh, !ladder.cutsIfBaselineHigh.isEmpty {
            if case .unusable(_, let reason) = measurement.baseline { return .ungradable(reason) }
            // The standard grades an increase above normal: without the upper limit nothing says what normal is.
            guard usable(measurement.upperLimit) != nil else { return .ungradable(.upperLimitMissing) }
            cuts = ladder.cutsIfBaselineHigh
        }
        let climb = Climb(
            cuts: cuts, lower: usable(measurement.lowerLimit), upper: usable(measurement.upperLimit),
            baseline: measurement.baseline)
        switch measurement.bound {
        case .exact: return outcome(climb, value: measurement.value, edge: .asPrinted)
        case .below, .above, .atMost, .atLeast: return censoredOutcome(climb, of: ladder.term.direction, measurement)
        }
    }

    /// What one climb of the ladder compares with.
    private struct Climb {
        var cuts: Range<Int>
        var lower: Double?
        var upper: Double?
        var baseline: LabMeasurement.Reference
    }

    /// Whether a cut's own number counts as met.
    private enum Edge {
        case asPrinted, including, excluding
    }

    /// Whether a comparison holds, or why nothing can tell.
    private enum Truth {
        case holds, fails, skipped
        case unknown(UngradableReason)
    }

    /// A limit of 0 as upper limit cannot be meant, and no limit is below 0 or without end.
    private func usable(_ limit: Double?) -> Double? {
        limit.flatMap { $0 > 0 && $0.isFinite ? $0 : nil }
    }

    private func outcome(_ climb: Climb, value: Double, edge: Edge) -> LabGrade.Outcome {
        var missing: UngradableReason?
        var (proved, worst): (UInt8, UInt8) = (0, 0)
        for index in climb.cuts {
            let cut = criteria.cuts[index]
            guard cut.condition == .always || holds(cut.condition, climb) else { continue }
            switch truth(cut, climb, value, edge) {
            case .fails, .skipped: continue
            case .unknown(let reason): if cut.isMildest { missing = reason }
            case .holds:
                guard cut.worst < Criterion.Cut.reportedElsewhere else { return .ungradable(.reportedAsOtherTerm) }
                worst = max(worst, cut.worst)
                proved = max(proved, cut.grade)
                // What follows is no worse.
                if cut.grade == cut.worst { return .graded(grade: Int(proved), worst: Int(worst)) }
            }
        }
        if worst > 0 { return .graded(grade: Int(proved), worst: Int(worst)) }
        return missing.map(LabGrade.Outcome.ungradable) ?? .graded(grade: 0, worst: 0)
    }

    /// Both comparisons of a cut together; one that fails settles it whatever the other is.
    private func truth(_ cut: CompiledCriteria.Cut, _ climb: Climb, _ value: Double, _ edge: Edge) -> Truth {
        let first = truth(cut.test, climb, value, edge)
        guard let test = cut.second else { return first }
        switch (first, truth(test, climb, value, edge)) {
        case (.fails, _), (_, .fails): return .fails
        case (.unknown(let reason), _), (_, .unknown(let reason)): return .unknown(reason)
        case (.skipped, let other), (let other, .skipped): return other
        case (.holds, .holds): return .holds
        }
    }

    private func truth(_ test: CompiledCriteria.Test, _ climb: Climb, _ value: Double, _ edge: Edge) -> Truth {
        let limit: Double
        switch test.limit {
        case .none: limit = 0
        case .lower:
            guard let lower = climb.lower else { return .unknown(.lowerLimitMissing) }
            limit = lower
        case .upper:
            guard let upper = climb.upper else { return .unknown(.upperLimitMissing) }
            limit = upper
        case .baseline:
            switch climb.baseline {
            case .value(let baseline, _, _): limit = baseline
            case .none: return .unknown(.baselineMissing)
            case .unusable(_, let reason): return .unknown(reason)
            case .notUsed: return .skipped
            }
        }
        let relation =
            switch edge {
            case .asPrinted: test.relation
            case .including: test.relation.including
            case .excluding: test.relation.excluding
            }
        return relation.holds(value, limit * test.times + test.plus) ? .holds : .fails
    }

    private func holds(_ condition: Criterion.Condition, _ climb: Climb) -> Bool {
        guard case .value(let baseline, let range, let multiple) = climb.baseline else { return false }
        switch condition {
        case .always: return true
        case .baselineLow: return range == .low
        case .baselineUpToFiveTimesUpperLimit:
            guard let multiple = multiple ?? climb.upper.map({ baseline / $0 }) else { return false }
            return !SignificantDigits.isAbove(multiple, 5)
        }
    }

    /// The grade of a bound: the mildest and the worst value beyond it are both graded.
    ///
    /// The mildest is what is proved; where that is no grade at all but a worse value is possible, nothing is.
    private func censoredOutcome(
        _ climb: Climb, of direction: Direction, _ measurement: LabMeasurement
    ) -> LabGrade.Outcome {
        // The bound itself is no possible result of `<40`, but it is one of `<=40`.
        let isPossible = measurement.bound == .atMost || measurement.bound == .atLeast
        let lastProved = { outcome(climb, value: measurement.value, edge: isPossible ? .asPrinted : .including) }
        let firstPossible = { outcome(climb, value: measurement.value, edge: isPossible ? .asPrinted : .excluding) }
        let furthest = { (value: Double) in outcome(climb, value: value, edge: .asPrinted) }
        let (mildest, worst): (LabGrade.Outcome, LabGrade.Outcome) =
            switch (direction, measurement.bound.isFromAbove) {
            case (.low, true): (lastProved(), furthest(0))
            case (.low, false): (furthest(.greatestFiniteMagnitude), firstPossible())
            case (.high, true): (furthest(0), firstPossible())
            case (.high, false): (lastProved(), furthest(.greatestFiniteMagnitude))
            }
        guard case .graded(let proved, _) = mildest else { return mildest }
        switch worst {
        case .graded(_, let possible):
            guard proved > 0 || possible == 0 else { return .ungradable(.valueCensored) }
            return .graded(grade: proved, worst: max(proved, possible))
        // The values that the standard sends to another term are graded 4 there.
        case .ungradable(.reportedAsOtherTerm) where proved > 0: return .graded(grade: proved, worst: 4)
        case .ungradable: return worst
        }
    }
}

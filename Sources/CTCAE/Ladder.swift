// SPDX-License-Identifier: Apache-2.0

extension LabGrader {
    /// The outcome of a term's cuts for a measurement.
    func climb(_ ladder: CompiledCriteria.Ladder, with measurement: LabMeasurement) -> LabGrade.Outcome {
        var cuts = ladder.cuts
        var baseline: Double?
        switch measurement.baseline {
        case .none: break
        case .value(let value, let isHigh):
            baseline = value
            if isHigh, !ladder.cutsIfBaselineHigh.isEmpty { cuts = ladder.cutsIfBaselineHigh }
        case .highWithoutValue(let reason):
            if !ladder.cutsIfBaselineHigh.isEmpty { return .ungradable(reason) }
        }
        // Every term of this kind speaks of a value above normal: without the upper limit nothing shows that it is.
        if cuts == ladder.cutsIfBaselineHigh, !cuts.isEmpty, usable(measurement.upperLimit) == nil {
            return .ungradable(.upperLimitMissing)
        }
        let climb = Climb(
            cuts: cuts, lower: measurement.lowerLimit, upper: usable(measurement.upperLimit), baseline: baseline)
        switch measurement.bound {
        case .exact: return outcome(climb, value: measurement.value, edge: .asPrinted)
        case .below, .above: return censoredOutcome(climb, of: ladder.term.direction, measurement)
        }
    }

    /// What one climb of the ladder compares with.
    private struct Climb {
        var cuts: Range<Int>
        var lower: Double?
        var upper: Double?
        var baseline: Double?
    }

    /// Whether a cut's own number counts as met.
    private enum Edge {
        case asPrinted, including, excluding
    }

    /// An upper limit of 0 cannot be meant.
    private func usable(_ upperLimit: Double?) -> Double? {
        upperLimit.flatMap { $0 > 0 && $0.isFinite ? $0 : nil }
    }

    private func outcome(_ climb: Climb, value: Double, edge: Edge) -> LabGrade.Outcome {
        var missing: UngradableReason?
        for index in climb.cuts {
            let cut = criteria.cuts[index]
            let limit: Double?
            switch cut.limit {
            case .none: limit = 0
            case .lower:
                limit = climb.lower
                if limit == nil { missing = .lowerLimitMissing }
            case .upper:
                limit = climb.upper
                if limit == nil { missing = .upperLimitMissing }
            // A multiple of baseline is an alternative beside a limit of normal; without baseline that limit decides.
            case .baseline: limit = climb.baseline
            }
            guard let limit else { continue }
            let relation =
                switch edge {
                case .asPrinted: cut.relation
                case .including: cut.relation.including
                case .excluding: cut.relation.excluding
                }
            if relation.holds(value, limit * cut.times + cut.plus) {
                return .graded(grade: Int(cut.grade), worst: Int(cut.worst))
            }
        }
        return missing.map(LabGrade.Outcome.ungradable) ?? .graded(grade: 0, worst: 0)
    }

    /// The grade of a bound: the mildest and the worst value beyond it are both graded.
    ///
    /// The mildest is what is proved; where that is no grade at all but a worse value is possible, nothing is.
    private func censoredOutcome(
        _ climb: Climb, of direction: Direction, _ measurement: LabMeasurement
    ) -> LabGrade.Outcome {
        let atBound = measurement.value
        let (mildest, worst): (LabGrade.Outcome, LabGrade.Outcome) =
            switch (direction, measurement.bound == .below) {
            case (.low, true):
                (outcome(climb, value: atBound, edge: .including), outcome(climb, value: 0, edge: .asPrinted))
            case (.low, false):
                (
                    outcome(climb, value: .greatestFiniteMagnitude, edge: .asPrinted),
                    outcome(climb, value: atBound, edge: .excluding)
                )
            case (.high, true):
                (outcome(climb, value: 0, edge: .asPrinted), outcome(climb, value: atBound, edge: .excluding))
            case (.high, false):
                (
                    outcome(climb, value: atBound, edge: .including),
                    outcome(climb, value: .greatestFiniteMagnitude, edge: .asPrinted)
                )
            }
        guard case .graded(let proved, _) = mildest else { return mildest }
        guard case .graded(_, let possible) = worst else { return worst }
        guard proved > 0 || possible == 0 else { return .ungradable(.valueCensored) }
        return .graded(grade: proved, worst: max(proved, possible))
    }
}

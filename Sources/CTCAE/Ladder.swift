// SPDX-License-Identifier: Apache-2.0

extension LabGrader {
    /// Where a term's cuts begin and end for a baseline, or why none can be used.
    func cuts(of ladder: CompiledCriteria.Ladder, against standards: Standards) throws(UngradableReason) -> Range<Int> {
        guard standards.baseline.isHigh, !ladder.cutsIfBaselineHigh.isEmpty else { return ladder.cuts }
        if case .unusable(_, let reason) = standards.baseline { throw reason }
        // The standard grades an increase above normal: without the upper limit nothing says what normal is.
        guard standards.upper != nil else { throw .upperLimitMissing }
        return ladder.cutsIfBaselineHigh
    }

    /// The outcome of a term's cuts for a measurement.
    func outcome(
        of measurement: LabMeasurement, by cuts: Range<Int>, of direction: Direction, against standards: Standards
    ) -> LabGrade.Outcome {
        switch measurement.bound {
        case .exact: outcome(of: measurement.value, by: cuts, against: standards)
        case .below, .above, .atMost, .atLeast: censoredOutcome(of: measurement, by: cuts, of: direction, standards)
        }
    }

    private func outcome(
        of value: Double, by cuts: Range<Int>, against standards: Standards, edge: Climb.Edge = .asPrinted
    ) -> LabGrade.Outcome {
        var climb = Climb(value: value, edge: edge)
        for index in cuts {
            if let cut = standards.ready(criteria.cuts[index]), climb.isEnded(by: cut) { break }
        }
        return climb.outcome
    }

    /// The grade of a bound: the mildest and the worst value beyond it are both graded.
    ///
    /// The mildest is what is proved; where that is no grade at all but a worse value is possible, nothing is.
    private func censoredOutcome(
        of measurement: LabMeasurement, by cuts: Range<Int>, of direction: Direction, _ standards: Standards
    ) -> LabGrade.Outcome {
        // The bound itself is no possible result of `<40`, but it is one of `<=40`.
        let isPossible = measurement.bound == .atMost || measurement.bound == .atLeast
        let bound = { (edge: Climb.Edge) in
            outcome(of: measurement.value, by: cuts, against: standards, edge: isPossible ? .asPrinted : edge)
        }
        let furthest = { (value: Double) in outcome(of: value, by: cuts, against: standards) }
        let (mildest, worst): (LabGrade.Outcome, LabGrade.Outcome) =
            switch (direction, measurement.bound.isFromAbove) {
            case (.low, true): (bound(.including), furthest(0))
            case (.low, false): (furthest(.greatestFiniteMagnitude), bound(.excluding))
            case (.high, true): (furthest(0), bound(.excluding))
            case (.high, false): (bound(.including), furthest(.greatestFiniteMagnitude))
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

// SPDX-License-Identifier: Apache-2.0

import Trial

extension LabGrader {
    /// The grades of a derived value; of a range, the least that its ends prove and the worst that either may be.
    ///
    /// A term's grade only rises or only falls with the value, so that what both ends give holds between them. Where
    /// one end has no grade of the term and the other has, or one cannot be graded, nothing is proven, and the doubt
    /// is told.
    package func grades(of derived: DerivedResult, baseline: Baseline?, atBaseline: AtBaseline) -> LabGrades {
        let grades = { (value: LabResult.Value, unit: LabUnit?) in
            self.grades(of: derived.result(value, unit: unit), baseline: baseline, atBaseline: atBaseline)
        }
        switch derived.outcome {
        case .underivable(let reason):
            // A missing result names the terms, and none of their grades.
            let named = grades(.missing, nil)
            return LabGrades(low: named.low?.refused(reason), high: named.high?.refused(reason))
        case .derived(let range, let unit, let doubt):
            let lowest = grades(.number(range.lowest), unit)
            guard range.single == nil else { return lowest }
            let highest = grades(.number(range.highest), unit)
            return LabGrades(
                low: lowest.low?.joined(with: highest.low, or: doubt ?? .valueCensored),
                high: lowest.high?.joined(with: highest.high, or: doubt ?? .valueCensored))
        }
    }
}

extension LabGrade {
    fileprivate func refused(_ reason: UngradableReason) -> LabGrade {
        LabGrade(term: term, outcome: .ungradable(reason))
    }

    fileprivate func joined(with other: LabGrade?, or doubt: UngradableReason) -> LabGrade {
        guard let other else { return LabGrade(term: term, outcome: .ungradable(doubt), notes: notes) }
        guard outcome != other.outcome else { return self }
        let notes = notes.union(other.notes)
        guard case .graded(let grade, let worst) = outcome, case .graded(let second, let secondWorst) = other.outcome,
            (grade == 0) == (second == 0)
        else { return LabGrade(term: term, outcome: .ungradable(doubt), notes: notes) }
        return LabGrade(
            term: term, outcome: .graded(grade: min(grade, second), worst: max(worst, secondWorst)), notes: notes)
    }
}

extension DerivedResult {
    /// Compares the value with a cut, such as "creatinine clearance < 30 mL/min".
    ///
    /// - Returns: What both ends of the value say; `undecided` with the reason where they differ or there is none.
    package func compare(_ relation: Relation, _ cut: Double, in unit: LabUnit) -> LabComparison {
        switch outcome {
        case .underivable(let reason): return .undecided(reason)
        case .derived(let range, let own, let doubt):
            guard let threshold = analyte.convert(cut, from: unit, to: own) else { return .undecided(.unitUnknown) }
            guard range.single.map({ analyte.isPlausible($0, in: own) }) ?? true else {
                return .undecided(.valueImplausible)
            }
            let ends = [range.lowest, range.highest].map { relation.holds($0, threshold) }
            guard ends[0] == ends[1] else { return .undecided(doubt ?? .valueCensored) }
            return ends[0] ? .holds : .fails
        }
    }
}

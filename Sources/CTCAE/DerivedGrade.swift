// SPDX-License-Identifier: Apache-2.0

import Trial

extension LabGrader {
    /// The grades of a derived value: those of both its ends where they agree, else the reason for the doubt.
    ///
    /// A term's grade only rises or only falls with the value, so that what both ends give holds between them.
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
                low: lowest.low?.agreed(with: highest.low, or: doubt ?? .valueCensored),
                high: lowest.high?.agreed(with: highest.high, or: doubt ?? .valueCensored))
        }
    }
}

extension LabGrade {
    fileprivate func refused(_ reason: UngradableReason) -> LabGrade {
        LabGrade(term: term, outcome: .ungradable(reason))
    }

    fileprivate func agreed(with other: LabGrade?, or reason: UngradableReason) -> LabGrade {
        outcome == other?.outcome ? self : LabGrade(term: term, outcome: .ungradable(reason), notes: notes)
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

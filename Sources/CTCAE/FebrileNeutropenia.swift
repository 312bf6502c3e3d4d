// SPDX-License-Identifier: Apache-2.0

import Trial

/// What a subject's blood counts say of neutrophils below 1.0 x10^9/L, each with its days.
struct NeutropeniaEvidence {
    /// What one count says.
    enum Verdict: Hashable {
        /// Below the cut.
        case proves
        /// It may be below the cut: censored, or below it in one reading of its unit.
        case allows
        /// Not below the cut.
        case excludes
        /// Nothing, and why.
        case silent(UngradableReason)
    }

    /// One count.
    struct Count {
        var verdict: Verdict
        var days: ClosedRange<CalendarDay>
        var rows: [RowKey]
        var remarks: JoinedGrade.Remarks
    }

    /// Neutrophils, measured or derived.
    var neutrophils: [Count]
    /// White blood cells so few that neutrophils, which are part of them, must be below the cut.
    var whiteBloodCells: [Count]

    private static let cut = 1.0

    init(_ results: [LabResult], derived: [DerivedResult]) {
        var neutrophils: [Count] = []
        var whiteBloodCells: [Count] = []
        for result in results {
            guard let date = result.collected, case .success(let analyte) = Analyte.measured(result) else { continue }
            let days = date.earliest...date.latest
            switch analyte {
            case .neutrophils:
                neutrophils.append(
                    Count(verdict: Self.verdict(on: result), days: days, rows: [result.key], remarks: []))
            case .whiteBloodCells where Self.comparison(result, of: .whiteBloodCells) == .holds:
                whiteBloodCells.append(
                    Count(verdict: .proves, days: days, rows: [result.key], remarks: .fromWhiteBloodCells))
            default: continue
            }
        }
        for count in derived where count.analyte == .neutrophils {
            guard let date = count.collected else { continue }
            let verdict = Verdict(count.compare(.below, Self.cut, in: .gigaPerLitre))
            neutrophils.append(
                Count(
                    verdict: verdict, days: date.earliest...date.latest, rows: count.rows, remarks: .derivedValue))
        }
        self.neutrophils = neutrophils
        self.whiteBloodCells = whiteBloodCells
    }

    private static func comparison(_ result: LabResult, of analyte: Analyte) -> LabComparison {
        analyte.compare(result, .below, cut, in: .gigaPerLitre)
    }

    private static func verdict(on result: LabResult) -> Verdict {
        let comparison = comparison(result, of: .neutrophils)
        guard case .number(let value) = result.value,
            comparison == .undecided(.unitUnknown) || comparison == .undecided(.valueImplausible)
        else { return Verdict(comparison) }
        // A unit that is unknown or cannot be true hides no low count: any reading below the cut may be the true one.
        let isBelowInSomeUnit = Analyte.neutrophils.plausibleReadings(of: value).contains {
            SignificantDigits.isBelow($0, cut)
        }
        return isBelowInSomeUnit ? .allows : Verdict(comparison)
    }
}

extension NeutropeniaEvidence.Verdict {
    fileprivate init(_ comparison: LabComparison) {
        switch comparison {
        case .holds: self = .proves
        case .fails: self = .excludes
        case .undecided(.valueCensored): self = .allows
        case .undecided(let reason): self = .silent(reason)
        }
    }
}

/// Grades febrile neutropenia for one fever.
///
/// CTCAE v4.03, v5.0 and v6.0 say the same: neutrophils below 1.0 x10^9/L with one temperature above 38.3 degrees C,
/// or 38.0 and more for over one hour, are grade 3; grade 4 is a matter of consequences that no number shows. A
/// possible fever or a possible neutropenia proves nothing, and may be as grave.
func febrileNeutropenia(
    during fever: Fever, by evidence: NeutropeniaEvidence, windows: JoinWindows
) -> JoinedGrade {
    let possible = fever.possibleDays.widened(windows)
    // Of a partial date, only the days that suit its first and its last day suit it for certain.
    let certain = fever.certainDays.map { $0.widened(windows) } ?? fever.possibleDays.commonWindow(windows)
    let near = evidence.neutrophils.filter { $0.days.overlaps(possible) }
    let cells = evidence.whiteBloodCells.filter { $0.days.overlaps(possible) }
    let isWithin = { (count: NeutropeniaEvidence.Count) in
        certain.map { $0.contains(count.days.lowerBound) && $0.contains(count.days.upperBound) } ?? false
    }
    let grade = { (outcome: LabGrade.Outcome, counts: [NeutropeniaEvidence.Count]) in
        JoinedGrade(
            term: .febrileNeutropenia, outcome: outcome, began: fever.began, rows: fever.rows + counts.flatMap(\.rows),
            remarks: counts.reduce(into: fever.remarks) { $0.formUnion($1.remarks) })
    }

    let proving = near.filter { $0.verdict == .proves }
    let proven = proving.isEmpty ? cells : proving
    if fever.isProven, proven.contains(where: isWithin) {
        return grade(.graded(grade: 3, worst: 4), proven.filter(isWithin))
    }
    let allowing = proven + near.filter { $0.verdict == .allows }
    guard allowing.isEmpty else { return grade(.graded(grade: 0, worst: 4), allowing) }
    let excluding = near.filter { $0.verdict == .excludes && isWithin($0) }
    guard excluding.isEmpty else { return grade(.graded(grade: 0, worst: 0), excluding) }
    let refusals = near.compactMap { count -> UngradableReason? in
        guard case .silent(let reason) = count.verdict else { return nil }
        return reason
    }
    return grade(.ungradable(refusals.first ?? .valueMissing), near)
}

extension ClosedRange<CalendarDay> {
    fileprivate func widened(_ windows: JoinWindows) -> ClosedRange<CalendarDay> {
        (lowerBound - windows.neutrophilDaysBefore)...(upperBound + windows.neutrophilDaysAfter)
    }

    /// The days within the window of every day of the range; nil when there are none.
    fileprivate func commonWindow(_ windows: JoinWindows) -> ClosedRange<CalendarDay>? {
        let first = upperBound - windows.neutrophilDaysBefore
        let last = lowerBound + windows.neutrophilDaysAfter
        return first <= last ? first...last : nil
    }
}

// SPDX-License-Identifier: Apache-2.0

import Trial

/// What a subject's blood counts say of neutrophils below 1.0 x10^9/L, each with its date.
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

    /// One count; of several that say the same of the same date, the first row.
    struct Count {
        var verdict: Verdict
        var date: ClinicalDate
        var rows: [RowKey]
        var remarks: JoinedGrade.Remarks
    }

    private struct Saying: Hashable {
        var verdict: Verdict
        var date: ClinicalDate
        var remarks: UInt8
    }

    private let byDay: [CalendarDay: [Count]]
    /// Those with a partial date.
    private let undated: [Count]

    private static let cut = 1.0

    init(_ results: [LabResult], derived: [DerivedResult]) {
        let counts = results.compactMap(Self.count(of:)) + derived.compactMap(Self.count(of:))
        let first = Dictionary(
            counts.map { (Saying(verdict: $0.verdict, date: $0.date, remarks: $0.remarks.rawValue), $0) },
            uniquingKeysWith: { $0.rows[0] < $1.rows[0] ? $0 : $1 }
        ).values
        byDay = Dictionary(grouping: first.filter(\.date.isComplete), by: \.date.earliest)
        undated = first.filter { !$0.date.isComplete }
    }

    /// The counts that may be of days.
    func counts(in days: ClosedRange<CalendarDay>) -> [Count] {
        let dated = (days.lowerBound.daysSince1970...days.upperBound.daysSince1970).flatMap { day in
            byDay[CalendarDay(daysSince1970: day)] ?? []
        }
        return dated + undated.filter { ($0.date.earliest...$0.date.latest).overlaps(days) }
    }

    private static func count(of result: LabResult) -> Count? {
        guard let date = result.collected, case .success(let analyte) = Analyte.measured(result) else { return nil }
        switch analyte {
        case .neutrophils:
            return Count(verdict: verdict(on: result), date: date, rows: [result.key], remarks: [])
        // So few white blood cells that neutrophils, which are part of them, must be below the cut.
        case .whiteBloodCells where comparison(result, of: .whiteBloodCells) == .holds:
            return Count(verdict: .proves, date: date, rows: [result.key], remarks: .fromWhiteBloodCells)
        default: return nil
        }
    }

    private static func count(of derived: DerivedResult) -> Count? {
        guard derived.analyte == .neutrophils, let date = derived.collected else { return nil }
        let verdict = Verdict(derived.compare(.below, cut, in: .gigaPerLitre))
        return Count(verdict: verdict, date: date, rows: derived.rows, remarks: .derivedValue)
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

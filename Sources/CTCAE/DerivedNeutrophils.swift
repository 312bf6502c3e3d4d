// SPDX-License-Identifier: Apache-2.0

import Trial

extension Draws {
    /// Absolute neutrophils of every draw that has white blood cells, a differential and no absolute count.
    func neutrophils() -> [DerivedResult] {
        results(of: .whiteBloodCells).compactMap { cells in
            guard !isReported(.neutrophils, with: cells) else { return nil }
            return neutrophils(in: cells)
        }
    }

    private func neutrophils(in cells: LabResult) -> DerivedResult? {
        var derived = DerivedResult(
            derivation: .neutrophilsFromDifferential, outcome: .underivable(.valueMissing), collected: cells.collected,
            rows: [cells.key], origin: cells.key)
        do throws(UngradableReason) {
            guard let share = try share(of: cells, into: &derived) else { return nil }
            let count = try Reading(cells, as: .whiteBloodCells)
            // The product comes first, because 2.5 x 40 / 100 is 1 and 2.5 x 0.4 need not be.
            let range = ValueRange(
                between: SignificantDigits.rounded(count.range.lowest * share.lowest / 100),
                and: SignificantDigits.rounded(count.range.highest * share.highest / 100))
            derived.outcome = .derived(
                range, unit: count.unit, doubt: range.single == nil ? .valueCensored : nil)
        } catch {
            derived.outcome = .underivable(error)
        }
        return derived
    }

    /// The neutrophils' share of white blood cells in per cent; nil when the draw has no differential.
    private func share(
        of cells: LabResult, into derived: inout DerivedResult
    ) throws(UngradableReason) -> ValueRange? {
        let bands = companions(of: cells, among: results(ofTest: Differential.bands))
        let all = companions(of: cells, among: Differential.all.flatMap(results(ofTest:)).filter(Differential.isShare))
        if !all.results.isEmpty {
            if !bands.results.isEmpty { derived.remarks.insert(.bandsNotAdded) }
            return try share(all.results, isByDay: all.isByDay, into: &derived)
        }
        let segmented = companions(of: cells, among: results(ofTest: Differential.segmented))
        guard !segmented.results.isEmpty else { return nil }
        let share = try share(segmented.results, isByDay: segmented.isByDay, into: &derived)
        guard !bands.results.isEmpty else {
            derived.remarks.insert(.bandsMissing)
            return share
        }
        let more = try self.share(bands.results, isByDay: bands.isByDay, into: &derived)
        guard share.lowest + more.lowest <= 100 else { throw .valueImplausible }
        return ValueRange(between: share.lowest + more.lowest, and: min(share.highest + more.highest, 100))
    }

    private func share(
        _ results: [LabResult], isByDay: Bool, into derived: inout DerivedResult
    ) throws(UngradableReason) -> ValueRange {
        if isByDay { derived.remarks.insert(.dateOnly) }
        var merged: ValueRange?
        for result in results {
            let (range, isAssumed) = try Differential.share(result)
            if isAssumed { derived.remarks.insert(.unitAssumed) }
            if let merged, merged != range { derived.remarks.insert(.rowsDisagree) }
            merged = merged?.union(range) ?? range
            derived.rows = (derived.rows + [result.key]).sorted()
        }
        guard let merged else { throw .valueMissing }
        return merged
    }
}

/// The part of a blood count that says which share of the white cells is of which kind.
private enum Differential {
    /// SDTM LBTESTCD of all neutrophils over leukocytes; the absolute count's code is met with a per-cent sign.
    static let all = ["NEUTLE"] + Analyte.neutrophils.testCodes
    /// SDTM LBTESTCD of segmented neutrophils over leukocytes.
    static let segmented = "NEUTSGLE"
    /// SDTM LBTESTCD of band forms over leukocytes.
    static let bands = "NEUTBLE"

    /// Whether a row is a share: by its code, or by its unit where the code is the absolute count's.
    static func isShare(_ result: LabResult) -> Bool {
        result.test == "NEUTLE" || unit(result.unit) == .percent
    }

    /// The share in per cent, and whether its unit had to be assumed.
    static func share(_ result: LabResult) throws(UngradableReason) -> (ValueRange, isAssumed: Bool) {
        let (lowest, highest): (Double?, Double?)
        switch result.value {
        case .number(let number): (lowest, highest) = (number, number)
        case .below(let bound): (lowest, highest) = (nil, bound)
        case .above(let bound): (lowest, highest) = (bound, nil)
        case .text: throw .valueNotNumeric
        case .missing: throw .valueMissing
        }
        let reported = highest ?? lowest ?? 0
        guard reported.isFinite else { throw .valueNotNumeric }
        let stated = unit(result.unit)
        // Without a unit, a number above 1 can only be per cent; 0.5 may be either.
        guard let unit = stated ?? (reported > 1 ? .percent : nil) else { throw .unitUnknown }
        let whole = unit == .percent ? 1.0 : 100.0
        let share = ValueRange(between: (lowest ?? 0) * whole, and: highest.map { $0 * whole } ?? 100)
        guard share.lowest >= 0, reported * whole <= 100 else { throw .valueImplausible }
        return (share, stated == nil)
    }

    private static func unit(_ spelling: String) -> LabUnit? {
        switch spelling.lowercased() {
        case "%", "percent", "pct": .percent
        case "fraction", "fraction of 1", "ratio", "proportion", "1", "l/l": .ratio
        default: nil
        }
    }
}

// SPDX-License-Identifier: Apache-2.0

import Trial

extension Draws {
    /// Absolute neutrophils of every draw that has a differential and no absolute count.
    ///
    /// White blood cells with shares come first; kinds that were counted apart serve the draws that are left.
    func neutrophils() -> [DerivedResult] {
        let cells = results(of: .whiteBloodCells).filter { !isReported(.neutrophils, with: $0) }
        let products = cells.compactMap { cells in neutrophils(in: cells).map { (cells: cells, derived: $0) } }
        let served = products.filter { $0.derived.isDerived }.map(\.cells)
        let sums = results(ofTest: Differential.segmentedCount).filter { segmented in
            !isReported(.neutrophils, with: segmented) && companions(of: segmented, among: served).results.isEmpty
        }.compactMap(sum(of:))
        return products.map(\.derived) + sums
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
            derived.outcome = try DerivedResult.Outcome(
                range, of: .neutrophils, unit: count.unit, doubt: .valueCensored)
        } catch {
            derived.outcome = .underivable(error)
        }
        return derived
    }

    /// The neutrophils' share of white blood cells in per cent; nil when the draw has no differential.
    private func share(
        of cells: LabResult, into derived: inout DerivedResult
    ) throws(UngradableReason) -> ValueRange? {
        let wholes = Differential.all.flatMap(results(ofTest:)).filter(Differential.isShare)
        let segments = results(ofTest: Differential.segmented)
        let bands = reported(results(ofTest: Differential.bands), with: cells)
        if let all = reported(wholes, with: cells) {
            if bands != nil { derived.remarks.insert(.bandsNotAdded) }
            return try share(all, into: &derived)
        }
        guard let segmented = reported(segments, with: cells) else {
            guard companions(of: cells, among: wholes + segments).results.isEmpty else { throw .valueMissing }
            return nil
        }
        let share = try share(segmented, into: &derived)
        guard let bands else {
            derived.remarks.insert(.bandsMissing)
            return share
        }
        let more = try self.share(bands, into: &derived)
        guard !SignificantDigits.isAbove(share.lowest + more.lowest, 100) else { throw .valueImplausible }
        return ValueRange(between: share.lowest + more.lowest, and: min(share.highest + more.highest, 100))
    }

    private func share(
        _ part: (results: [LabResult], isByDay: Bool), into derived: inout DerivedResult
    ) throws(UngradableReason) -> ValueRange {
        if part.isByDay { derived.remarks.insert(.dateOnly) }
        var merged: ValueRange?
        for result in part.results {
            let (range, isAssumed) = try Differential.share(result)
            if isAssumed { derived.remarks.insert(.unitAssumed) }
            if let merged, merged != range { derived.remarks.insert(.rowsDisagree) }
            merged = merged?.union(range) ?? range
            derived.rows = (derived.rows + [result.key]).sorted()
        }
        guard let merged else { throw .valueMissing }
        return merged
    }

    /// Segmented neutrophils and bands of one draw, each an absolute count; nil when the former has no result.
    private func sum(of segmented: LabResult) -> DerivedResult? {
        guard segmented.value != .missing else { return nil }
        var derived = DerivedResult(
            derivation: .neutrophilsFromDifferential, outcome: .underivable(.valueMissing),
            collected: segmented.collected, rows: [segmented.key], origin: segmented.key)
        do throws(UngradableReason) {
            let count = try Reading(segmented, as: .neutrophils)
            var range = count.range
            let bands = reported(results(ofTest: Differential.bandCount), with: segmented)
            if let bands, let more = try Reading(bands.results, as: .neutrophils, in: count.unit) {
                range = ValueRange(
                    between: SignificantDigits.rounded(range.lowest + more.range.lowest),
                    and: SignificantDigits.rounded(range.highest + more.range.highest))
                derived.rows = (derived.rows + more.rows).sorted()
                if bands.isByDay { derived.remarks.insert(.dateOnly) }
                if more.isDisputed { derived.remarks.insert(.rowsDisagree) }
            } else {
                derived.remarks.insert(.bandsMissing)
            }
            derived.outcome = try DerivedResult.Outcome(
                range, of: .neutrophils, unit: count.unit, doubt: .valueCensored)
        } catch {
            derived.outcome = .underivable(error)
        }
        return derived
    }

    /// The rows of the same draw that have a result; nil when there is none.
    private func reported(_ rows: [LabResult], with result: LabResult) -> (results: [LabResult], isByDay: Bool)? {
        let companions = companions(of: result, among: rows.filter { $0.value != .missing })
        return companions.results.isEmpty ? nil : companions
    }
}

extension DerivedResult {
    fileprivate var isDerived: Bool {
        if case .derived = outcome { true } else { false }
    }
}

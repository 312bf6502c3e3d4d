// SPDX-License-Identifier: Apache-2.0

import Trial

extension Draws {
    /// Absolute neutrophils of every draw that has a differential and no absolute count.
    ///
    /// White blood cells with shares come first; kinds that were counted apart serve the draws that are left.
    func neutrophils() -> [DerivedResult] {
        var reported = reported(.neutrophils)
        var shares = DrawnShares(self)
        var served: [LabResult] = []
        let products = results(of: .whiteBloodCells).compactMap { cells -> DerivedResult? in
            guard reported.companion(of: cells)?.meaning != true, let derived = neutrophils(in: cells, of: &shares)
            else { return nil }
            if derived.isDerived { served.append(cells) }
            return derived
        }
        var isServed = ByDraw(served) { _ in true }
        var bands = DrawnBands(self)
        let sums = results(ofTest: Differential.segmentedCount).compactMap { segmented -> DerivedResult? in
            guard reported.companion(of: segmented)?.meaning != true, isServed.companion(of: segmented) == nil
            else { return nil }
            return sum(of: segmented, and: &bands)
        }
        return products + sums
    }

    private func neutrophils(in cells: LabResult, of shares: inout DrawnShares) -> DerivedResult? {
        var derived = DerivedResult(
            derivation: .neutrophilsFromDifferential, outcome: .underivable(.valueMissing), collected: cells.collected,
            rows: [cells.key], origin: cells.key)
        do throws(UngradableReason) {
            guard let share = try shares.share(of: cells, into: &derived) else { return nil }
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

    /// Segmented neutrophils and bands of one draw, each an absolute count; nil when the former has no result.
    private func sum(of segmented: LabResult, and bands: inout DrawnBands) -> DerivedResult? {
        guard segmented.value != .missing else { return nil }
        var derived = DerivedResult(
            derivation: .neutrophilsFromDifferential, outcome: .underivable(.valueMissing),
            collected: segmented.collected, rows: [segmented.key], origin: segmented.key)
        do throws(UngradableReason) {
            let count = try Reading(segmented, as: .neutrophils)
            var range = count.range
            if let bands = bands.companion(of: segmented, in: count.unit) {
                let more = try bands.meaning.outcome.get().range
                range = ValueRange(
                    between: SignificantDigits.rounded(range.lowest + more.lowest),
                    and: SignificantDigits.rounded(range.highest + more.highest))
                derived.rows = (derived.rows + bands.meaning.rows).sorted()
                if bands.isByDay { derived.remarks.insert(.dateOnly) }
                if bands.meaning.isDisputed { derived.remarks.insert(.rowsDisagree) }
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
}

/// Bands of each draw as an absolute count, read in the unit that they are added in.
private struct DrawnBands {
    private let rows: [LabResult]
    private var byUnit: [LabUnit: ByDraw<JoinedReading>] = [:]

    init(_ draws: Draws) {
        rows = draws.results(ofTest: Differential.bandCount).filter { $0.value != .missing }
    }

    mutating func companion(
        of segmented: LabResult, in unit: LabUnit
    ) -> (meaning: JoinedReading, isByDay: Bool)? {
        byUnit[unit, default: ByDraw(rows) { JoinedReading($0, as: .neutrophils, in: unit) }]
            .companion(of: segmented)
    }
}

extension DerivedResult {
    fileprivate var isDerived: Bool {
        if case .derived = outcome { true } else { false }
    }
}

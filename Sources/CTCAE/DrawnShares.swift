// SPDX-License-Identifier: Apache-2.0

import Trial

/// The shares of white blood cells that the draws of a subject report.
struct DrawnShares {
    private var wholes: ByDraw<JoinedShare>
    private var segments: ByDraw<JoinedShare>
    private var bands: ByDraw<JoinedShare>
    /// Draws with a row of a differential, be it without a result.
    private var named: ByDraw<Bool>

    init(_ draws: Draws) {
        let wholes = Differential.all.flatMap(draws.results(ofTest:)).filter(Differential.isShare)
        let segments = draws.results(ofTest: Differential.segmented)
        let joined = { (rows: [LabResult]) in ByDraw(rows.filter { $0.value != .missing }, meaning: JoinedShare.init) }
        self.wholes = joined(wholes)
        self.segments = joined(segments)
        bands = joined(draws.results(ofTest: Differential.bands))
        named = ByDraw(wholes + segments) { _ in true }
    }

    /// The neutrophils' share of white blood cells in per cent; nil when the draw has no differential.
    mutating func share(
        of cells: LabResult, into derived: inout DerivedResult
    ) throws(UngradableReason) -> ValueRange? {
        let bands = bands.companion(of: cells)
        if let all = wholes.companion(of: cells) {
            if bands != nil { derived.remarks.insert(.bandsNotAdded) }
            return try derived.take(all)
        }
        guard let segmented = segments.companion(of: cells) else {
            guard named.companion(of: cells) == nil else { throw .valueMissing }
            return nil
        }
        let share = try derived.take(segmented)
        guard let bands else {
            derived.remarks.insert(.bandsMissing)
            return share
        }
        let more = try derived.take(bands)
        guard !SignificantDigits.isAbove(share.lowest + more.lowest, 100) else { throw .valueImplausible }
        return ValueRange(between: share.lowest + more.lowest, and: min(share.highest + more.highest, 100))
    }
}

/// The shares of one kind that a draw reports, as the range that holds them all.
private struct JoinedShare {
    /// The range, or what stands against the first share that cannot be read.
    let outcome: Result<ValueRange, UngradableReason>
    /// The rows that give the range its ends, or the first that cannot be read.
    let rows: [RowKey]
    let remarks: DerivedResult.Remarks

    init(_ results: [LabResult]) {
        var remarks: DerivedResult.Remarks = []
        var shares: [(range: ValueRange, rows: [RowKey])] = []
        for result in results {
            do throws(UngradableReason) {
                let (range, isAssumed) = try Differential.share(result)
                if isAssumed { remarks.insert(.unitAssumed) }
                shares.append((range, [result.key]))
            } catch {
                (outcome, rows, self.remarks) = (.failure(error), [result.key], remarks)
                return
            }
        }
        let joined = JoinedRange(shares)
        if joined?.isDisputed == true { remarks.insert(.rowsDisagree) }
        outcome = joined.map { .success($0.range) } ?? .failure(.valueMissing)
        rows = joined?.rows ?? []
        self.remarks = remarks
    }
}

extension DerivedResult {
    /// Rests on the shares of its draw.
    fileprivate mutating func take(
        _ share: (meaning: JoinedShare, isByDay: Bool)
    ) throws(UngradableReason) -> ValueRange {
        if share.isByDay { remarks.insert(.dateOnly) }
        remarks.formUnion(share.meaning.remarks)
        rows = (rows + share.meaning.rows).sorted()
        return try share.meaning.outcome.get()
    }
}

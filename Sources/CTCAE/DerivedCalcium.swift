// SPDX-License-Identifier: Apache-2.0

import Trial

extension Draws {
    /// Corrected calcium of every draw that has total calcium, albumin and no corrected calcium, in calcium's unit.
    func correctedCalcium() -> [DerivedResult] {
        results(of: .calcium).compactMap { calcium in
            guard !isReported(.correctedCalcium, with: calcium) else { return nil }
            let albumin = companions(of: calcium, among: results(of: .albumin))
            guard !albumin.results.isEmpty else { return nil }
            return correctedCalcium(of: calcium, by: albumin.results, remarks: albumin.isByDay ? .dateOnly : [])
        }
    }

    private func correctedCalcium(
        of calcium: LabResult, by albumin: [LabResult], remarks: DerivedResult.Remarks
    ) -> DerivedResult {
        var derived = DerivedResult(
            derivation: .correctedCalcium, outcome: .underivable(.valueMissing), lowerLimit: calcium.lowerLimit,
            upperLimit: calcium.upperLimit, collected: calcium.collected,
            rows: [calcium.key] + albumin.map(\.key), origin: calcium.key, remarks: remarks)
        do throws(UngradableReason) {
            let total = try Reading(calcium, as: .calcium)
            let slope = try calciumPerAlbumin(in: total.unit)
            guard let protein = try Reading(albumin, as: .albumin, in: .gramsPerLitre) else { throw .valueMissing }
            let corrected = ValueRange(
                between: SignificantDigits.rounded(total.range.lowest + slope * (40 - protein.range.highest)),
                and: SignificantDigits.rounded(total.range.highest + slope * (40 - protein.range.lowest)))
            derived.rows = ([calcium.key] + protein.rows).sorted()
            if protein.isDisputed { derived.remarks.insert(.rowsDisagree) }
            derived.outcome = try DerivedResult.Outcome(
                corrected, of: .correctedCalcium, unit: total.unit, doubt: .valueCensored)
        } catch {
            derived.outcome = .underivable(error)
        }
        return derived
    }

    /// How much calcium 1 g/L of albumin binds, in calcium's unit; the two published slopes are each used as printed.
    private func calciumPerAlbumin(in unit: LabUnit) throws(UngradableReason) -> Double {
        switch unit {
        case .millimolesPerLitre: 0.02
        case .milliequivalentsPerLitre: 0.04
        case .milligramsPerDecilitre: 0.08
        case .milligramsPerLitre: 0.8
        default: throw .unitUnknown
        }
    }
}

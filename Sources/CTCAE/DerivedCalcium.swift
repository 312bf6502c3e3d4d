// SPDX-License-Identifier: Apache-2.0

import Trial

extension Draws {
    /// Corrected calcium of every draw that has total calcium, albumin and no corrected calcium, in calcium's unit.
    func correctedCalcium() -> [DerivedResult] {
        var reported = reported(.correctedCalcium)
        var albumin = ByDraw(results(of: .albumin)) { JoinedReading($0, as: .albumin, in: .gramsPerLitre) }
        return results(of: .calcium).compactMap { calcium in
            guard let companion = albumin.companion(of: calcium), reported.companion(of: calcium)?.meaning != true
            else { return nil }
            return correctedCalcium(
                of: calcium, by: companion.meaning, remarks: companion.isByDay ? .dateOnly : [])
        }
    }

    private func correctedCalcium(
        of calcium: LabResult, by albumin: JoinedReading, remarks: DerivedResult.Remarks
    ) -> DerivedResult {
        var derived = DerivedResult(
            derivation: .correctedCalcium, outcome: .underivable(.valueMissing), lowerLimit: calcium.lowerLimit,
            upperLimit: calcium.upperLimit, collected: calcium.collected,
            rows: [calcium.key] + albumin.rows, origin: calcium.key, remarks: remarks)
        do throws(UngradableReason) {
            let total = try Reading(calcium, as: .calcium)
            let slope = try calciumPerAlbumin(in: total.unit)
            let protein = try albumin.outcome.get().range
            let corrected = ValueRange(
                between: SignificantDigits.rounded(total.range.lowest + slope * (40 - protein.highest)),
                and: SignificantDigits.rounded(total.range.highest + slope * (40 - protein.lowest)))
            if albumin.isDisputed { derived.remarks.insert(.rowsDisagree) }
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

// SPDX-License-Identifier: Apache-2.0

import Trial

/// One subject's body weights, and which of them speaks for a specimen.
struct Weights {
    /// A weight in kg with its margin.
    struct Choice {
        var range: ValueRange
        var rows: [RowKey]
        var remarks: DerivedResult.Remarks
    }

    private struct Weighing {
        var kilograms: Double
        var date: ClinicalDate
        var row: RowKey
    }

    private let weighings: [Weighing]
    private let limits: WeightAge

    init(_ vitalSigns: [VitalSign], weightAge: WeightAge) {
        limits = weightAge
        weighings = vitalSigns.compactMap { sign in
            guard Analyte.bodyWeight.testCodes.contains(sign.test), let value = sign.value, value.isFinite,
                let date = sign.collected, let unit = Analyte.bodyWeight.unit(spelled: sign.unit),
                Analyte.bodyWeight.isPlausible(value, in: unit),
                let kilograms = Analyte.bodyWeight.convert(value, from: unit, to: .kilograms)
            else { return nil }
            return Weighing(kilograms: kilograms, date: date, row: sign.key)
        }
    }

    /// The weight nearest to a specimen, of two as near the earlier one; nil when there is none.
    ///
    /// A partial date lies as far away as it may. Weights of one day that differ are a range.
    func nearest(to collected: ClinicalDate) -> Choice? {
        let distances = weighings.map { ($0, days: distance($0.date, collected)) }
        guard let shortest = distances.map(\.days).min() else { return nil }
        let near = distances.filter { $0.days == shortest }.map(\.0)
        let earlier = near.filter { $0.date.earliest <= collected.earliest }
        let chosen = earlier.isEmpty ? near : earlier
        guard var lowest = chosen.map(\.kilograms).min(), var highest = chosen.map(\.kilograms).max() else {
            return nil
        }
        var remarks: DerivedResult.Remarks = earlier.isEmpty ? .weightAfter : []
        if lowest != highest { remarks.insert(.rowsDisagree) }
        if shortest > limits.daysMax {
            remarks.insert(.weightOlder)
            lowest *= 1 - limits.margin
            highest *= 1 + limits.margin
        }
        return Choice(
            range: ValueRange(between: lowest, and: highest), rows: chosen.map(\.row).sorted(), remarks: remarks)
    }

    private func distance(_ first: ClinicalDate, _ second: ClinicalDate) -> Int {
        max(abs(first.latest - second.earliest), abs(second.latest - first.earliest))
    }
}

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

    /// The weights of one day, or of the days that one partial date allows.
    private struct Weighings {
        var date: ClinicalDate
        var kilograms: JoinedRange
    }

    /// Those whose day is known, in order of time.
    private let ofDays: [Weighings]
    /// Those with a partial date; there are few such dates however many weights.
    private let ofPeriods: [Weighings]
    private let limits: WeightAge

    init(_ vitalSigns: [VitalSign], weightAge: WeightAge) {
        limits = weightAge
        var weights: [ClinicalDate: [(range: ValueRange, rows: [RowKey])]] = [:]
        for sign in vitalSigns {
            guard Analyte.bodyWeight.testCodes.contains(sign.test), let value = sign.value, value.isFinite,
                let date = sign.collected, let unit = Analyte.bodyWeight.unit(spelled: sign.unit),
                Analyte.bodyWeight.isPlausible(value, in: unit),
                let kilograms = Analyte.bodyWeight.convert(value, from: unit, to: .kilograms)
            else { continue }
            weights[ClinicalDate(earliest: date.earliest, latest: date.latest), default: []]
                .append((ValueRange(kilograms), [sign.key]))
        }
        let all = weights.compactMap { date, weights -> Weighings? in
            // Of equal weights the first row speaks, whatever order the rows came in.
            JoinedRange(weights.sorted { $0.rows[0] < $1.rows[0] }).map { Weighings(date: date, kilograms: $0) }
        }
        ofDays = all.filter(\.date.isComplete).sorted { $0.date.earliest < $1.date.earliest }
        ofPeriods = all.filter { !$0.date.isComplete }
            .sorted { ($0.date.earliest, $0.date.latest) < ($1.date.earliest, $1.date.latest) }
    }

    /// The weight nearest to a specimen, of two as near the earlier one; nil when there is none.
    ///
    /// A partial date lies as far away as it may. Weights of one day that differ are a range.
    func nearest(to collected: ClinicalDate) -> Choice? {
        let candidates = neighbours(of: collected) + ofPeriods
        guard let shortest = candidates.map({ distance($0.date, collected) }).min() else { return nil }
        let near = candidates.filter { distance($0.date, collected) == shortest }
        let earlier = near.filter { $0.date.earliest <= collected.earliest }
        let chosen = earlier.isEmpty ? near : earlier
        guard let weights = JoinedRange(chosen.map { ($0.kilograms.range, $0.kilograms.rows) }) else { return nil }
        var (lowest, highest) = (weights.range.lowest, weights.range.highest)
        var remarks: DerivedResult.Remarks = earlier.isEmpty ? .weightAfter : []
        if lowest != highest { remarks.insert(.rowsDisagree) }
        if shortest > limits.daysMax {
            remarks.insert(.weightOlder)
            lowest *= 1 - limits.margin
            highest *= 1 + limits.margin
        }
        return Choice(
            range: ValueRange(between: lowest, and: highest), rows: weights.rows.sorted(), remarks: remarks)
    }

    /// The known days next to the middle of a date on either side; no other known day lies as near.
    private func neighbours(of date: ClinicalDate) -> [Weighings] {
        let twiceMiddle = date.earliest.daysSince1970 + date.latest.daysSince1970
        var (low, high) = (0, ofDays.count)
        while low < high {
            let middle = (low + high) / 2
            if 2 * ofDays[middle].date.earliest.daysSince1970 <= twiceMiddle {
                low = middle + 1
            } else {
                high = middle
            }
        }
        return Array(ofDays[max(low - 1, 0)..<min(low + 1, ofDays.count)])
    }

    private func distance(_ first: ClinicalDate, _ second: ClinicalDate) -> Int {
        max(abs(first.latest - second.earliest), abs(second.latest - first.earliest))
    }
}

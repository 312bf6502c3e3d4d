// SPDX-License-Identifier: Apache-2.0

import Trial

/// The values that a reported result may stand for, in its own unit.
struct Reading {
    /// The values: one, or all that a bound such as `<40` leaves plausible.
    var range: ValueRange
    /// The unit.
    var unit: LabUnit
    /// The rows it was read from.
    var rows: [RowKey]
    /// Whether several rows of the draw disagree.
    var isDisputed = false

    /// A reading; see each property.
    init(range: ValueRange, unit: LabUnit, rows: [RowKey]) {
        self.range = range
        self.unit = unit
        self.rows = rows
    }

    /// Reads a result of an analyte; throws what stands against it.
    init(_ result: LabResult, as analyte: Analyte) throws(UngradableReason) {
        let measurement = try LabMeasurement(result, analyte: analyte)
        guard let unit = measurement.unit, let scale = analyte.scale(of: unit) else { throw .unitUnknown }
        let plausible = analyte.plausible.scaled(to: scale)
        let value = measurement.value
        switch measurement.bound {
        case .exact:
            guard plausible.contains(value) else { throw .valueImplausible }
            range = ValueRange(value)
        case .below, .atMost:
            guard value >= 0, value <= plausible.highest else { throw .valueImplausible }
            // A limit of quantification may lie under every plausible value.
            let isUnderAll = plausible.orZero || value <= plausible.lowest
            range = ValueRange(between: isUnderAll ? 0 : plausible.lowest, and: value)
        case .above, .atLeast:
            guard value >= 0, value <= plausible.highest else { throw .valueImplausible }
            range = ValueRange(between: value, and: plausible.highest)
        }
        self.unit = unit
        rows = [result.key]
    }

    /// Reads several results of one draw, in one unit, as the range that holds them all.
    ///
    /// - Returns: nil when there is none.
    /// - Throws: What stands against the first when none can be read.
    init?(_ results: [LabResult], as analyte: Analyte, in unit: LabUnit) throws(UngradableReason) {
        var merged: Reading?
        var refusal: UngradableReason?
        for result in results {
            do throws(UngradableReason) {
                let reading = try Reading(result, as: analyte).converted(to: unit, of: analyte)
                merged = merged?.union(reading) ?? reading
            } catch {
                refusal = refusal ?? error
            }
        }
        guard let merged else {
            if let refusal { throw refusal }
            return nil
        }
        self = merged
    }

    /// The reading in another unit of the analyte.
    func converted(to other: LabUnit, of analyte: Analyte) throws(UngradableReason) -> Reading {
        guard let lowest = analyte.convert(range.lowest, from: unit, to: other),
            let highest = analyte.convert(range.highest, from: unit, to: other)
        else { throw .unitUnknown }
        var converted = self
        converted.range = ValueRange(between: lowest, and: highest)
        converted.unit = other
        return converted
    }

    private func union(_ other: Reading) -> Reading {
        var union = self
        union.range = range.union(other.range)
        union.rows += other.rows
        union.isDisputed = isDisputed || range != other.range
        return union
    }
}

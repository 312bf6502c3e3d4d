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
}

/// Several results of one draw, read in one unit as the range that holds them all.
struct JoinedReading {
    /// The range, or what stands against the first result when none can be read.
    let outcome: Result<Reading, UngradableReason>
    /// Whether several rows of the draw disagree.
    let isDisputed: Bool
    /// The rows that give the range its ends, or the first that cannot be read; never more than two.
    let rows: [RowKey]

    /// - Parameter results: The draw's rows; without any, the value is missing.
    init(_ results: [LabResult], as analyte: Analyte, in unit: LabUnit) {
        var readings: [Reading] = []
        var refusal: (reason: UngradableReason, row: RowKey)?
        for result in results {
            do throws(UngradableReason) {
                readings.append(try Reading(result, as: analyte).converted(to: unit, of: analyte))
            } catch {
                refusal = refusal ?? (error, result.key)
            }
        }
        guard let joined = JoinedRange(readings.map { ($0.range, $0.rows) }) else {
            outcome = .failure(refusal?.reason ?? .valueMissing)
            isDisputed = false
            rows = refusal.map { [$0.row] } ?? []
            return
        }
        outcome = .success(Reading(range: joined.range, unit: unit, rows: joined.rows))
        isDisputed = joined.isDisputed
        rows = joined.rows
    }
}

/// The smallest range that holds several, with the rows that give it its ends.
///
/// Rows between the ends are not named: a draw with thousands of them would else be evidence of that size for each of
/// its results.
struct JoinedRange {
    var range: ValueRange
    var rows: [RowKey]
    /// Whether the ranges differ.
    var isDisputed: Bool

    /// Joins ranges; nil when there is none.
    init?(_ parts: [(range: ValueRange, rows: [RowKey])]) {
        guard let lowest = parts.min(by: { $0.range.lowest < $1.range.lowest }),
            let highest = parts.max(by: { $0.range.highest < $1.range.highest })
        else { return nil }
        range = ValueRange(between: lowest.range.lowest, and: highest.range.highest)
        rows = lowest.rows + highest.rows.filter { !lowest.rows.contains($0) }
        isDisputed = parts.contains { $0.range != lowest.range }
    }
}

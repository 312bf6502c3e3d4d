// SPDX-License-Identifier: Apache-2.0

import CTCAE
import Trial

extension SignalRows {
    /// What every row of a result signal's analyte says.
    ///
    /// - Parameter onlyHolding: Whether rows that show that it fails may be left out.
    func sightings(of signal: ResultSignal, onlyHolding: Bool) -> [Sighting] {
        let rows = results(of: signal.analyte)
        let baseline = laboratory.baseline(of: signal.analyte).map { Row($0) }
        var limits: EasiestLimits?
        let borrow = { (result: LabResult) -> LabResult? in
            let known = limits ?? EasiestLimits(of: rows)
            limits = known
            return known.completing(result)
        }
        return rows.indices.compactMap { index -> Sighting? in
            switch signal.cut {
            case .number, .upperLimit, .lowerLimit:
                sighting(of: rows[index], signal, borrow, onlyHolding: onlyHolding)
            case .baseline(let factor):
                sighting(of: rows[index], against: baseline, signal) { value, _ in value * factor }
            case .fallFromBaseline(let amount, let unit):
                sighting(of: rows[index], against: baseline, signal) { value, own in
                    signal.analyte.convert(amount, from: unit, to: own).map { value - $0 }
                }
            case .highest(let factor, let days):
                sighting(of: index, in: rows, days: days, signal) { $0 * factor }
            case .fall(let amount, let unit, let days):
                signal.analyte.convert(amount, from: unit, to: signal.analyte.canonicalUnit).flatMap { amount in
                    sighting(of: index, in: rows, days: days, signal) { $0 - amount }
                }
            }
        }
    }

    /// A result against a number or its own limits.
    ///
    /// - Parameter borrow: Gives a result the limits that it lacks.
    private func sighting(
        of row: Row, _ signal: ResultSignal, _ borrow: (LabResult) -> LabResult?, onlyHolding: Bool
    ) -> Sighting? {
        let comparison = compare(row.result, signal.relation, signal.cut, signal.analyte)
        if onlyHolding, comparison == .fails { return nil }
        var sighting = Sighting(standing(comparison, of: row.result, signal), row)
        if sighting.mayHold { sighting.extremity = signal.extremity(of: row.result) }
        guard case .undecided(let reason) = comparison else {
            // A bound that decides is still a bound.
            if row.result.isCensored, comparison == .holds { sighting.doubts = [.valueCensored] }
            return sighting
        }
        guard let doubt = suspicion(of: row.result, reason, signal, borrow) else { return sighting }
        sighting.standing = .suspect
        sighting.doubts = [doubt]
        if case .number = signal.cut { sighting.speaksUp = signal.analyte.speaksUpWhenSuspect }
        return sighting
    }

    private func standing(
        _ comparison: LabComparison, of result: LabResult, _ signal: ResultSignal
    ) -> Sighting.Standing {
        switch comparison {
        case .holds: return .holds
        case .undecided: return .undecided
        case .fails:
            guard let recoversAt = signal.recoversAt else { return .recovered }
            let cut = signal.cut.with(recoversAt)
            return compare(result, signal.relation, cut, signal.analyte) == .fails ? .recovered : .between
        }
    }

    private func compare(
        _ result: LabResult, _ relation: Relation, _ cut: SignalCut, _ analyte: Analyte
    ) -> LabComparison {
        switch cut {
        case .number(let number, let unit): analyte.compare(result, relation, number, in: unit)
        case .upperLimit(let factor):
            analyte.compare(result, relation, factor, times: result.upperLimit, .upperLimitMissing)
        case .lowerLimit(let factor):
            analyte.compare(result, relation, factor, times: result.lowerLimit, .lowerLimitMissing)
        case .baseline, .highest, .fall, .fallFromBaseline: .undecided(.baselineMissing)
        }
    }

    /// Why an undecided result may meet the cut all the same; nil when nothing speaks for it.
    private func suspicion(
        of result: LabResult, _ reason: UngradableReason, _ signal: ResultSignal, _ borrow: (LabResult) -> LabResult?
    ) -> Uncertainty? {
        switch reason {
        case .valueCensored:
            return .valueCensored
        case .unitUnknown, .valueImplausible:
            guard case .number(let cut, let unit) = signal.cut, let number = result.number else { return nil }
            let analyte = signal.analyte
            let mayMeet = analyte.plausibleReadings(of: number).contains { reading in
                analyte.convert(reading, from: analyte.canonicalUnit, to: unit).map { signal.relation.holds($0, cut) }
                    ?? false
            }
            return mayMeet ? .unitSuspect : nil
        case .upperLimitMissing, .lowerLimitMissing:
            guard let borrowed = borrow(result) else { return nil }
            let mayMeet = compare(borrowed, signal.relation, signal.cut, signal.analyte) == .holds
            return mayMeet ? .limitMissing : nil
        default:
            return nil
        }
    }

    /// A result against the baseline; nil for the baseline itself and what came before it.
    ///
    /// - Parameter cut: The cut that a baseline makes, in a unit that both are in; nil where it cannot be told.
    private func sighting(
        of row: Row, against baseline: Row?, _ signal: ResultSignal, cut: (Double, LabUnit) -> Double?
    ) -> Sighting? {
        guard let baseline else { return Sighting(.undecided, row) }
        let reference = Baseline(baseline.result)
        guard row.result.key != baseline.result.key,
            !reference.isAtOrAfter(isBaseline: row.result.isBaseline, collected: row.result.collected)
        else { return nil }
        guard let unit = signal.analyte.unit(spelled: row.result.unit), let value = reference.value, value > 0,
            let own = signal.analyte.unit(spelled: reference.unit),
            let converted = signal.analyte.convert(value, from: own, to: unit), let cut = cut(converted, unit)
        else { return Sighting(.undecided, row) }
        var sighting = Sighting(.undecided, row, reference: baseline, isBaseline: true)
        sighting.extremity = signal.extremity(of: row.result)
        switch signal.analyte.compare(row.result, signal.relation, cut, in: unit) {
        case .holds: sighting.standing = .holds
        case .fails: sighting.standing = .recovered
        case .undecided(let reason):
            guard reason == .valueCensored else { break }
            sighting.standing = .suspect
            sighting.doubts = [.valueCensored]
        }
        return sighting
    }

    /// A result against the highest of the days before it, which counts among the rows it rests on.
    ///
    /// - Parameter cut: The cut that a highest value makes, in the analyte's own unit.
    private func sighting(
        of index: Int, in rows: [Row], days: Int, _ signal: ResultSignal, cut: (Double) -> Double
    ) -> Sighting {
        let row = rows[index]
        guard let date = row.result.collected, date.isComplete,
            let value = signal.analyte.canonicalValue(of: row.result)
        else { return Sighting(.undecided, row) }
        var highest: (value: Double, row: Row)?
        var isDoubtful = false
        for earlier in rowsBefore(index, in: rows, on: date, days: days) {
            guard earlier.result.collected?.isComplete == true,
                let other = signal.analyte.canonicalValue(of: earlier.result)
            else {
                isDoubtful = true
                continue
            }
            if other > highest?.value ?? -.infinity { highest = (other, earlier) }
        }
        guard let highest, signal.relation.holds(value, cut(highest.value)) else {
            return Sighting(isDoubtful ? .undecided : .recovered, row)
        }
        var sighting = Sighting(.holds, row, reference: highest.row)
        sighting.extremity = signal.extremity(of: row.result)
        return sighting
    }

    /// The rows of the days before one; of its own day's rows without a time, any may have come first.
    private func rowsBefore(_ index: Int, in rows: [Row], on date: ClinicalDate, days: Int) -> [Row] {
        var before: [Row] = []
        for row in rows[(index + 1)...] {
            guard let other = row.result.collected, other.earliest == date.earliest else { break }
            if other.minuteOfDay == nil || date.minuteOfDay == nil { before.append(row) }
        }
        for row in rows[..<index].reversed() {
            // Rows stand by the first day they may be of: a partial date alone may reach in from before.
            guard let other = row.result.collected, date.earliest - other.earliest <= days + daysInMonth else { break }
            if date.earliest - other.latest <= days { before.append(row) }
        }
        return before
    }
}

/// How far a date of which only the month is known may reach.
private let daysInMonth = 31

extension ResultSignal {
    /// How far a result lies in the direction looked for, in the analyte's own unit.
    fileprivate func extremity(of result: LabResult) -> Double {
        guard let value = analyte.canonicalValue(of: result) ?? result.number else { return -.greatestFiniteMagnitude }
        return relation == .above || relation == .atLeast ? value : -value
    }
}

extension SignalCut {
    /// The same cut at another number.
    fileprivate func with(_ number: Double) -> SignalCut {
        switch self {
        case .number(_, let unit): .number(number, unit)
        case .upperLimit: .upperLimit(number)
        case .lowerLimit: .lowerLimit(number)
        case .baseline: .baseline(number)
        case .highest(_, let days): .highest(number, days: days)
        case .fall(_, let unit, let days): .fall(number, unit, days: days)
        case .fallFromBaseline(_, let unit): .fallFromBaseline(number, unit)
        }
    }
}

extension Analyte {
    /// A number in the analyte's own unit; nil for a bound, and where unit or value cannot be true.
    fileprivate func canonicalValue(of result: LabResult) -> Double? {
        guard case .number(let number) = result.value, let unit = unit(spelled: result.unit),
            isPlausible(number, in: unit)
        else { return nil }
        return convert(number, from: unit, to: canonicalUnit)
    }

    /// Compares a result with a multiple of one of its own limits, for which its unit need not be known.
    fileprivate func compare(
        _ result: LabResult, _ relation: Relation, _ factor: Double, times limit: Double?,
        _ missing: UngradableReason
    ) -> LabComparison {
        guard let limit, limit > 0 else { return .undecided(missing) }
        guard let unit = unit(spelled: result.unit) else {
            guard case .number(let number) = result.value else { return .undecided(.unitUnknown) }
            return relation.holds(number, factor * limit) ? .holds : .fails
        }
        return compare(result, relation, factor * limit, in: unit)
    }
}

// SPDX-License-Identifier: Apache-2.0

import CTCAE
import Trial

extension SignalRows {
    /// What every row of a result signal's analyte says.
    ///
    /// - Parameter onlyHolding: Whether rows that show that it fails may be left out.
    func sightings(of signal: ResultSignal, onlyHolding: Bool) -> [Sighting] {
        var judge = ResultJudge(signal, in: self)
        return judge.places.indices.compactMap { judge.sighting(of: $0, onlyHolding: onlyHolding) }
    }
}

/// Compares the rows of one analyte with a cut, one after the other.
private struct ResultJudge {
    let signal: ResultSignal
    let rows: SignalRows
    /// Where the analyte's rows stand, in order of time.
    let places: [Int]
    private let baseline: SignalRows.Row?
    private var cut: LabCut?
    private var recovery: LabCut?
    private var numbers: CanonicalNumbers
    /// The numbers of all rows in the analyte's own unit, for cuts that compare rows with each other.
    private let values: [Double?]
    private var limits: EasiestLimits?

    init(_ signal: ResultSignal, in rows: SignalRows) {
        self.signal = signal
        self.rows = rows
        let places = rows.places(of: signal.analyte)
        self.places = places
        baseline = rows.baseline(of: signal.analyte)
        if case .number(let number, let unit) = signal.cut {
            cut = LabCut(signal.analyte, signal.relation, number, in: unit)
            recovery = signal.recoversAt.map { LabCut(signal.analyte, signal.relation, $0, in: unit) }
        }
        var numbers = CanonicalNumbers(signal.analyte)
        switch signal.cut {
        case .highest, .fall: values = places.map { numbers.number(of: rows.all[$0]) }
        case .number, .upperLimit, .lowerLimit, .baseline, .fallFromBaseline: values = []
        }
        self.numbers = numbers
    }

    mutating func sighting(of index: Int, onlyHolding: Bool) -> Sighting? {
        switch signal.cut {
        case .number, .upperLimit, .lowerLimit:
            ofOwnLimits(index, onlyHolding: onlyHolding)
        case .baseline(let factor):
            againstBaseline(index, onlyHolding: onlyHolding) { value, _ in value * factor }
        case .fallFromBaseline(let amount, let unit):
            againstBaseline(index, onlyHolding: onlyHolding) { [analyte = signal.analyte] value, own in
                analyte.convert(amount, from: unit, to: own).map { value - $0 }
            }
        case .highest(let factor, let days):
            againstHighest(index, days: days, onlyHolding: onlyHolding) { $0 * factor }
        case .fall(let amount, let unit, let days):
            signal.analyte.convert(amount, from: unit, to: signal.analyte.canonicalUnit).flatMap { amount in
                againstHighest(index, days: days, onlyHolding: onlyHolding) { $0 - amount }
            }
        }
    }

    /// A result against a number or its own limits.
    private mutating func ofOwnLimits(_ index: Int, onlyHolding: Bool) -> Sighting? {
        let place = places[index]
        let comparison = compare(rows.all[place])
        if onlyHolding, comparison == .fails { return nil }
        var sighting = Sighting(standing(comparison, of: rows.all[place]), rows.row(at: place))
        if sighting.mayHold { sighting.extremity = extremity(of: rows.all[place]) }
        guard case .undecided(let reason) = comparison else {
            // A bound that decides is still a bound.
            if comparison == .holds, rows.all[place].isCensored { sighting.doubts = [.valueCensored] }
            return sighting
        }
        guard let doubt = suspicion(of: rows.all[place], reason) else { return sighting }
        sighting.standing = .suspect
        sighting.doubts = [doubt]
        if case .number = signal.cut { sighting.speaksUp = signal.analyte.speaksUpWhenSuspect }
        return sighting
    }

    private mutating func standing(_ comparison: LabComparison, of result: LabResult) -> Sighting.Standing {
        switch comparison {
        case .holds: return .holds
        case .undecided: return .undecided
        case .fails:
            guard let recoversAt = signal.recoversAt else { return .recovered }
            let recovery = recovery?.compare(result) ?? compare(result, signal.cut.with(recoversAt))
            return recovery == .fails ? .recovered : .between
        }
    }

    private mutating func compare(_ result: LabResult) -> LabComparison {
        cut?.compare(result) ?? compare(result, signal.cut)
    }

    private func compare(_ result: LabResult, _ cut: SignalCut) -> LabComparison {
        let (analyte, relation) = (signal.analyte, signal.relation)
        return switch cut {
        case .number(let number, let unit): analyte.compare(result, relation, number, in: unit)
        case .upperLimit(let factor):
            analyte.compare(result, relation, factor, times: result.upperLimit, .upperLimitMissing)
        case .lowerLimit(let factor):
            analyte.compare(result, relation, factor, times: result.lowerLimit, .lowerLimitMissing)
        case .baseline, .highest, .fall, .fallFromBaseline: .undecided(.baselineMissing)
        }
    }

    /// Why an undecided result may meet the cut all the same; nil when nothing speaks for it.
    private mutating func suspicion(of result: LabResult, _ reason: UngradableReason) -> Uncertainty? {
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
            // A row that lacks its limits is given those of the subject's other rows.
            let known = limits ?? EasiestLimits(of: places, in: rows)
            limits = known
            guard let borrowed = known.completing(result) else { return nil }
            return compare(borrowed, signal.cut) == .holds ? .limitMissing : nil
        default:
            return nil
        }
    }

    /// How far a result lies in the direction looked for, in the analyte's own unit.
    private mutating func extremity(of result: LabResult) -> Double {
        guard let value = numbers.number(of: result) ?? result.number else { return -.greatestFiniteMagnitude }
        return signal.relation == .above || signal.relation == .atLeast ? value : -value
    }

    /// A result against the baseline; nil for the baseline itself and what came before it.
    ///
    /// - Parameter cut: The cut that a baseline makes, in a unit that both are in; nil where it cannot be told.
    private mutating func againstBaseline(
        _ index: Int, onlyHolding: Bool, cut: (Double, LabUnit) -> Double?
    ) -> Sighting? {
        let place = places[index]
        guard let baseline else { return Sighting(.undecided, rows.row(at: place)) }
        let reference = Baseline(baseline.result)
        guard rows.all[place].key != baseline.key,
            !reference.isAtOrAfter(isBaseline: rows.all[place].isBaseline, collected: rows.all[place].collected)
        else { return nil }
        guard let unit = signal.analyte.unit(spelled: rows.all[place].unit), let value = reference.value, value > 0,
            let own = signal.analyte.unit(spelled: reference.unit),
            let converted = signal.analyte.convert(value, from: own, to: unit), let cut = cut(converted, unit)
        else { return Sighting(.undecided, rows.row(at: place)) }
        let comparison = signal.analyte.compare(rows.all[place], signal.relation, cut, in: unit)
        if onlyHolding, comparison == .fails { return nil }
        var sighting = Sighting(.undecided, rows.row(at: place), reference: baseline, isBaseline: true)
        sighting.extremity = extremity(of: rows.all[place])
        switch comparison {
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
    private mutating func againstHighest(
        _ index: Int, days: Int, onlyHolding: Bool, cut: (Double) -> Double
    ) -> Sighting? {
        guard let date = rows.all[places[index]].collected, date.isComplete, let value = values[index] else {
            return Sighting(.undecided, rows.row(at: places[index]))
        }
        var highest: (value: Double, index: Int)?
        var isDoubtful = false
        forEachBefore(index, on: date, days: days) { earlier in
            guard rows.all[places[earlier]].collected?.isComplete == true, let other = values[earlier] else {
                isDoubtful = true
                return
            }
            if other > highest?.value ?? -.infinity { highest = (other, earlier) }
        }
        guard let highest, signal.relation.holds(value, cut(highest.value)) else {
            if onlyHolding, !isDoubtful { return nil }
            return Sighting(isDoubtful ? .undecided : .recovered, rows.row(at: places[index]))
        }
        let row = rows.row(at: places[index])
        var sighting = Sighting(.holds, row, reference: rows.row(at: places[highest.index]))
        sighting.extremity = extremity(of: rows.all[places[index]])
        return sighting
    }

    /// Looks at the rows of the days before one; of its own day's rows without a time, any may have come first.
    private func forEachBefore(_ index: Int, on date: ClinicalDate, days: Int, _ look: (Int) -> Void) {
        for later in (index + 1)..<places.count {
            guard let other = rows.all[places[later]].collected, other.earliest == date.earliest else { break }
            if other.minuteOfDay == nil || date.minuteOfDay == nil { look(later) }
        }
        for earlier in (0..<index).reversed() {
            // Rows stand by the first day they may be of: a partial date alone may reach in from before.
            guard let other = rows.all[places[earlier]].collected, date.earliest - other.earliest <= days + daysInMonth
            else { break }
            if date.earliest - other.latest <= days { look(earlier) }
        }
    }
}

/// How far a date of which only the month is known may reach.
private let daysInMonth = 31

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

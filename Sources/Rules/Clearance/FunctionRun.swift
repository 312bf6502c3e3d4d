// SPDX-License-Identifier: Apache-2.0

import CTCAE
import Trial

/// A stretch in which an organ's function is in one band.
struct FunctionRun {
    /// The specimens that show it, the confirming one among them, in order of time.
    var meeting: [OrganFunction]
    /// The specimen by which it was confirmed.
    let confirmed: OrganFunction
    /// The specimens that show recovery, the deciding one last; empty while none do.
    var closing: [OrganFunction] = []
    /// Whether an earlier specimen shows the function out of the band.
    let fellInto: Bool
}

/// How a function stands to one band.
struct BandView {
    enum Standing {
        /// In the band, for certain.
        case inside
        /// In a worse band: that band's matter.
        case beyond
        /// Out of the band, and recovered.
        case recovered
        /// Out of the band, by less than recovery asks.
        case between
        /// Either, as far as can be told.
        case undecided
    }

    /// Whether more is worse.
    private let isHighBad: Bool
    private let cut: Double
    private let recoversAt: Double
    private let worseCut: Double?
    private let atOnceBeyond: Double?
    private let confirmations: Int

    init(_ band: Int, of condition: ClearanceCondition) {
        isHighBad = condition.measure.isMultiple
        cut = condition.bands[band].cut
        recoversAt = condition.bands[band].recoversAt
        worseCut = condition.bands.indices.contains(band + 1) ? condition.bands[band + 1].cut : nil
        atOnceBeyond = condition.atOnceBeyond
        confirmations = condition.confirmations
    }

    func standing(of function: OrganFunction) -> Standing {
        guard case .success(let range) = function.value else { return .undecided }
        guard isBeyond(cut, best(of: range)) else {
            guard !isBeyond(cut, worst(of: range)) else { return .undecided }
            return isBeyond(recoversAt, worst(of: range)) ? .between : .recovered
        }
        return worseCut.map { isBeyond($0, best(of: range)) } ?? false ? .beyond : .inside
    }

    /// The value that speaks least for the band.
    private func best(of range: ValueRange) -> Double { isHighBad ? range.lowest : range.highest }

    private func worst(of range: ValueRange) -> Double { isHighBad ? range.highest : range.lowest }

    /// Whether a value lies on the bad side of a cut.
    private func isBeyond(_ cut: Double, _ value: Double) -> Bool { isHighBad ? value > cut : value < cut }

    /// Cuts specimens in order of time into the stretches of the band.
    func runs(of functions: [OrganFunction]) -> [FunctionRun] {
        var runs: [FunctionRun] = []
        var open: FunctionRun?
        // Specimens on one side in a row, of which only those of different days confirm each other.
        var low: [OrganFunction] = []
        var recovered: [OrganFunction] = []
        var hasBeenOut = false
        for function in functions {
            switch standing(of: function) {
            case .inside, .beyond:
                let isInside = standing(of: function) == .inside
                low.append(function)
                recovered = []
                if open != nil, isInside { open?.meeting.append(function) }
                guard open == nil, isInside, isConfirmed(low, by: function) else { continue }
                let meeting = low.filter { standing(of: $0) == .inside }
                open = FunctionRun(meeting: meeting, confirmed: function, fellInto: hasBeenOut)
            case .between:
                (low, recovered) = ([], [])
                hasBeenOut = true
            case .recovered:
                low = []
                hasBeenOut = true
                guard var run = open, isAfter(function, run) else { continue }
                recovered.append(function)
                guard daysApart(recovered) >= confirmations else { continue }
                run.closing = recovered
                runs.append(run)
                open = nil
            case .undecided:
                // Neither confirms nor contradicts.
                continue
            }
        }
        return runs + [open].compactMap(\.self)
    }

    private func isConfirmed(_ low: [OrganFunction], by function: OrganFunction) -> Bool {
        if let atOnceBeyond, case .success(let range) = function.value, isBeyond(atOnceBeyond, best(of: range)) {
            return true
        }
        return daysApart(low) >= confirmations
    }

    /// On how many days specimens were taken, counted no further than need be.
    private func daysApart(_ functions: [OrganFunction]) -> Int {
        Set(functions.suffix(8 * confirmations).map(\.collected.earliest)).count
    }

    /// Whether a specimen was certainly not taken before those that show the band; of one day the worst counts.
    private func isAfter(_ function: OrganFunction, _ run: FunctionRun) -> Bool {
        guard let last = run.meeting.map(\.collected.latest).max() else { return true }
        guard function.collected.earliest == last else { return function.collected.earliest > last }
        guard let minute = function.collected.minuteOfDay, let before = run.meeting.last?.collected.minuteOfDay else {
            return false
        }
        return minute > before
    }
}
